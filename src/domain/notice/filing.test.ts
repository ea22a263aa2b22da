// What is filed is sure; whatever may be somebody's letter is a case, whatever its mail program writes into the header.
import { describe, expect, test } from 'vitest';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { writtenText } from '../../../test/support/written-words.ts';
import { filedAs, toReadAsNotice } from './filing.ts';
import type { AutomaticMark } from './mail-header.ts';
import { readLetter } from './reading.ts';
import type { WrittenLetter } from './written.ts';

const RULES = { ...READING_RULES, messengerOrigin: ORIGIN };
const AUTO: readonly AutomaticMark[] = ['auto-submitted'];
const LIST: readonly AutomaticMark[] = ['list'];
const ITEM = `${ORIGIN}/r/maple/m/1`;

function filed(text: string, marks: readonly AutomaticMark[], changes: Partial<WrittenLetter> = {}): string {
  const isAutomatic = marks.some((mark) => mark !== 'no-return-path');
  const letter = { ...writtenText(text), isAutomatic, ...changes };
  const read = { letter, reading: readLetter(letter, RULES), marks };
  const again = toReadAsNotice(read);
  return (again && filedAs(read, readLetter(again, { ...RULES, isNotice: true }))) ?? 'a case';
}
const REPORT = {
  about: ['<1@desk.example>'],
  recipients: [{ address: null, action: 'failed', status: '5.1.1' }],
} as const;

describe('is filed', () => {
  test.each([
    [
      'an answer of somebody who is away',
      'I am out of the office until Monday. I read mail only then.',
      AUTO,
      'automatic-answer',
    ],
    ['the same in Korean', '지금은 부재중입니다. 월요일에 돌아옵니다.', AUTO, 'automatic-answer'],
    ['the same in Japanese', '現在不在にしております。これは自動返信です。', AUTO, 'automatic-answer'],
    [
      'the same in German',
      'Zurzeit nicht im Büro. Dies ist eine automatische Antwort.',
      AUTO,
      'automatic-answer',
    ],
    [
      'a newsletter',
      'Our weekly newsletter. Read more at https://news.example/a/1. Unsubscribe at any time.',
      LIST,
      'newsletter',
    ],
    [
      'a bounce in words',
      'Your message could not be delivered to one of its readers.',
      ['no-return-path'],
      'bounce',
    ],
  ] as const)('%s', (_, text, marks, as) => {
    expect(filed(text, marks)).toBe(as);
  });

  test('a report of a mail server, whatever words it has and whatever it sends back', () => {
    const back = writtenText(`Delete ${ITEM}`).parts.map((part) => ({ ...part, from: 'forwarded' as const }));
    const parts = [...writtenText('Blocked. Remove the recipient and send again.').parts, ...back];
    expect(filed('', ['report'], { report: REPORT, parts })).toBe('bounce');
    expect(filed('', ['report'], { report: { ...REPORT, recipients: [] }, parts })).toBe('automatic-answer');
  });
});

describe('is a case', () => {
  test.each([
    ['a letter with items under a header of machines', `We request that you delete this.\n1. ${ITEM}`, AUTO],
    ['items and nothing else', `1. ${ITEM}\n\nI am out of the office until Monday.`, AUTO],
    ['an item in a newsletter', `Our newsletter. See ${ITEM}. Unsubscribe here.`, LIST],
    [
      'a letter that asks for something and lists nothing',
      'Please delete the video of me. This mail was sent automatically reply.',
      AUTO,
    ],
    ['words of a person who is shown', '제 사진이 올라왔습니다. 이 메일은 자동 발송되었습니다.', AUTO],
    ['a letter with a number of its own', '문서번호: 한빛-2026-7\n이 메일은 자동 발송되었습니다.', AUTO],
    ['a header of machines and words of none', 'Good morning. Somebody should look at this.', AUTO],
    ['the words of an automatic answer without its marks', 'I am out of the office until Monday.', []],
    ['advertising without any mark', 'Buy now! A discount for you.', []],
    ['words of a newsletter under another mark', 'Our newsletter. Unsubscribe here.', AUTO],
    [
      'a follow-up that a system sends',
      'We have had no answer to our letter. This is an automatic reply.',
      AUTO,
    ],
  ] as const)('%s', (_, text, marks) => {
    expect(filed(text, marks)).toBe('a case');
  });

  test('a mail with a file that nobody could read, or with damage', () => {
    const away = 'I am out of the office until Monday.';
    const unread = [{ name: 'list.zip', code: 'attachment.encrypted' as const }];
    expect(filed(away, AUTO, { unread })).toBe('a case');
    expect(filed(away, AUTO, { isDamaged: true })).toBe('a case');
  });

  test('what has the form of a report and lists items itself, or bears a number', () => {
    expect(filed(`1. ${ITEM}`, ['report'], { report: REPORT })).toBe('a case');
    expect(filed('문서번호: 한빛-2026-7', ['report'], { report: REPORT })).toBe('a case');
  });
});
