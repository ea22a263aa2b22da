// Where two videos show the same: runs of frames that match at a steady distance in time. Pure. A run may drift, as a copy does that
// plays up to a tenth faster or slower, and may have gaps, as a copy has that was altered for some seconds.
//
//   stored time          Each match is a point; copies are lines that rise at 45 degrees, a bit more or less. For each offset
//      |      / . /      (stored minus query, in steps) at most one run is alive. The next query frame extends it at the same
//      |  .  /   /       offset, or takes it one offset aside. One look at each match: linear in the number of matches.
//      +------------ query time

/** From the first to the last matching frame, seconds from the video's first frame. */
export type Span = { readonly from: number; readonly to: number };

/** One stretch of both videos that shows the same. */
export type Stretch = {
  readonly query: Span;
  readonly stored: Span;
  /** Query frames in it that match. */
  readonly frames: number;
};

export type StretchFinder = {
  /** The next query frame, in the order of time, and the times of the stored frames that match it, in the order of time. */
  frame(query: number, stored: readonly number[]): void;
  /** At most MOST_STRETCHES, the ones with most frames, in the order of query time. */
  finish(): readonly Stretch[];
};

/** `step`: how fine offsets are told apart; `gap`: how long a run may find no match; both seconds. `least`: frames of a stretch. */
export type StretchRules = { readonly step: number; readonly gap: number; readonly least: number };

const MOST_STRETCHES = 16;
/** Runs that have ended and may become stretches; past this number the shorter ones are forgotten. */
const MOST_KEPT = 4096;
/** A tenth faster or slower, and some for the rounding to steps. */
const DRIFT = 0.12;
const SLACK_STEPS = 2;
/** A run that stands still in one of the videos is a still picture beside a moving one, not a copy. */
const LEAST_SLOPE = 0.5;
/** A stretch with this part of it inside a better one, in both videos, is that one seen askew. */
const SAME_PART = 0.5;

type Run = {
  readonly query: number;
  readonly stored: number;
  readonly offset: number;
  lastQuery: number;
  lastStored: number;
  frames: number;
};

export function createStretchFinder(rules: StretchRules): StretchFinder {
  const alive = new Map<number, Run>();
  let kept: Run[] = [];

  const offsetOf = (query: number, stored: number) => Math.round((stored - query) / rules.step);
  const fresh = (run: Run, query: number) => query - run.lastQuery <= rules.gap;
  const mayDrift = (run: Run, query: number, offset: number) =>
    Math.abs(offset - run.offset) <= SLACK_STEPS + (DRIFT * (query - run.query)) / rules.step;

  const end = (run: Run | undefined): void => {
    if (run === undefined || run.frames < rules.least || !isSteep(run)) return;
    kept.push(run);
    if (kept.length >= MOST_KEPT) kept = longest(kept).slice(0, MOST_KEPT / 2);
  };
  const extend = (run: Run, query: number, stored: number): void => {
    run.lastQuery = query;
    run.lastStored = stored;
    run.frames++;
  };
  /** Extends the run at this very offset; false if there is none. */
  const goOn = (query: number, stored: number): boolean => {
    const run = alive.get(offsetOf(query, stored));
    if (run === undefined || !fresh(run, query)) return false;
    if (run.lastQuery < query) extend(run, query, stored);
    return true;
  };
  /** Takes a neighbour's run that found nothing at its own offset, or begins one. */
  const shiftOrBegin = (query: number, stored: number): void => {
    const offset = offsetOf(query, stored);
    const here = alive.get(offset);
    if (here?.lastQuery === query) return;
    end(here);
    for (const beside of [offset - 1, offset + 1]) {
      const run = alive.get(beside);
      if (run === undefined || run.lastQuery === query || !fresh(run, query)) continue;
      if (!mayDrift(run, query, offset)) continue;
      alive.delete(beside);
      alive.set(offset, run);
      return extend(run, query, stored);
    }
    alive.set(offset, { query, stored, offset, lastQuery: query, lastStored: stored, frames: 1 });
  };

  return {
    frame(query, stored) {
      const rest = stored.filter((time) => !goOn(query, time));
      for (const time of rest) shiftOrBegin(query, time);
    },
    finish() {
      for (const run of alive.values()) end(run);
      alive.clear();
      return distinct(kept.map(asStretch));
    },
  };
}

function isSteep(run: Run): boolean {
  const [query, stored] = [run.lastQuery - run.query, run.lastStored - run.stored];
  return stored >= LEAST_SLOPE * query && query >= LEAST_SLOPE * stored;
}

function asStretch({ query, lastQuery, stored, lastStored, frames }: Run): Stretch {
  return { query: { from: query, to: lastQuery }, stored: { from: stored, to: lastStored }, frames };
}

function longest<T extends { readonly frames: number }>(runs: readonly T[]): T[] {
  return [...runs].sort((one, other) => other.frames - one.frames);
}

/** The best stretches without those that say the same again. */
function distinct(all: readonly Stretch[]): readonly Stretch[] {
  const chosen: Stretch[] = [];
  for (const stretch of longest(all)) {
    if (chosen.length === MOST_STRETCHES) break;
    if (!chosen.some((better) => isInside(stretch, better))) chosen.push(stretch);
  }
  return chosen.sort(
    (one, other) => one.query.from - other.query.from || one.stored.from - other.stored.from,
  );
}

function isInside(stretch: Stretch, better: Stretch): boolean {
  return covers(better.query, stretch.query) && covers(better.stored, stretch.stored);
}

function covers(outer: Span, inner: Span): boolean {
  const common = Math.min(outer.to, inner.to) - Math.max(outer.from, inner.from);
  return common >= SAME_PART * (inner.to - inner.from);
}
