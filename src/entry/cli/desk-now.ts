// The desk's time as a command sees it, and the time by which a person signs. Trusting the wall clock itself is another matter.
import { type Instant, instant, MINUTE } from '../../domain/kernel/instant.ts';
import { CommandError } from './output.ts';
import type { Desk } from './wiring.ts';

type Timed = Pick<Desk, 'clock' | 'deskTime'>;

/** The time by which the desk raises alarms: a wall clock that was set back does not make a clock look younger. */
export async function deskNow(desk: Timed): Promise<Instant> {
  return instant(Math.max(desk.clock(), (await desk.deskTime.latest()) ?? 0));
}

/** Clocks are put right by less than this all the time. */
const TOLERANCE = MINUTE;

/** The desk's time for a signature; refused while the wall shows another, since one of them is wrong and both would be kept. */
export async function signingTime(desk: Timed): Promise<Instant> {
  const now = await deskNow(desk);
  if (now - desk.clock() <= TOLERANCE) return now;
  throw new CommandError(
    'clock.wall-behind',
    "the machine's clock is more than a minute behind the desk's time: nothing is signed by a doubtful hour",
    'put the clock right (NTP); if it is right as it is: redress clocks --trust-wall-clock --as NAME',
  );
}
