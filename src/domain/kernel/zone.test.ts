// Local time against tables written by hand from the published rules of each zone, and against properties.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, DAY, HOUR, type Instant, instant, SECOND } from './instant.ts';
import {
  addDays,
  addMonths,
  compareDates,
  endOfDay,
  endOfMonth,
  instantOf,
  isoDate,
  isZone,
  type LocalDate,
  type LocalTime,
  localOf,
  parseDate,
  sameTimeOn,
  startOfDay,
  weekday,
} from './zone.ts';

const RUNS = { numRuns: 300 };
const NEW_YORK = 'America/New_York';
const LONDON = 'Europe/London';
const BERLIN = 'Europe/Berlin';
const SYDNEY = 'Australia/Sydney';
const SAO_PAULO = 'America/Sao_Paulo';
const SEOUL = 'Asia/Seoul';
const KOLKATA = 'Asia/Kolkata';
/** Samoa crossed the date line: it had no 30 December 2011. */
const APIA = 'Pacific/Apia';
const ZONES = [NEW_YORK, LONDON, BERLIN, SYDNEY, SAO_PAULO, SEOUL, KOLKATA, 'UTC'];

const at = (iso: string): Instant => instant(Date.parse(iso));
const iso = (moment: Instant): string => new Date(moment).toISOString();
const date = (text: string): LocalDate => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
};
/** Reads `2026-11-20 09:00:00`. */
const wall = (text: string): LocalTime => {
  const [hour = 0, minute = 0, second = 0] = text.slice(11).split(':').map(Number);
  return { ...date(text.slice(0, 10)), hour, minute, second };
};

const anyZone = fc.constantFrom(...ZONES);
const anyMoment = fc
  .integer({ min: Date.UTC(1995, 0) / SECOND, max: Date.UTC(2037, 0) / SECOND })
  .map((seconds) => instant(seconds * SECOND));
const anyDate = fc
  .integer({ min: Date.UTC(1002, 0) / DAY, max: Date.UTC(9990, 0) / DAY })
  .map((days) => localOf(instant(days * DAY), 'UTC'))
  .map(({ year, month, day }): LocalDate => ({ year, month, day }));
/** Moments within a day and a bit of the changes the zones above make: where mistakes live. */
const nearChange = fc
  .tuple(
    fc.constantFrom(
      ...['2026-03-08T07:00Z', '2026-11-01T06:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z'],
      ...['2026-04-04T16:00Z', '2026-10-03T16:00Z', '2018-11-04T03:00Z', '2018-02-18T02:00Z'],
    ),
    fc.integer({ min: -30 * 3600, max: 30 * 3600 }),
  )
  .map(([change, seconds]) => after(at(change), seconds * SECOND));
const moments = fc.oneof(anyMoment, nearChange);

describe('what the wall clock shows', () => {
  test.each([
    ['2026-11-20T00:00:00Z', SEOUL, '2026-11-20 09:00:00'],
    ['2026-12-31T15:00:00Z', SEOUL, '2027-01-01 00:00:00'],
    ['2026-11-20T18:29:59Z', KOLKATA, '2026-11-20 23:59:59'],
    ['2026-11-20T18:30:00Z', KOLKATA, '2026-11-21 00:00:00'],
    ['2026-03-08T06:59:59Z', NEW_YORK, '2026-03-08 01:59:59'],
    ['2026-03-08T07:00:00Z', NEW_YORK, '2026-03-08 03:00:00'],
    ['2026-11-01T05:59:59Z', NEW_YORK, '2026-11-01 01:59:59'],
    ['2026-11-01T06:00:00Z', NEW_YORK, '2026-11-01 01:00:00'],
    ['2027-01-01T04:59:59Z', NEW_YORK, '2026-12-31 23:59:59'],
    ['2026-03-29T01:00:00Z', LONDON, '2026-03-29 02:00:00'],
    ['2026-10-25T01:00:00Z', LONDON, '2026-10-25 01:00:00'],
    ['2026-03-29T01:00:00Z', BERLIN, '2026-03-29 03:00:00'],
    ['2026-10-25T00:59:59Z', BERLIN, '2026-10-25 02:59:59'],
    ['2026-04-04T15:59:59Z', SYDNEY, '2026-04-05 02:59:59'],
    ['2026-04-04T16:00:00Z', SYDNEY, '2026-04-05 02:00:00'],
    ['2026-10-03T16:00:00Z', SYDNEY, '2026-10-04 03:00:00'],
    ['2018-11-04T03:00:00Z', SAO_PAULO, '2018-11-04 01:00:00'],
    ['2018-02-18T02:00:00Z', SAO_PAULO, '2018-02-17 23:00:00'],
    ['2011-12-30T09:59:59Z', APIA, '2011-12-29 23:59:59'],
    ['2011-12-30T10:00:00Z', APIA, '2011-12-31 00:00:00'],
    ['2028-02-29T12:34:56Z', 'UTC', '2028-02-29 12:34:56'],
    ['1969-12-31T23:59:59.999Z', 'UTC', '1969-12-31 23:59:59'],
    ['1969-12-31T23:59:59.999Z', SEOUL, '1970-01-01 08:59:59'],
    ['2026-11-20T00:00:07.999Z', SEOUL, '2026-11-20 09:00:07'],
  ])('at %s in %s is %s', (moment, zone, expected) => {
    expect(localOf(at(moment), zone)).toEqual(wall(expected));
  });

  test('is what the runtime writes by itself, in every zone and at every moment', () => {
    const agrees = (moment: Instant, zone: string): void => {
      const written = new Date(moment).toLocaleString('sv-SE', { timeZone: zone });
      expect(localOf(moment, zone)).toEqual(wall(written));
    };
    fc.assert(fc.property(moments, anyZone, agrees), RUNS);
  });

  test('is known for the years with four digits, and for others it is a bug to ask', () => {
    expect(localOf(at('1000-01-02T00:00:00Z'), NEW_YORK).year).toBe(1000);
    expect(localOf(at('9999-12-31T00:00:00Z'), NEW_YORK).year).toBe(9999);
    for (const moment of ['0999-12-30T00:00:00Z', '+010000-01-02T00:00:00Z']) {
      expect(() => localOf(at(moment), NEW_YORK)).toThrow('not a wall time of the years 1000 to 9999');
    }
  });

  test('is nothing in a zone nobody has heard of: a bug, which throws', () => {
    expect(() => localOf(instant(0), 'Asia/Nowhere')).toThrow(RangeError);
  });
});

describe('the moment of a wall time', () => {
  test.each([
    ['2026-11-20 09:00:00', SEOUL, '2026-11-20T00:00:00.000Z'],
    ['2026-11-20 00:00:01', KOLKATA, '2026-11-19T18:30:01.000Z'],
    ['2028-02-29 23:59:59', 'UTC', '2028-02-29T23:59:59.000Z'],
    ['2026-03-08 01:59:59', NEW_YORK, '2026-03-08T06:59:59.000Z'],
    ['2026-03-08 03:00:00', NEW_YORK, '2026-03-08T07:00:00.000Z'],
    ['2026-11-01 00:59:59', NEW_YORK, '2026-11-01T04:59:59.000Z'],
    ['2026-11-01 02:00:00', NEW_YORK, '2026-11-01T07:00:00.000Z'],
    ['2026-11-01 12:00:00', NEW_YORK, '2026-11-01T17:00:00.000Z'],
    ['2026-10-31 12:00:00', NEW_YORK, '2026-10-31T16:00:00.000Z'],
    ['2026-03-29 00:59:59', LONDON, '2026-03-29T00:59:59.000Z'],
    ['2026-10-25 02:00:00', LONDON, '2026-10-25T02:00:00.000Z'],
    ['2026-10-25 03:00:00', BERLIN, '2026-10-25T02:00:00.000Z'],
    ['2026-04-05 03:00:00', SYDNEY, '2026-04-04T17:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, expected) => {
    expect(iso(instantOf(wall(local), zone))).toBe(expected);
  });

  test.each([
    ['2026-11-01 01:00:00', NEW_YORK, '2026-11-01T05:00:00.000Z'],
    ['2026-11-01 01:30:00', NEW_YORK, '2026-11-01T05:30:00.000Z'],
    ['2026-11-01 01:59:59', NEW_YORK, '2026-11-01T05:59:59.000Z'],
    ['2026-10-25 01:30:00', LONDON, '2026-10-25T00:30:00.000Z'],
    ['2026-10-25 02:30:00', BERLIN, '2026-10-25T00:30:00.000Z'],
    ['2026-04-05 02:30:00', SYDNEY, '2026-04-04T15:30:00.000Z'],
    ['2018-02-17 23:30:00', SAO_PAULO, '2018-02-18T01:30:00.000Z'],
  ])('%s in %s, shown twice, is the first of the two: %s', (local, zone, expected) => {
    const first = instantOf(wall(local), zone);
    expect(iso(first)).toBe(expected);
    expect(localOf(after(first, HOUR), zone)).toEqual(wall(local));
  });

  test.each([
    ['2026-03-08 02:00:00', NEW_YORK, '2026-03-08T07:00:00.000Z'],
    ['2026-03-08 02:30:00', NEW_YORK, '2026-03-08T07:00:00.000Z'],
    ['2026-03-08 02:59:59', NEW_YORK, '2026-03-08T07:00:00.000Z'],
    ['2026-03-29 01:30:00', LONDON, '2026-03-29T01:00:00.000Z'],
    ['2026-03-29 02:30:00', BERLIN, '2026-03-29T01:00:00.000Z'],
    ['2026-10-04 02:59:59', SYDNEY, '2026-10-03T16:00:00.000Z'],
    ['2018-11-04 00:00:00', SAO_PAULO, '2018-11-04T03:00:00.000Z'],
    ['2018-11-04 00:30:00', SAO_PAULO, '2018-11-04T03:00:00.000Z'],
    ['2011-12-30 00:00:00', APIA, '2011-12-30T10:00:00.000Z'],
    ['2011-12-30 23:59:59', APIA, '2011-12-30T10:00:00.000Z'],
  ])('%s in %s, never shown, is the first moment after the gap: %s', (local, zone, expected) => {
    expect(iso(instantOf(wall(local), zone))).toBe(expected);
  });

  test('shows the same wall time again, and is an hour early only where the wall shows it twice', () => {
    const returns = (moment: Instant, zone: string): void => {
      const back = instantOf(localOf(moment, zone), zone);
      expect(localOf(back, zone)).toEqual(localOf(moment, zone));
      expect([moment, moment - HOUR]).toContain(back);
    };
    fc.assert(fc.property(moments, anyZone, returns), RUNS);
  });

  test('never goes back as the wall time goes on', () => {
    const goesOn = (moment: Instant, seconds: number, zone: string): void => {
      const [first, later] = [localOf(moment, 'UTC'), localOf(after(moment, seconds * SECOND), 'UTC')];
      expect(instantOf(later, zone)).toBeGreaterThanOrEqual(instantOf(first, zone));
    };
    fc.assert(fc.property(moments, fc.integer({ min: 0, max: 200_000 }), anyZone, goesOn), RUNS);
  });
});

describe('the same time on another day', () => {
  test.each([
    ['2026-11-20T00:00:00.123Z', '2026-12-01', SEOUL, '2026-12-01T00:00:00.123Z'],
    ['2026-03-07T15:00:00.001Z', '2026-03-08', NEW_YORK, '2026-03-08T14:00:00.001Z'],
    ['2026-03-01T07:30:00.500Z', '2026-03-08', NEW_YORK, '2026-03-08T07:00:00.000Z'],
    ['2026-11-01T06:30:00.500Z', '2026-11-01', NEW_YORK, '2026-11-01T05:30:00.500Z'],
    ['1969-12-31T23:59:59.999Z', '2026-01-01', 'UTC', '2026-01-01T23:59:59.999Z'],
    ['1969-12-31T23:59:59.999Z', '2026-01-01', SEOUL, '2025-12-31T23:59:59.999Z'],
  ])('as at %s, on %s in %s, is %s', (moment, day, zone, expected) => {
    expect(iso(sameTimeOn(date(day), at(moment), zone))).toBe(expected);
  });
});

describe('a local day', () => {
  test.each([
    ['2026-11-20', SEOUL, '2026-11-19T15:00:00.000Z', 24],
    ['2026-11-20', KOLKATA, '2026-11-19T18:30:00.000Z', 24],
    ['2026-03-08', NEW_YORK, '2026-03-08T05:00:00.000Z', 23],
    ['2026-11-01', NEW_YORK, '2026-11-01T04:00:00.000Z', 25],
    ['2026-12-31', NEW_YORK, '2026-12-31T05:00:00.000Z', 24],
    ['2026-10-04', SYDNEY, '2026-10-03T14:00:00.000Z', 23],
    ['2018-11-04', SAO_PAULO, '2018-11-04T03:00:00.000Z', 23],
    ['2018-02-17', SAO_PAULO, '2018-02-17T02:00:00.000Z', 25],
    ['2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z', 24],
    ['2011-12-29', APIA, '2011-12-29T10:00:00.000Z', 24],
    ['2011-12-30', APIA, '2011-12-30T10:00:00.000Z', 0],
  ])('%s in %s starts at %s and ends %i hours later', (day, zone, start, hours) => {
    expect(iso(startOfDay(date(day), zone))).toBe(start);
    expect(endOfDay(date(day), zone)).toBe(after(at(start), hours * HOUR));
  });

  test('holds every moment of its date, its start and not its end', () => {
    const holds = (moment: Instant, zone: string): void => {
      const local = localOf(moment, zone);
      expect(startOfDay(local, zone)).toBeLessThanOrEqual(moment);
      expect(endOfDay(local, zone)).toBeGreaterThan(moment);
      expect(compareDates(localOf(endOfDay(local, zone), zone), local)).toBe(1);
    };
    fc.assert(fc.property(moments, anyZone, holds), RUNS);
  });
});

describe('a date', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-21'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s and %i days is %s', (from, days, expected) => {
    expect(addDays(date(from), days)).toEqual(date(expected));
  });

  test.each([
    ['2026-11-20', 1, '2026-12-20'],
    ['2026-11-20', 2, '2027-01-20'],
    ['2026-12-31', 12, '2027-12-31'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-01-29', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-03-30', 1, '2026-04-30'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-06-30', 0, '2026-06-30'],
    ['2026-06-30', 6, '2026-12-30'],
    ['2000-01-31', 1, '2000-02-29'],
    ['2100-01-31', 1, '2100-02-28'],
  ])('%s and %i months is %s', (from, months, expected) => {
    expect(addMonths(date(from), months)).toEqual(date(expected));
  });

  test.each([
    ['2026-02-01', '2026-02-28'],
    ['2028-02-29', '2028-02-29'],
    ['2026-04-30', '2026-04-30'],
    ['2026-12-01', '2026-12-31'],
  ])('%s lies in a month that ends on %s', (day, expected) => {
    expect(endOfMonth(date(day))).toEqual(date(expected));
  });

  test.each([
    ['2026-11-22', 0],
    ['2026-11-23', 1],
    ['2026-11-28', 6],
    ['2028-02-29', 2],
  ])('%s is day %i of its week', (day, expected) => {
    expect(weekday(date(day))).toBe(expected);
  });

  test.each(['2026-11-20', '2026-01-01', '2028-02-29', '1000-01-01', '9999-12-31'])(
    'is written %s',
    (day) => {
      expect(parseDate(day)).toEqual(date(day));
      expect(isoDate(date(day))).toBe(day);
    },
  );

  test.each([
    ...['2026-02-30', '2027-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '2026-04-31', '2026-01-32'],
    ...['', '2026-1-1', '20261120', '2026/11/20', '02026-11-20', '2026-11-201', ' 2026-11-20', '2026-11-20 '],
    ...['2026-11-20T00:00', '-2026-11-20', '0050-01-01', '0999-12-31', '٢٠٢٦-11-20', '2026-1a-20'],
    ...['NaN-NaN-NaN', '2026-11-20-05', '2026-11', '0x7ea-11-20', '2e3-11-20', '2026--1-20'],
  ])('is not written "%s"', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  test.each([
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-19', '2026-11-20', -1],
    ['2027-01-01', '2026-12-31', 1],
  ])('%s against %s is %i', (a, b, expected) => {
    expect(compareDates(date(a), date(b))).toBe(expected);
  });

  test('goes and comes back by days, moves its weekday by one a day, and is in the order in which it is written', () => {
    const holds = (day: LocalDate, days: number): void => {
      const there = addDays(day, days);
      expect(addDays(there, -days)).toEqual(day);
      expect(weekday(addDays(day, 1))).toBe((weekday(day) + 1) % 7);
      expect(parseDate(isoDate(day))).toEqual(day);
      const [a, b] = [isoDate(there), isoDate(day)];
      expect(compareDates(there, day)).toBe(a < b ? -1 : a > b ? 1 : 0);
    };
    fc.assert(fc.property(anyDate, fc.integer({ min: -300, max: 300 }), holds), RUNS);
  });
});

describe('the name of a zone', () => {
  test.each([...ZONES, APIA, 'Etc/UTC', 'Etc/GMT+9', 'America/Port-au-Prince'])('%s is one', (name) => {
    expect(isZone(name)).toBe(true);
  });

  test.each(['', 'Asia/Nowhere', 'Seoul', '+09:00', '-05:00', '+09', 'Asia/Seoul '])(
    '"%s" is none',
    (name) => {
      expect(isZone(name)).toBe(false);
    },
  );
});
