// The book of laws: every regime in every version, and the calendars they count by. Which law holds on a day, and no more:
// what is wrong with a book says faults.ts, where it is kept says the adapter that reads `law/`.
import { compareDates, type LocalDate } from '../kernel/zone.ts';
import type { Calendar } from './calendar.ts';
import type { Regime } from './regime.ts';

export interface LawBook {
  /** The same id occurs once for each version of a law. */
  readonly regimes: readonly Regime[];
  /** By their names, which regimes refer to: a country, or a part of one (`US-CA`). */
  readonly calendars: Readonly<Record<string, Calendar>>;
}

/**
 * Is the law in force on this day of its own zone? Both ends belong to it; no first day means every date before the
 * end, no last day every date after the start. The word of its status is another matter, and so is its use.
 */
export function inForce({ inForceFrom, inForceUntil }: Regime, on: LocalDate): boolean {
  const begun = inForceFrom === null || compareDates(inForceFrom, on) <= 0;
  return begun && (inForceUntil === null || compareDates(on, inForceUntil) <= 0);
}

/** The version of a law that holds on a day, or undefined. A book without faults has at most one. */
export function editionAt({ regimes }: LawBook, id: string, on: LocalDate): Regime | undefined {
  return regimes.find((regime) => regime.id === id && inForce(regime, on));
}
