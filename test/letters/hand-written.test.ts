// Letters written by hand in ways that no generator of ours knows, each with the reading that the rules ask for.
import { describe, expect, test } from 'vitest';
import { readLetter } from '../../src/domain/notice/reading.ts';
import { READING_RULES } from '../support/reading-rules.ts';
import { BROKEN_LINK_LETTERS } from './broken-link-letters.ts';
import { ENGLISH_LETTERS } from './english-letters.ts';
import { GERMAN_LETTERS } from './german-letters.ts';
import { JAPANESE_LETTERS, MIXED_LETTERS } from './japanese-letters.ts';
import { KOREAN_LETTERS } from './korean-letters.ts';
import type { HandWritten } from './letter-data.ts';
import { NAMED_ROW_LETTERS } from './named-row-letters.ts';
import { PLAIN_SPOKEN_LETTERS } from './plain-spoken-letters.ts';
import { UNCOMMON_LETTERS } from './uncommon-letters.ts';
import { UNCOMMON_OTHER_LETTERS } from './uncommon-other-letters.ts';
import { UNHEARD_LETTERS } from './unheard-letters.ts';
import { UNHEARD_MORE_LETTERS } from './unheard-more-letters.ts';

const LETTERS = [
  ...KOREAN_LETTERS,
  ...ENGLISH_LETTERS,
  ...JAPANESE_LETTERS,
  ...GERMAN_LETTERS,
  ...MIXED_LETTERS,
  ...PLAIN_SPOKEN_LETTERS,
  ...UNCOMMON_LETTERS,
  ...UNCOMMON_OTHER_LETTERS,
  ...BROKEN_LINK_LETTERS,
  ...NAMED_ROW_LETTERS,
  ...UNHEARD_LETTERS,
  ...UNHEARD_MORE_LETTERS,
];
const bare = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

function readingOf({ letter, country = '', domain = '' }: HandWritten) {
  const sender = { country: country === '' ? null : country, domain, isEnrolled: country !== '' };
  const { items, rejected, replyBy, ...reading } = readLetter(letter, { ...READING_RULES, sender });
  return {
    ...reading,
    replyBy,
    items: items.map(({ number, locator }) => `${number} ${locator.link}`),
    rejected: rejected.map(({ code, text }) => bare(`${code} ${text}`)).sort(),
  };
}

describe('a letter with', () => {
  test.each(LETTERS.map((letter) => [letter.name, letter] as const))('%s', (_, written) => {
    const { expected } = written;
    expect(readingOf(written)).toMatchObject({
      ...{ documentNumber: null, measures: [], confidential: false, items: [] },
      ...expected,
      replyBy: expected.replyBy === undefined ? null : Date.parse(expected.replyBy),
      rejected: (expected.rejected ?? []).map(bare).sort(),
    });
  });
});
