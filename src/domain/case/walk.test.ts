// Random walks over the lifecycle: whatever is asked of a case, in whatever order, some things never happen.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acted,
  decides,
  found,
  locatedAs,
  looked,
  receive,
  released,
  replied,
  T0,
} from '../../../test/support/fixtures.ts';
import { DESK, step } from '../../workflow/step.ts';
import { apply, type Case, fold, type Item, NO_CASE } from './case.ts';
import type { Command } from './command.ts';
import type { Recorded } from './event.ts';

const WALKS = 2_000;
const MAX_STEPS = 60;

/** A choice of a walk: something wild, or (more often) what a desk would do next for one item. */
type Choice = { readonly wild: Command | null; readonly item: number; readonly luck: number };

const item = fc.integer({ min: 0, max: 4 });
const id = fc.constantFrom('c1', 'c2', 'c3', 'c9');
const person = fc.constantFrom('ara', 'bora');
const name = fc.constantFrom('d1', 'd2', 'd3', 'd4', 'd5', 'd6');
const round = fc.integer({ min: 0, max: 6 });
const wild: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(receive({ count: 3 })),
  fc.tuple(item, fc.uniqueArray(id, { maxLength: 3 })).map(([at, ids]) => found(at, ...ids)),
  fc
    .tuple(item, fc.constantFrom('gone', 'not-found', 'container', 'not-ours' as const))
    .map(([at, kind]) => locatedAs(at, { kind })),
  fc
    .tuple(item, fc.constantFrom('hide', 'destroy', 'refuse' as const), name, person)
    .map(([at, act, decision, by]) => decides(at, act, { id: decision, by })),
  fc
    .tuple(
      item,
      id,
      round,
      fc.constantFrom('accepted', 'not-found', 'given-up' as const),
      fc.constantFrom('hide', 'destroy' as const),
    )
    .map((args) => acted(...args)),
  fc
    .tuple(
      item,
      id,
      fc.constantFrom('gone', 'still-there', 'cannot-tell' as const),
      round,
      fc.integer({ min: 1, max: 9 }),
    )
    .map((args) => looked(...args)),
  fc.integer({ min: 0, max: 3 }).map(replied),
  name.map(released),
);
const choice: fc.Arbitrary<Choice> = fc.record({
  wild: fc.option(wild, { freq: 2 }),
  item: fc.integer({ min: 1, max: 3 }),
  luck: fc.nat(99),
});

/** What a working desk would do next about an item, with a platform that lies now and then. */
function sensible(state: Case, { item: at, luck }: Choice): Command {
  const held = state.items[at - 1];
  if (held === undefined) return receive({ count: 3, level: luck < 20 ? 'L0' : 'L1' });
  if (held.status === 'received') return found(at, ...['c1', 'c2', 'c3'].slice(luck % 3));
  if (held.status === 'awaiting-decision')
    return decides(at, luck < 5 ? 'refuse' : 'hide', { id: `own-${luck}` });
  if (held.status === 'settled')
    return luck < 40 ? replied(state.replies + 1) : decides(at, 'destroy', { id: `own-${luck}` });
  return work(held, luck);
}

function work(held: Item, luck: number): Command {
  const open = held.copies.filter(({ status }) => status !== 'gone' && status !== 'unremovable');
  const next = open[luck % Math.max(open.length, 1)];
  if (next === undefined) return found(held.index);
  const { copy, status, round: at } = next;
  if (status !== 'accepted') {
    const turn = status === 'asked' ? 1 : at + 1;
    return acted(
      held.index,
      copy.id,
      turn,
      luck < 3 ? 'given-up' : 'accepted',
      held.decision?.act === 'destroy' ? 'destroy' : 'hide',
    );
  }
  return looked(
    held.index,
    copy.id,
    luck < 60 ? 'gone' : luck < 90 ? 'still-there' : 'cannot-tell',
    at,
    (luck % 8) + 1,
  );
}

function walk(choices: readonly Choice[]): { readonly state: Case; readonly events: readonly Recorded[] } {
  let state = NO_CASE;
  const events: Recorded[] = [];
  for (const next of choices) {
    const change = step(state, [next.wild ?? sensible(state, next)], DESK, T0);
    if (!change.ok) continue;
    events.push(...change.value.events);
    state = change.value.events.reduce(apply, state);
  }
  return { state, events };
}

type Of<K extends Recorded['kind']> = Extract<Recorded, { kind: K }>;
const of = <K extends Recorded['kind']>(events: readonly Recorded[], kind: K): Of<K>[] =>
  events.filter((event): event is Of<K> => event.kind === kind);

/** The last decision about an item before a place in the history. */
const decisionBefore = (
  events: readonly Recorded[],
  at: number,
  seq: number,
): Of<'item-decided'> | undefined =>
  of(events, 'item-decided').findLast((event) => event.item === at && event.seq < seq);

function removedIsVerified(events: readonly Recorded[], settled: Of<'item-settled'>): void {
  const decided = decisionBefore(events, settled.item, settled.seq);
  expect(decided?.decision.act).toBe(settled.result.word === 'removed' ? settled.result.how : 'never');
  const copies = of(events, 'item-located').find((event) => event.item === settled.item)?.copies ?? [];
  expect(copies.length).toBeGreaterThan(0);
  const seen = of(events, 'copy-verified').filter(
    (event) =>
      event.item === settled.item &&
      event.judgement === 'gone' &&
      event.seq > (decided?.seq ?? Infinity) &&
      event.seq < settled.seq,
  );
  expect(seen.map((event) => event.copy).toSorted()).toEqual(copies.map((copy) => copy.id).toSorted());
}

function destroyedWasHidden(events: readonly Recorded[], action: Of<'action-recorded'>): void {
  const hidden = of(events, 'item-settled').find(
    (event) => event.item === action.item && event.seq < action.seq,
  );
  expect(hidden?.result).toEqual({ word: 'removed', how: 'hide' });
  const destroy = decisionBefore(events, action.item, action.seq);
  expect(destroy?.decision.act).toBe('destroy');
  const hide = decisionBefore(events, action.item, destroy?.seq ?? 0);
  expect(hide?.decision.act).toBe('hide');
  expect(hide?.decision.by).not.toBe(destroy?.decision.by);
}

function check({ state, events }: ReturnType<typeof walk>): void {
  expect(fold(events)).toEqual(state);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
  for (const event of of(events, 'item-settled'))
    if (event.result.word === 'removed') removedIsVerified(events, event);
  for (const event of of(events, 'action-recorded')) {
    expect(decisionBefore(events, event.item, event.seq)?.decision.act).toBe(event.power);
    if (event.power === 'destroy') destroyedWasHidden(events, event);
  }
  const editions = of(events, 'reply-sent').map(({ edition }) => edition);
  expect(editions).toEqual([...new Set(editions)].toSorted((a, b) => a - b));
  expect(of(events, 'clock-stopped').length).toBeLessThanOrEqual(1);
  const decisions = of(events, 'item-decided').map(({ decision }) => decision.id);
  expect(decisions).toEqual([...new Set(decisions)]);
}

describe('a walk of any commands in any order', () => {
  const reached = { removed: 0, destroyed: 0, unremovable: 0, replied: 0 };

  test(`keeps every promise of the lifecycle (${WALKS} walks of up to ${MAX_STEPS} steps)`, () => {
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: MAX_STEPS, size: 'max' }), (choices) => {
        const walked = walk(choices);
        check(walked);
        const results = of(walked.events, 'item-settled').map(({ result }) => result);
        reached.removed += results.filter(
          (result) => result.word === 'removed' && result.how === 'hide',
        ).length;
        reached.destroyed += results.filter(
          (result) => result.word === 'removed' && result.how === 'destroy',
        ).length;
        reached.unremovable += results.filter((result) => result.word === 'unremovable').length;
        reached.replied += of(walked.events, 'reply-sent').length;
      }),
      { numRuns: WALKS },
    );
  }, 120_000);

  test('the walks reached the places the promises are about', () => {
    for (const [place, times] of Object.entries(reached)) expect(times, place).toBeGreaterThan(50);
  });

  test('an event about an item or copy that is not there changes nothing and never throws', () => {
    const strange = [decides(9, 'hide'), acted(9, 'c1'), looked(9, 'c1', 'gone')].map((command, at) => ({
      ...command,
      kind: (['item-decided', 'action-recorded', 'copy-verified'] as const)[at],
      seq: at + 1,
      at: T0,
      actor: DESK,
    })) as unknown as Recorded[];
    expect(fold(strange).items).toEqual([]);
  });
});
