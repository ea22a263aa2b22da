// What to do now: a threat before somebody under age, the countries of the laws that apply, nothing once the case is done with.
import { describe, expect, test } from 'vitest';
import { receive, REPORT, T0 } from '../../../test/support/fixtures.ts';
import { apply, type Case, NO_CASE } from '../case/case.ts';
import { step } from '../../workflow/step.ts';
import { contactsFor, type CountryContacts } from './contacts.ts';
import { emergencyOf } from './emergency.ts';

function received(options: Parameters<typeof receive>[0]): Case {
  const change = step(NO_CASE, [receive(options)], { kind: 'desk' }, T0);
  if (!change.ok) throw new Error(change.error.code);
  return change.value.events.reduce(apply, NO_CASE);
}

describe('the emergency path', () => {
  test.each([
    ['a letter of a threat', { dangers: ['threat'] }, 'threat'],
    ['a report of somebody under age', { report: { ...REPORT, reasons: ['minor'] } }, 'child'],
    ['a letter of both', { dangers: ['threat', 'minor'] }, 'threat'],
  ] as const)('is that of %s', (_, options, danger) => {
    expect(emergencyOf(received(options))?.danger).toBe(danger);
  });

  test('of somebody under age begins with looking at nothing', () => {
    expect(emergencyOf(received({ dangers: ['minor'] }))?.steps[0]).toBe('no-pictures');
  });

  test('names the countries of the laws', () => {
    expect(emergencyOf(received({ dangers: ['threat'] }))?.countries).toEqual(['KR']);
  });

  test('is none where nobody is in danger, and none of a case that is done with', () => {
    expect(emergencyOf(received({}))).toBeNull();
    expect(emergencyOf({ ...received({ dangers: ['threat'] }), status: 'answered' })).toBeNull();
  });
});

describe('whom to turn to', () => {
  const of = (country: string): CountryContacts => ({
    ...{ country, lookOverBy: '2027-01-31', underAgeBelow: 18 },
    contacts: [
      { name: { ko: 'a', en: 'a' }, for: ['threat'], says: { ko: 'a', en: 'a' } },
      { name: { ko: 'b', en: 'b' }, for: ['child', 'threat'], says: { ko: 'b', en: 'b' } },
    ],
  });
  const all = [of('KR'), of('US')];
  const shown = (countries: readonly string[], danger: 'threat' | 'child') =>
    contactsFor(all, countries, danger).map(({ country, contacts }) => [country, contacts.length]);

  test('is of the countries of the laws, for that danger', () => {
    expect(shown(['KR'], 'child')).toEqual([['KR', 1]]);
    expect(shown(['KR', 'JP'], 'threat')).toEqual([['KR', 2]]);
  });

  test('is of all countries where none of them is known', () => {
    expect(shown(['JP'], 'child')).toEqual([
      ['KR', 1],
      ['US', 1],
    ]);
    expect(shown([], 'child')).toHaveLength(2);
  });
});
