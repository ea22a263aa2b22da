// The matches of one query with one stored video, counted up: shares as the reference counts them, and stretches. Pure.

import { type Counted, usualGap } from './counted.ts';
import { createStretchFinder, type Stretch } from './stretches.ts';

/** How much of two videos is the same, and where. */
export type VideoMatch = {
  /** Percent, 0 to 100, of the query's counted frames that have a match in the stored video. */
  readonly queryShare: number;
  /** Percent of the stored video's counted frames that have a match in the query. */
  readonly storedShare: number;
  readonly stretches: readonly Stretch[];
};

/** A stored frame that matches: when it is shown, and what it is counted as (`Counted`). */
export type Hit = { readonly seconds: number; readonly number: number };

export type Tally = {
  /** The query's frame `at` and the stored frames that match it, in the order of time; call it in the order of `at`. */
  add(at: number, hits: readonly Hit[]): void;
  finish(): VideoMatch;
};

/** The finest offset worth telling apart, and how long a copy may differ in the middle of a stretch; seconds. */
const FINEST_STEP = 0.2;
const LONGEST_GAP = 6;
const GAPS_MISSED = 2.5;
const LEAST_FRAMES = 3;

export function createTally(query: Counted, stored: { readonly total: number; readonly gap: number }): Tally {
  const queryHit = new Set<number>();
  const storedHit = new Set<number>();
  const queryGap = usualGap(query);
  const finder = createStretchFinder({
    step: Math.max(FINEST_STEP, Math.min(queryGap, stored.gap)),
    gap: Math.max(LONGEST_GAP, GAPS_MISSED * queryGap),
    least: Math.min(LEAST_FRAMES, query.frames.length),
  });
  return {
    add(at, hits) {
      if (hits.length === 0) return;
      queryHit.add(query.numbers[at] ?? at);
      for (const { number } of hits) storedHit.add(number);
      finder.frame(
        query.frames[at]?.seconds ?? 0,
        hits.map(({ seconds }) => seconds),
      );
    },
    finish: () => ({
      queryShare: percent(queryHit.size, query.total),
      storedShare: percent(storedHit.size, stored.total),
      stretches: finder.finish(),
    }),
  };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (part * 100) / whole;
}
