// Entries in runs of ascending ids, and the one sequence that several runs make: what a snapshot is written from and
// what a merge reads. Knows nothing of searching.

import { type IdColumn, listedIds } from './ids.ts';
import { BLOCK_ENTRIES, type Entries } from './snapshot-format.ts';

export const HASH_WORDS = 8;

/** Columns over entries; `rows` says where each entry's hash is, or null where entry n has hash n. */
export type Run = {
  /** Whether ids ascend already; those that do not are listed. */
  readonly ascending: boolean;
  readonly ids: IdColumn;
  readonly banks: Uint8Array;
  readonly rows: Uint32Array | null;
  /** Hashes, 8 words a row. */
  readonly words: Uint32Array;
  /** One bit an entry, beginning at `deadFrom`: set once the entry is deleted. */
  readonly dead: Uint8Array;
  readonly deadFrom: number;
};

export const bit = (bits: Uint8Array, at: number): boolean => (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;

export function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
}

/** The positions of `values` in the order in which their values ascend; equal values keep theirs. */
export function ascendingOrder(values: Uint32Array): Uint32Array {
  const keys = new BigUint64Array(values.length);
  const halves = new Uint32Array(keys.buffer);
  for (let at = 0; at < values.length; at++) {
    halves[2 * at] = at;
    halves[2 * at + 1] = values[at] ?? 0;
  }
  keys.sort();
  const order = new Uint32Array(values.length);
  for (let at = 0; at < order.length; at++) order[at] = halves[2 * at] ?? 0;
  return order;
}

/** The same run with ids ascending. About 6 ms for a full head. */
export function sortedRun(run: Run): Run {
  if (run.ascending) return run;
  const { ids } = run.ids;
  const order = ascendingOrder(ids);
  const dead = new Uint8Array((order.length + 7) >> 3);
  order.forEach((from, to) => {
    if (bit(run.dead, run.deadFrom + from)) setBit(dead, to);
  });
  return {
    ascending: true,
    ids: listedIds(order.map((from) => ids[from] ?? 0)),
    banks: Uint8Array.from(order, (from) => run.banks[from] ?? 0),
    rows: order.map((from) => run.rows?.[from] ?? from),
    words: run.words,
    dead,
    deadFrom: 0,
  };
}

/** The living entries of all runs, each ascending, in one order of ids, in blocks that are full but for the last. */
export function* mergedBlocks(runs: readonly Run[]): Generator<Entries, void, void> {
  const cursors = runs.map((run) => new Cursor(run)).filter((cursor) => cursor.id < Cursor.END);
  let block = new OpenBlock();
  for (let least = leastOf(cursors); least !== undefined; least = leastOf(cursors)) {
    const limit = nextAfter(cursors, least);
    while (least.id < limit) {
      block.add(least);
      least.advance();
      if (block.count < BLOCK_ENTRIES) continue;
      yield block.entries();
      block = new OpenBlock();
    }
  }
  if (block.count > 0) yield block.entries();
}

/** Walks over the living entries of one run. */
class Cursor {
  /** Above every id. */
  static readonly END = 2 ** 32;
  readonly run: Run;
  at = -1;
  id = 0;
  #stretch = 0;

  constructor(run: Run) {
    this.run = run;
    this.advance();
  }

  advance(): void {
    const { ids, dead, deadFrom } = this.run;
    do this.at++;
    while (this.at < ids.count && bit(dead, deadFrom + this.at));
    this.id = this.at < ids.count ? this.#idHere(ids) : Cursor.END;
  }

  /** As `idAt`, without looking for the stretch again. */
  #idHere({ ids, rows }: IdColumn): number {
    if (rows === null) return ids[this.at] ?? 0;
    while ((rows[this.#stretch + 1] ?? Cursor.END) <= this.at) this.#stretch++;
    return (ids[this.#stretch] ?? 0) + this.at - (rows[this.#stretch] ?? 0);
  }
}

function leastOf(cursors: readonly Cursor[]): Cursor | undefined {
  let least: Cursor | undefined;
  for (const cursor of cursors) if (cursor.id < (least?.id ?? Cursor.END)) least = cursor;
  return least;
}

/** The least id of the other cursors: up to it `least` may run alone. */
function nextAfter(cursors: readonly Cursor[], least: Cursor): number {
  let next = Cursor.END;
  for (const cursor of cursors) if (cursor !== least && cursor.id < next) next = cursor.id;
  return next;
}

/** A block being filled. */
class OpenBlock {
  count = 0;
  readonly #ids = new Uint32Array(BLOCK_ENTRIES);
  readonly #banks = new Uint8Array(BLOCK_ENTRIES);
  readonly #words = new Uint32Array(BLOCK_ENTRIES * HASH_WORDS);

  add({ run, at, id }: Cursor): void {
    this.#ids[this.count] = id;
    this.#banks[this.count] = run.banks[at] ?? 0;
    copyRow(run.words, run.rows === null ? at : (run.rows[at] ?? 0), this.#words, this.count);
    this.count++;
  }

  entries(): Entries {
    return {
      ids: this.#ids.subarray(0, this.count),
      banks: this.#banks.subarray(0, this.count),
      hashes: new Uint8Array(this.#words.buffer, 0, this.count * HASH_WORDS * 4),
    };
  }
}

/** Copies one hash; word by word, since a view for each of millions of rows costs more than the copy. */
function copyRow(from: Uint32Array, fromRow: number, to: Uint32Array, toRow: number): void {
  const source = fromRow * HASH_WORDS;
  const target = toRow * HASH_WORDS;
  for (let word = 0; word < HASH_WORDS; word++) to[target + word] = from[source + word] ?? 0;
}
