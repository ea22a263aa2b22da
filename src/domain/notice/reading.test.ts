// Reading letters of several wordings, in Korean and English. All letters, names and rooms here are invented.
import { describe, expect, test } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import type { ParsedLetter, Reading } from './letter.ts';
import { MAX_ITEMS, readLetter } from './reading.ts';

const LINK = `${ORIGIN}/r/maple/m/`;
const read = (text: string, changes: Partial<ParsedLetter> = {}): Reading =>
  readLetter({ text, attachments: [], hasHtml: false, ...changes }, ORIGIN);
/** Each item as `number link`, the link without what all share. */
const itemsOf = ({ items }: Reading): string[] =>
  items.map(({ number, locator }) => `${number} ${locator.link.replace(LINK, '')}`);
const asks = 'We request that you delete the following.';

const KOREAN = `한빛심의센터

수신  메신저 운영 책임자
문서번호  한빛-2026-0412 (2026. 11. 20.)
제목  동의 없이 만들어진 정보에 대한 시정요구

1. 평소 협조에 감사드립니다.
2. 아래 정보의 삭제 및 접속차단을 요청드립니다.
3. 결과를 2026. 11. 21. (토) 18:00까지 회신하여 주시기 바랍니다.

  1. ${LINK}11
  2. ${LINK}12

- 끝 -
담당 김한빛, https://www.hanbit.example/about
`;

const ENGLISH = `To the team in charge

Document no.: HB-2026/77
We kindly request that you remove or block these posts
by 21 November 2026, 18:00 and tell us what you did.

(1) ${LINK}21
(2) ${LINK}22
--${' '}
Hanbit Review Centre
https://www.hanbit.example/about
`;

describe('a Korean letter', () => {
  test('is read whole: kind, number, measures, date, items', () => {
    const reading = read(KOREAN);
    expect(reading).toMatchObject({
      kind: 'correction-request',
      documentNumber: '한빛-2026-0412',
      measures: ['delete', 'block'],
      language: 'ko',
      replyBy: Date.UTC(2026, 10, 21, 9),
      rejected: [],
      unread: [],
    });
    expect(itemsOf(reading)).toEqual(['1 11', '2 12']);
  });
});

describe('an English letter', () => {
  test('is read whole: kind, number, measures, date, items', () => {
    const reading = read(ENGLISH);
    expect(reading).toMatchObject({
      kind: 'voluntary-request',
      documentNumber: 'HB-2026/77',
      measures: ['delete', 'block'],
      language: 'en',
      replyBy: Date.UTC(2026, 10, 21, 9),
      rejected: [],
      unread: [],
    });
    expect(itemsOf(reading)).toEqual(['1 21', '2 22']);
  });
});

describe('numbering', () => {
  test.each([
    '7. ',
    '7) ',
    '(7) ',
    '[7] ',
    '7번 ',
    '7번. ',
    '#7 ',
    'No. 7 ',
    'Nr. 7: ',
    '7: ',
    '  7.\t',
    '⑺ ',
    '⑦ ',
    '７． ',
    '7\u3000',
  ])('of the form "%s" is read as 7', (printed) => {
    expect(itemsOf(read(`${asks}\n${printed}${LINK}1`))).toEqual(['7 1']);
  });

  test('may be missing', () => {
    expect(itemsOf(read(`${asks}\n${LINK}1\n  ${LINK}2`))).toEqual(['null 1', 'null 2']);
  });

  test('keeps what is printed, even twice for different places', () => {
    expect(itemsOf(read(`${asks}\n1. ${LINK}1\n1. ${LINK}2`))).toEqual(['1 1', '1 2']);
  });
});

describe('repeats', () => {
  test('the same number and place is one item; the same place under another number is two', () => {
    expect(itemsOf(read(`${asks}\n1. ${LINK}1\n1. ${LINK}1\n2. ${LINK}1`))).toEqual(['1 1', '2 1']);
  });

  test('a listed link repeated without a number is no new item, however it is written', () => {
    expect(itemsOf(read(`${asks}\n1. ${LINK}1\nhxxps://chat[.]example/r/maple/m/1`))).toEqual(['1 1']);
  });

  test('two places that differ only after # stay two items', () => {
    const { items } = read(`${asks}\nhttps://matrix.to/#/!a:b.example\nhttps://matrix.to/#/!c:b.example`);
    expect(items).toHaveLength(2);
  });
});

describe('a link broken over two lines', () => {
  test('is put together when the first line ends unfinished and one indented word follows', () => {
    expect(itemsOf(read(`${asks}\n1. ${ORIGIN}/r/maple/\n   m/15\n2. ${LINK}2`))).toEqual(['1 15', '2 2']);
  });

  test('is not put together with a line that is not indented, or is a sentence, or a link', () => {
    const rooms = ['m/15', '  two words', `  ${LINK}9`].map((next) =>
      read(`${asks}\n1. ${ORIGIN}/r/maple/\n${next}`),
    );
    expect(rooms.map((reading) => reading.items[0]?.locator.link)).toEqual(
      Array(3).fill(`${ORIGIN}/r/maple`),
    );
  });

  test('is not put together with a defanged link, which is an item of its own', () => {
    const { items } = read(`${asks}\n1. ${ORIGIN}/r/maple/\n  chat[.]example/r/maple/m/9`);
    expect(items.map(({ locator }) => locator.link)).toEqual([`${ORIGIN}/r/maple`]);
  });
});

describe('a link that may go on in the next line', () => {
  test.each(['   23', '  m/23', '\t?page=2', ' x'])(
    'is no exact place: it is rejected, never cut to what stands in the first line (%j)',
    (next) => {
      const reading = read(`${asks}\n1. ${LINK}15\n${next}\n2. ${LINK}2`);
      expect(itemsOf(reading)).toEqual(['2 2']);
      expect(reading.rejected).toEqual([{ number: 1, text: `${LINK}15`, code: 'locator.ambiguous' }]);
      expect(reading.unread).toEqual(['reading.rejected-line']);
    },
  );

  test.each(['23', '  two words', '  (사진)', '  끝', `  2. ${LINK}2`, `  ${LINK}2`, '', '   '])(
    'is whole when the next line is %j',
    (next) => {
      const reading = read(`${asks}\n1. ${LINK}15\n${next}`);
      expect(itemsOf(reading)[0]).toBe('1 15');
      expect(reading.rejected).toEqual([]);
    },
  );

  test('is put together, not rejected, where the first line ends unfinished', () => {
    expect(read(`${asks}\n1. ${LINK}\n   23`)).toMatchObject({ rejected: [], unread: [] });
  });
});

describe('combining marks', () => {
  test('of written words stay: a Korean letter typed as single jamo is read as one', () => {
    const typed = KOREAN.normalize('NFD');
    expect(read(typed)).toEqual(read(KOREAN));
  });

  test('that run on for ever are cut, and the links beside them are read', () => {
    const marks = '\u0301'.repeat(3_000);
    expect(itemsOf(read(`${asks}${marks}\n1. ${LINK}1\n2. ${LINK}2`))).toEqual(['1 1', '2 2']);
  });
});

describe('what is not the letter itself', () => {
  test('quoted lines of earlier letters are no items', () => {
    expect(itemsOf(read(`${asks}\n1. ${LINK}1\n> 2. ${LINK}2\n >> 3. ${LINK}3`))).toEqual(['1 1']);
  });

  test.each(['-- ', '--', '끝', '끝.', '- 끝 -', '  -끝-', '- end -'])(
    'nothing after the end mark "%s" is an item',
    (mark) => {
      const reading = read(`${asks}\n1. ${LINK}1\n${mark}\nhttps://www.hanbit.example/about`);
      expect(itemsOf(reading)).toEqual(['1 1']);
      expect(reading.unread).toEqual([]);
    },
  );

  test('a word that only contains the end mark ends nothing', () => {
    expect(itemsOf(read(`${asks}\n끝까지 확인\n1. ${LINK}1`))).toEqual(['1 1']);
  });
});

describe('what a person has to look at', () => {
  test.each([
    ['an attachment', asks, { attachments: ['list.hwp'] }, 'reading.attachment'],
    ['no text', ' \n ', {}, 'reading.no-text'],
    ['no list', `${asks}`, {}, 'reading.no-items'],
    [
      'a link in a sentence',
      `${asks}\nsee https://chat.example/r/maple/m/1 please`,
      {},
      'reading.loose-link',
    ],
    ['two links in one line', `${asks}\n1. ${LINK}1 ${LINK}2`, {}, 'reading.loose-link'],
    ['no word of what is wanted', `1. ${LINK}1`, {}, 'reading.kind-unclear'],
    ['a list in HTML beside the text', `${asks}\n1. ${LINK}1`, { hasHtml: true }, 'reading.html-part'],
    ['a listed line that is no link', `${asks}\n1. ${LINK}1\n2. ${LINK}2...`, {}, 'reading.rejected-line'],
    ['a listed link that is quoted', `${asks}\n1. ${LINK}1\n> 2. ${LINK}2`, {}, 'reading.quoted-link'],
    ['a listed link quoted twice', `${asks}\n1. ${LINK}1\n >> 2) ${LINK}2`, {}, 'reading.quoted-link'],
    [
      'a defanged listed link that is quoted',
      `${asks}\n1. ${LINK}1\n> 2. hxxps://chat[.]example/r/maple/m/2`,
      {},
      'reading.quoted-link',
    ],
    [
      'a listed link behind the end mark',
      `${asks}\n1. ${LINK}1\n--\n2. ${LINK}2`,
      {},
      'reading.text-after-end',
    ],
    ['a line longer than any link', `${asks}\n1. ${LINK}1${'x'.repeat(5_000)}`, {}, 'reading.loose-link'],
  ] as const)('%s', (_, text, changes, code) => {
    expect(read(text, changes).unread).toContain(code);
  });

  test.each([
    ['a link without a number that is quoted', `> ${LINK}2`],
    ['quoted words with a number', '> 2. thank you'],
    ['a link without a number behind the end mark', `--\n${LINK}2`],
  ])('but %s is history or a footer, and keeps no answer back', (_, lines) => {
    expect(read(`${asks}\n1. ${LINK}1\n${lines}`)).toMatchObject({ unread: [], rejected: [] });
  });

  test('a letter of listed lines that are no links alone has no item, and says both', () => {
    const { unread } = read(`${asks}\n1. ${LINK}1...`);
    expect(unread).toEqual(['reading.no-items', 'reading.rejected-line']);
  });

  test('a listed line that is no exact place is kept with its code', () => {
    const reading = read(`${asks}\n1. ${LINK}1\n2. ${LINK}2...\n3. ${LINK}3~5\n4. ftp://a.example/x`);
    expect(itemsOf(reading)).toEqual(['1 1']);
    expect(reading.rejected).toEqual([
      { number: 2, text: `${LINK}2...`, code: 'locator.malformed' },
      { number: 3, text: `${LINK}3~5`, code: 'locator.ambiguous' },
      { number: 4, text: 'ftp://a.example/x', code: 'locator.malformed' },
    ]);
  });

  test(`more than ${MAX_ITEMS} items: the first ones are read, and the letter is marked`, () => {
    const list = (count: number) =>
      Array.from({ length: count }, (_, at) => `${at + 1}. ${LINK}${at + 1}`).join('\n');
    expect(read(`${asks}\n${list(MAX_ITEMS)}`).unread).toEqual([]);
    const longer = read(`${asks}\n${list(MAX_ITEMS + 1)}`);
    expect(longer.items).toHaveLength(MAX_ITEMS);
    expect(longer.unread).toEqual(['reading.too-many-items']);
  });

  test('a text that is too long is read in whole lines: half a link would be another link', () => {
    const start = `${asks}\n1. ${LINK}1\n`;
    const half = `2. ${LINK}234`;
    const room = 400_000 - start.length - half.length;
    const filler = `${'x'.repeat(99)}\n`.repeat(Math.floor(room / 100));
    const upToLimit = `${start}${'\n'.repeat(room - filler.length)}${filler}${half}`;
    expect(itemsOf(read(upToLimit))).toEqual(['1 1', '2 234']);
    const reading = read(`${upToLimit}56\n3. ${LINK}3`);
    expect(itemsOf(reading)).toEqual(['1 1']);
    expect(reading.unread).toContain('reading.too-many-items');
  });
});

describe('the document number', () => {
  test.each([
    ['문서번호: 가-12', '가-12'],
    ['문서 번호 가-12(2026. 1. 2.)', '가-12'],
    ['  Document number: A/7  ', 'A/7'],
    ['Document no. A 7 (2026-01-02)', 'A 7'],
    ['문서번호:', null],
    [`문서번호: ${'9'.repeat(300)}`, null],
  ])('of "%s" is %s', (line, expected) => {
    expect(read(`${asks}\n${line}\n\nsomething else`).documentNumber).toBe(expected);
  });
});
