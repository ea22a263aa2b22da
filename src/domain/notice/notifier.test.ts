// In which capacity an enrolled body speaks, on which day.
import { describe, expect, test } from 'vitest';
import { AUTHORITY } from '../../../test/support/fixtures.ts';
import { parseDate, type LocalDate } from '../kernel/zone.ts';
import { standingOf } from './notifier.ts';

const day = (text: string): LocalDate => {
  const date = parseDate(text);
  if (date === null) throw new Error(text);
  return date;
};
const CENTRE = { ...AUTHORITY, kind: 'victim-support' as const };
const named = (from: string, until: string | null) => ({
  ...CENTRE,
  designations: [{ from: day(from), until: until === null ? null : day(until), by: 'gazette' }],
});

describe('the standing of an enrolled body', () => {
  test.each([
    ['regulator', 'agency'],
    ['police', 'police'],
    ['prosecutor', 'prosecutor'],
    ['court', 'court'],
    ['victim-support', 'unknown'],
  ] as const)('of kind %s is %s', (kind, standing) => {
    expect(standingOf({ ...AUTHORITY, kind }, day('2026-11-20'))).toEqual({
      standing,
      country: 'KR',
      authority: AUTHORITY.id,
    });
  });

  test('is a designated institution on the days for which it was named, both ends included', () => {
    const year = named('2026-01-01', '2026-12-31');
    const on = (text: string): string => standingOf(year, day(text)).standing;
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
      'unknown',
      'designated-institution',
      'designated-institution',
      'unknown',
    ]);
  });

  test('stays designated where no last day was named', () => {
    expect(standingOf(named('2026-01-01', null), day('2099-01-01')).standing).toBe('designated-institution');
  });

  test('is designated by any of its terms', () => {
    const twice = {
      ...CENTRE,
      designations: [
        ...named('2024-01-01', '2024-12-31').designations,
        ...named('2026-01-01', null).designations,
      ],
    };
    expect(
      ['2024-05-01', '2025-05-01', '2026-05-01'].map((text) => standingOf(twice, day(text)).standing),
    ).toEqual(['designated-institution', 'unknown', 'designated-institution']);
  });
});
