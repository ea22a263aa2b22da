// Working days: the weekend, the holidays somebody looked up, and what is not known.
import { describe, expect, test } from 'vitest';
import { isoDate, type LocalDate, parseDate } from '../kernel/zone.ts';
import {
  addWorkingDays,
  type Calendar,
  dayKind,
  MOST_COUNTED,
  nextWorkingDay,
  type Reckoned,
} from './calendar.ts';

/** Korea with Chuseok 2026 (Thursday to Saturday), Christmas (a Friday), New Year's Day, and a holiday beyond what is known. */
const KOREA: Calendar = {
  country: 'KR',
  weekend: [0, 6],
  holidays: {
    '2026-01-01': 'New Year',
    '2026-09-24': 'Chuseok',
    '2026-09-25': 'Chuseok',
    '2026-09-26': 'Chuseok',
    '2026-12-25': 'Christmas',
    '2027-01-01': 'New Year',
    '2028-05-05': "Children's Day",
  },
  firstKnownYear: 2026,
  lastKnownYear: 2027,
};

const date = (text: string): LocalDate => {
  const day = parseDate(text);
  if (day === null) throw new Error(`no date: ${text}`);
  return day;
};
const told = ({ date: day, known }: Reckoned): string => `${isoDate(day)}${known ? '' : ' unknown'}`;

describe('a day', () => {
  test.each([
    ['2026-11-20', true, true, 'a Friday'],
    ['2026-11-21', false, true, 'a Saturday'],
    ['2026-11-22', false, true, 'a Sunday'],
    ['2026-11-23', true, true, 'a Monday'],
    ['2026-12-25', false, true, 'a holiday on a Friday'],
    ['2026-01-01', false, true, 'the first day known'],
    ['2025-12-31', true, false, 'a Wednesday a day too early to be known'],
    ['2027-12-31', true, true, 'the last day known'],
    ['2028-05-05', true, false, 'a Friday too late to be known, whatever the data say'],
    ['2028-01-01', false, false, 'a Saturday too late to be known'],
  ])('%s is a working day: %s, known: %s, %s (C27)', (day, working, known) => {
    expect(dayKind(KOREA, date(day))).toEqual({ working, known });
  });

  test('of the weekend is what the country says it is', () => {
    const friday = { ...KOREA, weekend: [5] };
    expect(dayKind(friday, date('2026-11-20')).working).toBe(false);
    expect(dayKind(friday, date('2026-11-21')).working).toBe(true);
  });
});

describe('the next working day', () => {
  test.each([
    ['2026-11-20', '2026-11-20', 'is the day itself'],
    ['2026-11-21', '2026-11-23', 'of a Saturday is Monday'],
    ['2026-11-22', '2026-11-23', 'of a Sunday is Monday'],
    ['2026-09-24', '2026-09-28', 'comes after the holidays and the weekend behind them'],
    ['2026-12-25', '2026-12-28', 'of a Friday that is a holiday is Monday'],
    ['2027-01-01', '2027-01-04', 'crosses the new year'],
    ['2025-12-31', '2025-12-31 unknown', 'of an unknown year is not known'],
    ['2025-12-28', '2025-12-29 unknown', 'of a weekend of an unknown year is not known'],
    ['2028-05-05', '2028-05-05 unknown', 'has no holidays where none are known'],
  ])('from %s is %s: it %s', (from, expected) => {
    expect(told(nextWorkingDay(KOREA, date(from)))).toBe(expected);
  });

  test('is not known when the way to it leads out of the known years, or into them', () => {
    const lastWeekend = { ...KOREA, lastKnownYear: 2022, firstKnownYear: 2022 };
    expect(told(nextWorkingDay(lastWeekend, date('2022-12-31')))).toBe('2023-01-02 unknown');
    expect(told(nextWorkingDay({ ...lastWeekend, lastKnownYear: 2023 }, date('2022-12-31')))).toBe(
      '2023-01-02',
    );
    const nextYear = { ...KOREA, firstKnownYear: 2023 };
    expect(told(nextWorkingDay(nextYear, date('2022-12-31')))).toBe('2023-01-02 unknown');
  });

  test('may be sixty days off and no more: a country that never works is a bug, and throws', () => {
    const closed = (days: number): Calendar => {
      const dates = Array.from({ length: days }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)));
      const holidays = Object.fromEntries(dates.map((day) => [day.toISOString().slice(0, 10), 'rest']));
      return { ...KOREA, weekend: [], holidays };
    };
    expect(told(nextWorkingDay(closed(60), date('2026-01-01')))).toBe('2026-03-02');
    expect(() => nextWorkingDay(closed(61), date('2026-01-01'))).toThrow(
      new RangeError('KR: no working day within 60 days of 2026-01-01'),
    );
    const never = { ...KOREA, weekend: [0, 1, 2, 3, 4, 5, 6] };
    expect(() => addWorkingDays(never, date('2026-01-01'), 1)).toThrow(RangeError);
  });
});

describe('so many working days later', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-23', 'from Friday to Monday'],
    ['2026-11-21', 1, '2026-11-23', 'from Saturday to Monday'],
    ['2026-11-22', 1, '2026-11-23', 'from Sunday to Monday'],
    ['2026-11-23', 3, '2026-11-26', 'within a week'],
    ['2026-11-20', 5, '2026-11-27', 'a week of them'],
    ['2026-11-20', 6, '2026-11-30', 'over two weekends'],
    ['2026-09-23', 1, '2026-09-28', 'over Chuseok'],
    ['2026-09-23', 2, '2026-09-29', 'over Chuseok and a day'],
    ['2026-12-24', 5, '2027-01-04', 'over Christmas, the new year and two weekends'],
    ['2027-12-30', 1, '2027-12-31', 'to the last day known'],
    ['2027-12-30', 2, '2028-01-03 unknown', 'past the last day known'],
    ['2025-12-30', 2, '2026-01-02 unknown', 'through a day before the first known'],
    ['2025-12-31', 1, '2026-01-02', 'from a day that is not counted and need not be known'],
  ])('from %s, %i: %s (%s)', (from, count, expected) => {
    expect(told(addWorkingDays(KOREA, date(from), count))).toBe(expected);
  });

  test('is counted up to a limit', () => {
    const always = { ...KOREA, weekend: [], holidays: {} };
    expect(told(addWorkingDays(always, date('2026-01-01'), MOST_COUNTED))).toBe('2053-05-19 unknown');
    expect(MOST_COUNTED).toBe(10_000);
  });

  test.each([0, -1, 1.5, MOST_COUNTED + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'is not counted for %s: a bug, which throws',
    (count) => {
      expect(() => addWorkingDays(KOREA, date('2026-01-01'), count)).toThrow(
        new RangeError(`not a number of working days: ${count}`),
      );
    },
  );
});
