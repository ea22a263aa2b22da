// Hashes as a real list has them: mostly strangers, some families of near-duplicates, some exact copies.

import type { Random } from './random.ts';

export const WORDS = 8;

/** Columns; entry n has id n. */
export type Population = {
  readonly words: Uint32Array;
  /** Row of the centre of each family. */
  readonly centres: readonly number[];
};

export type Shape = {
  readonly count: number;
  readonly families: number;
  readonly familySize: number;
  /** Bits at most by which a member differs from its centre. */
  readonly spread: number;
};

/** Families come first, then strangers. */
export function populate({ count, families, familySize, spread }: Shape, random: Random): Population {
  const words = new Uint32Array(count * WORDS);
  for (let at = 0; at < words.length; at++) words[at] = random.next();
  const centres = Array.from({ length: families }, (_, family) => family * familySize);
  for (const centre of centres)
    for (let row = centre + 1; row < centre + familySize; row++)
      writeRow(words, row, flipped(rowOf(words, centre), random.below(spread + 1), random));
  return { words, centres };
}

export const rowOf = (words: Uint32Array, row: number): Uint32Array =>
  words.slice(row * WORDS, (row + 1) * WORDS);

export const writeRow = (words: Uint32Array, row: number, hash: Uint32Array): void =>
  words.set(hash, row * WORDS);

/** With up to `bits` bits turned (one may be turned back). */
export function flipped(hash: Uint32Array, bits: number, random: Random): Uint32Array {
  const other = hash.slice();
  for (let left = bits; left > 0; left--) {
    const bit = random.below(256);
    other[bit >> 5] = (other[bit >> 5] ?? 0) ^ (1 << (bit & 31));
  }
  return other;
}

export const bytesOf = (hash: Uint32Array): Uint8Array => new Uint8Array(hash.buffer, hash.byteOffset, 32);
