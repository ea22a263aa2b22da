// When a period we owe ends: statements C22 to C27 of docs/spec/legal-clocks.md, counted day by day. Not the product's counting.
import type { Calendar } from '../../../src/domain/clock/calendar.ts';
import type { Period } from '../../../src/domain/clock/period.ts';
import { DAY, dayOf, endOfDay, HOUR, isoDay, momentOf, timeOfDay, weekdayOf } from './local-time.ts';

export interface PeriodEnd {
  readonly at: number;
  /** False where a day of a year nobody looked up was counted through. */
  readonly known: boolean;
}

/** Where and by whose holidays a law counts. */
export interface Place {
  readonly zone: string;
  readonly calendar: Calendar | undefined;
}

export function periodEnd(from: number, { unit, count }: Period, place: Place): PeriodEnd {
  const { zone } = place;
  switch (unit) {
    case 'hours':
      return { at: from + count * HOUR, known: true };
    case 'days': {
      const last = endOfDay(zone, dayOf(zone, from) + count);
      return { at: Math.min(from + count * DAY, last), known: true };
    }
    case 'months':
      return {
        at: momentOf(zone, monthsLater(dayOf(zone, from), count), timeOfDay(zone, from)),
        known: true,
      };
    case 'working-days':
      return afterWorkingDays(from, count, place);
  }
}

/** The same day of the month, or the last day of a month that is too short. */
function monthsLater(day: number, count: number): number {
  const [year = 0, month = 1, date = 1] = isoDay(day).split('-').map(Number);
  const months = year * 12 + (month - 1) + count;
  const [goalYear, goalMonth] = [Math.floor(months / 12), (months % 12) + 1];
  let goal = Date.UTC(goalYear, goalMonth - 1, 1) / DAY;
  while (Number(isoDay(goal).slice(8)) < date && Number(isoDay(goal + 1).slice(5, 7)) === goalMonth)
    goal += 1;
  return goal;
}

function afterWorkingDays(from: number, count: number, { zone, calendar }: Place): PeriodEnd {
  if (calendar === undefined) throw new Error('no calendar to count working days by');
  let day = dayOf(zone, from);
  let known = true;
  for (let worked = 0; worked < count; ) {
    day += 1;
    const year = Number(isoDay(day).slice(0, 4));
    const isKnown = calendar.firstKnownYear <= year && year <= calendar.lastKnownYear;
    known = known && isKnown;
    const isHoliday = isKnown && calendar.holidays[isoDay(day)] !== undefined;
    if (!isHoliday && !calendar.weekend.includes(weekdayOf(day))) worked += 1;
  }
  return { at: momentOf(zone, day, timeOfDay(zone, from)), known };
}
