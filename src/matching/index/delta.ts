// The part of an index that takes new hashes, found from then on. For one thread; each insert about a microsecond. How the
// chains work stands in kernels/search/delta.ts. 96 bytes a row and 4 MB for the heads of the chains.

import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import { listed, type Match, type Visit } from './match.ts';
import type { ExactBy } from './part.ts';
import { areas, kernelOver, Searcher, sharedMemory, TABLES, TABLE_VALUES } from './search-kernel.ts';

const SCRATCH_BYTES = 256 * 1024;
const MATCH_BYTES = 8;

export type Delta = {
  /** @returns its row: 0, 1, 2 … @throws MatchingError `matching.delta-full`, `matching.bad-hash` */
  insert(hash: Hash256): number;
  /** Rows within `radius`, 0 to 31. @throws MatchingError `matching.bad-query` */
  search(hash: Hash256, radius: number): readonly Match[];
  /** Rows within `radius`, 0 to 256, one by one. @throws MatchingError `matching.bad-query` */
  scan(hash: Hash256, radius: number): readonly Match[];
  /** Either of them, without a list. */
  visit(by: ExactBy, hash: Hash256, radius: number, visit: Visit): void;
};

/** An empty delta with room for `capacity` rows; past 65,536 its chains grow long and a segment serves better. */
export function createDelta(capacity: number): Delta {
  const room = areas(64);
  const hashes = room.take(capacity * HASH_BYTES);
  const heads = room.take(TABLES * TABLE_VALUES * 4);
  const older = room.take(capacity * TABLES * 4);
  const scratch = room.take(SCRATCH_BYTES + capacity * MATCH_BYTES); // all rows may match
  const memory = sharedMemory(room.end);
  const kernel = kernelOver(memory);
  kernel.placeDelta(heads, older);
  kernel.placeScratch(scratch);
  const searcher = new Searcher(kernel, memory);
  const bytes = new Uint8Array(memory.buffer);
  let rows = 0;
  const placeRows = (): void => kernel.placeSegment(hashes, 0, 0, 0, 0, rows);
  placeRows();
  return {
    insert(hash) {
      if (hash.length !== HASH_BYTES)
        throw new MatchingError('matching.bad-hash', `a hash of ${hash.length} bytes`, 'give 32 bytes');
      if (rows === capacity)
        throw new MatchingError(
          'matching.delta-full',
          `all ${capacity} rows are taken`,
          'merge the delta into a segment and begin a new one',
        );
      bytes.set(hash, hashes + rows * HASH_BYTES);
      kernel.addRow(rows++);
      placeRows();
      return rows - 1;
    },
    search: (hash, radius) => listed(radius, (visit) => searcher.chains(hash, radius, visit)),
    scan: (hash, radius) => listed(radius, (visit) => searcher.search('scan', hash, radius, visit)),
    visit: (by, hash, radius, visit) =>
      by === 'index' ? searcher.chains(hash, radius, visit) : searcher.search(by, hash, radius, visit),
  };
}
