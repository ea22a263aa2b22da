// A hold on telling, the days that the desk sets, and a decision that is handed on.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  decides,
  decision,
  found,
  later,
  looked,
  opened,
  play,
  playAt,
  recordedIn,
  signed,
  swept,
} from '../../../test/support/fixtures.ts';
import { duty, lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import { personId } from '../kernel/ids.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import { apply } from './case.ts';
import type { Command } from './command.ts';
import { needOf } from './need.ts';

const holds = (by: string, days: number): Command => ({
  kind: 'hold-reasons',
  why: 'investigation',
  until: later(days * DAY),
  act: signed(`${by}-holds-${days}`, by),
});
const releases = (by: string): Command => ({ kind: 'release-reasons', act: signed(`${by}-releases`, by) });
const heard = (alarm: 'near' | 'passed', days: number): Command => ({
  kind: 'hear-term',
  term: 'hold',
  of: 0,
  until: later(days * DAY),
  alarm,
});

describe('a hold', () => {
  const held = play(opened(), holds('ara', 30));

  test('that a person set is released by another, and one that the letter asks for by anybody', () => {
    expect(answerTo(held, releases('ara'))).toBe('reasons.same-person');
    expect(play(held, releases('bora')).hold).toBe(null);
    const asked = opened({ confidential: true });
    expect(asked.hold).toMatchObject({ why: 'confidential', by: null, until: later(90 * DAY) });
    expect(play(asked, releases('ara')).hold).toBe(null);
    expect(answerTo(play(asked, holds('ara', 200)), releases('ara'))).toBe('reasons.same-person');
  });

  test('has a day to come, within a year', () => {
    expect([0, 366, 367].map((days) => answerTo(opened(), holds('ara', days)))).toEqual([
      'term.not-then',
      'allowed',
      'term.not-then',
    ]);
  });

  test('does not end by itself: people hear of its day a week before, and when it has passed', () => {
    expect(answerTo(held, heard('near', 30), later(23 * DAY - 1))).toBe('term.not-owed');
    const near = playAt(later(23 * DAY), held, heard('near', 30));
    expect(needOf(near)).toBe('day');
    expect(answerTo(near, heard('near', 30), later(24 * DAY))).toBe('term.not-owed');
    const passed = playAt(later(30 * DAY), near, heard('passed', 30));
    expect(passed.hold).not.toBe(null);
  });

  test('is looked at again by moving its day: what was heard of the day before counts no more', () => {
    const near = playAt(later(23 * DAY), held, heard('near', 30));
    const moved = play(near, holds('bora', 60));
    expect(needOf(moved)).toBe('nothing');
    expect(answerTo(moved, heard('passed', 30), later(30 * DAY))).toBe('term.not-owed');
  });
});

describe('what is handed on', () => {
  const waiting = play(opened(), found(1, 'c1'));
  const hands = (by: string, to: string, id = `${by}-hands`): Command => ({
    kind: 'escalate-case',
    to: to === 'lead' ? { kind: 'lead' } : { kind: 'person', id: personId(to) },
    why: 'unsure',
    about: [1],
    act: signed(id, by),
  });
  const hides = (by: string): Command => decides(1, 'hide', { id: `${by}-hides`, by: personId(by) });

  test('is hers to whom it goes, and no more whoever handed it on decides it', () => {
    const given = play(waiting, hands('ara', 'bora'));
    expect(given.claim).toEqual({ by: 'bora', until: later(2 * HOUR) });
    expect([needOf(waiting), needOf(given)]).toEqual(['decision', 'handed-on']);
    expect(answerTo(given, hides('chan'))).toBe('claim.held');
    expect(answerTo(given, hides('ara'), later(3 * HOUR))).toBe('escalation.same-person');
    expect(play(given, hides('bora'))).toMatchObject({ escalated: null, items: [{ status: 'acting' }] });
  });

  test('is anybody else’s where it goes to whoever leads, and may be handed back', () => {
    const given = play(waiting, hands('ara', 'lead'));
    expect([given.claim, answerTo(given, hides('ara')), answerTo(given, hides('bora'))]).toEqual([
      null,
      'escalation.same-person',
      'allowed',
    ]);
    const back = play(given, hands('bora', 'ara'));
    expect(answerTo(back, hides('ara'))).toBe('allowed');
  });

  test('goes to somebody else, while nobody else holds the case', () => {
    expect(answerTo(waiting, hands('ara', 'ara'))).toBe('escalation.self');
    const claimed = play(waiting, { kind: 'claim-case', until: later(HOUR), act: signed('claims', 'chan') });
    expect(answerTo(claimed, hands('ara', 'bora'))).toBe('claim.held');
  });
});

describe('what is hidden for now', () => {
  const law = lawOf(
    regime({
      id: 'kr-net-44-2',
      block: { ...SOURCED, days: 30 },
      duties: [
        duty({ key: 'decide', from: 'awareness', ends: 'decided' }),
        duty({ key: 'remove', from: 'awareness', ends: 'settled' }),
      ],
    }),
  );
  const waiting = play(opened({ law }), found(1, 'c1'));
  const hides = (days: number, name = 'kr-net-44-2'): Command => ({
    kind: 'decide',
    item: 1,
    decision: {
      ...decision('hide'),
      ground: { kind: 'law', regime: name },
      provisional: { until: later(days * DAY) },
    },
  });
  const hidden = play(waiting, hides(30), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1, ['c1']));
  const stateOf = (so: typeof hidden, key: string) =>
    so.clocks.find(({ clock }) => clock.key === key)?.status;

  test('is hidden where the law says so, for as long as it says', () => {
    expect([30, 31, 0].map((days) => answerTo(waiting, hides(days)))).toEqual([
      'allowed',
      'term.not-then',
      'term.not-then',
    ]);
    expect(answerTo(waiting, hides(1, 'kr-tba-22-5'))).toBe('decision.not-provisional');
    expect(answerTo(hidden, hides(30))).toBe('decision.replayed');
  });

  test('waits for its decision: the clock of deciding runs on, and that of removing ends', () => {
    expect([stateOf(hidden, 'kr-net-44-2/decide'), stateOf(hidden, 'kr-net-44-2/remove')]).toEqual([
      'running',
      'stopped',
    ]);
    expect(needOf(hidden)).toBe('day');
  });

  test('is hidden for good by a decision, also by the same person', () => {
    const done = play(hidden, decides(1, 'hide', { id: 'for-good' }));
    expect([done.items[0]?.status, stateOf(done, 'kr-net-44-2/decide')]).toEqual(['acting', 'stopped']);
  });

  test('is shown again by another person', () => {
    expect(answerTo(hidden, decides(1, 'restore', { by: 'ara' }))).toBe('decision.same-person');
    const shown = recordedIn(hidden, decides(1, 'restore', { by: 'bora' })).reduce(apply, hidden);
    expect([shown.items[0]?.status, stateOf(shown, 'kr-net-44-2/decide')]).toEqual(['acting', 'stopped']);
  });
});
