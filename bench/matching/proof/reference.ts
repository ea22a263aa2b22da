// The judge: every entry compared with the query, one after another, in plain TypeScript. Shares no line with the index.

import type { Found } from '../../../src/matching/index/answer.ts';
import { WORDS, writeRow } from './population.ts';

export type JudgedBank = { readonly name: string; readonly threshold: number };

export class Reference {
  readonly #banks: readonly JudgedBank[];
  readonly #words: Uint32Array;
  readonly #bank: Int16Array;
  #rows: number;

  /** @param bank of each of the first entries; entry n has id n and row n */
  constructor(banks: readonly JudgedBank[], words: Uint32Array, bank: Uint8Array, room: number) {
    this.#banks = banks;
    this.#rows = bank.length;
    this.#words = new Uint32Array((this.#rows + room) * WORDS);
    this.#words.set(words);
    this.#bank = new Int16Array(this.#rows + room).fill(GONE);
    this.#bank.set(bank);
  }

  /** Ids below this have been used. */
  get rows(): number {
    return this.#rows;
  }

  has(id: number): boolean {
    return (this.#bank[id] ?? GONE) !== GONE;
  }

  insert(id: number, hash: Uint32Array, bank: number): void {
    writeRow(this.#words, id, hash);
    this.#bank[id] = bank;
    this.#rows = Math.max(this.#rows, id + 1);
  }

  delete(id: number): void {
    this.#bank[id] = GONE;
  }

  row(id: number): Uint32Array {
    return this.#words.slice(id * WORDS, (id + 1) * WORDS);
  }

  /** Nearest first, then by id. */
  answer(hash: Uint32Array): Found[] {
    const found: Found[] = [];
    const reach = Math.max(...this.#banks.map(({ threshold }) => threshold));
    for (const { row, distance } of within(this.#words, this.#rows, hash, reach)) {
      const bank = this.#banks[this.#bank[row] ?? GONE];
      if (bank !== undefined && distance <= bank.threshold)
        found.push({ id: row, bank: bank.name, distance });
    }
    return found.sort((a, b) => a.distance - b.distance || a.id - b.id);
  }
}

/** Every row, one after another; a row is left once its first words alone are too far. */
function within(words: Uint32Array, rows: number, hash: Uint32Array, reach: number) {
  const found: { readonly row: number; readonly distance: number }[] = [];
  const [first = 0, second = 0, third = 0] = hash;
  for (let row = 0, at = 0; row < rows; row++, at += WORDS) {
    let distance = ones(first ^ (words[at] ?? 0)) + ones(second ^ (words[at + 1] ?? 0));
    if (distance > reach) continue;
    distance += ones(third ^ (words[at + 2] ?? 0));
    for (let word = 3; word < WORDS && distance <= reach; word++)
      distance += ones((hash[word] ?? 0) ^ (words[at + word] ?? 0));
    if (distance <= reach) found.push({ row, distance });
  }
  return found;
}

const GONE = -1;

/** How many bits of 32 are set. */
function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
