// What a letter says of earlier ones, over letters written by hand in four languages.
import { describe, expect, test } from 'vitest';
import { ABOUT_EARLIER_LETTERS, type AboutLetter } from '../../../test/letters/about-earlier-letters.ts';
import { ALL_BUT_LETTERS } from '../../../test/letters/all-but-letters.ts';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { writtenText } from '../../../test/support/written-words.ts';
import type { AboutEarlier } from './letter.ts';
import { casesAnswered, numberKey } from './earlier-numbers.ts';
import { namedNumbers } from './named-numbers.ts';
import { readLetter } from './reading.ts';

function aboutOf({ text, subject = '' }: AboutLetter): AboutEarlier {
  const { about } = readLetter({ ...writtenText(text), subject }, READING_RULES);
  if (about === undefined) throw new Error('it was read as no notice');
  return about;
}

function inWords({ withdraws }: AboutEarlier): AboutLetter['withdraws'] {
  if (withdraws === null) return null;
  if (withdraws.unclear) return 'unclear';
  if (withdraws.except !== undefined) return { but: withdraws.except };
  return withdraws.all ? 'all' : [...withdraws.numbers, ...withdraws.links];
}

describe('a letter that speaks of earlier ones', () => {
  test.each([...ABOUT_EARLIER_LETTERS, ...ALL_BUT_LETTERS].map((letter) => [letter.name, letter] as const))(
    '%s',
    (_, letter) => {
      const about = aboutOf(letter);
      expect(inWords(about)).toEqual(letter.withdraws);
      expect(about.documents).toEqual(letter.documents ?? []);
      expect(about.cases).toEqual(letter.cases ?? []);
      expect({ adds: about.adds, movesDeadline: about.movesDeadline }).toEqual({
        adds: letter.adds ?? false,
        movesDeadline: letter.movesDeadline ?? false,
      });
    },
  );

  test('asks for nothing where all it does is take back what was asked', () => {
    const [none, some] = [
      'We withdraw our request to delete item 3.',
      'We withdraw item 3. Please delete item 4.',
    ];
    const asks = (text: string) => aboutOf({ name: '', text, withdraws: null }).asksAnew;
    expect([none, some].map(asks)).toEqual([false, true]);
  });
});

describe('a letter that names an earlier one in a sentence', () => {
  const read = (text: string) => readLetter(writtenText(text), READING_RULES);

  test.each([
    'With reference to our letter No. CY-2026-71 of 12 November 2026, what is the status? Please answer.',
    'Zu unserem Schreiben Az. 7 UJs 12/26 vom 3. November 2026: wie ist der Stand?',
    '우리 원 공문(문서번호: 한빛-2026-331) 관련 처리 현황을 알려 주십시오.',
  ])('asks where that stands, and has no number of its own: %s', (text) => {
    const { kind, documentNumber } = read(text);
    expect({ kind, documentNumber }).toEqual({ kind: 'follow-up', documentNumber: null });
  });

  test('has a number of its own where it says so of itself', () => {
    expect(
      read('본 공문(문서번호: 한빛-2026-40) 관련 문의는 담당자에게 하시기 바랍니다.').documentNumber,
    ).toBe('한빛-2026-40');
  });

  test('speaks of an earlier one where it only takes back', () => {
    expect(read('Items 1 and 3 are no longer required.').kind).toBe('follow-up');
  });
});

describe('the numbers that a clause names', () => {
  test.each([
    ['3번, 5번 항목은', [3, 5]],
    ['3, 5번 및 7번', [3, 5, 7]],
    ['3~5번', [3, 4, 5]],
    ['제3호', [3]],
    ['items 3, 5 and 7-9', [3, 5, 7, 8, 9]],
    ['item no. 12', [12]],
    ['Nr. 3 sowie Nr. 5', [3, 5]],
    ['項番3及び5', [3, 5]],
    ['3건', []],
    ['two of the 5 items', []],
    ['the letter of 20 November 2026', []],
    ['2026년 11월 20일 한빛-2026-7호', []],
    ['제44조의7 제1항', []],
  ])('%s', (clause, numbers) => {
    expect(namedNumbers(clause)).toEqual(numbers);
  });

  test('a clause without end costs no time', () => {
    expect(namedNumbers('3번,'.repeat(20_000)).length).toBe(1);
  });
});

describe('what a number is compared by', () => {
  test('is the same however it is printed', () => {
    const keys = ['제HRC-2026-7호', 'hrc-2026-7', 'HRC – 2026 – 7', 'HRC-2026-7 호'].map(numberKey);
    expect(new Set(keys).size).toBe(1);
    expect(numberKey('HRC-2026-70')).not.toBe(numberKey('HRC-2026-7'));
  });
});

describe('a Message-ID of the desk', () => {
  test('names its case, and nobody else can name one by a domain of theirs', () => {
    const ids = [
      '<R-26-0007.reply.1@redress.example>',
      '<R-26-0008.reply.1@evil.example>',
      '<x@redress.example>',
    ];
    expect(casesAnswered(ids, 'redress.example')).toEqual(['R-26-0007']);
  });
});
