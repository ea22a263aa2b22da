// Periods as the law writes them, counted twice over: strictly for what we owe, generously for the rights of others.
// The two countings are our reading, on the safe side of both laws we read: no statute orders all of it. Not legal advice.
import { after, DAY, HOUR, type Instant, instant } from '../kernel/instant.ts';
import {
  addDays,
  addMonths,
  endOfDay,
  endOfMonth,
  type LocalDate,
  localOf,
  sameTimeOn,
} from '../kernel/zone.ts';
import { addWorkingDays, type Calendar, MOST_COUNTED, nextWorkingDay, type Reckoned } from './calendar.ts';

export interface Period {
  readonly unit: 'hours' | 'days' | 'working-days' | 'months';
  /** A whole number from 1 to MOST_COUNTED. */
  readonly count: number;
}

/** The moment a period comes to; `known` is false when it counted through a year whose holidays nobody has looked up. */
export interface Moment {
  readonly at: Instant;
  readonly known: boolean;
}

/** Each unit's word: the English one in the singular, the Korean one as it is. */
const WORDS: Readonly<Record<Period['unit'], { readonly en: string; readonly ko: string }>> = {
  hours: { en: 'hour', ko: '시간' },
  days: { en: 'day', ko: '일' },
  'working-days': { en: 'working day', ko: '영업일' },
  months: { en: 'month', ko: '개월' },
};

const UNITS: readonly Period['unit'][] = ['hours', 'days', 'working-days', 'months'];

/** Reads `48 hours`, `1 hour`, `30 days`, `3 working days`, `6 months`; null for any other spelling or count. */
export function parsePeriod(text: string): Period | null {
  const count = Number.parseInt(text, 10);
  if (!(count >= 1 && count <= MOST_COUNTED)) return null;
  const periods = UNITS.map((unit): Period => ({ unit, count }));
  return periods.find((period) => periodText(period, 'en') === text) ?? null;
}

/** `3영업일` or `3 working days`. */
export function periodText({ unit, count }: Period, language: 'ko' | 'en'): string {
  const word = WORDS[unit][language];
  if (language === 'ko') return `${count}${word}`;
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/**
 * When what WE owe is due, counted strictly: from the moment itself, never to the end of a day, never moved on by a
 * weekend. Days are 24 hours each, but never reach beyond the end of the calendar day they lead to: an hour lost to
 * daylight saving is ours to bear. Working days and months end at the wall time they began at, the first day not
 * counted; a month from 31 January leads to the last of February. So a later start can be due earlier: a working day
 * from Saturday 15:00 is due on Monday 15:00, one from Sunday 09:00 on Monday 09:00.
 */
export function dueBy(from: Instant, period: Period, zone: string, calendar: Calendar): Moment {
  const { unit, count } = period;
  if (unit === 'hours') return certain(after(from, count * HOUR));
  const start = localOf(from, zone);
  switch (unit) {
    case 'days':
      return certain(instant(Math.min(after(from, count * DAY), endOfDay(addDays(start, count), zone))));
    case 'working-days': {
      const { date, known } = addWorkingDays(calendar, start, count);
      return { at: sameTimeOn(date, from, zone), known };
    }
    case 'months':
      return certain(sameTimeOn(addMonths(start, count), from, zone));
  }
}

/**
 * Until when a right of others stays open, or a thing is kept, counted generously. Hours are elapsed hours. Otherwise the
 * day it begins on is not counted (Regulation (EEC, Euratom) 1182/71 Art. 3(1); Korean Civil Act Art. 157, whose
 * exception for a start at midnight sharp we do not take), the period runs to the end of its last day (Art. 3(2); Art.
 * 159), and if that is not a working day, to the end of the next one (Art. 3(4); Art. 161). The moment returned is the
 * first at which it is over. Not counted: Art. 3(5), two working days at least in every period of two days or more.
 */
export function openUntil(from: Instant, period: Period, zone: string, calendar: Calendar): Moment {
  const { unit, count } = period;
  if (unit === 'hours') return certain(after(from, count * HOUR));
  const { date, known } = lastDay(localOf(from, zone), unit, count, calendar);
  return { at: endOfDay(date, zone), known };
}

function lastDay(
  start: LocalDate,
  unit: Exclude<Period['unit'], 'hours'>,
  count: number,
  calendar: Calendar,
): Reckoned {
  switch (unit) {
    case 'days':
      return nextWorkingDay(calendar, addDays(start, count));
    case 'working-days':
      return addWorkingDays(calendar, start, count);
    case 'months':
      return nextWorkingDay(calendar, lastDayOfMonths(start, count));
  }
}

/**
 * The last day of a period of months whose first day is not counted. The two laws part where it begins on the last day
 * of a short month: 28 February plus a month is 28 March under Art. 3(2)(c) of the Regulation, but 31 March under Art.
 * 160 of the Civil Act, since the months counted begin on 1 March and are whole ones. The later is the generous one.
 */
function lastDayOfMonths(start: LocalDate, count: number): LocalDate {
  const sameDay = addMonths(start, count);
  return addDays(start, 1).day === 1 ? endOfMonth(sameDay) : sameDay;
}

/** A moment no calendar of holidays was needed for. */
function certain(at: Instant): Moment {
  return { at, known: true };
}
