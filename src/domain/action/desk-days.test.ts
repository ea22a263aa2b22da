// What follows from what people arrange: days that are heard of, a question and its reminder, and no action on a copy that is left alone.
import { describe, expect, test } from 'vitest';
import {
  copy,
  COVERAGE,
  decision,
  found,
  later,
  locatedAs,
  opened,
  play,
  recordedIn,
  signed,
} from '../../../test/support/fixtures.ts';
import { duty, lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import type { Case } from '../case/case.ts';
import { apply } from '../case/case.ts';
import type { Command } from '../case/command.ts';
import { copyId } from '../kernel/ids.ts';
import { DAY } from '../kernel/instant.ts';
import { plan, type Task } from './plan.ts';

function after(state: Case, command: Command): readonly Task[] {
  const events = recordedIn(state, command);
  return plan(events.reduce(apply, state), events);
}
const dues = (tasks: readonly Task[]) =>
  tasks.flatMap(({ work: { kind }, notBefore }) =>
    kind === 'hear-term' || kind === 'ask-notifier' ? [[kind, notBefore]] : [],
  );

describe('a day that was set', () => {
  test('of a hold is heard of a week before, and when it has passed; a moved day anew', () => {
    const holds = (days: number): Command => ({
      kind: 'hold-reasons',
      why: 'danger',
      until: later(days * DAY),
      act: signed(`holds-${days}`),
    });
    expect(dues(after(opened(), holds(30)))).toEqual([
      ['hear-term', later(23 * DAY)],
      ['hear-term', later(30 * DAY)],
    ]);
    const held = play(opened(), holds(30));
    expect(dues(after(held, holds(4)))).toEqual([
      ['hear-term', later(2 * DAY)],
      ['hear-term', later(4 * DAY)],
    ]);
  });

  test('of what is hidden for now is heard of a day before, and when it has passed', () => {
    const law = lawOf(
      regime({
        id: 'kr-net-44-2',
        block: { ...SOURCED, days: 30 },
        duties: [duty({ key: 'decide', from: 'awareness', ends: 'decided' })],
      }),
    );
    const waiting = play(opened({ law }), found(1, 'c1'));
    const ground = { kind: 'law', regime: 'kr-net-44-2' } as const;
    const hides: Command = {
      kind: 'decide',
      item: 1,
      decision: { ...decision('hide'), ground, provisional: { until: later(30 * DAY) } },
    };
    expect(dues(after(waiting, hides))).toEqual([
      ['hear-term', later(29 * DAY)],
      ['hear-term', later(30 * DAY)],
    ]);
  });

  test('of a question: it goes at once, again when half of the time has gone, and then its day is heard of', () => {
    const asks: Command = {
      kind: 'ask-notifier',
      missing: ['signature'],
      about: [],
      until: later(4 * DAY),
      act: signed('asks'),
    };
    const tasks = after(opened(), asks);
    expect(dues(tasks).toSorted(([, a], [, b]) => Number(a) - Number(b))).toEqual([
      ['ask-notifier', later(0)],
      ['ask-notifier', later(2 * DAY)],
      ['hear-term', later(4 * DAY)],
    ]);
    expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length);
  });
});

test('nothing is asked of the platform for a copy that a decision leaves alone', () => {
  const theirs = { ...copy('c2'), via: 'hash' as const };
  const both = play(
    opened(),
    locatedAs(1, { kind: 'found', copies: [copy('c1'), theirs], coverage: COVERAGE }),
  );
  const hides: Command = {
    kind: 'decide',
    item: 1,
    decision: { ...decision('hide'), spares: [{ copy: copyId('c2'), why: 'own-copy' }] },
  };
  const acts = after(both, hides).flatMap(({ work }) => (work.kind === 'act' ? [work.copy] : []));
  expect(acts).toEqual(['c1']);
});
