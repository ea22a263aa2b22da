// The fold: what a case remembers of its events, and what of them it keeps apart.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  appeals,
  decides,
  found,
  hiddenCase,
  lawsFor,
  locatedAs,
  looked,
  lookedAfter,
  opened,
  play,
  proven,
  receive,
  recordedIn,
  released,
  rules,
  signed,
} from '../../../test/support/fixtures.ts';
import { AWARENESS, CORRECTION, FORTY_EIGHT, lawOf } from '../../../test/support/laws.ts';
import { type Case, fold, hiddenCopies, NO_CASE, openAppeal } from './case.ts';
import type { Command } from './command.ts';

const idsOf = (state: Case) => hiddenCopies(state).map(({ id }) => id);
const gone = (item: number, id: string) => [acted(item, id), looked(item, id, 'gone')];

describe('the copies that a case wants out of sight', () => {
  const two = play(opened({ count: 2 }), found(1, 'a', 'b'), found(2, 'c'));

  test('are those of every item decided to be hidden, seen hidden or not, and none before', () => {
    expect(idsOf(two)).toEqual([]);
    expect(idsOf(play(two, decides(1, 'hide')))).toEqual(['a', 'b']);
    expect(idsOf(play(two, decides(1, 'hide'), ...gone(1, 'a'), decides(2, 'hide')))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('are still those that were destroyed', () => {
    const destroyed = play(
      hiddenCase(),
      decides(1, 'destroy'),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'gone'),
    );
    expect(idsOf(destroyed)).toEqual(['c1']);
  });

  test('are no more those that an appeal gave back, nor those of a refused item', () => {
    expect(idsOf(play(hiddenCase(), appeals(1, 'hide-1'), rules(true)))).toEqual([]);
    expect(idsOf(play(two, decides(2, 'refuse')))).toEqual([]);
  });
});

describe('the fold of a whole history', () => {
  const opening = recordedIn(NO_CASE, receive());

  test('is the case that was reached step by step', () => {
    const located = recordedIn(opened(), found(1, 'c1'));
    expect(fold([...opening, ...located])).toEqual(play(opened(), found(1, 'c1')));
    expect(fold([])).toEqual(NO_CASE);
  });

  test('passes over an event about an item that the letter does not list', () => {
    const other = recordedIn(opened({ count: 2 }), locatedAs(2, { kind: 'gone' }));
    const folded = fold([...opening, ...other]);
    expect(folded.items).toEqual(opened().items);
    expect(folded.replyDue).toBe(false);
  });
});

describe('a signed act', () => {
  test('that let a reply go is used up', () => {
    const free = play(opened({ unread: ['reading.attachment'] }), released('once'), found(1, 'c1'));
    expect(answerTo(free, decides(1, 'hide', { id: 'once' }))).toBe('decision.replayed');
  });

  test('that dismissed an appeal is used up', () => {
    const dismissed = play(hiddenCase(), appeals(1, 'hide-1'), rules(false, 'chan', 'once'));
    expect(answerTo(dismissed, decides(1, 'destroy', { id: 'once' }))).toBe('decision.replayed');
    expect(answerTo(dismissed, decides(1, 'destroy'))).toBe('allowed');
  });
});

describe('a ruling', () => {
  const both = play(
    hiddenCase({ count: 2 }),
    appeals(1, 'hide-1'),
    appeals(2, 'hide-2', 'uploader', 'second'),
  );

  test('answers its own appeal and leaves the other open', () => {
    const one = play(both, rules(false, 'chan', 'ruling', 'second'));
    expect([openAppeal(one, 1)?.appeal.id, openAppeal(one, 2)]).toEqual(['appeal-1', undefined]);
  });

  test('makes a decider of whoever ruled on that item, and of no other', () => {
    const one = play(both, rules(false, 'chan', 'ruling', 'second'));
    expect(one.items.map(({ deciders }) => deciders)).toEqual([['ara'], ['ara', 'chan']]);
    expect(answerTo(one, rules(false, 'chan', 'ruling-2'))).toBe('allowed');
  });
});

describe('the laws that a person took back', () => {
  const law = lawOf(CORRECTION, AWARENESS, FORTY_EIGHT);
  const claim = opened({ level: 'L0', law });
  const takesBack = (regime: string): Command => ({
    kind: 'withdraw-law',
    regime,
    reason: 'not-this-law',
    act: signed(`back-${regime}`),
  });
  const [named] = lawsFor({ law: lawOf(FORTY_EIGHT), level: 'L0' });
  if (named === undefined) throw new Error('no law');
  const applies: Command = { kind: 'apply-law', law: named, act: signed('applied') };

  test('are remembered until a person brings them again, each by itself', () => {
    const both = play(claim, takesBack('kr-tba-22-5'), takesBack('us-tida'));
    expect(both.takenBack).toEqual(['kr-tba-22-5', 'us-tida']);
    expect(play(both, applies).takenBack).toEqual(['kr-tba-22-5']);
  });

  test('are not those that a proof ruled out', () => {
    const state = play(claim, proven({ law }));
    expect(state.laws.map(({ regime }) => regime)).not.toContain('us-tida');
    expect(state.takenBack).toEqual([]);
  });
});
