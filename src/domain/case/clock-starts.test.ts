// From when a clock counts and what starts none: steps of ours, delays, laws that come later. C-numbers: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  alarmOf,
  claimUnder,
  clocksOf,
  heldClock,
  kindsOf,
  later,
  lawsFor,
  locatedAs,
  opened,
  play,
  playAt,
  signed,
  T0,
} from '../../../test/support/fixtures.ts';
import { duty, element, hours, regime } from '../../../test/support/laws.ts';
import type { Milestone, Occasion } from '../clock/occasion.ts';
import type { Duty, Regime } from '../clock/regime.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';

const reach = (milestone: Milestone, reachedAt: number | null = null, id = `m-${milestone}`): Command => ({
  kind: 'record-milestone',
  milestone,
  reachedAt: reachedAt === null ? null : later(reachedAt),
  act: signed(id),
});
const law = (...duties: readonly Duty[]): Regime => regime({ id: 'law', duties });
const REMOVE = duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(24) });
const DETERMINE = duty({ key: 'determine', from: 'receipt-confirmed', ends: 'decided', pace: hours(48) });
const applies = (of: Regime): Command => {
  const [applied] = lawsFor(claimUnder(of));
  if (applied === undefined) throw new Error('no law');
  return { kind: 'apply-law', law: applied, act: signed(`applied-${of.id}`) };
};
const startedAt = (state: Case, key: string) => heldClock(state, key).clock.startedAt;

describe('a clock that a step of ours starts', () => {
  const open = opened(claimUnder(law(REMOVE, DETERMINE)));

  test('counts from when the step was done, not from when it was recorded (C19)', () => {
    const state = playAt(later(5 * HOUR), open, reach('receipt-confirmed', 2 * HOUR));
    expect(startedAt(state, 'law/determine')).toBe(later(2 * HOUR));
  });

  test('is not started by another step (C19)', () => {
    expect(clocksOf(play(open, reach('uploader-told')))).toEqual(['law/remove running']);
  });

  test('is not started by a law that comes later, where only another step was done (C19)', () => {
    const told = play(opened(claimUnder(law(REMOVE))), reach('uploader-told', 0));
    const other = { ...law(REMOVE, DETERMINE), id: 'other' };
    expect(clocksOf(play(told, applies(other)))).not.toContain('other/determine running');
    const confirmed = playAt(later(HOUR), told, reach('receipt-confirmed', 0), applies(other));
    expect(startedAt(confirmed, 'other/determine')).toBe(T0);
  });
});

describe('an order that names its moment', () => {
  test('is due at the moment that the letter states (C29)', () => {
    const stated = law(duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: { kind: 'stated' } }));
    const due = (replyBy: number | null) =>
      heldClock(
        opened({ ...claimUnder(stated), replyBy: replyBy === null ? null : later(replyBy) }),
        'law/remove',
      ).clock.due;
    expect([due(9 * HOUR), due(null)]).toEqual([later(9 * HOUR), null]);
  });
});

describe('a delay', () => {
  const late = (ends: Occasion) =>
    law(
      duty({ key: 'owed', from: 'awareness', ends, pace: hours(2) }),
      duty({ key: 'tell-delay', from: 'delay-known', ends: 'delay-told', pace: hours(48) }),
      DETERMINE,
    );

  test.each(['decided', 'settled', 'answered'] as const)(
    'is known at the breach of what ends when the case is %s, and starts nothing that another step starts (C19)',
    (ends) => {
      const state = playAt(later(3 * HOUR), opened(claimUnder(late(ends))), alarmOf('law/owed', 'breach'));
      expect(clocksOf(state)).toEqual(['law/owed running', 'law/tell-delay running']);
      expect(startedAt(state, 'law/tell-delay')).toBe(later(3 * HOUR));
    },
  );

  test('is not known at the breach of what ends with a step of ours (C19)', () => {
    const open = opened(claimUnder(late('receipt-confirmed')));
    expect(clocksOf(playAt(later(3 * HOUR), open, alarmOf('law/owed', 'breach')))).toEqual([
      'law/owed running',
    ]);
  });
});

describe('what was done under a law', () => {
  test('is not asked for again when a person takes the law back and brings it again (C18)', () => {
    const done = play(opened(claimUnder(law(REMOVE))), locatedAs(1, { kind: 'gone' }));
    const back: Command = {
      kind: 'withdraw-law',
      regime: 'law',
      reason: 'not-this-law',
      act: signed('back'),
    };
    expect(clocksOf(done)).toEqual(['law/remove done']);
    expect(kindsOf(play(done, back), applies(law(REMOVE)))).toEqual(['law-applied']);
  });
});

describe('a notice that a person finds wanting', () => {
  test('stops the clock of a valid request, and no clock that began without one (C16)', () => {
    const both = regime({
      id: 'law',
      elements: [element({ key: 'signature', needs: ['signature'] })],
      duties: [
        duty({ key: 'valid', from: 'valid-request-received', ends: 'settled', pace: hours(48) }),
        REMOVE,
      ],
    });
    const judged = play(opened(claimUnder(both)), {
      kind: 'judge-notice',
      missing: ['signature'],
      act: signed('judged'),
    });
    expect(clocksOf(judged)).toEqual(['law/valid insufficient', 'law/remove running']);
  });
});

describe('a law that is taken back', () => {
  test('stops its own clocks and no other', () => {
    const two = opened(claimUnder(law(REMOVE), { ...law(REMOVE), id: 'other' }));
    const back: Command = {
      kind: 'withdraw-law',
      regime: 'other',
      reason: 'not-this-law',
      act: signed('back'),
    };
    expect(clocksOf(playAt(later(DAY / 2), two, back))).toEqual([
      'law/remove running',
      'other/remove law-withdrawn',
    ]);
  });
});
