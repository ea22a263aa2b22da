// An unchanging part of an index: hashes and the sixteen tables that find them, in one shared memory, so that threads
// search one copy. How the search works stands in kernels/search/probe.ts; what the areas hold, in kernels/search/layout.ts.
//
// 128 bytes a row, 4.2 MB for the bounds of the buckets, 1 MB to sort with, and 0.2 MB of scratch for each thread that
// searches. Freed when nobody holds it any more.

import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import { Fold, FOLD_BYTES } from './fold.ts';
import { listed, type Match, type Visit } from './match.ts';
import type { ExactBy } from './part.ts';
import { areas, kernelOver, Searcher, sharedMemory, TABLES, TABLE_VALUES } from './search-kernel.ts';

/** Threads that can open one segment, counted over its life. */
const SCRATCHES = 64;
/** What the kernel's `placeScratch` takes, and a little more. */
const SCRATCH_BYTES = 256 * 1024;
/** What the kernel sorts with: layout.ts. */
const SORTING_BYTES = 2048 + TABLE_VALUES * 16;
/** The kernel reads vectors of sixteen bytes, the last one past the end of a table. */
const SLACK_BYTES = 64;
/** Shared memory ends at 4 GiB. */
export const SEGMENT_ROWS = 31_000_000;

/** What can be posted to another thread. Addresses are bytes in `memory`. */
export type SegmentParts = {
  readonly memory: WebAssembly.Memory;
  readonly rows: number;
  readonly hashes: number;
  readonly offsets: number;
  readonly nextWords: number;
  readonly rowNumbers: number;
  readonly sorting: number;
  readonly scratches: number;
};

/** A segment that is being filled. */
export type SegmentDraft = {
  /** Eight words a row: the hashes, little-endian. */
  readonly words: Uint32Array;
  /** Fills `words` with different hashes only. @param seed secret, see Fold */
  fold(seed: number): Fold;
  /** Builds the tables over the first `rows` rows, the `capacity` at most. About 0.35 s for a million. */
  build(rows: number): SegmentParts;
};

export type Segment = {
  /** Eight words a row. */
  readonly words: Uint32Array;
  /** Rows within `radius`, 0 to 31, through the tables. @throws MatchingError `matching.bad-query` */
  search(hash: Hash256, radius: number): readonly Match[];
  /** Rows within `radius`, 0 to 256, one by one. @throws MatchingError `matching.bad-query` */
  scan(hash: Hash256, radius: number): readonly Match[];
  /** Either of them, without a list. */
  visit(by: ExactBy, hash: Hash256, radius: number, visit: Visit): void;
};

/** The layout for that many rows: a counter of scratches, the scratches, hashes, tables. */
function layout(rows: number): Omit<SegmentParts, 'memory'> & { readonly bytes: number } {
  const room = areas(64);
  const scratches = room.take(SCRATCHES * SCRATCH_BYTES);
  const hashes = room.take(rows * HASH_BYTES);
  const offsets = room.take(TABLES * (TABLE_VALUES + 1) * 4);
  const sorting = room.take(Math.max(SORTING_BYTES, FOLD_BYTES));
  const nextWords = room.take(TABLES * rows * 2 + SLACK_BYTES);
  const rowNumbers = room.take(TABLES * rows * 4);
  return { rows, hashes, offsets, nextWords, rowNumbers, sorting, scratches, bytes: room.end };
}

function placed({ memory, ...parts }: SegmentParts) {
  const kernel = kernelOver(memory);
  const { hashes, offsets, nextWords, rowNumbers, sorting, rows } = parts;
  kernel.placeSegment(hashes, offsets, nextWords, rowNumbers, sorting, rows);
  return kernel;
}

/**
 * Reserves memory for a segment.
 * @param capacity rows at most, up to `SEGMENT_ROWS`
 * @throws MatchingError `matching.segment-too-large`
 */
export function reserveSegment(capacity: number): SegmentDraft {
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > SEGMENT_ROWS)
    throw new MatchingError(
      'matching.segment-too-large',
      `no segment has ${capacity} rows`,
      `cut the index into segments of 1 to ${SEGMENT_ROWS} rows`,
    );
  const { bytes, ...areasOfAll } = layout(capacity);
  const memory = sharedMemory(bytes);
  const words = new Uint32Array(memory.buffer, areasOfAll.hashes, capacity * (HASH_BYTES / 4));
  return {
    words,
    fold(seed) {
      // What it needs lies where the tables will, so that it is no more memory.
      const { sorting: beside, nextWords: table } = areasOfAll;
      return new Fold(placed({ memory, ...areasOfAll }), words, { beside, table, capacity, seed });
    },
    build(rows) {
      const { bytes: _, ...areasOfRows } = layout(Math.min(rows, capacity));
      const parts = { memory, ...areasOfRows };
      const kernel = placed(parts);
      for (let table = 0; table < TABLES; table++) kernel.buildTable(table);
      return parts;
    },
  };
}

/**
 * A segment to search, for this thread. Copies nothing.
 * @throws MatchingError `matching.too-many-readers`
 */
export function openSegment(parts: SegmentParts): Segment {
  const opened = Atomics.add(new Int32Array(parts.memory.buffer, 0, 1), 0, 1);
  if (opened >= SCRATCHES)
    throw new MatchingError(
      'matching.too-many-readers',
      `this segment was opened ${SCRATCHES} times already`,
      'open it once in each thread and keep it',
    );
  const kernel = placed(parts);
  kernel.placeScratch(parts.scratches + opened * SCRATCH_BYTES);
  const searcher = new Searcher(kernel, parts.memory);
  return {
    words: new Uint32Array(parts.memory.buffer, parts.hashes, parts.rows * (HASH_BYTES / 4)),
    search: (hash, radius) => listed(radius, (visit) => searcher.search('index', hash, radius, visit)),
    scan: (hash, radius) => listed(radius, (visit) => searcher.search('scan', hash, radius, visit)),
    visit: (by, hash, radius, visit) => searcher.search(by, hash, radius, visit),
  };
}
