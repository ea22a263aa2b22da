// Compares two videos frame by frame, without an index: one pair, or a few. Many stored videos: video-bank.ts. Pure.

import { HASH_BYTES } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import { type CountingRules, counted, USUAL_COUNTING, usualGap } from './counted.ts';
import { createTally, type Hit, type VideoMatch } from './tally.ts';
import type { FrameHash, VideoHash } from './vpdq.ts';

export type MatchRules = CountingRules & {
  /** Two frames match when at most so many of the 256 bits differ; default 31. Meta's C++ tool matches *under* its tolerance. */
  readonly distance: number;
};

export const USUAL_RULES: MatchRules = { ...USUAL_COUNTING, distance: 31 };

/** Pairs of frames that are compared at most: two hours at one frame a second against the same, almost four times. */
const MOST_PAIRS = 200_000_000;
const WORDS = HASH_BYTES / 4;

/**
 * How much of `query` and of `stored` is the same, and where. Shares equal `threatexchange`'s (and, with `repeats: 'each'` and
 * `distance` one less, Meta's C++ tool's). Takes time in proportion to the number of pairs.
 * @throws MatchingError `matching.video-pairs` past 200 million pairs of frames
 */
export function matchVideos(
  query: readonly FrameHash[],
  stored: readonly FrameHash[],
  rules: Partial<MatchRules> = {},
): VideoMatch {
  const all = { ...USUAL_RULES, ...rules };
  const [asked, kept] = [counted(query, all), counted(stored, all)];
  refusePairs(asked.frames.length * kept.frames.length);
  const tally = createTally(asked, { total: kept.total, gap: usualGap(kept) });
  const [queryWords, storedWords] = [wordsOf(asked.frames), wordsOf(kept.frames)];
  const hits: readonly Hit[] = kept.frames.map(({ seconds }, at) => ({
    seconds,
    number: kept.numbers[at] ?? at,
  }));
  for (let at = 0; at < asked.frames.length; at++) {
    const near = nearRows(queryWords.subarray(at * WORDS, (at + 1) * WORDS), storedWords, all.distance);
    tally.add(
      at,
      near.map((row) => hits[row] as Hit),
    );
  }
  return tally.finish();
}

/** A video as it is, and as it would be without its bars, if it seems to have any. Each is a query, or is stored, by itself. */
const viewsOf = ({
  frames,
  unframed,
}: Pick<VideoHash, 'frames' | 'unframed'>): readonly (readonly FrameHash[])[] =>
  unframed === undefined ? [frames] : [frames, unframed];

/**
 * The best match between the views of two videos: the one with the largest share of the query, then of what is stored.
 * @throws MatchingError `matching.video-pairs`
 */
export function matchViews(
  query: Pick<VideoHash, 'frames' | 'unframed'>,
  stored: Pick<VideoHash, 'frames' | 'unframed'>,
  rules: Partial<MatchRules> = {},
): VideoMatch {
  const matches = viewsOf(query).flatMap((one) =>
    viewsOf(stored).map((other) => matchVideos(one, other, rules)),
  );
  return matches.reduce((best, match) => (isBetter(match, best) ? match : best));
}

const isBetter = (match: VideoMatch, best: VideoMatch): boolean =>
  match.queryShare === best.queryShare
    ? match.storedShare > best.storedShare
    : match.queryShare > best.queryShare;

function refusePairs(pairs: number): void {
  if (pairs <= MOST_PAIRS) return;
  throw new MatchingError(
    'matching.video-pairs',
    `${pairs} pairs of frames to compare; the limit is ${MOST_PAIRS}`,
    'hash one frame a second, or put the stored frames into an index (createVideoBank)',
  );
}

/** The hashes one after the other as 32-bit words, for comparing fast. */
function wordsOf(frames: readonly FrameHash[]): Uint32Array {
  const bytes = new Uint8Array(frames.length * HASH_BYTES);
  for (const [at, { hash }] of frames.entries()) bytes.set(hash, at * HASH_BYTES);
  return new Uint32Array(bytes.buffer);
}

/** The rows at most `distance` bits away. Most are given up after two or three words of eight. */
function nearRows(hash: Uint32Array, rows: Uint32Array, distance: number): readonly number[] {
  const near: number[] = [];
  for (let row = 0; row * WORDS < rows.length; row++) {
    let bits = 0;
    for (let word = 0; word < WORDS && bits <= distance; word++)
      bits += onesOf((hash[word] as number) ^ (rows[row * WORDS + word] as number));
    if (bits <= distance) near.push(row);
  }
  return near;
}

/** How many of 32 bits are set: by twos, by fours, by bytes, summed by a product. */
function onesOf(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
