// Entries with the same hash share one row of hashes, so that a million copies of one picture make no search longer
// but the one that finds them. How equal hashes are found stands in kernels/search/fold.ts.

import { HASH_WORDS } from './runs.ts';
import type { SearchKernel } from './search-kernel.ts';

/** Hashes that the kernel folds at once at most. */
export const FOLD_BATCH = 4096;
const FULLEST = 0.75;
const HASH_BYTES = 4 * HASH_WORDS;
const BYTE_VALUES = 256;
const RANDOM_NUMBERS = HASH_BYTES * BYTE_VALUES;
/** What the kernel needs beside the table. */
export const FOLD_BYTES = 4 * (RANDOM_NUMBERS + FOLD_BATCH);

/** Numbers in the table for so many rows: at most eleven bytes a row. */
const sizeFor = (rows: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, rows / FULLEST)));

/** Writes different hashes one after another as rows, and finds the row of each. */
export class Fold {
  readonly #kernel: SearchKernel;
  readonly #words: Uint32Array;
  readonly #batch: Uint32Array;

  /**
   * @param kernel of a segment without rows
   * @param words where the rows are to stand: room for `capacity` of them
   * @param beside address of `FOLD_BYTES` that nobody else uses
   * @param table address that nobody else uses, eleven bytes for each of `capacity` rows and sixteen at least
   * @param seed secret, or somebody could choose hashes that all have one place in the table
   */
  constructor(
    kernel: SearchKernel,
    words: Uint32Array,
    { beside, table, capacity, seed }: { beside: number; table: number; capacity: number; seed: number },
  ) {
    this.#kernel = kernel;
    this.#words = words;
    new Uint32Array(words.buffer, beside, RANDOM_NUMBERS).set(randomNumbers(seed, RANDOM_NUMBERS));
    const size = sizeFor(capacity);
    // Also new memory, which is zeros: pages that are first touched here and there come five times as slowly as in their
    // order, and slow down whoever searches meanwhile.
    new Uint32Array(words.buffer, table, size).fill(0);
    kernel.placeFold(beside, beside + 4 * RANDOM_NUMBERS, table, size);
    this.#batch = new Uint32Array(words.buffer, kernel.BATCH.value, FOLD_BATCH);
  }

  /** Different hashes so far. */
  get rows(): number {
    return this.#kernel.folded.value;
  }

  /** Taken places of the table that were passed over: under two a hash, unless hashes meet more often than chance has it. */
  get steps(): number {
    return this.#kernel.steps.value;
  }

  /**
   * Takes in hashes, 8 words each, until `told` has heard of all: their rows, in batches. A row that was not there before
   * is the next. The array is used again for the next batch.
   */
  add(hashes: Uint32Array, told: (rows: Uint32Array) => void): void {
    const batch = FOLD_BATCH * HASH_WORDS;
    for (let from = 0; from < hashes.length; from += batch) {
      const some = hashes.subarray(from, from + batch);
      this.#words.set(some, this.rows * HASH_WORDS);
      this.#kernel.fold(some.length / HASH_WORDS);
      told(this.#batch.subarray(0, some.length / HASH_WORDS));
    }
  }
}

/** That many numbers from a seed, by steps of a Weyl sequence whose bits are mixed. */
function randomNumbers(seed: number, count: number): Uint32Array {
  let state = seed;
  return new Uint32Array(count).map(() => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  });
}
