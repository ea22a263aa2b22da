// The desk's time, and the time by which a person's signature is taken. Trusting the wall clock itself is another matter (trust-wall.ts).
import { type Instant, instant, MINUTE } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { DeskTime } from '../ports/desk-time.ts';

export interface Timed {
  /** The wall. */
  readonly clock: () => Instant;
  readonly deskTime: Pick<DeskTime, 'latest'>;
}

/** The time by which the desk raises alarms: a wall clock that was set back does not make a clock look younger. */
export async function deskNow({ clock, deskTime }: Timed): Promise<Instant> {
  return instant(Math.max(clock(), (await deskTime.latest()) ?? 0));
}

/** Clocks are put right by less than this all the time. */
const TOLERANCE = MINUTE;

/** The desk's time for a signature; refused while the wall shows another, since one of them is wrong and both would be kept. */
export async function signingTime(desk: Timed): Promise<Result<Instant>> {
  const now = await deskNow(desk);
  if (now - desk.clock() <= TOLERANCE) return ok(now);
  return refuse(
    'clock.wall-behind',
    "the machine's clock is more than a minute behind the desk's time: nothing is signed by a doubtful hour",
  );
}
