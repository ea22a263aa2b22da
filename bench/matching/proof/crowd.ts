// The index that the proofs of the live index begin with: families, strangers, two banks.

import { type HashIndex, indexOf, type IndexOptions } from '../../../src/matching/index/hash-index.ts';
import { BLOCK_ENTRIES, type Entries } from '../../../src/matching/index/snapshot-format.ts';
import { type Population, populate, WORDS } from './population.ts';
import type { Random } from './random.ts';

export const BANKS = [
  { name: 'usual', threshold: 31 },
  { name: 'near', threshold: 20 },
];

/** 100 families of up to 1000 near-duplicates, the rest strangers. */
export const crowd = (random: Random, count: number): Population =>
  populate({ count, families: 100, familySize: Math.floor(Math.min(1000, count / 200)), spread: 45 }, random);

/** Entry n has id n and the banks take turns. */
export const bankOf = (id: number): number => id % BANKS.length;

export function opened(population: Population, options: IndexOptions = {}): Promise<HashIndex> {
  return indexOf(BANKS, blocksOf(population), population.words.length / WORDS, options);
}

function* blocksOf({ words }: Population): Generator<Entries> {
  const count = words.length / WORDS;
  for (let from = 0; from < count; from += BLOCK_ENTRIES) {
    const length = Math.min(BLOCK_ENTRIES, count - from);
    yield {
      ids: Uint32Array.from({ length }, (_, at) => from + at),
      banks: Uint8Array.from({ length }, (_, at) => bankOf(from + at)),
      hashes: new Uint8Array(words.buffer, from * WORDS * 4, length * WORDS * 4),
    };
  }
}
