// The desk's own time: it runs on, and never goes back because somebody set the machine's clock back. No deadline may pass
// unheard for that reason. What was received when is another matter: receipts bear the time on the wall.
import { after, type Instant, instant, MINUTE } from '../kernel/instant.ts';

/** What two clocks of the machine show: the one on the wall, and one that only runs on (milliseconds since some start). */
export interface TimeReading {
  readonly wall: Instant;
  readonly monotonic: number;
}

/** What the desk knows of time: the latest moment it has reached, and where the clock that only runs on stood then. */
export interface KnownTime {
  readonly latest: Instant;
  readonly monotonic: number;
  /** By how much the wall lagged when that was last told of, so that one step is told of once. Milliseconds. */
  readonly lag: number;
}

export type Step = 'back' | 'ahead';

export interface Advanced {
  readonly now: Instant;
  readonly known: KnownTime;
  /** A step of the wall clock that nobody was told of yet. */
  readonly stepped: Step | null;
}

/** Clocks are put right by less than this all the time. */
const TOLERANCE = MINUTE;

/**
 * The desk's time at its start: the wall, or the latest moment known from before if the wall lies behind it.
 * How long it did not run nobody can tell, so a wall that is ahead is believed.
 * @param stored from the last run, or null on the very first
 */
export function startTime(stored: Instant | null, reading: TimeReading): Advanced {
  if (stored === null || stored <= reading.wall)
    return { now: reading.wall, known: trustWall(reading), stepped: null };
  return advance({ latest: stored, monotonic: reading.monotonic, lag: 0 }, reading);
}

/** The desk's time now: whatever is later, the wall or what was known plus the time that ran since. */
export function advance(known: KnownTime, { wall, monotonic }: TimeReading): Advanced {
  const running = after(known.latest, Math.max(0, monotonic - known.monotonic));
  const now = instant(Math.max(wall, running));
  const stepped = stepOf(wall - running, known.lag);
  const lag = stepped === 'back' ? running - wall : Math.min(known.lag, Math.max(0, running - wall));
  return { now, known: { latest: now, monotonic, lag }, stepped };
}

/** @param ahead of the wall before the running time; negative while it lies behind */
function stepOf(ahead: number, toldLag: number): Step | null {
  if (ahead > TOLERANCE) return 'ahead';
  return -ahead > toldLag + TOLERANCE ? 'back' : null;
}

/** A person says that the wall is right: the desk forgets that it was ever later. */
export function trustWall({ wall, monotonic }: TimeReading): KnownTime {
  return { latest: wall, monotonic, lag: 0 };
}
