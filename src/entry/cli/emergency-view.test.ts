// What a case of danger begins with: steps in both languages, numbers of the country whose law applies, and a word where they grew old.
import { expect, test } from 'vitest';
import { receive } from '../../../test/support/fixtures.ts';
import { T0 } from '../../../test/support/fixtures.ts';
import { apply, NO_CASE } from '../../domain/case/case.ts';
import { step } from '../../workflow/step.ts';
import type { CountryContacts } from '../../domain/view/contacts.ts';
import { emergencyText } from './emergency-view.ts';

const KR: CountryContacts = {
  ...{ country: 'KR', lookOverBy: '2027-01-31', underAgeBelow: 19 },
  contacts: [
    {
      name: { ko: '경찰', en: 'the police' },
      for: ['threat', 'child'],
      says: { ko: '먼저', en: 'first' },
      phone: '112',
    },
  ],
};

function text(dangers: readonly ('threat' | 'minor')[], lang: 'ko' | 'en', today = '2026-12-01'): string {
  const change = step(NO_CASE, [receive({ dangers })], { kind: 'desk' }, T0);
  if (!change.ok) throw new Error(change.error.code);
  return emergencyText(change.value.events.reduce(apply, NO_CASE), [KR], lang, today).join('\n');
}

test('a threat begins with hiding, and names the police', () => {
  expect(text(['threat'], 'en')).toMatch(/THREATENED[^]*1\. Take the case[^]*the police {2}112/);
  expect(text(['threat'], 'ko')).toMatch(/협박받는[^]*1\. 이 사건을 맡아[^]*경찰 {2}112/);
});

test('somebody under age begins with looking at no picture, and says who is under age there', () => {
  expect(text(['minor'], 'en')).toMatch(
    /UNDER AGE[^]*1\. Look at no picture[^]*KR {2}\(under age there: below 19\)/,
  );
  expect(text(['minor'], 'ko')).toMatch(
    /미성년자가[^]*1\. 그림을 보지도[^]*KR {2}\(미성년 기준: 만 19세 미만\)/,
  );
});

test('contacts that nobody looked over in time say so', () => {
  expect(text(['threat'], 'en')).not.toContain('look these over');
  expect(text(['threat'], 'en', '2027-02-01')).toContain('look these over: due since 2027-01-31');
});

test('a case in which nobody is in danger has no such head', () => {
  expect(text([], 'en')).toBe('');
});
