// The desk's time for everything that waits in this process: tasks put off before the wall clock was set back must not wait for
// it to catch up. Kept by the watch, read by the workers. Receipts bear the wall's time and do not come from here.
import { advance, type KnownTime, type TimeReading } from '../domain/clock/desk-time.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { now } from './desk.ts';

export interface DeskClock {
  reading(): TimeReading;
  now(): Instant;
  /** Takes over what the watch found at its last look. */
  follow(known: KnownTime): void;
}

export function deskClock(): DeskClock {
  let known: KnownTime | undefined;
  const reading = (): TimeReading => ({ wall: now(), monotonic: performance.now() });
  return {
    reading,
    now: () => (known === undefined ? now() : advance(known, reading()).now),
    follow: (found) => {
      known = found;
    },
  };
}
