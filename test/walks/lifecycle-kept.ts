// What a test of a rule asks: no walk broke it, and the checker sees it broken in a history that was spoilt on purpose.
import { expect } from 'vitest';
import type { CaseEvent, Recorded } from '../../src/domain/case/event.ts';
import type { Of } from './lifecycle-history.ts';
import { broken, type RuleName } from './lifecycle-rules.ts';
import { type Step, walk, type Walk } from './lifecycle-walk.ts';

type Kind = CaseEvent['kind'];
/** Spoils a walk, or gives the same steps back where there is nothing to spoil. */
export type Spoil = (walk: Walk) => readonly Step[];

const WALKS = 1_500;
const walks = Array.from({ length: WALKS }, (_, seed) => walk(seed));
const found = walks.map((one) => broken(one).map(({ rule }) => rule));

/** Of the walks that can be spoilt in this way, how many are tried. */
const TRIED = 150;

/** No walk of this run breaks the rule, and the checker would have seen it. */
export function kept(rule: RuleName, spoil: Spoil): void {
  expect(
    found.flatMap((rules, seed) => (rules.includes(rule) ? [seed] : [])),
    'seeds of walks that break it',
  ).toEqual([]);
  const spoilt: Walk[] = [];
  for (const one of walks) {
    if (spoilt.length >= TRIED) break;
    const steps = spoil(one);
    if (steps !== one.steps) spoilt.push({ ...one, steps });
  }
  const seen = spoilt.filter((one) => broken(one).some((named) => named.rule === rule));
  expect(seen.length, `spoilt histories it is seen in, of ${spoilt.length}`).toBeGreaterThan(0);
}

const isOf = <K extends Kind>(event: Recorded, kind: K): event is Of<K> & Recorded => event.kind === kind;

/** Puts other events in the place of every event of a kind, or of those that `when` picks. */
function instead<K extends Kind>(
  kind: K,
  others: (event: Of<K>, walk: Walk) => readonly Recorded[],
  when: (event: Of<K>) => boolean = () => true,
): Spoil {
  return (one) => {
    let changed = false;
    const steps = one.steps.map((step) => ({
      ...step,
      events: step.events.flatMap((event) => {
        if (!isOf(event, kind) || !when(event)) return [event];
        changed = true;
        return others(event, one);
      }),
    }));
    return changed ? steps : one.steps;
  };
}

/** Every event of a kind says something else. */
export const rewritten = <K extends Kind>(
  kind: K,
  change: (event: Of<K>, walk: Walk) => Partial<Of<K>>,
  when?: (event: Of<K>) => boolean,
): Spoil => instead(kind, (event, one) => [{ ...event, ...change(event, one) }], when);

/** Events of a kind are lost. */
export const lost = <K extends Kind>(kind: K, when?: (event: Of<K>) => boolean): Spoil =>
  instead(kind, () => [], when);

/** Events of a kind are there twice. */
export const twice = <K extends Kind>(kind: K, when?: (event: Of<K>) => boolean): Spoil =>
  instead(kind, (event) => [event, event], when);

/** Every command of a kind asked for something else. */
export const asked =
  (change: (command: Step['command']) => Step['command']): Spoil =>
  ({ steps }) =>
    steps.map((step) => ({ ...step, command: change(step.command) }));

/** The first event of a kind comes once more, at the very end. */
export const againAtTheEnd =
  <K extends Kind>(kind: K): Spoil =>
  ({ steps }) => {
    const event = steps.flatMap(({ events }) => events).find((one) => isOf(one, kind));
    const last = steps.at(-1);
    if (event === undefined || last === undefined) return steps;
    const late = { ...event, seq: (last.events.at(-1)?.seq ?? 0) + 1 };
    return [...steps.slice(0, -1), { ...last, events: [...last.events, late] }];
  };
