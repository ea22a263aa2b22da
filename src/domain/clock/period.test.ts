// Periods: how they are written, and both countings of them against examples worked by hand from the texts of the laws.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, DAY, HOUR, type Instant, instant, SECOND } from '../kernel/instant.ts';
import { addDays, compareDates, localOf } from '../kernel/zone.ts';
import { type Calendar, dayKind } from './calendar.ts';
import { dueBy, type Moment, openUntil, parsePeriod, type Period, periodText } from './period.ts';

const RUNS = { numRuns: 300 };
const SEOUL = 'Asia/Seoul';
const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const SAO_PAULO = 'America/Sao_Paulo';

const KOREA: Calendar = {
  country: 'KR',
  weekend: [0, 6],
  holidays: { '2026-09-24': 'Chuseok', '2026-09-25': 'Chuseok', '2026-12-25': 'Christmas' },
  firstKnownYear: 2026,
  lastKnownYear: 2027,
};
const GERMANY: Calendar = {
  country: 'DE',
  weekend: [0, 6],
  holidays: { '2026-04-03': 'Good Friday', '2026-04-06': 'Easter Monday' },
  firstKnownYear: 2026,
  lastKnownYear: 2029,
};
/** A country that rests on Friday and Saturday and so works on the Sundays on which clocks change. */
const SUNDAYS: Calendar = { ...GERMANY, country: 'ZZ', weekend: [5, 6], holidays: {} };
/** A country that never rests. */
const ALWAYS: Calendar = { ...SUNDAYS, weekend: [], firstKnownYear: 2018 };

const at = (iso: string): Instant => instant(Date.parse(iso));
const told = ({ at: moment, known }: Moment): string =>
  `${new Date(moment).toISOString().replace('.000Z', 'Z')}${known ? '' : ' unknown'}`;
const period = (text: string): Period => {
  const read = parsePeriod(text);
  if (read === null) throw new Error(`no period: ${text}`);
  return read;
};

describe('a period', () => {
  test.each([
    ['48 hours', { unit: 'hours', count: 48 }, '48시간'],
    ['1 hour', { unit: 'hours', count: 1 }, '1시간'],
    ['30 days', { unit: 'days', count: 30 }, '30일'],
    ['1 day', { unit: 'days', count: 1 }, '1일'],
    ['3 working days', { unit: 'working-days', count: 3 }, '3영업일'],
    ['1 working day', { unit: 'working-days', count: 1 }, '1영업일'],
    ['6 months', { unit: 'months', count: 6 }, '6개월'],
    ['1 month', { unit: 'months', count: 1 }, '1개월'],
    ['10000 days', { unit: 'days', count: 10_000 }, '10000일'],
  ] as const)('is written %s', (english, read, korean) => {
    expect(parsePeriod(english)).toEqual(read);
    expect(periodText(read, 'en')).toBe(english);
    expect(periodText(read, 'ko')).toBe(korean);
  });

  test.each([
    ...[
      '',
      '48',
      'hours',
      '48 hour',
      '1 hours',
      '48hours',
      '48  hours',
      ' 48 hours',
      '48 hours ',
      '48 Hours',
    ],
    ...['0 hours', '00 hours', '-1 hours', '+1 hour', '01 hour', '1.5 hours', '1e3 hours', '0x10 hours'],
    ...['10001 days', '99999999999999999999 days', 'NaN hours', 'Infinity days', '48 hours\n', '٤٨ hours'],
    ...[
      '2 weeks',
      '1 year',
      '3 business days',
      '3 working-days',
      '3 workingdays',
      '48시간',
      '48 hours 1 day',
    ],
  ])('is not written "%s"', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });
});

describe('what we owe, counted strictly,', () => {
  test.each([
    ['48 hours', '2026-11-20T15:00:00Z', SEOUL, '2026-11-22T15:00:00Z', 'over a weekend as in a week'],
    ['24 hours', '2026-03-08T04:30:00Z', NEW_YORK, '2026-03-09T04:30:00Z', 'over a lost hour all the same'],
    ['1 hour', '2026-12-31T23:30:00Z', BERLIN, '2027-01-01T00:30:00Z', 'over the new year'],
    ['1 hour', '2026-11-20T00:00:00.123Z', SEOUL, '2026-11-20T01:00:00.123Z', 'to the millisecond'],
  ])('in %s from %s in %s is due at %s: elapsed hours, %s (C22)', (text, from, zone, expected) => {
    expect(told(dueBy(at(from), period(text), zone, KOREA))).toBe(expected);
  });

  test.each([
    ['1 day', '2026-11-20T00:00:00Z', SEOUL, '2026-11-21T00:00:00Z', 'not moved on by a weekend'],
    ['30 days', '2026-11-20T00:00:00Z', SEOUL, '2026-12-20T00:00:00Z', 'nor by a Sunday'],
    ['1 day', '2028-02-28T12:00:00.007Z', 'UTC', '2028-02-29T12:00:00.007Z', 'to a leap day, and known'],
    ['2 days', '2028-02-28T12:00:00Z', 'UTC', '2028-03-01T12:00:00Z', 'over a leap day'],
    ['1 day', '2026-03-08T04:30:00Z', NEW_YORK, '2026-03-09T04:00:00Z', 'a lost hour, cut at midnight'],
    ['2 days', '2026-03-08T04:30:00Z', NEW_YORK, '2026-03-10T04:00:00Z', 'the same, a day on'],
    ['1 day', '2026-03-08T04:00:00Z', NEW_YORK, '2026-03-09T04:00:00Z', 'a lost hour, midnight exactly'],
    ['1 day', '2026-03-08T03:59:59Z', NEW_YORK, '2026-03-09T03:59:59Z', 'a lost hour, before midnight'],
    ['1 day', '2026-11-01T03:30:00Z', NEW_YORK, '2026-11-02T03:30:00Z', 'an hour gained is not ours'],
  ])('in %s from %s in %s is due at %s: %s (C23, C25)', (text, from, zone, expected) => {
    expect(told(dueBy(at(from), period(text), zone, KOREA))).toBe(expected);
  });

  test.each([
    ['1 working day', '2026-11-20T00:00:00Z', SEOUL, '2026-11-23T00:00:00Z', 'Friday to Monday', KOREA],
    ['1 working day', '2026-11-21T06:00:00Z', SEOUL, '2026-11-23T06:00:00Z', 'Saturday 15:00', KOREA],
    ['1 working day', '2026-11-22T00:00:00Z', SEOUL, '2026-11-23T00:00:00Z', 'Sunday 09:00', KOREA],
    ['1 working day', '2026-11-19T16:00:00Z', SEOUL, '2026-11-22T16:00:00Z', 'Friday in Seoul', KOREA],
    ['2 working days', '2026-09-23T08:00:00Z', SEOUL, '2026-09-29T08:00:00Z', 'over Chuseok', KOREA],
    ['3 working days', '2026-12-24T00:00:00Z', SEOUL, '2026-12-30T00:00:00Z', 'over Christmas', KOREA],
    ['3 working days', '2026-04-02T08:00:00Z', BERLIN, '2026-04-09T08:00:00Z', 'over Easter', GERMANY],
    ['1 working day', '2026-03-06T17:00:00Z', NEW_YORK, '2026-03-09T16:00:00Z', 'noon to noon', GERMANY],
    ['1 working day', '2026-10-30T16:00:00Z', NEW_YORK, '2026-11-02T17:00:00Z', 'noon to noon', GERMANY],
    ['1 working day', '2026-03-05T07:30:00Z', NEW_YORK, '2026-03-08T07:00:00Z', 'into a gap', SUNDAYS],
    ['1 working day', '2026-10-29T05:30:00Z', NEW_YORK, '2026-11-01T05:30:00Z', 'an hour twice', SUNDAYS],
    ['1 working day', '2027-12-30T00:00:00Z', SEOUL, '2027-12-31T00:00:00Z', 'to the last known', KOREA],
    ['2 working days', '2027-12-30T00:00:00Z', SEOUL, '2028-01-03T00:00:00Z unknown', 'past it', KOREA],
  ])('in %s from %s in %s is due at %s: %s (C24, C25)', (text, from, zone, expected, _why, calendar) => {
    expect(told(dueBy(at(from), period(text), zone, calendar))).toBe(expected);
  });

  test.each([
    ['1 month', '2026-11-20T00:00:00.250Z', SEOUL, '2026-12-20T00:00:00.250Z', 'the same day and time'],
    ['1 month', '2026-01-31T00:00:00Z', SEOUL, '2026-02-28T00:00:00Z', 'the last of a short month'],
    [
      '1 month',
      '2026-01-30T15:30:00Z',
      SEOUL,
      '2026-02-27T15:30:00Z',
      'the same, just past midnight in Seoul',
    ],
    ['1 month', '2028-01-31T00:00:00Z', SEOUL, '2028-02-29T00:00:00Z', 'to a leap day, and known'],
    ['12 months', '2028-02-29T00:00:00Z', SEOUL, '2029-02-28T00:00:00Z', 'from a leap day'],
    ['1 month', '2027-02-28T12:00:00Z', SEOUL, '2027-03-28T12:00:00Z', 'not to the end of the month'],
    [
      '6 months',
      '2026-11-20T17:00:00Z',
      NEW_YORK,
      '2027-05-20T16:00:00Z',
      'noon in winter to noon in summer',
    ],
    ['1 month', '2026-02-08T07:30:00Z', NEW_YORK, '2026-03-08T07:00:00Z', 'into a gap'],
    [
      '1 month',
      '2026-10-01T05:30:00Z',
      NEW_YORK,
      '2026-11-01T05:30:00Z',
      'to the first of an hour shown twice',
    ],
  ])('in %s from %s in %s is due at %s: %s (C24)', (text, from, zone, expected) => {
    expect(told(dueBy(at(from), period(text), zone, KOREA))).toBe(expected);
  });
});

describe('a right of others, counted generously,', () => {
  test.each([
    ['48 hours', '2026-11-20T15:00:00Z', SEOUL, '2026-11-22T15:00:00Z', 'elapsed hours', KOREA],
    ['1 day', '2026-11-20T00:00:00Z', SEOUL, '2026-11-23T15:00:00Z', 'Saturday moves to Monday', KOREA],
    ['2 days', '2026-11-20T00:00:00Z', SEOUL, '2026-11-23T15:00:00Z', 'Sunday moves to Monday', KOREA],
    ['3 days', '2026-11-20T00:00:00Z', SEOUL, '2026-11-23T15:00:00Z', 'Monday stays', KOREA],
    ['4 days', '2026-11-20T00:00:00Z', SEOUL, '2026-11-24T15:00:00Z', 'weekends count in between', KOREA],
    ['30 days', '2026-11-20T00:00:00Z', SEOUL, '2026-12-21T15:00:00Z', '20 December is a Sunday', KOREA],
    ['35 days', '2026-11-20T00:00:00Z', SEOUL, '2026-12-28T15:00:00Z', 'Christmas, and a weekend', KOREA],
    ['1 day', '2026-11-22T14:59:59.999Z', SEOUL, '2026-11-23T15:00:00Z', 'Sunday, its last moment', KOREA],
    ['1 day', '2026-11-22T15:00:00Z', SEOUL, '2026-11-24T15:00:00Z', 'Monday sharp, not counted', KOREA],
    ['3 days', '2027-12-31T00:00:00Z', SEOUL, '2028-01-03T15:00:00Z unknown', 'past what is known', KOREA],
    ['1 day', '2027-12-30T00:00:00Z', SEOUL, '2027-12-31T15:00:00Z', 'to the last day known', KOREA],
    ['2 days', '2026-03-06T17:00:00Z', NEW_YORK, '2026-03-10T04:00:00Z', 'over a lost hour', GERMANY],
    ['3 days', '2026-10-30T16:00:00Z', NEW_YORK, '2026-11-03T05:00:00Z', 'over an hour gained', GERMANY],
    ['1 day', '2018-11-02T12:00:00Z', SAO_PAULO, '2018-11-04T03:00:00Z', 'midnight is left out', ALWAYS],
    ['1 day', '2018-02-16T12:00:00Z', SAO_PAULO, '2018-02-18T03:00:00Z', '23:00 comes twice', ALWAYS],
    ['1 day', '2028-02-28T12:00:00Z', BERLIN, '2028-02-29T23:00:00Z', 'to a leap day', GERMANY],
  ])('for %s from %s in %s is open until %s: %s (C26)', (text, from, zone, expected, _why, calendar) => {
    expect(told(openUntil(at(from), period(text), zone, calendar))).toBe(expected);
  });

  test.each([
    ['1 working day', '2026-11-20T00:00:00Z', '2026-11-23T15:00:00Z', 'Friday to the end of Monday'],
    ['1 working day', '2026-11-21T00:00:00Z', '2026-11-23T15:00:00Z', 'Saturday to the end of Monday'],
    ['2 working days', '2026-09-23T08:00:00Z', '2026-09-29T15:00:00Z', 'over Chuseok'],
    ['2 working days', '2027-12-30T00:00:00Z', '2028-01-03T15:00:00Z unknown', 'past what is known'],
  ])('for %s from %s is open until %s: %s (C26)', (text, from, expected) => {
    expect(told(openUntil(at(from), period(text), SEOUL, KOREA))).toBe(expected);
  });

  test.each([
    ['1 month', '2026-11-20T12:00:00Z', '2026-12-21T23:00:00Z', '20 December is a Sunday'],
    ['6 months', '2026-11-20T12:00:00Z', '2027-05-20T22:00:00Z', 'to a day in summer'],
    ['1 month', '2026-03-06T12:00:00Z', '2026-04-07T22:00:00Z', 'Easter Monday moves to Tuesday'],
    ['1 month', '2028-01-31T12:00:00Z', '2028-02-29T23:00:00Z', 'to a leap day'],
    ['1 month', '2028-01-30T12:00:00Z', '2028-02-29T23:00:00Z', 'the last day where there is no 30th'],
    ['12 months', '2028-02-29T12:00:00Z', '2029-02-28T23:00:00Z', 'from a leap day'],
    ['12 months', '2026-12-31T12:00:00Z', '2027-12-31T23:00:00Z', 'from year end to year end'],
    ['1 month', '2028-02-28T12:00:00Z', '2028-03-28T22:00:00Z', 'the day before a leap day ends no month'],
    ['1 month', '2027-02-28T12:00:00Z', '2027-03-31T22:00:00Z', 'the whole of March, Civil Act Art. 160'],
    ['1 month', '2026-06-30T12:00:00Z', '2026-07-31T22:00:00Z', 'the whole of July'],
    ['48 months', '2026-06-30T12:00:00Z', '2030-07-01T22:00:00Z unknown', '30 June 2030 is a Sunday'],
  ])('for %s from %s is open until %s: %s (C26)', (text, from, expected) => {
    expect(told(openUntil(at(from), period(text), BERLIN, GERMANY))).toBe(expected);
  });
});

describe('whatever the period, the zone and the moment,', () => {
  const anyZone = fc.constantFrom(SEOUL, BERLIN, NEW_YORK, SAO_PAULO, 'Australia/Sydney', 'UTC');
  const anyCalendar = fc.constantFrom(KOREA, GERMANY, SUNDAYS, ALWAYS);
  const anyMoment = fc
    .integer({ min: Date.UTC(2016, 0) / SECOND, max: Date.UTC(2031, 0) / SECOND })
    .map((seconds) => instant(seconds * SECOND));
  const anyCount = fc.integer({ min: 1, max: 70 });
  const anyPeriod = fc.record({
    unit: fc.constantFrom<Period['unit']>('hours', 'days', 'working-days', 'months'),
    count: anyCount,
  });
  const anyGap = fc.integer({ min: 0, max: 5 * DAY });

  test('what we owe is due after it began, and before a right of the same length ends', () => {
    const ordered = (from: Instant, length: Period, zone: string, calendar: Calendar): void => {
      const due = dueBy(from, length, zone, calendar).at;
      expect(due).toBeGreaterThan(from);
      expect(due).toBeLessThanOrEqual(openUntil(from, length, zone, calendar).at);
    };
    fc.assert(fc.property(anyMoment, anyPeriod, anyZone, anyCalendar, ordered), RUNS);
  });

  test('a right that begins later never ends earlier', () => {
    const ordered = (from: Instant, gap: number, length: Period, zone: string, calendar: Calendar): void => {
      const [first, later] = [from, after(from, gap)].map((start) =>
        openUntil(start, length, zone, calendar),
      );
      expect(later?.at).toBeGreaterThanOrEqual(first?.at ?? Number.NaN);
    };
    fc.assert(fc.property(anyMoment, anyGap, anyPeriod, anyZone, anyCalendar, ordered), RUNS);
  });

  test('what we owe from a later start is never due earlier in hours and days, nor on an earlier day in the rest', () => {
    const ordered = (from: Instant, gap: number, length: Period, zone: string, calendar: Calendar): void => {
      const first = dueBy(from, length, zone, calendar).at;
      const later = dueBy(after(from, gap), length, zone, calendar).at;
      expect(compareDates(localOf(later, zone), localOf(first, zone))).toBeGreaterThanOrEqual(0);
      if (length.unit === 'hours' || length.unit === 'days') expect(later).toBeGreaterThanOrEqual(first);
    };
    fc.assert(fc.property(anyMoment, anyGap, anyPeriod, anyZone, anyCalendar, ordered), RUNS);
  });

  test('a longer period never ends earlier, in either counting', () => {
    const ordered = (from: Instant, length: Period, zone: string, calendar: Calendar): void => {
      const longer = { ...length, count: length.count + 1 };
      for (const count of [dueBy, openUntil]) {
        const [short, long] = [length, longer].map((each) => count(from, each, zone, calendar).at);
        expect(long).toBeGreaterThanOrEqual(short ?? Number.NaN);
      }
    };
    fc.assert(fc.property(anyMoment, anyPeriod, anyZone, anyCalendar, ordered), RUNS);
  });

  test('a right not counted in hours ends with a working day, at the first moment of the day after', () => {
    const ends = (from: Instant, length: Period, zone: string, calendar: Calendar): void => {
      fc.pre(length.unit !== 'hours');
      const { at: end, known } = openUntil(from, length, zone, calendar);
      const last = localOf(after(end, -1), zone);
      const kind = dayKind(calendar, last);
      expect(kind.working).toBe(true);
      if (known) expect(kind.known).toBe(true);
      expect(compareDates(localOf(end, zone), addDays(last, 1))).toBe(0);
    };
    fc.assert(fc.property(anyMoment, anyPeriod, anyZone, anyCalendar, ends), RUNS);
  });

  test('a day we owe is at most 24 hours, and shorter by no more than the hour daylight saving takes', () => {
    const short = (from: Instant, count: number, zone: string, calendar: Calendar): void => {
      const length = dueBy(from, { unit: 'days', count }, zone, calendar).at - from;
      expect(length).toBeLessThanOrEqual(count * DAY);
      expect(length).toBeGreaterThanOrEqual(count * DAY - HOUR);
    };
    fc.assert(fc.property(anyMoment, anyCount, anyZone, anyCalendar, short), RUNS);
  });
});
