// Letters that somebody wrote to break the reader: nothing link-like is dropped silently, and no text takes long.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { plainLink } from '../content/locator.ts';
import type { Reading } from './letter.ts';
import { readLetter } from './reading.ts';

const read = (text: string): Reading => readLetter({ text, attachments: [], hasHtml: false }, ORIGIN);

const LINKS = [
  `${ORIGIN}/r/maple/m/`,
  'hxxps://chat[.]example/r/maple/m/',
  'https://t.me/maple/',
  'https://elsewhere.example/p?id=',
  't.me/maple/',
  'tg://resolve?domain=maple&post=',
  'chat.example/r/maple/m/',
];
const ODD_ENDS = ['', '', '', '...', '~9', '.', ',', ')', '/', '-', '?', '#x', ',https://t.me/a/1'];
const token = fc
  .tuple(fc.constantFrom(...LINKS), fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(...ODD_ENDS))
  .map(([link, id, end]) => `${link}${id}${end}`);
const before = fc.constantFrom(
  '',
  '',
  '1. ',
  '2) ',
  '(3) ',
  '4번 ',
  'No. 5 ',
  '  ',
  '- ',
  '가. ',
  'see ',
  'URL:',
  '1.',
  '"',
  '<',
);
const behind = fc.constantFrom('', '', '', ' ', ' (두 번째)', '>', ' and more', '\r', '\u200b');
const line = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(before, token, behind).map((parts) => parts.join('')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '삭제를 요청합니다',
      'Please remove these.',
      '  m/7',
      '   word',
      '문서번호: 7',
    ),
  },
);

const bare = (link: string): string => plainLink(link).replace(/hxxp/gi, 'http');

/** Where a token may have gone: into an item, a rejected line, or to a person with a reason. */
function isAccountedFor(link: string, reading: Reading): boolean {
  if (reading.unread.includes('reading.loose-link') || reading.unread.includes('reading.no-items'))
    return true;
  const plain = bare(link).replace(/[/?\-]+$/, '');
  return (
    reading.items.some(({ locator }) => plain.startsWith(locator.link) || locator.link.includes(plain)) ||
    reading.rejected.some(({ text }) => bare(text).includes(plain))
  );
}

describe('a letter of any lines', () => {
  test('drops no link silently: each is an item, a rejected line, or makes a person look', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const reading = read(lines.join('\n'));
        const tokens = lines.flatMap(
          (text) => /(?:https?:|hxxps?:|tg:|t\.me|chat\.)\S+?(?=[\s>"]|$|\u200b)/.exec(text) ?? [],
        );
        expect(tokens.filter((link) => !isAccountedFor(link, reading))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 500 }),
        (text) => void expect(read(text).items).toBeDefined(),
      ),
    );
  });
});

/** Each once took minutes or hours: patterns that try every way of dividing a long run. */
const RUNS = {
  'spaces before a link': `${' '.repeat(900_000)}x https://a.example/b`,
  'spaces after a document number': `문서번호: x${' '.repeat(900_000)}y z(`,
  'brackets after a document number': `문서번호 x${' (2026'.repeat(150_000)}`,
  'spaces after a date': `2026. 1. 1${' '.repeat(900_000)}x`,
  'line ends after a date': `2026. 1. 1${'\n'.repeat(500_000)}x`,
  'spaces before an end mark': `${' '.repeat(900_000)}끝x`,
  'a word without end': 'a'.repeat(900_000),
  'a host name without end': 'a.'.repeat(450_000),
  'opening brackets': '['.repeat(900_000),
  'links without end': 'https://'.repeat(110_000),
  'characters that grow when made plain': 'ﷺ'.repeat(300_000),
  'combining marks': `a${'\u0301\u0316'.repeat(190_000)}`,
  'combining marks in many lines': `a${'\u0301\u0316'.repeat(2_000)}\n`.repeat(95),
  'combining marks with invisible characters between them': `a${'\u0301\u200b\u0316\u200b'.repeat(95_000)}`,
  'sound marks that become combining ones': `a${'\u0301\uff9e'.repeat(190_000)}`,
  'quoted combining marks': `> a${'\u0301\u0316'.repeat(190_000)}`,
};
/** Processor time, for a busy machine's sake: what once took minutes takes well under a second on a quiet one. */
const LIMIT_MS = 5_000;

describe('a letter that is one long run', () => {
  test.each(Object.entries(RUNS))('of %s is read in time', (_, text) => {
    const before = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(LIMIT_MS);
  });
});
