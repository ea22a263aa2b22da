// Follows one platform in a loop of its own: its feed every few seconds, and between two looks its history, page by page. One
// request at a time, so that a platform that asks us to wait is left alone by both.
import { MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import type { Hole } from '../../domain/content/feed-holes.ts';
import type { Run } from '../../domain/content/index-state.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { Connector, Retry } from '../../ports/connector.ts';
import type { MediaIndex } from '../../ports/media-index.ts';
import { observeFeed } from '../../workflow/observe-feed.ts';
import { probePlatform } from '../../workflow/probe-platform.ts';
import { readHistory } from '../../workflow/read-history.ts';
import { type Loop, startLoop } from './loop.ts';

export interface FollowJob {
  readonly connector: Connector;
  readonly index: MediaIndex;
  readonly clock: () => Instant;
  /** Milliseconds of a clock that only runs on. */
  readonly running: () => number;
  /** Between two looks at a feed that had nothing more. */
  readonly pollMs: number;
  readonly tells: FollowTells;
  readonly onError: (error: unknown) => void;
}

/** What a log wants to know; each is said when it begins, not for every try. */
export interface FollowTells {
  readonly probed: (follows: boolean) => void;
  readonly held: (code: string) => void;
  readonly gaps: (gaps: readonly Hole[]) => void;
  readonly lost: () => void;
  readonly history: (what: 'begun' | 'ended', run: Run) => void;
}

/** A platform that could not be followed is asked anew what it can do. */
const PROBE_AGAIN = MINUTE;
const READ_AGAIN_AFTER = SECOND / 2;
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 10 * MINUTE;

interface Pace {
  probeAt: number;
  feedAt: number;
  /** Nothing is asked before this: the platform wants us to wait. */
  heldUntil: number;
  failures: number;
  /** How often the present page was asked for again because of a hole. */
  again: number;
}

export function startFollowing(job: FollowJob): Loop {
  const pace: Pace = { probeAt: 0, feedAt: 0, heldUntil: 0, failures: 0, again: 0 };
  const work = async (): Promise<boolean> => {
    if (job.running() < pace.heldUntil) return false;
    if (job.running() >= pace.probeAt) await probe(job, pace);
    const more = job.running() >= pace.feedAt ? await follow(job, pace) : false;
    return job.running() < pace.heldUntil ? false : (await history(job, pace)) || more;
  };
  return startLoop(work, job.pollMs, job.onError);
}

async function probe(job: FollowJob, pace: Pace): Promise<void> {
  const { observe } = await probePlatform(job.connector, job.index, job.clock());
  const follows = observe.mode !== 'none';
  pace.probeAt = follows ? Number.POSITIVE_INFINITY : job.running() + PROBE_AGAIN;
  job.tells.probed(follows);
}

/** @returns whether there is more at once */
async function follow(job: FollowJob, pace: Pace): Promise<boolean> {
  const observing = await observeFeed(job.connector, job.index, job.clock(), pace.again);
  pace.feedAt = job.running() + job.pollMs;
  switch (observing.kind) {
    case 'retry':
      hold(job, pace, observing);
      return false;
    case 'again':
      pace.again += 1;
      pace.feedAt = job.running() + READ_AGAIN_AFTER;
      return false;
    case 'lost':
      job.tells.lost();
      return true;
    case 'not-followed':
      return false;
    case 'taken':
      pace.again = 0;
      pace.failures = 0;
      if (observing.gaps.length > 0) job.tells.gaps(observing.gaps);
      if (observing.more) pace.feedAt = 0;
      return observing.more;
  }
}

/** @returns whether there is more at once */
async function history(job: FollowJob, pace: Pace): Promise<boolean> {
  const reading = await readHistory(job.connector, job.index, job.clock());
  if (reading.kind === 'retry') hold(job, pace, reading);
  if (reading.kind !== 'read') return false;
  pace.failures = 0;
  if (reading.begun) job.tells.history('begun', reading.run);
  if (reading.ended) job.tells.history('ended', reading.run);
  return !reading.ended;
}

/** As long as it asked for, and never shorter than our own growing pause. */
function hold(job: FollowJob, pace: Pace, { code, afterMs }: Retry): void {
  pace.failures += 1;
  if (pace.failures === 1) job.tells.held(code);
  const own = Math.min(FIRST_PAUSE * 2 ** Math.min(pace.failures - 1, 20), LONGEST_PAUSE);
  pace.heldUntil = job.running() + Math.max(afterMs ?? 0, own);
}
