// The rules of the lifecycle, one by one: what stands between a letter and the word "removed".
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  clocksOf,
  copy,
  COVERAGE,
  decides,
  found,
  hiddenCase,
  kindsOf,
  later,
  listed,
  locatedAs,
  looked,
  lookedAfter,
  opened,
  play,
  receive,
  released,
  replied,
  swept,
  T0,
  wordsOf,
} from '../../../test/support/fixtures.ts';
import { decisionId } from '../kernel/ids.ts';
import { type Case, NO_CASE } from './case.ts';
import type { Command } from './command.ts';
import { MAX_LOOKS, MAX_ROUNDS } from './acting.ts';

const located = play(opened(), found(1, 'c1'));
const acting = play(located, decides(1, 'hide'));
const accepted = play(acting, acted(1, 'c1'));
const verified = play(accepted, looked(1, 'c1', 'gone'));
const settled = play(verified, swept(1));

describe('items and copies nobody knows', () => {
  test('an item outside the letter is refused by every command', () => {
    const commands: Command[] = [
      found(2, 'c'),
      decides(0, 'hide'),
      acted(1.5, 'c1'),
      looked(-1, 'c1', 'gone'),
    ];
    expect(commands.map((command) => answerTo(acting, command))).toEqual(Array(4).fill('item.unknown'));
  });

  test('a copy that was not found for the item is refused', () => {
    expect(answerTo(acting, acted(1, 'c9'))).toBe('copy.unknown');
    expect(answerTo(accepted, looked(1, 'c9', 'gone'))).toBe('copy.unknown');
  });

  test('nothing more is recorded of a copy that is gone while its sisters are still worked on', () => {
    const state = play(
      opened(),
      found(1, 'c1', 'c2'),
      decides(1, 'hide'),
      acted(1, 'c1'),
      looked(1, 'c1', 'gone'),
    );
    expect(answerTo(state, acted(1, 'c1', 2))).toBe('copy.already-gone');
    expect(answerTo(state, looked(1, 'c1', 'still-there'))).toBe('copy.already-gone');
  });
});

describe('what a link led to settles an item that nobody need decide on', () => {
  test.each([
    ['gone', 'already_gone'],
    ['not-found', 'not_found'],
    ['container', 'need_more'],
    ['not-ours', 'not_ours'],
  ] as const)('a link that is %s gives %s', (kind, word) => {
    expect(wordsOf(play(opened(), locatedAs(1, { kind })))).toEqual([word]);
  });

  test('found, but without a single copy, is not found: nobody could ever settle it otherwise', () => {
    const location = { kind: 'found' as const, copies: [], coverage: COVERAGE };
    expect(wordsOf(play(opened(), locatedAs(1, location)))).toEqual(['not_found']);
  });
});

describe('no removal without a decision by a person', () => {
  test('an action is refused before anybody decided', () => {
    expect(answerTo(located, acted(1, 'c1'))).toBe('item.not-decided');
  });

  test('an action of another power than the decided one is refused', () => {
    expect(answerTo(acting, acted(1, 'c1', 1, 'accepted', 'destroy'))).toBe('action.not-asked');
  });

  test('a decision to refuse settles the item with its ground and asks for no action', () => {
    const state = play(located, decides(1, 'refuse'));
    expect(state.items[0]?.result).toEqual({
      word: 'refused',
      ground: { kind: 'law', regime: 'kr-kmcsc-correction' },
    });
    expect(answerTo(state, acted(1, 'c1'))).toBe('item.already-settled');
  });

  test('a replayed decision is refused, for the same item and for another', () => {
    const state = play(opened({ count: 2 }), found(1, 'c1'), found(2, 'c2'), decides(1, 'hide', { id: 'd' }));
    expect(answerTo(state, decides(2, 'hide', { id: 'd' }))).toBe('decision.replayed');
    expect(answerTo(hiddenCase(), decides(1, 'destroy', { id: 'hide-1' }))).toBe('decision.replayed');
  });

  test('a decision dated after now is refused', () => {
    const ahead = { ...decides(1, 'hide'), decision: { ...decisionOf(decides(1, 'hide')), at: later(1) } };
    expect(answerTo(located, ahead as Command, T0)).toBe('decision.stale');
    expect(answerTo(located, ahead as Command, later(1))).toBe('allowed');
  });
});

function decisionOf(command: Command) {
  if (command.kind !== 'decide') throw new Error('not a decision');
  return command.decision;
}

describe('"removed" is said only after every copy was judged gone', () => {
  const two = play(opened(), found(1, 'c1', 'c2'), decides(1, 'hide'));

  test("the platform's yes alone settles nothing", () => {
    const state = play(two, acted(1, 'c1'), acted(1, 'c2'));
    expect(wordsOf(state)).toEqual(['none']);
    expect(state.items[0]?.status).toBe('acting');
  });

  test('the platform\'s "I know no such copy" settles nothing either', () => {
    expect(wordsOf(play(acting, acted(1, 'c1', 1, 'not-found')))).toEqual(['none']);
  });

  test('one copy gone of two settles nothing; both gone say removed', () => {
    const one = play(two, acted(1, 'c1'), acted(1, 'c2'), looked(1, 'c1', 'gone'));
    expect(wordsOf(one)).toEqual(['none']);
    const both = play(one, looked(1, 'c2', 'gone'));
    expect(wordsOf(both)).toEqual(['none']);
    expect(play(both, swept(1)).items[0]?.result).toEqual({ word: 'removed', how: 'hide' });
  });

  test('a look at a copy on which nobody acted counts for nothing', () => {
    expect(answerTo(two, looked(1, 'c1', 'gone'))).toBe('action.not-asked');
  });

  test('a look of an earlier round counts for nothing', () => {
    const state = play(accepted, looked(1, 'c1', 'still-there'), acted(1, 'c1', 2));
    expect(answerTo(state, looked(1, 'c1', 'gone', 1))).toBe('action.not-asked');
    expect(answerTo(state, looked(1, 'c1', 'gone', 2))).toBe('allowed');
  });

  test('a look that found nothing changed is no reason to say removed', () => {
    expect(wordsOf(play(accepted, looked(1, 'c1', 'still-there')))).toEqual(['none']);
    expect(wordsOf(play(accepted, looked(1, 'c1', 'cannot-tell')))).toEqual(['none']);
  });
});

describe('hide before destroy, and two people', () => {
  test('destroying is refused for what was never hidden', () => {
    expect(answerTo(located, decides(1, 'destroy'))).toBe('decision.not-hidden-first');
  });

  test('destroying is refused for what could not be hidden', () => {
    const stuck = play(acting, acted(1, 'c1', 1, 'given-up'), swept(1));
    expect(answerTo(stuck, decides(1, 'destroy'))).toBe('decision.not-hidden-first');
  });

  test('whoever decided to hide may not decide to destroy', () => {
    expect(answerTo(settled, decides(1, 'destroy', { by: 'ara' }))).toBe('decision.same-person');
    expect(answerTo(settled, decides(1, 'destroy', { by: 'bora' }))).toBe('allowed');
  });

  test('every copy is looked at again after destroying, before it is said', () => {
    const destroying = play(settled, decides(1, 'destroy'));
    expect(wordsOf(destroying)).toEqual(['none']);
    const done = play(destroying, acted(1, 'c1', 1, 'accepted', 'destroy'));
    expect(wordsOf(done)).toEqual(['none']);
    expect(play(done, lookedAfter(1, 'c1', 'gone')).items[0]?.result).toEqual({
      word: 'removed',
      how: 'destroy',
    });
  });

  test('what was destroyed cannot be destroyed again', () => {
    const state = play(
      settled,
      decides(1, 'destroy'),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'gone'),
    );
    expect(answerTo(state, decides(1, 'destroy', { id: 'again', by: 'chan' }))).toBe(
      'decision.not-hidden-first',
    );
  });
});

describe('what does not go away', () => {
  const round = (state: Case, at: number): Case =>
    play(state, acted(1, 'c1', at), looked(1, 'c1', 'still-there', at));

  test(`a copy that is still there is acted on ${MAX_ROUNDS} times, then it is unremovable`, () => {
    const rounds = Array.from({ length: MAX_ROUNDS }, (_, at) => at + 1);
    const before = rounds.slice(0, -1).reduce(round, acting);
    expect(wordsOf(before)).toEqual(['none']);
    expect(wordsOf(play(round(before, MAX_ROUNDS), swept(1)))).toEqual(['unremovable: platform-did-nothing']);
  });

  test('a round can be neither repeated nor skipped', () => {
    const state = round(acting, 1);
    expect([1, 2, 3].map((at) => answerTo(state, acted(1, 'c1', at)))).toEqual([
      'action.not-asked',
      'allowed',
      'action.not-asked',
    ]);
  });

  test(`after ${MAX_LOOKS} looks that told nothing it is unremovable, because nobody could verify`, () => {
    const looks = Array.from({ length: MAX_LOOKS - 1 }, (_, at) => at + 1);
    const state = looks.reduce((so, look) => play(so, looked(1, 'c1', 'cannot-tell', 1, look)), accepted);
    expect(wordsOf(state)).toEqual(['none']);
    const end = play(state, looked(1, 'c1', 'cannot-tell', 1, MAX_LOOKS), swept(1));
    expect(wordsOf(end)).toEqual(['unremovable: could-not-verify']);
  });

  test('a platform that refuses makes it unremovable at once', () => {
    expect(wordsOf(play(acting, acted(1, 'c1', 1, 'given-up'), swept(1)))).toEqual([
      'unremovable: platform-refused',
    ]);
  });

  test.each([
    ['last', ['c1', 'c2']],
    ['first', ['c2', 'c1']],
  ] as const)(
    'one copy that stays, settled %s, makes the item unremovable, for its own reason',
    (_, order) => {
      const start = play(opened(), found(1, 'c1', 'c2'), decides(1, 'hide'));
      const end = order.reduce(
        (so, id) =>
          id === 'c2' ? play(so, acted(1, id, 1, 'given-up')) : play(so, acted(1, id), looked(1, id, 'gone')),
        start,
      );
      expect(wordsOf(play(end, swept(1)))).toEqual(['unremovable: platform-refused']);
    },
  );
});

describe('replies and clocks', () => {
  test('a reply edition is never recorded twice', () => {
    const once = play(settled, replied(1));
    expect(answerTo(once, replied(1))).toBe('reply.already-sent');
    const changed = play(
      once,
      decides(1, 'destroy'),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'gone'),
    );
    expect(answerTo(changed, replied(1))).toBe('reply.already-sent');
    expect(answerTo(changed, replied(2))).toBe('allowed');
  });

  test('a reply is due only when the last item is settled', () => {
    const state = play(opened({ count: 2 }), locatedAs(1, { kind: 'gone' }));
    expect(answerTo(state, replied(1))).toBe('reply.not-ready');
    expect(answerTo(play(state, locatedAs(2, { kind: 'gone' })), replied(1))).toBe('allowed');
  });

  test('a clock that ends with the answer runs until the answer, and stops once', () => {
    expect(clocksOf(settled)).toEqual([
      'kr-kmcsc-correction/report-result running',
      'kr-tba-22-5/remove done',
    ]);
    expect(kindsOf(settled, replied(1))).toEqual(['reply-sent', 'clock-stopped']);
    const again = play(
      settled,
      replied(1),
      decides(1, 'destroy'),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'gone'),
    );
    expect(kindsOf(again, replied(2))).toEqual(['reply-sent']);
  });

  test('a clock that ends with the last settled item stops in that very step', () => {
    const claim = play(opened({ level: 'L0', count: 2 }), locatedAs(1, { kind: 'gone' }));
    expect(clocksOf(claim)).toEqual(['kr-tba-22-5/remove running']);
    expect(kindsOf(claim, locatedAs(2, { kind: 'gone' }))).toEqual(['item-settled', 'clock-stopped']);
  });

  test('the answer to a sender nobody could prove is withheld, and nobody can let it go', () => {
    expect(kindsOf(NO_CASE, receive({ level: 'L0' }))).toEqual([
      'notice-received',
      'law-applied',
      'reply-withheld',
      'clock-started',
    ]);
    expect(answerTo(opened({ level: 'L0' }), released())).toBe('reply.sender-not-proven');
  });

  test('the answer to a letter not read whole is withheld until a person lets it go, once', () => {
    const state = opened({ unread: ['reading.attachment'] });
    expect(state.withheld).toBe(true);
    const free = play(state, released());
    expect(free.withheld).toBe(false);
    expect(answerTo(free, released())).toBe('reply.not-withheld');
  });

  test('a release cannot carry the id of a decision that was recorded before', () => {
    const state = play(
      opened({ unread: ['reading.attachment'] }),
      found(1, 'c1'),
      decides(1, 'hide', { id: 'd' }),
    );
    expect(answerTo(state, released('d'))).toBe('decision.replayed');
  });
});

describe('the fold', () => {
  test('numbers the items by their place in the letter, whatever numbers it prints', () => {
    const state = opened({ items: [listed(7), { ...listed(7), number: null }] });
    expect(state.items.map(({ index, listed: { number } }) => [index, number])).toEqual([
      [1, 7],
      [2, null],
    ]);
  });

  test('remembers who decided what, and when each copy was acted on and seen', () => {
    const held = settled.items[0]?.copies[0];
    expect(held).toEqual({
      copy: copy('c1'),
      status: 'gone',
      rechecked: 0,
      record: null,
      jobs: [],
      round: 1,
      acceptedAt: T0,
      verifiedAt: T0,
      stays: null,
      exposed: false,
    });
    expect(settled.acts).toEqual([decisionId('hide-1')]);
  });
});
