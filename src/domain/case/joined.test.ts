// What a decision in one case means for another that lists the same place: what is handed on, and under which rules it counts.
import { describe, expect, test } from 'vitest';
import {
  acted,
  adopts,
  answerTo,
  appeals,
  copy,
  COVERAGE,
  decides,
  EARLIER,
  found,
  hiddenCase,
  locatedAs,
  looked,
  NUMBER,
  type NoticeOptions,
  opened,
  play,
  receive,
  recordedIn,
  rules,
  signed,
  swept,
  wordsOf,
} from '../../../test/support/fixtures.ts';
import { type Case, itemAt, NO_CASE } from './case.ts';
import type { Command } from './command.ts';
import type { Item } from './item.ts';
import { adoptable } from './joined.ts';

const itemOf = (state: Case, at = 1): Item => {
  const item = itemAt(state, at);
  if (item === undefined) throw new Error(`no item ${at}`);
  return item;
};

/** A case that came earlier, in which somebody decided. */
const earlier = (...commands: readonly Command[]): Case => play(NO_CASE, receive({}, EARLIER), ...commands);
const located = play(opened(), found(1, 'c1'));
const hidden = earlier(found(1, 'c1', 'c2'), decides(1, 'hide'));
const removed = play(
  hidden,
  ...['c1', 'c2'].flatMap((id) => [acted(1, id), looked(1, id, 'gone')]),
  swept(1),
);
const restored = play(removed, appeals(1, 'hide-1'), rules(true));

/** What the source hands on: the act and its id, or nothing. */
const handedOn = (source: Case, target: Case, to = 1): readonly [string, string] | null => {
  const given = adoptable(
    { state: source, item: itemOf(source) },
    { state: target, item: itemOf(target, to) },
  );
  return given && [given.decision.act, given.decision.id];
};

describe('a decision that was signed in a joined case', () => {
  test('to hide is handed on as it was signed, with the case and item it comes from', () => {
    const state = play(opened({ count: 2 }), found(2, 'c1'));
    expect(adoptable({ state: hidden, item: itemOf(hidden) }, { state, item: itemOf(state, 2) })).toEqual({
      decision: itemOf(hidden).decision,
      from: { number: EARLIER, item: 1 },
    });
  });

  test('is handed on while it is being carried out, when it is done, and when it could not be', () => {
    const failed = play(hidden, acted(1, 'c1', 1, 'given-up'), acted(1, 'c2', 1, 'given-up'), swept(1));
    expect(wordsOf(failed)).toEqual(['unremovable: platform-refused']);
    for (const source of [hidden, removed, failed])
      expect(handedOn(source, located)).toEqual(['hide', 'hide-1']);
  });

  test('is no longer handed on once an appeal was upheld, nor while nobody has decided', () => {
    expect(handedOn(restored, located)).toBeNull();
    expect(handedOn(earlier(found(1, 'c1')), located)).toBeNull();
    expect(handedOn(play(removed, appeals(1, 'hide-1'), rules(false)), located)).toEqual(['hide', 'hide-1']);
  });

  test('is handed on by the case in which it was signed alone', () => {
    const second = earlier(found(1, 'c1'), adopts(1, 'hide', {}, { number: NUMBER }));
    expect(itemOf(second)).toMatchObject({ status: 'acting', decision: { act: 'hide' } });
    expect(handedOn(second, located)).toBeNull();
  });

  test('to refuse is never handed on: who comes later may say what who came earlier could not', () => {
    expect(handedOn(earlier(found(1, 'c1'), decides(1, 'refuse')), located)).toBeNull();
    const upheld = earlier(
      found(1, 'c1'),
      decides(1, 'refuse'),
      appeals(1, 'refuse-1', 'notifier'),
      rules(true),
    );
    expect(handedOn(upheld, located)).toEqual(['hide', 'ruling-1']);
  });

  test('to destroy goes to what is removed by hiding; everything else is hidden first', () => {
    const destroying = play(removed, decides(1, 'destroy'));
    expect(handedOn(destroying, hiddenCase())).toEqual(['destroy', 'destroy-1']);
    expect(handedOn(destroying, located)).toEqual(['hide', 'hide-1']);
    expect(handedOn(removed, hiddenCase())).toBeNull();
  });

  test('of a joined case to destroy is not handed on as this one', () => {
    const source = play(removed, adopts(1, 'destroy', {}, { number: NUMBER }));
    expect(itemOf(source).decision?.act).toBe('destroy');
    expect(handedOn(source, hiddenCase())).toBeNull();
    expect(handedOn(source, located)).toEqual(['hide', 'hide-1']);
  });
});

test('a decision for a notifier who took her item back is not handed on: a person looks first', () => {
  const taken = play(removed, { kind: 'withdraw-item', item: 1, letter: null, act: signed('taken-back') });
  expect(handedOn(taken, located)).toBeNull();
  const undone = play(taken, { kind: 'undo-withdrawal', item: 1, act: signed('undone') });
  expect(handedOn(undone, located)).toEqual(['hide', 'hide-1']);
});

describe('the same place', () => {
  const elsewhere = (...ids: readonly string[]): Case => play(opened(), found(1, ...ids));
  const reached = (via: 'link' | 'hash', id: string) => ({ ...copy(id), via });
  const leadsTo = (...copies: readonly ReturnType<typeof reached>[]): Case =>
    play(opened(), locatedAs(1, { kind: 'found', copies, coverage: COVERAGE }));

  test('is where the link leads to what was there when somebody decided, with whatever was posted since', () => {
    expect(handedOn(hidden, leadsTo(reached('link', 'c1'), reached('hash', 'new')))).not.toBeNull();
    expect(handedOn(hidden, leadsTo(reached('hash', 'c1'), reached('hash', 'c2')))).not.toBeNull();
  });

  test('is not where the same link leads to anything else now: the name of a room was given to another', () => {
    expect(handedOn(hidden, elsewhere('other'))).toBeNull();
    expect(handedOn(hidden, leadsTo(reached('link', 'other'), reached('hash', 'c1')))).toBeNull();
    expect(handedOn(hidden, leadsTo(reached('link', 'c1'), reached('link', 'other')))).toBeNull();
    expect(handedOn(hidden, leadsTo(reached('hash', 'c1'), reached('hash', 'new')))).toBeNull();
    expect(handedOn(hidden, leadsTo({ ...reached('link', 'c1'), connector: 'another' }))).toBeNull();
    expect(handedOn(hidden, opened())).toBeNull();
  });
});

describe('a letter that asks for something else', () => {
  const asking = (options: NoticeOptions) => handedOn(hidden, play(opened(options), found(1, 'c1')));

  test('than removal gets no decision to hide', () => {
    expect(asking({ kind: 'preservation' })).toBeNull();
    expect(asking({ kind: 'not-a-notice' })).toBeNull();
    expect(asking({ measures: ['preserve'] })).toBeNull();
    expect(asking({ measures: ['suspend-user'] })).toBeNull();
  });

  test('besides removal, or names no measure, gets it', () => {
    expect(asking({ measures: ['block', 'preserve'] })).not.toBeNull();
    expect(asking({ kind: 'victim-notice', measures: [] })).not.toBeNull();
  });
});

describe('a decision that was taken over', () => {
  test('counts like one that was signed here, and the record says where it was', () => {
    expect(recordedIn(located, adopts(1, 'hide'))).toMatchObject([
      { decision: { id: 'hide-there@1' }, from: { number: EARLIER, item: 1, decision: 'hide-there' } },
    ]);
    const state = play(located, adopts(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1));
    expect(wordsOf(state)).toEqual(['removed']);
  });

  test('counts once for each item, also where a letter lists the same place twice', () => {
    const twice = play(opened({ count: 2 }), found(1, 'c1'), found(2, 'c1'));
    const state = play(twice, adopts(1, 'hide'), adopts(2, 'hide'));
    expect(state.items.map(({ status }) => status)).toEqual(['acting', 'acting']);
    const failed = play(state, acted(1, 'c1', 1, 'given-up'), swept(1));
    expect(answerTo(failed, adopts(1, 'hide'))).toBe('decision.replayed');
    expect(answerTo(failed, adopts(1, 'hide', { id: 'again' }))).toBe('allowed');
  });

  test('cannot come from the case itself', () => {
    expect(answerTo(located, adopts(1, 'hide', {}, { number: NUMBER }))).toBe('decision.own-case');
  });

  test('keeps who decided: she destroys nothing here that she hid there, and rules on no appeal', () => {
    const here = play(located, adopts(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1));
    expect(answerTo(here, decides(1, 'destroy', { by: 'ara' }))).toBe('decision.same-person');
    expect(answerTo(here, adopts(1, 'destroy', { by: 'ara' }))).toBe('decision.same-person');
    const asked = play(here, appeals(1, 'hide-there@1'));
    expect(answerTo(asked, rules(true, 'ara'))).toBe('appeal.same-person');
    expect(answerTo(asked, rules(true, 'chan'))).toBe('allowed');
  });

  test('to destroy is refused while somebody appeals here, and after an appeal was upheld here', () => {
    const asked = play(hiddenCase(), appeals(1, 'hide-1'));
    expect(answerTo(asked, adopts(1, 'destroy'))).toBe('appeal.open');
    const upheld = play(asked, rules(true), acted(1, 'c1', 1, 'given-up', 'restore', 2));
    expect(answerTo(upheld, adopts(1, 'destroy'))).toBe('decision.not-hidden-first');
  });
});
