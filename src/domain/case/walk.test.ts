// Random walks over the lifecycle: whatever is asked of a case, in whatever order, some things never happen.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acted,
  decides,
  found,
  locatedAs,
  looked,
  proven,
  receive,
  released,
  replied,
  swept,
  T0,
} from '../../../test/support/fixtures.ts';
import { DESK, step } from '../../workflow/step.ts';
import { apply, type Case, fold, NO_CASE } from './case.ts';
import { isFinal, type Item } from './item.ts';
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
const number = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const wild: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(receive({ count: 3 })),
  fc.constant(proven()),
  fc.tuple(item, fc.uniqueArray(id, { maxLength: 3 })).map(([at, ids]) => found(at, ...ids)),
  fc
    .tuple(item, fc.constantFrom('gone', 'not-found', 'container', 'not-ours'))
    .map(([at, kind]) => locatedAs(at, { kind })),
  fc
    .tuple(item, fc.constantFrom('hide', 'destroy', 'refuse'), name, person)
    .map(([at, act, decision, by]) => decides(at, act, { id: decision, by })),
  fc
    .tuple(
      ...([item, id, number(9), fc.constantFrom('accepted', 'not-found', 'given-up')] as const),
      ...([fc.constantFrom('hide', 'destroy'), number(3)] as const),
    )
    .map((args) => acted(...args)),
  fc
    .tuple(
      ...([item, id, fc.constantFrom('gone', 'hidden', 'still-there', 'cannot-tell')] as const),
      ...([number(9), number(15), number(3)] as const),
    )
    .map((args) => looked(...args)),
  fc.tuple(item, fc.uniqueArray(id, { maxLength: 4 }), number(3), number(3)).map((args) => swept(...args)),
  number(3).map(replied),
  name.map(released),
);
const choice: fc.Arbitrary<Choice> = fc.record({
  wild: fc.oneof({ weight: 1, arbitrary: wild }, { weight: 4, arbitrary: fc.constant(null) }),
  item: fc.constantFrom(1, 1, 1, 2, 3),
  luck: fc.nat(99),
});

/** What a working desk would do next about an item, with a platform that lies now and then. */
function sensible(state: Case, { item: at, luck }: Choice): Command {
  const held = state.items[at - 1];
  if (held === undefined) return receive({ count: (luck % 3) + 1, level: luck < 20 ? 'L0' : 'L1' });
  if (held.status === 'received') return found(at, ...['c1', 'c2', 'c3'].slice(luck % 3));
  if (held.status === 'awaiting-decision')
    return decides(at, luck < 5 ? 'refuse' : 'hide', { id: `own-${luck}` });
  if (held.status === 'acting') return work(held, luck);
  if (luck < 20) return replied(state.replies + 1);
  return decides(at, held.result?.word === 'unremovable' ? 'hide' : 'destroy', { id: `own-${luck}` });
}

function work(held: Item, luck: number): Command {
  const open = held.copies.filter((copy) => !isFinal(copy));
  const next = open[luck % Math.max(open.length, 1)];
  if (next === undefined)
    return swept(held.index, luck < 20 ? ['c1', `n${luck}`] : ['c1'], held.sweeps + 1, held.turn);
  const { copy, status, round } = next;
  const power = held.decision?.act === 'destroy' ? 'destroy' : 'hide';
  if (status === 'accepted') {
    const judgement = luck < 60 ? 'gone' : luck < 75 ? 'still-there' : luck < 90 ? 'hidden' : 'cannot-tell';
    return looked(held.index, copy.id, judgement, round, (luck % 15) + 1, held.turn);
  }
  const answer = luck < 3 ? 'given-up' : 'accepted';
  return acted(held.index, copy.id, status === 'asked' ? 1 : round + 1, answer, power, held.turn);
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

/** The last decision about an item before a place in the history, of one act or of any. */
const decisionBefore = (events: readonly Recorded[], at: number, seq: number, act?: string) =>
  of(events, 'item-decided').findLast(
    (event) => event.item === at && event.seq < seq && (act === undefined || event.decision.act === act),
  );

/** Copies of an item judged gone between two places in the history. */
const goneBetween = (events: readonly Recorded[], at: number, from: number, to: number): string[] =>
  of(events, 'copy-verified')
    .filter((event) => event.item === at && event.judgement === 'gone' && event.seq > from && event.seq < to)
    .map((event) => event.copy)
    .toSorted();

/** What the last look at a copy that could tell anything found. */
const lastSight = (events: readonly Recorded[], copy: string, at: number, to: number) =>
  of(events, 'copy-verified').findLast(
    (event) =>
      event.item === at && event.copy === copy && event.seq < to && event.judgement !== 'cannot-tell',
  )?.judgement;

function copiesKnown(events: readonly Recorded[], at: number, to: number): string[] {
  const located = of(events, 'item-located').filter((event) => event.item === at);
  const later = of(events, 'item-swept').filter((event) => event.item === at && event.seq < to);
  return [...located.flatMap(({ copies }) => copies), ...later.flatMap(({ added }) => added)]
    .map((copy): string => copy.id)
    .toSorted();
}

/**
 * Destroyed: each copy gone after the decision to destroy. Hidden: each gone after the decision to hide and searched for
 * again, whether or not somebody tried to destroy it later.
 */
function removedIsVerified(events: readonly Recorded[], { item: at, seq, result }: Of<'item-settled'>): void {
  const act = result.word === 'removed' ? result.how : 'never';
  const decided = decisionBefore(events, at, seq, act);
  expect(decided).toBeDefined();
  const copies = copiesKnown(events, at, seq);
  expect(copies.length).toBeGreaterThan(0);
  expect([...new Set(goneBetween(events, at, decided?.seq ?? Infinity, seq))]).toEqual(copies);
  expect(copies.filter((copy) => lastSight(events, copy, at, seq) === 'still-there')).toEqual([]);
  if (act !== 'hide') return;
  const search = of(events, 'item-swept').findLast((event) => event.item === at && event.seq < seq);
  expect(search?.seq).toBeGreaterThan(decided?.seq ?? Infinity);
  expect(search?.added).toEqual([]);
}

function destroyedWasHidden(events: readonly Recorded[], action: Of<'action-recorded'>): void {
  const destroy = decisionBefore(events, action.item, action.seq);
  expect(destroy?.decision.act).toBe('destroy');
  const hide = decisionBefore(events, action.item, destroy?.seq ?? 0, 'hide');
  expect(hide?.decision.by).not.toBe(destroy?.decision.by);
  const hidden = of(events, 'item-settled').findLast(
    (event) => event.item === action.item && event.seq < (destroy?.seq ?? 0),
  );
  expect(hidden?.result).toEqual({ word: 'removed', how: 'hide' });
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
  expect(of(events, 'clock-stopped').length).toBeLessThanOrEqual(of(events, 'clock-started').length);
  const decisions = of(events, 'item-decided').map(({ decision }) => decision.id);
  expect(decisions).toEqual([...new Set(decisions)]);
}

describe('a walk of any commands in any order', () => {
  const reached = { removed: 0, destroyed: 0, unremovable: 0 };
  const kinds = { 'reply-sent': 0, 'copy-left-hidden': 0, 'sender-proven': 0 };
  const searches = { 'found more': 0, 'found nothing new': 0 };

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
        for (const kind of Object.keys(kinds) as (keyof typeof kinds)[])
          kinds[kind] += of(walked.events, kind).length;
        for (const { added } of of(walked.events, 'item-swept'))
          searches[added.length > 0 ? 'found more' : 'found nothing new'] += 1;
      }),
      { numRuns: WALKS },
    );
  }, 120_000);

  test('the walks reached the places the promises are about', () => {
    const places = { ...reached, ...kinds, ...searches };
    for (const [place, times] of Object.entries(places)) expect(times, place).toBeGreaterThan(50);
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
