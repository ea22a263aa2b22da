// Letters that somebody wrote to break the reader: nothing link-like is dropped silently, and no text takes long.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { expectSteadyGrowth } from '../../../test/support/growth.ts';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { lineRow, writtenText } from '../../../test/support/written-words.ts';
import { readLocator } from '../content/locator.ts';
import { plainLink } from '../content/locator-plain.ts';
import type { Reading } from './letter.ts';
import { plainText } from './plain-text.ts';
import { printedLinks } from './printed-links.ts';
import { readLetter } from './reading.ts';
import type { WrittenLetter, WrittenRow } from './written.ts';

/** Growth is what is asked; how long it takes on a busy machine is nobody's fault. */
vi.setConfig({ testTimeout: 240_000 });

const read = (text: string): Reading => readLetter(writtenText(text), READING_RULES);

const LINKS = [
  `${ORIGIN}/r/maple/m/`,
  'hxxps://chat[.]example/r/maple/m/',
  'https://t.me/maple/',
  'https://elsewhere.example/p?id=',
  't.me/maple/',
  'tg://resolve?domain=maple&post=',
  'chat.example/r/maple/m/',
  'https://matrix.to/#/!maple:a.example/$',
  'ftp://elsewhere.example/',
];
const ODD_ENDS = ['', '', '', '...', '~9', '.', ',', ')', '/', '-', '?', '#x', ',https://t.me/a/1'];
const token = fc
  .tuple(fc.constantFrom(...LINKS), fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(...ODD_ENDS))
  .map(([link, id, end]) => `${link}${id}${end}`);
const BEFORE = [
  ...[
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
    '> ',
    '>> ',
  ],
  ...['누리집 ', '관련 법령: ', '이의신청: ', '작성 예) 1. ', 'Website: ', 'From: a@b.example ', '| '],
];
const behind = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  ' (두 번째)',
  '>',
  ' and more',
  '\r',
  '\u200b',
  ' ~ 94',
  '를 삭제',
);
const WORDS = [
  ...[
    '',
    '삭제를 요청합니다',
    'Please remove these.',
    '  m/7',
    '   word',
    '문서번호: 7',
    '- 끝 -',
    '-- ',
    '감사합니다.',
  ],
  ...[
    'On 3 November 2026 a@b.example wrote:',
    '-----Original Message-----',
    '[대상 목록]',
    '이의신청 안내',
    '작성 예시',
  ],
  ...[
    'This e-mail is confidential and intended for the addressee.',
    '12',
    '3.',
    'Unsubscribe',
    'Forwarded message',
  ],
];
const line = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...BEFORE), token, behind).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
);
const cell = fc.oneof(
  token,
  fc.constantFrom('', '1', '7.', 'URL', '번호', '비고', '계정', '@maple', '예시', 'note'),
);
const link = fc.tuple(fc.oneof(token, fc.constantFrom('here', '게시물 보기', '')), token);
const row: fc.Arbitrary<WrittenRow> = fc.oneof(
  { weight: 6, arbitrary: line.map((text) => lineRow(text)) },
  {
    weight: 2,
    arbitrary: fc
      .array(cell, { minLength: 1, maxLength: 4 })
      .map((cells) => ({ ...TABLE_ROW, cells: cells.map((text) => ({ text, links: [] })) })),
  },
  {
    weight: 1,
    arbitrary: link.map(([text, target]) => lineRow(`see ${text} now`, [{ text, target }])),
  },
);
const TABLE_ROW = { kind: 'table-row', ordinal: null, quoted: 0 } as const;

/** Everything in a letter that looks like a link: printed, or behind words; those are told by either. */
function linksOf(rows: readonly WrittenRow[]): string[][] {
  return rows.flatMap(({ cells }) =>
    cells.flatMap(({ text, links }) => [
      ...printedLinks(plainText(text))
        .filter((found) => !links.some((link) => link.text === found.text))
        .map((found) => [found.text]),
      ...links.map(({ text: words, target }) => [
        plainText(target),
        ...printedLinks(plainText(words)).map((found) => found.text),
      ]),
    ]),
  );
}

const bare = (text: string): string => plainLink(text).replace(/^h(?:tt|xx)ps?:\/\/|\s/gi, '');

/** Where a link may have gone: into an item, a rejected line, or out of the list with its reason. */
function isAccountedFor(text: string, { items, rejected, leftOut }: Reading): boolean {
  const locator = readLocator(text, ORIGIN);
  const place = locator.ok ? locator.value.link : bare(text);
  if (items.some((item) => item.locator.link.startsWith(place))) return true;
  return [...rejected, ...leftOut].some(
    (told) => told.text === '***' || bare(told.text).includes(bare(text)),
  );
}

describe('a letter of any rows', () => {
  test('drops no link silently: each is an item, a rejected line, or left out with a reason', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.boolean(), (rows, isAutomatic) => {
        const whole = writtenText('');
        const parts = whole.parts.map((part) => ({ ...part, rows }));
        const reading = readLetter({ ...whole, parts, isAutomatic }, READING_RULES);
        expect(linksOf(rows).filter((told) => !told.some((text) => isAccountedFor(text, reading)))).toEqual(
          [],
        );
      }),
      { numRuns: 1_500 },
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
const RUNS: Record<string, (share: number) => string> = {
  'spaces before a link': (n) => `${' '.repeat(900_000 * n)}x https://a.example/b`,
  'spaces after a document number': (n) => `문서번호: x${' '.repeat(900_000 * n)}y z(`,
  'brackets after a document number': (n) => `문서번호 x${' (2026'.repeat(150_000 * n)}`,
  'spaces after a date': (n) => `2026. 1. 1${' '.repeat(900_000 * n)}x`,
  'line ends after a date': (n) => `2026. 1. 1${'\n'.repeat(500_000 * n)}x`,
  'spaces before an end mark': (n) => `${' '.repeat(900_000 * n)}끝x`,
  'a word without end': (n) => 'a'.repeat(900_000 * n),
  'a host name without end': (n) => 'a.'.repeat(450_000 * n),
  'opening brackets': (n) => '['.repeat(900_000 * n),
  'links without end': (n) => 'https://'.repeat(110_000 * n),
  'characters that grow when made plain': (n) => 'ﷺ'.repeat(300_000 * n),
  'combining marks': (n) => `a${'\u0301\u0316'.repeat(190_000 * n)}`,
  'combining marks in many lines': (n) => `a${'\u0301\u0316'.repeat(2_000)}\n`.repeat(95 * n),
  'combining marks with invisible characters between them': (n) =>
    `a${'\u0301\u200b\u0316\u200b'.repeat(95_000 * n)}`,
  'sound marks that become combining ones': (n) => `a${'\u0301\uff9e'.repeat(190_000 * n)}`,
  'quoted combining marks': (n) => `> a${'\u0301\u0316'.repeat(190_000 * n)}`,
  'blocks of one word below a numbered list': (n) =>
    `1. https://a.example/b\n2. https://a.example/c\n${'\n\nx'.repeat(200_000 * n)}`,
};

describe('a letter too long to be read whole', () => {
  const OPENING = '메일을 전송하지 못했습니다. 반송 사유: 수신자 없음\n';

  test('is for a person, whatever its beginning says: what asks for something may stand behind it', () => {
    expect(read(OPENING).kind).toBe('not-a-notice');
    const padded = read(`${OPENING}${`${'x '.repeat(1_000)}\n`.repeat(1_000)}1. ${ORIGIN}/r/maple/m/1`);
    expect(padded.kind).toBe('unclear');
    expect(padded.unread).toContain('reading.too-many-items');
  });
});

const reading = (letter: WrittenLetter) => () => readLetter(letter, READING_RULES);

describe('a letter that is one long run', () => {
  test.each(Object.entries(RUNS))('of %s is read in time that grows with it', (_, run) => {
    expectSteadyGrowth((share) => reading(writtenText(run(share))));
  });

  test('of parts is read in time that grows with them', () => {
    const [part] = writtenText('a word').parts;
    if (part === undefined) throw new Error('no part');
    expectSteadyGrowth((share) =>
      reading({ ...writtenText(''), parts: Array.from({ length: 40_000 * share }, () => part) }),
    );
  });
});
