// What letters say of threats and of people under age, in four languages, and what sounds like it and is not.
import { describe, expect, test } from 'vitest';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { writtenText } from '../../../test/support/written-words.ts';
import { dangersOf } from './danger.ts';
import type { Report } from './report.ts';
import { readLetter } from './reading.ts';

const said = (text: string) =>
  readLetter(
    writtenText(`삭제를 요청합니다. Please delete:\n1. ${ORIGIN}/r/maple/m/1\n${text}`),
    READING_RULES,
  ).dangers ?? [];

describe('a threat', () => {
  test.each([
    '피해자는 사진을 유포하겠다는 협박을 받고 있습니다.',
    '피의자가 돈을 요구하였습니다.',
    'The sender threatens to publish more of them.',
    'He is blackmailing her.',
    'This is a case of sextortion.',
    'Die Betroffene wird erpresst.',
    '被害者は脅迫されています。',
  ])('is heard in %s', (text) => {
    expect(said(text)).toContain('threat');
  });
});

describe('somebody under age', () => {
  test.each([
    '피해자는 미성년자입니다.',
    '아동·청소년의 성보호에 관한 법률 제11조 위반입니다.',
    '피해자는 고등학생입니다.',
    'The person shown is a minor.',
    'She is 16 years old.',
    'The victim, a 15-year-old pupil, asks for help.',
    'The item is child sexual abuse material.',
    'Die Betroffene ist minderjährig.',
    '被害者は18歳未満です。',
  ])('is heard in %s', (text) => {
    expect(said(text)).toContain('minor');
  });
});

test.each([
  'We ask for a minor correction of the list.',
  'Please answer within 18 hours.',
  'The person shown is 21 years old.',
  'Our threat intelligence team found it.',
  '담당자에게 회신하여 주십시오.',
])('neither is heard in %s', (text) => {
  expect(said(text)).toEqual([]);
});

test('a report and a letter say it in one form', () => {
  const reading = readLetter(writtenText(''), READING_RULES);
  const report = { reasons: ['other', 'minor'] } as const;
  expect(dangersOf({ reading, report: { ...REPORT, ...report } })).toEqual(['minor']);
  expect(
    dangersOf({ reading: { ...reading, dangers: ['threat'] }, report: { ...REPORT, ...report } }),
  ).toEqual(['threat', 'minor']);
  expect(dangersOf(null)).toEqual([]);
});

const REPORT: Report = {
  ...{ platform: 'messenger' as const, id: '1', reasons: [] },
  ...{ signedIn: false, words: false, contact: false, keysFor: [] },
};
