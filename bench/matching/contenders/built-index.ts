// The live index as its users have it, filled from the bench's file of hashes, or beyond its end with random ones.

import { closeSync, openSync, readSync } from 'node:fs';
import { HASH_BYTES } from '../../../src/matching/hash/hash256.ts';
import { type HashIndex, indexOf } from '../../../src/matching/index/hash-index.ts';
import { BLOCK_ENTRIES, type Entries } from '../../../src/matching/index/snapshot-format.ts';
import { randomWords } from '../inputs.ts';
import { createRandom } from '../proof/random.ts';

const SEED_BEYOND = 77;
const BANKS = [{ name: 'bench', threshold: 31 }];

export const builtIndex = (file: string, count: number): Promise<HashIndex> =>
  indexOf(BANKS, blocksOf(file, count), count);

function* blocksOf(file: string, count: number): Generator<Entries, void, void> {
  const from = openSync(file, 'r');
  const random = createRandom(SEED_BEYOND);
  for (let done = 0; done < count; done += BLOCK_ENTRIES) {
    const rows = Math.min(BLOCK_ENTRIES, count - done);
    const hashes = new Uint8Array(rows * HASH_BYTES);
    const read = readSync(from, hashes);
    if (read < hashes.length) hashes.set(new Uint8Array(randomWords(random, rows).buffer, read), read);
    yield {
      ids: Uint32Array.from({ length: rows }, (_, at) => done + at),
      hashes,
      banks: new Uint8Array(rows),
    };
  }
  closeSync(from);
}
