// Working days of a sender's country: its weekend and its public holidays, as data (law/calendars/ has the shape).
import { addDays, isoDate, type LocalDate, weekday } from '../kernel/zone.ts';

export interface WorkingDays {
  /** Days of the week nobody works: 0 for Sunday to 6 for Saturday. */
  readonly weekend: readonly number[];
  /** The name of each public holiday, by its date (YYYY-MM-DD). */
  readonly holidays: Readonly<Record<string, string>>;
}

/** Where nobody has looked up the holidays. */
export const WEEKENDS_ONLY: WorkingDays = { weekend: [0, 6], holidays: {} };
const LONGEST_REST_DAYS = 60;

/** The `count`-th working day after `date`, which is not counted itself. */
export function workingDayAfter(
  { weekend, holidays }: WorkingDays,
  date: LocalDate,
  count: number,
): LocalDate {
  let [day, left] = [date, count];
  for (let rest = 0; left > 0 && rest < LONGEST_REST_DAYS; rest += 1) {
    day = addDays(day, 1);
    if (weekend.includes(weekday(day)) || holidays[isoDate(day)] !== undefined) continue;
    left -= 1;
    rest = 0;
  }
  return day;
}
