// The numbered invariants L74 to L78 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import type { Recorded } from './event.ts';
import { kept, lost, rewritten, type Spoil, twice } from '../../../test/walks/lifecycle-kept.ts';

describe('rechecks', () => {
  test('L74: come in their order, not before their time, and only while the item is called removed', () =>
    kept(
      'L74',
      rewritten('item-settled', ({ looks, ...event }) => ({ ...event, looks: looks?.slice(1) ?? [] })),
    ));
  test('L75: look at each copy once, and end with a search when all were looked at', () =>
    kept('L75', twice('copy-rechecked')));
  test('L76: reopen an item exactly when something is back', () => kept('L76', lost('item-reopened')));
  test('L77: leave the case open and its item without a result', () => kept('L77', settledAtOnce));
  test('L78: what cannot be removed is seen to by a person once', () => kept('L78', twice('referral-done')));
});

/** What is reopened has its result again in the same step. */
const settledAtOnce: Spoil = ({ steps }) =>
  steps.map((step) => ({ ...step, events: step.events.flatMap(andSettled) }));

function andSettled(event: Recorded): Recorded[] {
  if (event.kind !== 'item-reopened') return [event];
  const { item, seq, at, actor } = event;
  return [event, { kind: 'item-settled', item, result: { word: 'not_found' }, seq, at, actor }];
}
