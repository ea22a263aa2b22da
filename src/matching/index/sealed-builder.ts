// Makes a sealed part out of entries that come with ascending ids: different hashes go into the segment's memory as they
// come, further entries of a hash that is already there are kept aside as copies.

import type { Fold } from './fold.ts';
import { idColumn } from './ids.ts';
import { ascendingOrder, HASH_WORDS } from './runs.ts';
import type { Copies, SealedParts } from './sealed.ts';
import { reserveSegment, type SegmentDraft } from './segment.ts';
import type { Entries } from './snapshot-format.ts';

export class SealedBuilder {
  entries = 0;
  readonly capacity: number;
  readonly #draft: SegmentDraft;
  readonly #fold: Fold;
  readonly #ids: Uint32Array<ArrayBuffer>;
  readonly #banks: Uint8Array;
  readonly #copies = new OpenCopies();

  /**
   * @param capacity entries at most; memory for all of them is reserved now
   * @param seed secret, see Fold
   */
  constructor(capacity: number, seed: number) {
    this.capacity = capacity;
    this.#draft = reserveSegment(capacity);
    this.#fold = this.#draft.fold(seed);
    this.#ids = new Uint32Array(capacity);
    this.#banks = sharedU8(capacity);
  }

  /** Takes the entries from `from` on, as many as there is room for. @returns how many */
  add({ ids, hashes, banks }: Entries, from = 0): number {
    const words = new Uint32Array(hashes.buffer, hashes.byteOffset, ids.length * HASH_WORDS);
    const taken = Math.min(ids.length - from, this.capacity - this.entries);
    let at = from;
    let known = this.#fold.rows;
    this.#fold.add(words.subarray(from * HASH_WORDS, (from + taken) * HASH_WORDS), (rows) => {
      for (const row of rows) {
        if (row < known) this.#copies.add(row, ids[at] ?? 0, banks[at] ?? 0);
        else {
          this.#ids[row] = ids[at] ?? 0;
          this.#banks[row] = banks[at] ?? 0;
          known++;
        }
        at++;
      }
    });
    this.entries += taken;
    return taken;
  }

  /** Builds the segment: about 0.35 s for a million rows. The builder is used up. */
  finish(): SealedParts {
    const rows = this.#fold.rows;
    const ids = idColumn(this.#ids.subarray(0, rows));
    this.#ids.buffer.transfer(0); // gives the memory back now: a collection of garbage may be far off
    return {
      segment: this.#draft.build(rows),
      ids,
      banks: rows === this.capacity ? this.#banks : sharedU8From(this.#banks.subarray(0, rows)),
      copies: this.#copies.close(),
      dead: sharedU8((this.entries + 7) >> 3),
    };
  }
}

/** Copies as they come: in columns that double. */
class OpenCopies {
  #count = 0;
  #rows = new Uint32Array(1024);
  #ids = new Uint32Array(1024);
  #banks = new Uint8Array(1024);

  add(row: number, id: number, bank: number): void {
    if (this.#count === this.#ids.length) this.#grow();
    this.#rows[this.#count] = row;
    this.#ids[this.#count] = id;
    this.#banks[this.#count] = bank;
    this.#count++;
  }

  #grow(): void {
    const wider = <T extends Uint32Array | Uint8Array>(from: T, to: T): T => (to.set(from), to);
    const size = 2 * this.#count;
    this.#rows = wider(this.#rows, new Uint32Array(size));
    this.#ids = wider(this.#ids, new Uint32Array(size));
    this.#banks = wider(this.#banks, new Uint8Array(size));
  }

  close(): Copies {
    const rows = this.#rows.subarray(0, this.#count);
    const byRow = ascendingOrder(rows);
    return {
      ids: sharedU32From(this.#ids.subarray(0, this.#count)),
      banks: sharedU8From(this.#banks.subarray(0, this.#count)),
      rows: sharedU32From(rows),
      byRow: sharedU32From(byRow),
      sortedRows: sharedU32From(byRow.map((at) => rows[at] ?? 0)),
    };
  }
}

const sharedU32 = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length));
const sharedU8 = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

function sharedU32From(from: Uint32Array): Uint32Array {
  const to = sharedU32(from.length);
  to.set(from);
  return to;
}

function sharedU8From(from: Uint8Array): Uint8Array {
  const to = sharedU8(from.length);
  to.set(from);
  return to;
}
