// The mail that asks a notifier for what is missing: typed words, no place to whoever nobody could prove, and nothing that anybody wrote.
import { describe, expect, test } from 'vitest';
import { AUTHORITY, later, opened, play, signed } from '../../../test/support/fixtures.ts';
import { lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import type { Case } from '../case/case.ts';
import { STATEMENTS } from '../clock/regime.ts';
import { taskId } from '../kernel/ids.ts';
import { DAY } from '../kernel/instant.ts';
import { composeAsking } from './asking.ts';
import { STATEMENT_WORDS } from './asking-words.ts';
import type { Recipient } from './further.ts';

const law = lawOf(
  regime({
    id: 'us-tida',
    elements: [
      {
        key: 'signed',
        needs: ['signature'],
        text: { ko: '법이 원하는 서명', en: 'the signature that the law wants' },
        required: true,
        ...SOURCED,
      },
    ],
  }),
);
const asked = (languages: readonly ('ko' | 'en')[] = ['en']): Case =>
  play(opened({ law, count: 2, languages }), {
    kind: 'ask-notifier',
    missing: ['signature', 'contact'],
    about: [2],
    until: later(6 * DAY),
    act: signed('asks'),
  });
const BODY: Recipient = { kind: 'body', authority: AUTHORITY };
const CLAIM: Recipient = { kind: 'claim', to: 'someone@mail.example', answers: '<theirs@mail.example>' };

function mail(state: Case, recipient: Recipient, again = false) {
  const letter = composeAsking(state, again, recipient, 'desk.example', taskId('task-1'));
  if (!letter.ok) throw new Error(letter.error.code);
  return letter.value;
}

describe('a mail that asks', () => {
  test('says what a law wants in its own words, the rest in ours, and by when', () => {
    const { to, subject, text, messageId } = mail(asked(), BODY);
    expect([to, subject, messageId]).toEqual([
      'notice@hanbit.example',
      'Information R-26-0001',
      '<R-26-0001.asked.task-1@desk.example>',
    ]);
    expect(text).toContain('- the signature that the law wants\n- how we can reach you\n');
    expect(text).toContain('- No. 2  …/m/2\n');
    expect(text).toContain('Please send it by 2026-11-26T00:00:00Z');
  });

  test('names no place to whoever nobody could prove, and bounces to nobody', () => {
    const { to, text, returnPath, answers } = mail(asked(), CLAIM);
    expect([to, returnPath, answers]).toEqual(['someone@mail.example', 'nobody', '<theirs@mail.example>']);
    expect(text).toContain('- No. 2\n');
    expect(text).not.toMatch(/chat\.example|maple|\/m\//);
  });

  test('says the second time that it asks again, and is in Korean where the notice was', () => {
    const { text, messageId } = mail(asked(['ko']), BODY, true);
    expect(messageId).toContain('.asked-again.');
    expect(text).toContain('한빛심의센터 귀중');
    expect(text).toContain('앞서 여쭌 것에 아직 답을 받지 못해');
    expect(text).toContain('- 법이 원하는 서명\n- 연락받을 방법\n');
  });

  test('is not written where nobody is asked', () => {
    expect(composeAsking(opened(), false, BODY, 'desk.example', taskId('task-1')).ok).toBe(false);
  });
});

test('every part of a notice can be asked for in both languages', () => {
  expect(STATEMENTS.filter((one) => STATEMENT_WORDS[one].ko === STATEMENT_WORDS[one].en)).toEqual([]);
});
