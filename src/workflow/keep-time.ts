// Keeps the desk's time: looks at the machine's clocks, never goes back by itself, and says so when the wall clock stepped.
import { type AlarmMessage, stepAlarm } from '../domain/clock/alarm-message.ts';
import {
  advance,
  type Advanced,
  type KnownTime,
  startTime,
  type TimeReading,
  trustWall,
} from '../domain/clock/desk-time.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { DeskTime } from '../ports/desk-time.ts';

/** What one process remembers between two looks. */
export interface TimeKept {
  readonly known: KnownTime;
  /** The newest kept moment this process saw: an earlier one there means that a person reset it. */
  readonly seen: Instant | null;
}

export interface TimeLooked {
  readonly now: Instant;
  readonly kept: TimeKept;
  readonly alarm: AlarmMessage | null;
  /** True when a person said, since the last look, that the wall clock is right. */
  readonly trusted: boolean;
}

/** @param before what the last look left, or undefined at the first */
export async function keepTime(
  reading: TimeReading,
  before: TimeKept | undefined,
  deskTime: DeskTime,
): Promise<TimeLooked> {
  const stored = await deskTime.latest();
  const trusted = stored !== null && stored < (before?.seen ?? 0);
  const { now, known, stepped } = lookAt(reading, before, stored, trusted);
  const wrote = await deskTime.keep(stored, now);
  return {
    now,
    kept: { known, seen: wrote ? now : stored },
    alarm: stepped === null ? null : stepAlarm(stepped, reading.wall, now),
    trusted,
  };
}

function lookAt(
  reading: TimeReading,
  before: TimeKept | undefined,
  stored: Instant | null,
  trusted: boolean,
): Advanced {
  if (before === undefined) return startTime(stored, reading);
  if (trusted) return { now: reading.wall, known: trustWall(reading), stepped: null };
  const advanced = advance(before.known, reading);
  return stored === null || stored <= advanced.now ? advanced : caughtUp(advanced, stored);
}

/** Another process of this desk is ahead by a moment: there is one time for both. */
function caughtUp(advanced: Advanced, stored: Instant): Advanced {
  return { ...advanced, now: stored, known: { ...advanced.known, latest: stored } };
}
