// Moments and ids: whole milliseconds, written in UTC and in Korean time.
import { describe, expect, test } from 'vitest';
import { caseNumber } from './ids.ts';
import { after, DAY, HOUR, instant, kst, MINUTE, SECOND, utc, yearOf } from './instant.ts';

const at = (...parts: Parameters<typeof Date.UTC>) => instant(Date.UTC(...parts));

describe('an instant', () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('is never %s', (value) => {
    expect(() => instant(value)).toThrow(RangeError);
  });

  test('is whole: fractions of a millisecond are cut', () => {
    expect(instant(1.9)).toBe(1);
  });

  test('is written to the second, in UTC and in Korean time', () => {
    const moment = at(2026, 10, 20, 15, 30, 7, 999);
    expect(utc(moment)).toBe('2026-11-20T15:30:07Z');
    expect(kst(moment)).toBe('2026-11-21T00:30:07+09:00');
  });

  test('crosses a leap day and a year', () => {
    expect(utc(after(at(2028, 1, 28, 23), 2 * HOUR))).toBe('2028-02-29T01:00:00Z');
    expect(kst(at(2026, 11, 31, 15))).toBe('2027-01-01T00:00:00+09:00');
  });

  test('has the year of UTC, not of Korea', () => {
    expect(yearOf(at(2026, 11, 31, 23, 59))).toBe(2026);
    expect(yearOf(at(2027, 0, 1))).toBe(2027);
  });

  test('moves by named lengths', () => {
    expect([SECOND, MINUTE, HOUR, DAY].map((length) => after(at(1970, 0, 1), length))).toEqual([
      1_000, 60_000, 3_600_000, 86_400_000,
    ]);
  });
});

describe('a case number', () => {
  test.each([
    [2026, 1, 'R-26-0001'],
    [2026, 9_999, 'R-26-9999'],
    [2026, 12_345, 'R-26-12345'],
    [2109, 7, 'R-09-0007'],
  ])('of %i, number %i, is %s', (year, count, expected) => {
    expect(caseNumber(year, count)).toBe(expected);
  });
});
