// The desk's time as a command sees it, and the time by which a person signs.
import type { Instant } from '../../domain/kernel/instant.ts';
import { deskNow as nowOf, signingTime as timeFor } from '../../workflow/desk-now.ts';
import { CommandError } from './output.ts';
import type { Desk } from './wiring.ts';

type Timed = Pick<Desk, 'clock' | 'deskTime'>;

export const deskNow = (desk: Timed): Promise<Instant> => nowOf(desk);

/** Throws with the cure while the wall shows an earlier time than the desk believes. */
export async function signingTime(desk: Timed): Promise<Instant> {
  const time = await timeFor(desk);
  if (time.ok) return time.value;
  throw new CommandError(
    time.error.code,
    time.error.detail,
    'put the clock right (NTP); if it is right as it is: redress clocks --trust-wall-clock --as NAME',
  );
}
