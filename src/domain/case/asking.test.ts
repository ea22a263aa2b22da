// Asking a notifier for what is missing: who may be asked, what stands still meanwhile, and what ends it.
import { describe, expect, test } from 'vitest';
import {
  answerTo,
  AUTHORITY,
  decides,
  found,
  heldClock,
  later,
  locatedAs,
  opened,
  play,
  playAt,
  REPORT,
  signed,
} from '../../../test/support/fixtures.ts';
import { days, duty, lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import { letterId } from '../kernel/ids.ts';
import { DAY } from '../kernel/instant.ts';
import type { Command } from './command.ts';
import type { Case } from './case.ts';

const DUE = [duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: days(7) })];
const law = lawOf(
  regime({ id: 'jp-patient', pause: SOURCED, duties: DUE }),
  regime({ id: 'kr-strict', duties: DUE }),
);
const asks = (
  missing: readonly ('signature' | 'locator')[],
  about: readonly number[] = [],
  until = 4,
): Command => ({
  kind: 'ask-notifier',
  missing,
  about,
  until: later(until * DAY),
  act: signed('asks'),
});
const statusOf = (state: Case, key: string): string => heldClock(state, key).status;
const joins: Command = {
  kind: 'join-letter',
  joined: {
    letter: letterId('answer'),
    receivedAt: later(2 * DAY),
    sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
    kind: 'follow-up',
    documentNumber: null,
    asks: ['other'],
    withdraws: [],
    unclear: false,
    replyBy: null,
  },
};

describe('a notifier is asked', () => {
  const before = opened({ law });
  const asked = play(before, asks(['signature']));

  test('for what the notice lacks: it is judged to lack it, and half of the time later she is reminded', () => {
    expect(asked.missing).toEqual(['signature']);
    expect(asked.asking).toMatchObject({ remind: later(2 * DAY), until: later(4 * DAY), sent: 0 });
  });

  test('while the time stands still only where its law says so', () => {
    expect([statusOf(asked, 'jp-patient/remove'), statusOf(asked, 'kr-strict/remove')]).toEqual([
      'paused',
      'running',
    ]);
  });

  test('and her letter ends it: the time goes on, the deadline moved by as long as it stood', () => {
    const answered = playAt(later(2 * DAY), asked, joins);
    expect(answered.asking).toBe(null);
    expect(heldClock(answered, 'jp-patient/remove')).toMatchObject({
      status: 'running',
      clock: { due: later(9 * DAY) },
    });
    expect(heldClock(answered, 'kr-strict/remove').clock.due).toBe(later(7 * DAY));
  });

  test('and so does what is stated, a person’s word, or the day, but not before it', () => {
    const stated = play(asked, { kind: 'complete-notice', stated: ['signature'], act: null });
    expect([stated.asking, statusOf(stated, 'jp-patient/remove')]).toEqual([null, 'running']);
    const ended = play(asked, { kind: 'end-asking', why: 'taken-back', act: signed('ends') });
    expect([ended.asking, statusOf(ended, 'jp-patient/remove')]).toEqual([null, 'running']);
    const day: Command = { kind: 'hear-term', term: 'asked', of: 0, until: later(4 * DAY), alarm: 'passed' };
    expect(answerTo(asked, day, later(4 * DAY - 1))).toBe('term.not-owed');
    const lapsed = playAt(later(4 * DAY), asked, day);
    expect([lapsed.asking, statusOf(lapsed, 'jp-patient/remove')]).toEqual([null, 'running']);
  });

  test('for a better link: what is stated does not end it', () => {
    const both = play(before, asks(['signature'], [1]));
    const stated = play(both, { kind: 'complete-notice', stated: ['signature'], act: null });
    expect(stated.asking).not.toBe(null);
  });
});

describe('nobody is asked', () => {
  test('whom no mail of the desk may reach', () => {
    expect(answerTo(opened({ level: 'L0' }), asks(['signature']))).toBe('asking.nobody');
    expect(answerTo(opened({ report: REPORT }), asks(['signature']))).toBe('asking.nobody');
  });

  test('twice at a time, for nothing, about what was decided, or for ever', () => {
    const asked = play(opened(), asks(['signature']));
    expect(answerTo(asked, { ...asks(['locator']), act: signed('more') } as Command)).toBe('asking.open');
    expect(answerTo(opened(), asks([]))).toBe('notice.nothing-missing');
    const decided = play(opened(), found(1, 'c1'), decides(1, 'hide'));
    expect(answerTo(decided, asks([], [1]))).toBe('asking.decided');
    expect(answerTo(play(opened(), locatedAs(1, { kind: 'container' })), asks([], [1]))).toBe('allowed');
    expect([0, 60, 61].map((until) => answerTo(opened(), asks(['signature'], [], until)))).toEqual([
      'term.not-then',
      'allowed',
      'term.not-then',
    ]);
  });
});

test('each of the two mails is recorded once', () => {
  const asked = play(opened(), asks(['signature']));
  const sends = (again: boolean): Command => ({
    kind: 'record-asking',
    messageId: `<${again}@d.example>`,
    again,
  });
  const once = play(asked, sends(false));
  expect([answerTo(once, sends(false)), answerTo(once, sends(true))]).toEqual(['asking.settled', 'allowed']);
  expect(answerTo(play(once, sends(true)), sends(true))).toBe('asking.settled');
});
