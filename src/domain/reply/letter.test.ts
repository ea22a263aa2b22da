// The answer: one row an item, in the language of the notice, with times in UTC and Korea, and nothing that names a person.
import { describe, expect, test } from 'vitest';
import {
  acted,
  AUTHORITY,
  decides,
  found,
  hiddenCase,
  locatedAs,
  looked,
  lookedAfter,
  opened,
  play,
  replied,
  swept,
} from '../../../test/support/fixtures.ts';
import { type Case, NO_CASE } from '../case/case.ts';
import type { UnremovableReason } from '../case/event.ts';
import { taskId } from '../kernel/ids.ts';
import { composeReply } from './letter.ts';
import { resultRows } from './rows.ts';
import { groundWords, resultText } from './words.ts';

const DOMAIN = 'redress.example';
const TASK = taskId('0193/7a');
function letter(state: Case, edition = 1) {
  const composed = composeReply(state, AUTHORITY, DOMAIN, edition, TASK);
  if (!composed.ok) throw new Error(composed.error.code);
  return composed.value;
}
const mixed = (language: 'ko' | 'en'): Case => {
  const four = play(
    opened({ count: 4, languages: [language] }),
    found(1, 'c1', 'x1'),
    decides(1, 'hide'),
    acted(1, 'c1'),
    acted(1, 'x1'),
    looked(1, 'c1', 'gone'),
    looked(1, 'x1', 'gone'),
    swept(1),
    locatedAs(2, { kind: 'gone' }),
    found(3, 'c3'),
    decides(3, 'hide'),
    acted(3, 'c3', 1, 'given-up'),
    swept(3),
    found(4, 'c4'),
  );
  return play(four, decides(4, 'refuse'));
};

describe('a reply', () => {
  test('is refused while an item has no result: nothing is answered by halves', () => {
    const half = play(opened({ count: 2 }), locatedAs(1, { kind: 'gone' }));
    for (const state of [NO_CASE, opened(), half]) {
      expect(composeReply(state, AUTHORITY, DOMAIN, 1, TASK)).toMatchObject({
        ok: false,
        error: { code: 'reply.not-ready' },
      });
    }
  });

  test('goes to the first enrolled mailbox, under a Message-ID that a repeat shares and the next edition does not', () => {
    expect(letter(hiddenCase())).toMatchObject({
      to: 'notice@hanbit.example',
      messageId: '<R-26-0001.reply.1.0193-7a@redress.example>',
    });
    expect(letter(hiddenCase()).messageId).toBe(letter(hiddenCase()).messageId);
    expect(letter(hiddenCase(), 2).messageId).not.toBe(letter(hiddenCase()).messageId);
    const other = composeReply(hiddenCase(), AUTHORITY, DOMAIN, 1, taskId('0193-7b'));
    expect(other.ok && other.value.messageId).toBe('<R-26-0001.reply.1.0193-7b@redress.example>');
  });

  test('in Korean names both numbers, each item with its result, and every time in UTC and Korea', () => {
    const { subject, text } = letter(mixed('ko'));
    expect(subject).toBe('한빛-2026-7 안내');
    expect(text).toContain('한빛심의센터 귀중');
    expect(text).toContain('R-26-0001');
    expect(text).toContain('항목별 결과 (4건)');
    expect(text.match(/결과: .*/g)).toEqual([
      '결과: 가리고 확인함 (아무도 볼 수 없음)',
      '결과: 이미 없음',
      '결과: 지울 수 없음 (플랫폼이 거절함)',
      '결과: 조치하지 않음 (시험)',
    ]);
    expect(text).toContain('찾은 복사본 2개, 없앤 복사본 2개');
    expect(text).toContain('확인: 2026-11-20T00:00:00Z / 2026-11-20T09:00:00+09:00');
  });

  test('in English names both numbers, each item with its result, and every time in UTC and Korea', () => {
    const { subject, text } = letter(mixed('en'));
    expect(subject).toBe('Information 한빛-2026-7');
    expect(text).toContain('To Hanbit Review Centre');
    expect(text).toContain('Our number is R-26-0001');
    expect(text.match(/Result: .*/g)).toEqual([
      'Result: Removed and checked (hidden from everybody)',
      'Result: Already gone',
      'Result: Cannot be removed (the platform refused)',
      'Result: Refused (test)',
    ]);
    expect(text).toContain('copies found 2, removed 2');
    expect(text).toContain('checked: 2026-11-20T00:00:00Z / 2026-11-20T09:00:00+09:00');
  });

  test.each(['ko', 'en'] as const)(
    'holds no room title, no uploader and no file of any copy (%s)',
    (language) => {
      const { subject, text } = letter(mixed(language));
      expect(`${subject}${text}`).not.toMatch(
        /secret-room-title|uploader-name|blob-of|message-of|room-7|maple/,
      );
    },
  );

  test('has our number as its subject where the letter had none', () => {
    const state = play(opened({ documentNumber: null, languages: ['en'] }), locatedAs(1, { kind: 'gone' }));
    expect(letter(state)).toMatchObject({ subject: 'Information R-26-0001' });
    expect(letter(state).text).toContain('(no document number)');
  });

  test('names an item without a printed number by its place', () => {
    const [first] = opened().items;
    const state = play(
      opened({ languages: ['en'], items: [{ ...first!.listed, number: null }] }),
      locatedAs(1, { kind: 'gone' }),
    );
    expect(letter(state).text).toContain('No. (1)  …/m/1');
  });
});

describe('the place of an item', () => {
  const placeOf = (platform: 'messenger' | 'telegram' | 'other', link: string): string | undefined => {
    const items = [{ number: 1, locator: { platform, link } }];
    return resultRows(play(opened({ items }), locatedAs(1, { kind: 'gone' })))?.[0]?.place;
  };

  test.each([
    ['messenger', 'https://chat.example/r/maple-school/m/340', '…/m/340'],
    ['messenger', 'https://chat.example/r/maple-school', 'chat.example/…'],
    ['messenger', 'https://chat.example/i/maple', 'chat.example/…'],
    ['telegram', 'https://t.me/maple_school/12', 't.me/…/12'],
    ['telegram', 'https://t.me/maple_school', 't.me/…'],
    ['other', 'https://elsewhere.example/maple?p=1#maple', '…'],
    ['other', 'https://maple.elsewhere.example/maple/7?t=maple', '…/7'],
    ['other', 'https://maple-school.example', '…'],
    ['telegram', 'https://maple.t.me/12', '…/12'],
  ] as const)('names no room: %s %s is %s', (platform, link, place) => {
    expect(placeOf(platform, link)).toBe(place);
  });
});

describe('lines that are no link', () => {
  test('are not spoken of where there are none', () => {
    const { text } = letter(play(opened({ languages: ['en'] }), locatedAs(1, { kind: 'gone' })));
    expect(text).not.toContain('could not read as a link');
  });

  test.each([
    ['ko', '다시 보내 주십시오'],
    ['en', 'send the link of this line again'],
  ] as const)(
    'are answered too, by their number, without repeating what they say (%s)',
    (language, words) => {
      const rejected = [
        { number: 9, text: 'https://chat.example/r/maple...', code: 'locator.malformed' as const },
      ];
      const { text } = letter(
        play(opened({ languages: [language], rejected }), locatedAs(1, { kind: 'gone' })),
      );
      expect(text).toContain(words);
      expect(text).toMatch(/9.*locator\.malformed/);
      expect(text).not.toContain('maple');
    },
  );
});

describe('a result row', () => {
  test('counts the copies found and the copies gone', () => {
    const state = play(
      opened(),
      found(1, 'c1', 'c2'),
      decides(1, 'hide'),
      acted(1, 'c1'),
      looked(1, 'c1', 'gone'),
      acted(1, 'c2', 1, 'given-up'),
      swept(1),
    );
    expect(resultRows(state)).toMatchObject([
      { copiesFound: 2, copiesRemoved: 1, result: { word: 'unremovable' }, how: null },
    ]);
  });

  test('of what was already gone has no time of acting or checking', () => {
    expect(resultRows(play(opened(), locatedAs(1, { kind: 'gone' })))).toMatchObject([
      { actedAt: null, verifiedAt: null, copiesFound: 0 },
    ]);
  });

  test('says destroyed only after destroying was seen through', () => {
    const hidden = play(hiddenCase(), replied(1), decides(1, 'destroy'));
    expect(resultRows(hidden)).toBeNull();
    const destroyed = play(hidden, acted(1, 'c1', 1, 'accepted', 'destroy'), lookedAfter(1, 'c1', 'gone'));
    expect(resultRows(destroyed)).toMatchObject([{ how: 'destroy', result: { word: 'removed' } }]);
  });
});

describe('every result has its words in both languages', () => {
  const reasons: UnremovableReason[] = [
    'platform-did-nothing',
    'platform-refused',
    'could-not-verify',
    'keeps-coming-back',
  ];
  const results = [
    { word: 'removed', how: 'hide' },
    { word: 'removed', how: 'destroy' },
    { word: 'already_gone' },
    { word: 'not_found' },
    { word: 'not_ours' },
    { word: 'need_more' },
    { word: 'refused', ground: { kind: 'terms', clause: '3.2' } },
    ...reasons.map((reason) => ({ word: 'unremovable' as const, reason })),
  ] as const;

  test.each(['ko', 'en'] as const)('no two results read the same (%s)', (language) => {
    const texts = results.map((result) =>
      resultText(result, language, (ground) => groundWords(ground, language, [])),
    );
    expect(new Set(texts).size).toBe(results.length);
    expect(texts.every((words) => /[가-힣]/.test(words) === (language === 'ko'))).toBe(true);
  });
});
