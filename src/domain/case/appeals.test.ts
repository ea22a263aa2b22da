// Appeals and restoring: who may ask for a decision to be looked at again, who may answer, and what an answer brings about.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  appeals,
  decides,
  found,
  hiddenCase,
  kindsOf,
  later,
  locatedAs,
  looked,
  lookedAfter,
  opened,
  play,
  playAt,
  replied,
  rules,
  signed,
  swept,
  T0,
  wordsOf,
} from '../../../test/support/fixtures.ts';
import { DAY } from '../kernel/instant.ts';
import { MAX_LOOKS, MAX_ROUNDS } from './acting.ts';
import { type Case, openAppeal } from './case.ts';
import type { Command } from './command.ts';

const hidden = hiddenCase();
const refused = play(opened(), found(1, 'c1'), decides(1, 'refuse'));
const appealed = play(hidden, appeals(1, 'hide-1'));
const destroyed = play(
  hidden,
  decides(1, 'destroy'),
  acted(1, 'c1', 1, 'accepted', 'destroy'),
  lookedAfter(1, 'c1', 'gone'),
);
const restores = (round = 1, answer: 'accepted' | 'given-up' = 'accepted'): Command =>
  acted(1, 'c1', round, answer, 'restore', 2);
const deciderOf = (state: Case) => state.items[0]?.deciders;

describe('an appeal', () => {
  test('is the uploader’s against hiding and destroying, and the notifier’s against a refusal', () => {
    const who = (state: Case, against: string) =>
      (['uploader', 'notifier'] as const).map((by) => answerTo(state, appeals(1, against, by)));
    expect(who(hidden, 'hide-1')).toEqual(['allowed', 'appeal.not-concerned']);
    expect(who(destroyed, 'destroy-1')).toEqual(['allowed', 'appeal.not-concerned']);
    expect(who(refused, 'refuse-1')).toEqual(['appeal.not-concerned', 'allowed']);
  });

  test('names the present decision: an earlier one was overtaken', () => {
    expect(answerTo(destroyed, appeals(1, 'hide-1'))).toBe('appeal.not-concerned');
  });

  test('is refused where nobody decided, while an action is on its way, and for an item that is not there', () => {
    expect(answerTo(play(opened(), locatedAs(1, { kind: 'gone' })), appeals(1, 'hide-1'))).toBe(
      'item.not-decided',
    );
    expect(answerTo(opened(), appeals(1, 'hide-1'))).toBe('item.not-decided');
    expect(answerTo(play(opened(), found(1, 'c1')), appeals(1, 'hide-1'))).toBe('item.not-decided');
    const acting = play(opened(), found(1, 'c1'), decides(1, 'hide'));
    expect(answerTo(acting, appeals(1, 'hide-1'))).toBe('item.not-settled');
    expect(answerTo(hidden, appeals(2, 'hide-1'))).toBe('item.unknown');
  });

  test('is about the item it is raised on', () => {
    const two = hiddenCase({ count: 2 });
    const other = { ...appeals(1, 'hide-2'), item: 2 } as Command;
    expect([answerTo(two, other), answerTo(two, appeals(2, 'hide-2'))]).toEqual([
      'appeal.not-concerned',
      'allowed',
    ]);
  });

  test('is heard once while it waits, and once for each decision', () => {
    expect(answerTo(appealed, appeals(1, 'hide-1', 'uploader', 'appeal-2'))).toBe('appeal.open');
    const dismissed = play(appealed, rules(false));
    expect(answerTo(dismissed, appeals(1, 'hide-1', 'uploader', 'appeal-2'))).toBe('appeal.already-decided');
  });

  test('cannot bear the name of another appeal of the case', () => {
    const two = hiddenCase({ count: 2 });
    const answered = play(two, appeals(1, 'hide-1'), rules(false));
    expect(answerTo(answered, appeals(2, 'hide-2'))).toBe('appeal.already-decided');
    expect(answerTo(answered, appeals(2, 'hide-2', 'uploader', 'appeal-2'))).toBe('allowed');
  });

  test('is in time at the last moment, and too late after it', () => {
    const until = { ...appeals(1, 'hide-1'), until: later(DAY) } as Command;
    expect(answerTo(hidden, until, later(DAY))).toBe('allowed');
    expect(answerTo(hidden, until, later(DAY + 1))).toBe('appeal.too-late');
  });

  test('is kept with its moment, and waits', () => {
    const state = playAt(later(DAY), hidden, appeals(1, 'hide-1'));
    expect(openAppeal(state, 1)).toMatchObject({ receivedAt: later(DAY), ruling: null });
    expect(openAppeal(state, 2)).toBeUndefined();
  });

  test('keeps anything from being destroyed until it has its answer', () => {
    expect(answerTo(appealed, decides(1, 'destroy'))).toBe('appeal.open');
    expect(answerTo(play(appealed, rules(false)), decides(1, 'destroy'))).toBe('allowed');
    const other = play(hiddenCase({ count: 2 }), appeals(2, 'hide-2'));
    expect(answerTo(other, decides(1, 'destroy'))).toBe('allowed');
  });

  test('keeps the case from being closed, and opens a closed one again', () => {
    const close: Command = { kind: 'close-case', reason: 'nothing-to-answer', act: signed('close') };
    const claim = play(
      opened({ level: 'L0' }),
      found(1, 'c1'),
      decides(1, 'hide'),
      acted(1, 'c1'),
      looked(1, 'c1', 'gone'),
      swept(1),
    );
    expect(answerTo(play(claim, appeals(1, 'hide-1')), close)).toBe('appeal.open');
    const closed = play(claim, close);
    expect(closed.status).toBe('closed');
    expect(play(closed, appeals(1, 'hide-1'))).toMatchObject({
      status: 'open',
      replyDue: true,
      withheld: true,
    });
  });
});

describe('the answer to an appeal', () => {
  test('is never given by anybody who decided on the item before', () => {
    expect(answerTo(appealed, rules(true, 'ara'))).toBe('appeal.same-person');
    expect(answerTo(appealed, rules(false, 'ara'))).toBe('appeal.same-person');
    expect(answerTo(appealed, rules(true, 'bora'))).toBe('allowed');
    const both = play(destroyed, appeals(1, 'destroy-1'));
    expect(['ara', 'bora', 'chan'].map((by) => answerTo(both, rules(true, by)))).toEqual([
      'appeal.same-person',
      'appeal.same-person',
      'allowed',
    ]);
  });

  test('is not given by whoever answered an earlier appeal on the same item', () => {
    const dismissed = play(appealed, rules(false, 'chan'));
    expect(deciderOf(dismissed)).toEqual(['ara', 'chan']);
    const again = play(
      dismissed,
      decides(1, 'destroy', { by: 'bora' }),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'gone'),
      appeals(1, 'destroy-1', 'uploader', 'appeal-2'),
    );
    expect(answerTo(again, rules(true, 'chan', 'ruling-2', 'appeal-2'))).toBe('appeal.same-person');
    expect(answerTo(again, rules(true, 'dan', 'ruling-2', 'appeal-2'))).toBe('allowed');
  });

  test('counts the decider of this item only: who decided on another may answer', () => {
    const two = play(
      opened({ count: 2 }),
      found(1, 'c1'),
      found(2, 'c2'),
      decides(1, 'refuse', { by: 'ara' }),
      decides(2, 'refuse', { by: 'bora' }),
      appeals(1, 'refuse-1', 'notifier'),
    );
    expect(answerTo(two, rules(true, 'bora'))).toBe('allowed');
  });

  test('is given once, by a signed act that counts once and is not dated ahead', () => {
    expect(answerTo(play(appealed, rules(false)), rules(true, 'dan', 'ruling-2'))).toBe(
      'appeal.already-decided',
    );
    expect(answerTo(appealed, rules(true, 'chan', 'hide-1'))).toBe('decision.replayed');
    expect(answerTo(appealed, rules(true), later(-1))).toBe('decision.stale');
    expect(answerTo(hidden, rules(true))).toBe('appeal.unknown');
  });

  test('that dismisses changes nothing but the record', () => {
    expect(kindsOf(appealed, rules(false))).toEqual(['appeal-decided']);
    expect(wordsOf(play(appealed, rules(false)))).toEqual(['removed']);
  });

  test('that upholds an uploader’s brings the copies back; one that upholds a notifier’s hides them', () => {
    expect(kindsOf(appealed, rules(true))).toEqual(['appeal-decided', 'item-decided']);
    const back = play(appealed, rules(true)).items[0];
    expect([back?.status, back?.decision?.act, back?.decision?.by, back?.turn]).toEqual([
      'acting',
      'restore',
      'chan',
      2,
    ]);
    const hiding = play(refused, appeals(1, 'refuse-1', 'notifier'), rules(true)).items[0];
    expect([hiding?.status, hiding?.decision?.act, hiding?.hiding?.decision.by]).toEqual([
      'acting',
      'hide',
      'chan',
    ]);
  });

  test('cannot bring back what was destroyed: it is upheld, and nothing happens', () => {
    const state = play(destroyed, appeals(1, 'destroy-1'));
    expect(kindsOf(state, rules(true))).toEqual(['appeal-decided']);
    expect(wordsOf(play(state, rules(true)))).toEqual(['removed']);
  });
});

describe('restoring', () => {
  const restoring = play(appealed, rules(true));

  test('is said only after people were seen to see it again: then the item is refused, with the ruling’s ground', () => {
    const claimed = play(restoring, restores());
    expect(wordsOf(claimed)).toEqual(['none']);
    const back = play(claimed, lookedAfter(1, 'c1', 'still-there'));
    expect(back.items[0]?.result).toEqual({ word: 'refused', ground: { kind: 'terms', clause: '9' } });
    expect(back.items[0]?.copies[0]).toMatchObject({ status: 'shown', exposed: true });
  });

  test('is a power of its own: hiding or destroying answers another decision', () => {
    expect(answerTo(restoring, acted(1, 'c1', 1, 'accepted', 'hide', 2))).toBe('action.not-asked');
    expect(answerTo(restoring, acted(1, 'c1', 1, 'accepted', 'destroy', 2))).toBe('action.not-asked');
    expect(answerTo(restoring, swept(1, [], 1, 2))).toBe('action.not-asked');
  });

  test(`that does not happen is asked for ${MAX_ROUNDS} times, and then it is said that the copy is still hidden`, () => {
    const rounds = Array.from({ length: MAX_ROUNDS }, (_, at) => at + 1);
    const tried = (state: Case, round: number): Case =>
      play(state, restores(round), lookedAfter(1, 'c1', 'gone', round));
    const before = rounds.slice(0, -1).reduce(tried, restoring);
    expect(wordsOf(before)).toEqual(['none']);
    const ended = tried(before, MAX_ROUNDS);
    expect(ended.items[0]?.result).toEqual({ word: 'removed', how: 'hide' });
    expect(ended.items[0]?.copies[0]?.status).toBe('hidden');
  });

  test('that the platform refuses leaves the copy hidden; one that nobody can verify is never called removed', () => {
    const given = play(restoring, restores(1, 'given-up'));
    expect(given.items[0]?.result).toEqual({ word: 'removed', how: 'hide' });
    const blind = play(restoring, restores(), lookedAfter(1, 'c1', 'cannot-tell', 1, MAX_LOOKS));
    expect(blind.items[0]?.result?.word).toBe('refused');
    expect(blind.items[0]?.copies[0]).toMatchObject({ status: 'unremovable', stays: 'could-not-verify' });
  });

  test('waits for its last copy, and one that people see again is enough not to call the item removed', () => {
    const two = play(
      opened(),
      found(1, 'c1', 'c2'),
      decides(1, 'hide'),
      ...['c1', 'c2'].flatMap((id) => [acted(1, id), looked(1, id, 'gone')]),
      swept(1),
      appeals(1, 'hide-1'),
      rules(true),
      restores(),
      lookedAfter(1, 'c1', 'still-there'),
    );
    expect(wordsOf(two)).toEqual(['none']);
    const ended = play(two, acted(1, 'c2', 1, 'given-up', 'restore', 2));
    expect(wordsOf(ended)).toEqual(['refused']);
  });

  test('asks for every copy, also one that nobody saw hidden: a hide may have reached it all the same', () => {
    const stuck = play(
      opened(),
      found(1, 'c1', 'c2'),
      decides(1, 'hide'),
      acted(1, 'c1'),
      looked(1, 'c1', 'gone'),
      acted(1, 'c2', 1, 'given-up'),
      swept(1),
      appeals(1, 'hide-1'),
      rules(true),
    );
    expect(stuck.items[0]?.copies.map(({ status, stays }) => [status, stays])).toEqual([
      ['asked', null],
      ['asked', null],
    ]);
    const back = play(stuck, restores(), lookedAfter(1, 'c1', 'still-there'));
    expect(wordsOf(back)).toEqual(['none']);
    const refused = play(back, acted(1, 'c2', 1, 'given-up', 'restore', 2));
    expect(wordsOf(refused)).toEqual(['refused']);
    expect(refused.items[0]?.copies[1]?.status).toBe('unremovable');
  });

  test('that did not happen gives nobody the right to destroy: it is still to be restored', () => {
    const left = play(restoring, restores(1, 'given-up'));
    expect(wordsOf(left)).toEqual(['removed']);
    expect(answerTo(left, decides(1, 'destroy', { by: 'dan' }))).toBe('decision.not-hidden-first');
  });

  test('in the middle of another hide is never called removed, since nobody searched again', () => {
    const hiding = play(
      opened(),
      found(1, 'c1'),
      decides(1, 'hide'),
      acted(1, 'c1', 1, 'given-up'),
      swept(1),
      appeals(1, 'hide-1'),
      decides(1, 'hide', { id: 'again' }),
      acted(1, 'c1', 1, 'accepted', 'hide', 2),
      looked(1, 'c1', 'gone', 1, 1, 2),
      rules(true),
    );
    expect(wordsOf(play(hiding, acted(1, 'c1', 1, 'given-up', 'restore', 3)))).toEqual(['refused']);
  });

  test('makes a next edition of the reply', () => {
    const answered = play(hidden, replied(1), appeals(1, 'hide-1'), rules(true));
    expect(answered.replyDue).toBe(false);
    const back = play(answered, restores(), lookedAfter(1, 'c1', 'still-there'));
    expect(answerTo(back, replied(2))).toBe('allowed');
  });

  test('may be appealed against by the notifier, before somebody new', () => {
    const back = play(restoring, restores(), lookedAfter(1, 'c1', 'still-there'));
    const again = play(back, appeals(1, 'ruling-1', 'notifier', 'appeal-2'));
    expect(answerTo(again, rules(true, 'chan', 'ruling-2', 'appeal-2'))).toBe('appeal.same-person');
    expect(answerTo(again, rules(true, 'dan', 'ruling-2', 'appeal-2'))).toBe('allowed');
  });

  test('is followed by one more appeal and by no third: the next step is outside the desk', () => {
    const back = play(restoring, restores(), lookedAfter(1, 'c1', 'still-there'));
    const third = appeals(1, 'ruling-2', 'uploader', 'appeal-3');
    const hiddenAgain = play(
      back,
      appeals(1, 'ruling-1', 'notifier', 'appeal-2'),
      rules(true, 'dan', 'ruling-2', 'appeal-2'),
      acted(1, 'c1', 1, 'accepted', 'hide', 3),
      looked(1, 'c1', 'gone', 1, 1, 3),
      swept(1, [], 1, 3),
    );
    expect(answerTo(hiddenAgain, third)).toBe('appeal.exhausted');
  });

  test('of another item is not used up by the appeals on this one', () => {
    const two = play(hiddenCase({ count: 2 }), appeals(1, 'hide-1'), rules(false));
    const other = play(
      two,
      appeals(2, 'hide-2', 'uploader', 'appeal-2'),
      rules(false, 'chan', 'ruling-2', 'appeal-2'),
    );
    const destroying = play(
      other,
      decides(2, 'destroy'),
      acted(2, 'c2', 1, 'accepted', 'destroy'),
      lookedAfter(2, 'c2', 'gone'),
    );
    expect(answerTo(destroying, appeals(2, 'destroy-2', 'uploader', 'appeal-3'))).toBe('allowed');
  });
});

describe('a case is closed', () => {
  const close = (id = 'close'): Command => ({
    kind: 'close-case',
    reason: 'nothing-to-answer',
    act: signed(id),
  });

  test('only where no answer can be sent and nothing is left to do', () => {
    expect(answerTo(opened(), close())).toBe('case.not-settled');
    expect(answerTo(play(opened(), locatedAs(1, { kind: 'gone' })), close())).toBe('case.answerable');
    expect(answerTo(play(opened({ level: 'L0' }), locatedAs(1, { kind: 'gone' })), close())).toBe('allowed');
    expect(answerTo(opened({ items: [], count: 0 }), close())).toBe('allowed');
  });

  test('by a signed act that counts once', () => {
    const claim = play(opened({ level: 'L0' }), found(1, 'c1'), decides(1, 'refuse'));
    expect(answerTo(claim, close('refuse-1'))).toBe('decision.replayed');
    expect(answerTo(claim, close(), later(-1))).toBe('decision.stale');
    expect(play(claim, close())).toMatchObject({ status: 'closed', replyDue: false });
  });

  test('and answers nothing afterwards', () => {
    const closed = play(opened({ items: [], count: 0 }), close());
    expect(answerTo(closed, close('again'))).toBe('case.closed');
    expect(answerTo(closed, replied(1), T0)).toBe('case.closed');
  });
});
