// The head of the index: where inserts go and are found at once. Small, since its search follows chains; when it is full
// it takes no more and waits to be merged. Its columns lie in shared memory: a merge reads them without a copy.

import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { createDelta, type Delta } from './delta.ts';
import { listedIds } from './ids.ts';
import type { Visit } from './match.ts';
import type { ExactBy, Part } from './part.ts';
import { bit, HASH_WORDS, type Run, setBit } from './runs.ts';

/** A query of a full head costs about as much as one of a million sealed entries. */
const HEAD_ENTRIES = 65_536;
const NONE = -1;

export class Head implements Part {
  entries = 0;
  dead = 0;
  readonly #delta: Delta = createDelta(HEAD_ENTRIES);
  readonly #ids = new Uint32Array(new SharedArrayBuffer(4 * HEAD_ENTRIES));
  readonly #banks = new Uint8Array(new SharedArrayBuffer(HEAD_ENTRIES));
  readonly #rows = new Uint32Array(new SharedArrayBuffer(4 * HEAD_ENTRIES));
  readonly #bytes = new Uint8Array(new SharedArrayBuffer(HASH_BYTES * HEAD_ENTRIES));
  readonly #dead = new Uint8Array(new SharedArrayBuffer(HEAD_ENTRIES / 8));
  /** Of each row its newest entry, of each entry the one before it in its row. */
  readonly #newest = new Int32Array(HEAD_ENTRIES);
  readonly #before = new Int32Array(HEAD_ENTRIES);
  readonly #entryOf = new Map<number, number>();
  readonly #rowOf = new Map<string, number>();

  get full(): boolean {
    return this.entries === HEAD_ENTRIES;
  }

  /** The caller has looked whether the head is full and the id is new. */
  insert(id: number, hash: Hash256, bank: number): void {
    const entry = this.entries;
    const row = this.#row(hash);
    this.#ids[entry] = id;
    this.#banks[entry] = bank;
    this.#rows[entry] = row;
    this.#before[entry] = this.#newest[row] ?? NONE;
    this.#newest[row] = entry;
    this.#entryOf.set(id, entry);
    this.entries++;
  }

  /** The row of this hash: equal hashes share one. */
  #row(hash: Hash256): number {
    const key = Buffer.from(hash.buffer, hash.byteOffset, HASH_BYTES).toString('latin1');
    const known = this.#rowOf.get(key);
    if (known !== undefined) return known;
    const row = this.#delta.insert(hash);
    this.#bytes.set(hash, row * HASH_BYTES);
    this.#newest[row] = NONE;
    this.#rowOf.set(key, row);
    return row;
  }

  search(by: ExactBy, hash: Hash256, radius: number, visit: Visit): void {
    if (this.entries > 0) this.#delta.visit(by, hash, radius, visit);
  }

  visitRow(row: number, visit: (id: number, bank: number) => boolean): void {
    for (let entry = this.#newest[row] ?? NONE; entry !== NONE; entry = this.#before[entry] ?? NONE) {
      if (bit(this.#dead, entry)) continue;
      if (!visit(this.#ids[entry] ?? 0, this.#banks[entry] ?? 0)) return;
    }
  }

  has(id: number): boolean {
    return this.#entryOf.has(id);
  }

  delete(id: number): boolean {
    const entry = this.#entryOf.get(id);
    if (entry === undefined) return false;
    this.#entryOf.delete(id);
    setBit(this.#dead, entry);
    this.dead++;
    return true;
  }

  /** One run in the order of insertion. */
  runs(): readonly Run[] {
    return [
      {
        ascending: false,
        ids: listedIds(this.#ids.subarray(0, this.entries)),
        banks: this.#banks.subarray(0, this.entries),
        rows: this.#rows.subarray(0, this.entries),
        words: new Uint32Array(this.#bytes.buffer, 0, HEAD_ENTRIES * HASH_WORDS),
        dead: this.#dead,
        deadFrom: 0,
      },
    ];
  }
}
