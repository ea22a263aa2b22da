// Whole acknowledgements, word for word: they confirm receipt, and nothing else.
import { describe, expect, test } from 'vitest';
import { AUTHORITY, opened, T0 } from '../../../test/support/fixtures.ts';
import { duty, hours, lawOf, regime } from '../../../test/support/laws.ts';
import { NO_CASE } from '../case/case.ts';
import { letterId, taskId } from '../kernel/ids.ts';
import type { LetterState } from '../case/joined-letters.ts';
import { composeAcknowledgement, composeJoinedAcknowledgement } from './acknowledgement.ts';

const TOLD = {
  kind: 'yes',
  to: 'somin@post.example',
  messageId: '<1@post.example>',
  offsetMinutes: 540,
} as const;
const letter = (
  state: Parameters<typeof composeAcknowledgement>[0],
  changes: Partial<{ offsetMinutes: number | null }> = {},
) => {
  const composed = composeAcknowledgement(
    state,
    { ...TOLD, ...changes },
    taskId('0193-7a'),
    'redress.example',
  );
  if (!composed.ok) throw new Error(composed.error.code);
  return composed.value;
};
const REJECTED = [{ number: 3, text: 'https://chat.example/r/maple...', code: 'locator.malformed' as const }];

describe('an acknowledgement', () => {
  test('to a proven body, in Korean: its number, ours, when, how much was read, by whom it is decided', () => {
    expect(letter(opened({ count: 2, rejected: REJECTED, law: lawOf() }))).toEqual({
      to: 'somin@post.example',
      subject: '한빛-2026-7 안내',
      messageId: '<R-26-0001.receipt.0193-7a@redress.example>',
      answers: '<1@post.example>',
      returnPath: 'nobody',
      text: `문서 한빛-2026-7을(를) 2026-11-20T09:00:00+09:00 (2026-11-20T00:00:00Z)에 받았습니다.
우리 접수번호는 R-26-0001입니다.

항목 2개를 읽었고, 링크로 읽지 못한 줄이 1개 있습니다.

결정은 사람이 합니다. 이 메일은 접수만 확인하며, 결과는 담고 있지 않습니다.

접수되면 자동으로 보내는 메일입니다. 덧붙일 말씀은 접수번호를 적어 새 메일로 보내 주십시오.
`,
    });
  });

  test('to anybody else, in English: not even the number that she gave her letter', () => {
    const { subject, text } = letter(opened({ level: 'L0', languages: ['ja'], law: lawOf() }), {
      offsetMinutes: -210,
    });
    expect(subject).toBe('Information R-26-0001');
    expect(text).toBe(`We received your mail at 2026-11-19T20:30:00-03:30 (2026-11-20T00:00:00Z).
Our number is R-26-0001.

Items read: 1.

A person decides. This mail confirms receipt, and holds no result.

This mail is sent by itself when a letter arrives. To add something, write a new mail with our number in it.
`);
  });

  test.each([
    ['ko', null, '2026-11-20T09:00:00+09:00 (2026-11-20T00:00:00Z)'],
    ['en', null, 'at 2026-11-20T00:00:00Z.'],
    ['en', 0, 'at 2026-11-20T00:00:00Z.'],
  ])('in %s for a letter of the zone %s says %s', (language, offsetMinutes, says) => {
    expect(letter(opened({ languages: [language] }), { offsetMinutes }).text).toContain(says);
  });

  test('names the nearest hour by which a law wants the answer, and neither a target, nor what only may apply', () => {
    const answer = (pace: ReturnType<typeof hours>, targetHours: number | null = null) =>
      lawOf(
        regime({
          id: 'kr-hours',
          duties: [duty({ key: 'report', from: 'notice-given', ends: 'answered', pace, targetHours })],
        }),
      );
    const lines = (state: Parameters<typeof letter>[0]) =>
      letter(state).text.includes('회신 기한은 2026-11-20T13:00');
    expect(lines(opened({ law: answer(hours(4)) }))).toBe(true);
    expect(lines(opened({ level: 'L0', law: answer(hours(4)) }))).toBe(false);
    expect(letter(opened({ law: answer({ kind: 'immediately' }, 4) })).text).not.toContain('회신 기한');
  });

  test('needs a notice', () => {
    expect(composeAcknowledgement(NO_CASE, TOLD, taskId('1'), 'redress.example')).toMatchObject({
      ok: false,
    });
  });
});

describe('an acknowledgement of a letter that joined', () => {
  const JOINED: LetterState = {
    letter: letterId('later'),
    receivedAt: T0,
    sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
    kind: 'follow-up',
    documentNumber: '한빛-2026-8',
    asks: ['withdrawal'],
    withdraws: [1],
    unclear: false,
    replyBy: null,
    language: 'ko',
    seq: 9,
    acknowledged: { kind: 'owed' },
  };
  const said = (changes: Partial<LetterState> = {}) =>
    composeJoinedAcknowledgement(
      opened(),
      { ...JOINED, ...changes },
      TOLD,
      taskId('0193-7b'),
      'redress.example',
    );

  test('says that it came and to which number, and nothing of what it takes back or where the case stands', () => {
    expect(said()).toEqual({
      ok: true,
      value: {
        to: 'somin@post.example',
        subject: '한빛-2026-8 안내',
        messageId: '<R-26-0001.receipt.0193-7b@redress.example>',
        answers: '<1@post.example>',
        returnPath: 'nobody',
        text: `문서 한빛-2026-8을(를) 2026-11-20T09:00:00+09:00 (2026-11-20T00:00:00Z)에 받았습니다.
앞서 접수한 R-26-0001 사건에 덧붙였습니다.

결정은 사람이 합니다. 이 메일은 접수만 확인하며, 결과는 담고 있지 않습니다.

접수되면 자동으로 보내는 메일입니다. 덧붙일 말씀은 접수번호를 적어 새 메일로 보내 주십시오.
`,
      },
    });
  });

  test('in English, of one without a number', () => {
    const { value } = said({ documentNumber: null, language: 'en' }) as { value: { text: string } };
    expect(value.text.split('\n').slice(0, 2)).toEqual([
      'We received your mail at 2026-11-20T09:00:00+09:00 (2026-11-20T00:00:00Z).',
      'It was added to what we have under our number R-26-0001.',
    ]);
  });
});
