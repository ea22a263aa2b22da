// A law as a case keeps it: what is asked for when a notice lacks something, and when a calendar is kept along.
import { describe, expect, test } from 'vitest';
import { CALENDAR, days, duty, element, regime } from '../../../test/support/laws.ts';
import { lacking, snapshot } from './law.ts';
import type { Pace } from './regime.ts';

const WORKING_DAYS: Pace = { kind: 'within', period: { unit: 'working-days', count: 3 } };
const kept = (...paces: readonly Pace[]) => {
  const duties = paces.map((pace, at) =>
    duty({ key: `duty-${at}`, from: 'awareness', ends: 'settled', pace }),
  );
  return snapshot(regime({ id: 'law', duties }), 'always', ['awareness'], CALENDAR, false)?.calendar;
};

describe('what a notice lacks', () => {
  const law = {
    elements: [
      element({ key: 'where', needs: ['locator'] }),
      element({ key: 'honest', needs: ['good-faith', 'non-consent'] }),
    ],
  };
  const keys = (...missing: Parameters<typeof lacking>[1]) => lacking(law, missing).map(({ key }) => key);

  test('is every element of which one statement is missing, and no other', () => {
    expect(keys('locator')).toEqual(['where']);
    expect(keys('non-consent')).toEqual(['honest']);
    expect(keys('good-faith', 'locator')).toEqual(['where', 'honest']);
  });

  test('is nothing where nothing is missing, or only what this law does not ask for', () => {
    expect(keys()).toEqual([]);
    expect(keys('phone')).toEqual([]);
  });
});

describe('the calendar of a law', () => {
  test('is kept as soon as one of its duties counts working days', () => {
    expect(kept(days(7), WORKING_DAYS, { kind: 'without-delay' })).toEqual(CALENDAR);
  });

  test('is not kept for days of every kind', () => {
    expect(kept(days(7), { kind: 'without-delay' })).toBeNull();
  });
});
