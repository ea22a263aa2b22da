// When keeping what an order asked for is done, when there is nothing of it to do, and what brings it back. C41: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  acted,
  clocksOf,
  decides,
  decision,
  found,
  heldClock,
  later,
  listed,
  locatedAs,
  looked,
  opened,
  play,
  playAt,
  recordedIn,
  replied,
  signed,
  swept,
  T0,
} from '../../../test/support/fixtures.ts';
import { duty, hours, lawOf, regime } from '../../../test/support/laws.ts';
import type { Occasion } from '../clock/occasion.ts';
import { copyId } from '../kernel/ids.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import { apply, type Case } from './case.ts';
import type { Command } from './command.ts';

const law = (from: Occasion) => ({
  law: lawOf(
    regime({
      id: 'law',
      duties: [
        duty({ key: 'first', from: 'notice-given', ends: 'answered' }),
        duty({ key: 'keep', from, ends: 'preserved', pace: hours(4) }),
      ],
    }),
  ),
});
/** It asks that something is removed, and that it is kept. */
const BOTH = { ...law('notice-given'), measures: ['delete', 'preserve'] as const };
const ONLY = { ...law('notice-given'), measures: ['preserve'] as const };
const TWO = { items: [listed(1), listed(2)] };

const keeping = (state: Case): readonly string[] =>
  clocksOf(state).flatMap((one) => (one.startsWith('law/keep') ? [one.slice('law/keep'.length).trim()] : []));
const keeps = (item: number, id: string): Command => ({
  ...{ kind: 'preserve-item', item, ground: { kind: 'terms', clause: '1' }, until: later(90 * DAY) },
  ...{ records: [{ copy: copyId(id), digest: 'aa' }], act: signed(`kept-${item}`) },
});
const gone = (item: number): Command => locatedAs(item, { kind: 'gone' });
const withdraws: Command = { kind: 'withdraw-item', item: 2, letter: null, act: signed('back') };

describe('keeping what an order asked for is moot', () => {
  test.each([
    ['gone', () => play(opened(BOTH), gone(1))],
    ['not ours', () => play(opened(BOTH), locatedAs(1, { kind: 'not-ours' }))],
    ['not kept by decision', () => play(opened(ONLY), found(1, 'a'), decides(1, 'refuse'))],
  ])('where it is %s (C41)', (_, made) => expect(keeping(made())).toEqual(['moot']));
});

describe('keeping what an order asked for runs on', () => {
  const hidden = (options: typeof BOTH | typeof ONLY = BOTH): Case => {
    const hides = { ...decision('hide'), although: 'only-to-keep' } as const;
    const decided: Command = { kind: 'decide', item: 1, decision: hides };
    return play(
      opened(options),
      ...[found(1, 'a'), decided, acted(1, 'a'), looked(1, 'a', 'gone'), swept(1)],
    );
  };
  const undone = (of: Case): Case =>
    play(
      of,
      decides(1, 'restore', { by: 'dana' }),
      acted(1, 'a', 1, 'accepted', 'restore', 2),
      looked(1, 'a', 'still-there', 1, 1, 2),
    );

  test('where only the removal was refused: it is up, and nobody kept it (C41)', () => {
    const refused = play(opened(BOTH), found(1, 'a'), decides(1, 'refuse'));
    expect([refused.items[0]?.result?.word, keeping(refused)]).toEqual(['refused', ['running']]);
    expect(keeping(play(refused, keeps(1, 'a')))).toEqual(['done']);
  });

  test.each([
    ['beside its removal', BOTH],
    ['alone', ONLY],
  ])('where a hide was undone, and keeping was asked for %s (C41)', (_, options) => {
    const back = undone(hidden(options));
    expect([back.items[0]?.result?.word, keeping(back)]).toEqual(['refused', ['running']]);
  });

  test('where it was hidden and not kept (C41)', () => expect(keeping(hidden())).toEqual(['running']));

  test('where it follows from a report to a body (C41)', () => {
    const reported: Command = { kind: 'record-milestone', milestone: 'reported', reachedAt: null, act: null };
    expect(keeping(play(opened(law('reported')), reported, gone(1)))).toEqual(['running']);
  });
});

describe('where one of two is kept, keeping is done, not moot', () => {
  const one = (options: typeof BOTH | typeof ONLY): Case =>
    play(opened({ ...options, ...TWO }), found(1, 'a'), found(2, 'b'), keeps(1, 'a'));

  test('once the other is gone, also while the first waits for a decision (C41)', () => {
    const half = play(opened({ ...BOTH, ...TWO }), found(1, 'a'), keeps(1, 'a'));
    expect([keeping(half), keeping(play(half, gone(2)))]).toEqual([['running'], ['done']]);
  });

  test('once the other is not kept by decision (C41)', () =>
    expect(keeping(play(one(ONLY), decides(2, 'refuse')))).toEqual(['done']));

  test('but not once only the removal of the other is refused (C41)', () =>
    expect(keeping(play(one(BOTH), decides(2, 'refuse')))).toEqual(['running']));

  test('and runs again from its own start where the other was taken back and that is undone (C41)', () => {
    const back = play(one(BOTH), withdraws);
    expect(keeping(back)).toEqual(['done']);
    const again = playAt(later(HOUR), back, { kind: 'undo-withdrawal', item: 2, act: signed('undone') });
    expect(keeping(again)).toEqual(['done', '#2 running']);
    expect(heldClock(again, 'law/keep#2').clock.startedAt).toBe(T0);
    expect(keeping(playAt(later(2 * HOUR), again, keeps(2, 'b')))).toEqual(['done', '#2 done']);
  });
});

describe('what an earlier version ended as moot', () => {
  /** As that version recorded it. */
  const ended = (state: Case): Case =>
    apply(state, {
      ...{ kind: 'clock-stopped', clock: 'law/keep', why: 'moot' },
      ...{ seq: state.version + 1, at: T0, actor: { kind: 'desk' } },
    });

  test('runs again from its own start with the next step, where it is there and not kept (C41)', () => {
    const refused = ended(play(opened(BOTH), found(1, 'a'), decides(1, 'refuse')));
    expect(keeping(refused)).toEqual(['moot']);
    const next = playAt(later(HOUR), refused, replied(1));
    expect(keeping(next)).toEqual(['moot', '#2 running']);
    expect(heldClock(next, 'law/keep#2').clock.startedAt).toBe(T0);
  });

  test('stays ended where one is kept and of the other there is nothing (C41)', () => {
    const half = play(opened({ ...BOTH, ...TWO }), found(1, 'a'), keeps(1, 'a'));
    const done = play(ended(half), gone(2));
    expect(keeping(play(done, decides(1, 'refuse'), replied(1)))).toEqual(['moot']);
  });

  test('is not begun by closing the case (C31)', () => {
    const claimed = opened({ ...BOTH, level: 'L0' });
    const refused = ended(play(claimed, found(1, 'a'), decides(1, 'refuse')));
    const closes: Command = { kind: 'close-case', reason: 'sender-never-proven', act: signed('closed') };
    const begun = recordedIn(refused, closes).filter(({ kind }) => kind === 'clock-started');
    expect(begun).toEqual([]);
  });
});
