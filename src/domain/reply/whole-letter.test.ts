// Whole letters, word for word, as the authority gets them: a reply is a public act, and no word of it changes unseen.
import { describe, expect, test } from 'vitest';
import {
  acted,
  AUTHORITY,
  COVERAGE,
  decides,
  found,
  locatedAs,
  looked,
  opened,
  play,
  playAt,
  swept,
  T0,
  later,
} from '../../../test/support/fixtures.ts';
import type { Case } from '../case/case.ts';
import { coverageWith } from '../content/index-state.ts';
import { taskId } from '../kernel/ids.ts';
import { HOUR, type Instant } from '../kernel/instant.ts';
import { composeReply } from './letter.ts';
import { resultRows } from './rows.ts';
import { blindText, groundWords, resultText } from './words.ts';

/** Two items, one hidden an hour after the receipt and checked at the second; two lines that were no link. */
function answered(language: 'ko' | 'en'): Case {
  const rejected = [
    { number: 9, text: 'https://chat.example/r/maple...', code: 'locator.malformed' as const },
    { number: null, text: 'see above', code: 'locator.ambiguous' as const },
  ];
  const asked = play(
    opened({ count: 2, languages: [language], rejected }),
    found(1, 'c1', 'x1'),
    decides(1, 'hide'),
  );
  const done = playAt(later(HOUR), asked, acted(1, 'c1'), acted(1, 'x1'));
  const seen = playAt(later(2 * HOUR), done, looked(1, 'c1', 'gone'), looked(1, 'x1', 'gone'), swept(1));
  return play(seen, locatedAs(2, { kind: 'gone' }));
}

function text(language: 'ko' | 'en'): string {
  const composed = composeReply(answered(language), AUTHORITY, 'redress.example', 1, taskId('task-7'));
  if (!composed.ok) throw new Error(composed.error.code);
  return composed.value.text;
}

describe('a whole reply', () => {
  test('in Korean reads so', () => {
    expect(text('ko')).toBe(`한빛심의센터 귀중

귀 기관의 문서 한빛-2026-7을(를) 2026-11-20T09:00:00+09:00 (2026-11-20T00:00:00Z)에 받았습니다. 우리 접수번호는 R-26-0001입니다.

항목별 결과 (2건)

1번  …/m/1
  결과: 가리고 확인함 (아무도 볼 수 없음)
  찾은 복사본 2개, 없앤 복사본 2개
  접수: 2026-11-20T00:00:00Z / 2026-11-20T09:00:00+09:00
  조치: 2026-11-20T01:00:00Z / 2026-11-20T10:00:00+09:00
  확인: 2026-11-20T02:00:00Z / 2026-11-20T11:00:00+09:00 (로그인하지 않은 사람과 방 구성원으로 확인함)

2번  …/m/2
  결과: 이미 없음
  접수: 2026-11-20T00:00:00Z / 2026-11-20T09:00:00+09:00

링크로 읽지 못한 줄 (정보가 더 필요함)
9번  이 줄의 링크를 다시 보내 주십시오 (locator.malformed)
?번  이 줄의 링크를 다시 보내 주십시오 (locator.ambiguous)

우리가 찾아볼 수 없는 곳: 암호화된 방.
그곳에 복사본이 더 있을 수 있습니다.

"확인함"은 찾은 복사본 모두를 위에 적은 시각에 다른 사람의 눈으로 다시 보았다는 뜻입니다.
"가리기"는 되돌릴 수 있는 조치이며, 삭제는 별도의 사람 결정을 거칩니다.
이 회신에는 사진과 피해자 이름이 없습니다. 문의나 이의는 이 메일에 회신해 주십시오.
`);
  });

  test('in English reads so', () => {
    expect(text('en')).toBe(`To Hanbit Review Centre

We received your document 한빛-2026-7 at 2026-11-20T00:00:00Z (2026-11-20T09:00:00+09:00). Our number is R-26-0001.

Results by item (2)

No. 1  …/m/1
  Result: Removed and checked (hidden from everybody)
  copies found 2, removed 2
  received: 2026-11-20T00:00:00Z / 2026-11-20T09:00:00+09:00
  acted: 2026-11-20T01:00:00Z / 2026-11-20T10:00:00+09:00
  checked: 2026-11-20T02:00:00Z / 2026-11-20T11:00:00+09:00 (seen as somebody not signed in and as a member of the room)

No. 2  …/m/2
  Result: Already gone
  received: 2026-11-20T00:00:00Z / 2026-11-20T09:00:00+09:00

Lines we could not read as a link (more information needed)
No. 9  please send the link of this line again (locator.malformed)
No. ?  please send the link of this line again (locator.ambiguous)

Where we could not search: encrypted rooms.
There may be further copies there.

"Removed and checked" means that we looked at every copy found again, at the times above.
"Hidden" can be undone; deleting needs a separate decision of a person.
This reply holds no picture and no victim's name. To ask or to object, answer this mail.
`);
  });

  test('says of every place at once where nobody could look, and nothing of items that were refused', () => {
    const both = play(
      opened({ count: 3, languages: ['en'] }),
      found(1, 'c1'),
      decides(1, 'refuse'),
      locatedAs(2, { kind: 'gone', coverage: coverageWith(COVERAGE, ['feedGap', 'altered']) }),
      locatedAs(3, { kind: 'not-found', coverage: coverageWith(COVERAGE, ['remoteServers', 'altered']) }),
    );
    const told = (state: Case): string => {
      const composed = composeReply(state, AUTHORITY, 'redress.example', 1, taskId('task-7'));
      return composed.ok ? composed.value.text : composed.error.code;
    };
    expect(told(both)).toContain(
      'Where we could not search: a stretch of which the platform told us nothing, altered copies (cropped, mirrored, compressed anew), other servers.',
    );
    expect(told(play(opened(), found(1, 'c1'), decides(1, 'refuse')))).not.toContain('찾아볼 수 없는');
    for (const language of ['ko', 'en'] as const)
      expect(blindText(['e2ee', 'beforeIndexing', 'notIndexed'], language)).toMatch(/^[^,]+(, [^,]+){2}$/);
  });

  test('without a document number says so in the language of the notice', () => {
    const saysNone = (language: 'ko' | 'en'): string => {
      const state = play(
        opened({ documentNumber: null, languages: [language] }),
        locatedAs(1, { kind: 'gone' }),
      );
      const composed = composeReply(state, AUTHORITY, 'redress.example', 1, taskId('task-7'));
      return composed.ok ? composed.value.text : composed.error.code;
    };
    expect(saysNone('ko')).toContain('귀 기관의 문서 (문서번호 없음)을(를) ');
    expect(saysNone('en')).toContain('We received your document (no document number) at ');
  });
});

describe('a reply that refuses', () => {
  const refusing = (language: 'ko' | 'en') =>
    play(
      opened({ count: 2, languages: [language] }),
      found(1, 'c1'),
      decides(1, 'refuse'),
      found(2, 'c2'),
      decides(2, 'refuse'),
    );
  const textOf = (language: 'ko' | 'en', until: ReadonlyMap<number, Instant | null>): string => {
    const composed = composeReply(refusing(language), AUTHORITY, 'redress.example', 1, taskId('t'), until);
    return composed.ok ? composed.value.text : composed.error.code;
  };

  test('says how to object, to which items and by when, and who looks', () => {
    const until = new Map([
      [1, later(HOUR)],
      [2, null],
    ]);
    expect(textOf('en', until)).toContain(`
If there is a reason to see it differently, answer this mail, say that you object, and name the numbers of these items. Somebody who did not decide first will read it. Do not send the picture.
No. 1 (by 2026-11-20T01:00:00Z / 2026-11-20T10:00:00+09:00)
No. 2
`);
    expect(textOf('ko', until)).toContain(
      '\n1번 (2026-11-20T01:00:00Z / 2026-11-20T10:00:00+09:00까지)\n2번\n',
    );
  });

  test('says nothing of it where nothing may be objected to', () => {
    expect(textOf('en', new Map())).not.toContain('say that you object');
  });
});

describe('the words of a result', () => {
  test.each([
    [{ word: 'removed', how: 'destroy' }, '삭제하고 확인함', 'Removed and checked (deleted)'],
    [{ word: 'not_found' }, '찾지 못함', 'Not found'],
    [{ word: 'not_ours' }, '우리 서비스 아님', 'Not on our service'],
    [
      { word: 'need_more' },
      '정보가 더 필요함 (방이 아니라 메시지 링크)',
      'More information needed (links to messages, not to a room)',
    ],
    [
      { word: 'refused', ground: { kind: 'terms', clause: '3.2' } },
      '조치하지 않음 (약관 3.2)',
      'Refused (terms 3.2)',
    ],
    [
      { word: 'unremovable', reason: 'platform-did-nothing' },
      '지울 수 없음 (플랫폼이 조치하지 않음)',
      'Cannot be removed (the platform did not act)',
    ],
    [
      { word: 'unremovable', reason: 'could-not-verify' },
      '지울 수 없음 (삭제 여부를 확인할 수 없음)',
      'Cannot be removed (we could not verify that it is gone)',
    ],
    [
      { word: 'unremovable', reason: 'keeps-coming-back' },
      '지울 수 없음 (가려도 계속 다시 올라옴)',
      'Cannot be removed (it is posted again as fast as we hide it)',
    ],
  ] as const)('%j are "%s" and "%s"', (result, ko, en) => {
    const said = (language: 'ko' | 'en') =>
      resultText(result, language, (ground) => groundWords(ground, language, []));
    expect([said('ko'), said('en')]).toEqual([ko, en]);
  });
});

describe('the times of a row', () => {
  test('are those of the copy that came last, whatever the order', () => {
    const asked = play(opened(), found(1, 'c1', 'c2', 'c3'), decides(1, 'hide'));
    const first = playAt(later(HOUR), asked, acted(1, 'c2'), looked(1, 'c2', 'gone'));
    const last = playAt(later(3 * HOUR), first, acted(1, 'c1'), looked(1, 'c1', 'gone'));
    const middle = playAt(later(2 * HOUR), last, acted(1, 'c3'), looked(1, 'c3', 'gone'), swept(1));
    expect(resultRows(middle)).toMatchObject([
      {
        receivedAt: T0,
        actedAt: later(3 * HOUR),
        verifiedAt: later(3 * HOUR),
        how: 'hide',
        copiesRemoved: 3,
      },
    ]);
  });

  test('of a copy that nobody could check are none', () => {
    const stuck = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1', 1, 'given-up'), swept(1));
    expect(resultRows(stuck)).toMatchObject([{ actedAt: null, verifiedAt: null, copiesRemoved: 0 }]);
  });
});
