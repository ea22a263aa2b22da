// Reading letters of several wordings, in Korean and English. All letters, names and rooms here are invented.
import { describe, expect, test } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { lineRow, writtenText } from '../../../test/support/written-words.ts';
import type { Reading } from './letter.ts';
import { MAX_TEXT } from './own-rows.ts';
import { MAX_ITEMS, MAX_ITEMS_OF_AUTHORITY, readLetter } from './reading.ts';
import type { WrittenLetter } from './written.ts';

const LINK = `${ORIGIN}/r/maple/m/`;
const read = (text: string, changes: Partial<WrittenLetter> = {}): Reading =>
  readLetter({ ...writtenText(text), ...changes }, READING_RULES);
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
      languages: ['ko'],
      replyBy: Date.UTC(2026, 10, 21, 9),
      rejected: [],
      unread: [],
    });
    expect(itemsOf(reading)).toEqual(['1 11', '2 12']);
  });
});

test('a deadline in the Subject counts where the letter names none', () => {
  const subject = '11. 25.(수) 12:00까지 회신 요청';
  const none = KOREAN.replace(/3\. .*\n/, '');
  expect(read(KOREAN, { subject }).replyBy).toBe(Date.UTC(2026, 10, 21, 9));
  expect(read(none, { subject }).replyBy).toBe(Date.UTC(2026, 10, 25, 3));
  expect(read(none).replyBy).toBeNull();
});

describe('an English letter', () => {
  test('is read whole: kind, number, measures, date, items', () => {
    const reading = read(ENGLISH, { date: { at: Date.UTC(2026, 10, 19), offsetMinutes: 540 } });
    expect(reading).toMatchObject({
      kind: 'voluntary-request',
      documentNumber: 'HB-2026/77',
      measures: ['delete', 'block'],
      languages: ['en'],
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
  test.each([
    [`1. ${ORIGIN}/r/maple/\n   m/15\n2. ${LINK}2`, ['1 15', '2 2']],
    [`1. ${ORIGIN}/r/maple/\nm/15\n2. ${LINK}2`, ['1 15', '2 2']],
    [`1. ${LINK}15\n   23\n2. ${LINK}2`, ['1 1523', '2 2']],
    [`1. ${LINK}\n   23 (두 번째)`, ['1 23']],
    [`1. ${ORIGIN}/r/ma\n   ple/m\n   /23`, ['1 23']],
    [`1. ${LINK}15\n23`, ['1 15']],
    [`1. ${LINK}15\n  (사진)`, ['1 15']],
    [`1. ${LINK}15\n  사진`, ['1 15']],
    [`1. ${LINK}15\n  photo`, ['1 15']],
    [`1. ${LINK}15\n  2026-11-16`, ['1 15']],
    [`1. ${LINK}15\n  x/2`, ['1 15']],
    [`1. ${LINK}15\n\n  23`, ['1 15']],
    [`1. ${LINK}15\n  ${LINK}2`, ['1 15', 'null 2']],
    [`1\n${LINK}15\n2\n${LINK}16`, ['1 15', '2 16']],
    [`1. ${LINK}15\n  2. ${LINK}2`, ['1 15', '2 2']],
  ])('is put together where the next line is its rest, and only there: %j', (list, expected) => {
    const reading = read(`${asks}\n${list}`);
    expect(itemsOf(reading)).toEqual(expected);
    expect(reading.rejected).toEqual([]);
  });
});

test('a link of Matrix broken before its room goes on there, and a labelled link under one that was cut off is its own', () => {
  const links = (text: string) => read(`${asks}\n${text}`).items.map(({ locator }) => locator.link);
  expect(links('1. matrix:roomid/\n   oTXJuGIacC:hs.alder.example/e/PRs5o5vX')).toEqual([
    'https://matrix.to/#/!oTXJuGIacC:hs.alder.example/$PRs5o5vX',
  ]);
  expect(links('1. matrix:r/\nURL:t.me/maple/1')).toEqual(['https://t.me/maple/1']);
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
  const locked = { unread: [{ name: 'list.zip', code: 'attachment.encrypted' as const }] };
  test.each([
    ['a file that was not read', asks, locked, 'reading.attachment'],
    ['no text', ' \n ', {}, 'reading.no-text'],
    ['no list', `${asks}`, {}, 'reading.no-items'],
    ['no word of what is wanted', `1. ${LINK}1`, {}, 'reading.kind-unclear'],
    ['a listed line that is no link', `${asks}\n1. ${LINK}1\n2. ${LINK}2...`, {}, 'reading.rejected-line'],
    ['a listed link behind the end', `${asks}\n1. ${LINK}1\n--\n2. ${LINK}2`, {}, 'reading.text-after-end'],
    ['a word longer than any link', `${asks}\n1. ${LINK}1${'x'.repeat(9_000)}`, {}, 'reading.loose-link'],
    ['bytes that nobody understood', `${asks}\n1. ${LINK}1`, { isDamaged: true }, 'reading.broken-mail'],
  ] as const)('%s', (_, text, changes, code) => {
    expect(read(text, changes).unread).toContain(code);
  });

  test.each([
    ['a link that is quoted', `> 2. ${LINK}2`],
    ['quoted words with a number', '> 2. thank you'],
    ['a link without a number behind the end mark', `--\n${LINK}2`],
  ])('but %s is history or a footer, and keeps no answer back', (_, lines) => {
    expect(read(`${asks}\n1. ${LINK}1\n${lines}`)).toMatchObject({ unread: [], rejected: [] });
  });

  test('a file that was not read is a rejected line by its name', () => {
    expect(read(`${asks}\n1. ${LINK}1`, locked).rejected).toEqual([
      { number: null, text: 'list.zip', code: 'attachment.encrypted' },
    ]);
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

  test('an enrolled authority may list more in one order', () => {
    const list = Array.from({ length: MAX_ITEMS + 1 }, (_, at) => `${at + 1}. ${LINK}${at + 1}`).join('\n');
    const sender = { country: 'KR', domain: 'hanbit.example', isEnrolled: true };
    const reading = readLetter(writtenText(`${asks}\n${list}`), { ...READING_RULES, sender });
    expect(reading.items).toHaveLength(MAX_ITEMS + 1);
    expect(MAX_ITEMS_OF_AUTHORITY).toBe(10_000);
  });

  test('a text that is too long is read in whole lines: half a link would be another link', () => {
    const start = `${asks}\n1. ${LINK}1\n`;
    const filler = `${'x '.repeat(49)}\n`.repeat(Math.floor((MAX_TEXT - start.length - 60) / 99));
    const room = MAX_TEXT - start.length - filler.length - 1;
    const last = `2. ${LINK}234`;
    const fits = `${start}${filler}${'\n'.repeat(room - last.length)}${last}`;
    expect(itemsOf(read(fits))).toEqual(['1 1', '2 234']);
    const reading = read(`${fits}56\n3. ${LINK}3`);
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
    ['관련 문서번호: 가-1', null],
    ['Your reference number: R-26-0001', null],
    [`문서번호: ${'9'.repeat(300)}`, null],
  ])('of "%s" is %s', (line, expected) => {
    expect(read(`${asks}\n${line}\n\nsomething else`).documentNumber).toBe(expected);
  });
});

describe('the two halves of a mail', () => {
  test('that lead to two places from the same words leave no item: nobody knows which is meant', () => {
    const [text] = writtenText(`${asks}\n3. ${LINK}23`).parts;
    const words = { text: `${LINK}23`, target: `${LINK}2300` };
    const html = { ...text!, isAlternative: true, rows: [lineRow(`3. ${LINK}23`, [words])] };
    const reading = readLetter({ ...writtenText(''), parts: [text!, html] }, READING_RULES);
    expect(reading).toMatchObject({ items: [], rejected: [{ number: 3, code: 'locator.ambiguous' }] });
  });
});

describe("the sender's own site", () => {
  const text = `${asks}\n1. ${LINK}1\nhttps://www.hanbit.example/x`;
  const from = (domain: string, isEnrolled: boolean) =>
    readLetter(writtenText(text), { ...READING_RULES, sender: { country: null, domain, isEnrolled } });
  test('is no item of an enrolled authority, and one of somebody whose mailbox stands beside many', () => {
    expect(from('hanbit.example', true)).toMatchObject({
      items: [{ number: 1 }],
      leftOut: [{ text: 'https://www.hanbit.example/x', why: 'contact' }],
    });
    expect(from('hanbit.example', false).items).toHaveLength(2);
  });
});
