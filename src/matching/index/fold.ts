// Entries with the same hash share one row of hashes, so that a million copies of one picture make no search longer
// but the one that finds them. Remembers which rows there are in a table of open addresses.

import { copyRow, HASH_WORDS } from './runs.ts';

const FULLEST = 0.75;
/** Enough for 33 million rows, more than a segment has. */
const ROW_BITS = 25;
const ROW_MASK = 2 ** ROW_BITS - 1;
const HASH_BYTES = 4 * HASH_WORDS;
const BYTE_VALUES = 256;

/** Writes different hashes into `words`, one a row, and finds the row of each. */
export class Fold {
  rows = 0;
  /** Taken addresses that were passed over: under two a hash, unless hashes meet more often than chance has it. */
  steps = 0;
  readonly #words: Uint32Array;
  /** A random number for each value of each byte of a hash. */
  readonly #random: Uint32Array;
  /** At the address of a hash: row + 1, and above it the top bits of the mixed hash; 0 is free. */
  readonly #table: Uint32Array;
  readonly #mask: number;

  /**
   * @param words room for `capacity` rows
   * @param seed secret, or somebody could choose hashes that all have one address
   */
  constructor(words: Uint32Array, capacity: number, seed: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, capacity / FULLEST)));
    this.#words = words;
    this.#random = randomNumbers(seed, HASH_BYTES * BYTE_VALUES);
    this.#table = new Uint32Array(size);
    this.#mask = size - 1;
  }

  /** The row of this hash: one that was there, or a new one. */
  rowOf(from: Uint32Array, fromRow: number): number {
    const mixed = this.#mixed(from, fromRow);
    const tag = (mixed >>> ROW_BITS) << ROW_BITS;
    const first = mixed & this.#mask;
    let address = first;
    for (let entry = this.#table[address] ?? 0; entry !== 0; entry = this.#table[address] ?? 0) {
      // Another tag is another hash: its row, far away in memory, need not be read.
      if ((entry ^ tag) >>> ROW_BITS === 0 && this.#isRow((entry & ROW_MASK) - 1, from, fromRow))
        return (entry & ROW_MASK) - 1;
      address = (address + 1) & this.#mask;
    }
    this.steps += (address - first) & this.#mask;
    copyRow(from, fromRow, this.#words, this.rows);
    this.#table[address] = tag | ++this.rows;
    return this.rows - 1;
  }

  /** Tabulation hashing: whoever does not know the seed cannot choose hashes that meet more often than chance has it. */
  #mixed(from: Uint32Array, fromRow: number): number {
    const random = this.#random;
    let mixed = 0;
    for (let word = 0; word < HASH_WORDS; word++) {
      const value = from[fromRow * HASH_WORDS + word] ?? 0;
      const at = word * 4 * BYTE_VALUES;
      mixed ^= random[at + (value & 255)] ?? 0;
      mixed ^= random[at + BYTE_VALUES + ((value >>> 8) & 255)] ?? 0;
      mixed ^= random[at + 2 * BYTE_VALUES + ((value >>> 16) & 255)] ?? 0;
      mixed ^= random[at + 3 * BYTE_VALUES + (value >>> 24)] ?? 0;
    }
    return mixed;
  }

  #isRow(row: number, from: Uint32Array, fromRow: number): boolean {
    for (let word = 0; word < HASH_WORDS; word++)
      if (this.#words[row * HASH_WORDS + word] !== from[fromRow * HASH_WORDS + word]) return false;
    return true;
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
