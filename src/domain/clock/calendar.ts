// Working days, as dated data: a country's weekend and its public holidays, for the years somebody has looked them up.
// Outside those years every weekday counts as a working day, and the answer says that it is not known.
import { addDays, isoDate, type LocalDate, weekday } from '../kernel/zone.ts';

export interface Calendar {
  readonly country: string;
  /** Days of the week nobody works: 0 for Sunday to 6 for Saturday. */
  readonly weekend: readonly number[];
  /** The name of each public holiday, by its date (YYYY-MM-DD). */
  readonly holidays: Readonly<Record<string, string>>;
  readonly firstKnownYear: number;
  readonly lastKnownYear: number;
}

/** A day a count came to; `known` is false when a year without looked-up holidays was counted through. */
export interface Reckoned {
  readonly date: LocalDate;
  readonly known: boolean;
}

/** The most units one period may count. */
export const MOST_COUNTED = 10_000;

/** No country rests for longer; a calendar that does is a bug in its data. */
const LONGEST_REST_DAYS = 60;

/** Is this a working day, and do we know? Unknown years have their weekends and no holidays: the caller must warn. */
export function dayKind(
  calendar: Calendar,
  date: LocalDate,
): { readonly working: boolean; readonly known: boolean } {
  const known = calendar.firstKnownYear <= date.year && date.year <= calendar.lastKnownYear;
  const holiday = known && calendar.holidays[isoDate(date)] !== undefined;
  return { working: !holiday && !calendar.weekend.includes(weekday(date)), known };
}

/** The date itself if it is a working day, else the next one. Throws RangeError if the calendar never works (a bug). */
export function nextWorkingDay(calendar: Calendar, date: LocalDate): Reckoned {
  let known = true;
  for (let rest = 0; rest <= LONGEST_REST_DAYS; rest += 1) {
    const day = addDays(date, rest);
    const kind = dayKind(calendar, day);
    known &&= kind.known;
    if (kind.working) return { date: day, known };
  }
  throw new RangeError(
    `${calendar.country}: no working day within ${LONGEST_REST_DAYS} days of ${isoDate(date)}`,
  );
}

/**
 * The `count`-th working day after `date`, which itself is not counted. Throws RangeError unless `count` is a whole
 * number from 1 to MOST_COUNTED (a bug).
 */
export function addWorkingDays(calendar: Calendar, date: LocalDate, count: number): Reckoned {
  if (!Number.isInteger(count) || count < 1 || count > MOST_COUNTED) {
    throw new RangeError(`not a number of working days: ${count}`);
  }
  let reached: Reckoned = { date, known: true };
  for (let counted = 0; counted < count; counted += 1) {
    const next = nextWorkingDay(calendar, addDays(reached.date, 1));
    reached = { date: next.date, known: reached.known && next.known };
  }
  return reached;
}
