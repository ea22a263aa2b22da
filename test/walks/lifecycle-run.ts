// Many walks and what came of them; a walk that breaks a rule is cut down to the steps that it needs for that.
import { broken, type RuleName } from './lifecycle-rules.ts';
import { type Step, walk, walkAgain } from './lifecycle-walk.ts';

export interface Sums {
  readonly walks: number;
  readonly steps: number;
  readonly refusals: number;
  readonly events: number;
  /** Walks that broke a rule. */
  readonly broken: number;
}

export const NOTHING: Sums = { walks: 0, steps: 0, refusals: 0, events: 0, broken: 0 };

export function addUp(a: Sums, b: Sums): Sums {
  return {
    walks: a.walks + b.walks,
    steps: a.steps + b.steps,
    refusals: a.refusals + b.refusals,
    events: a.events + b.events,
    broken: a.broken + b.broken,
  };
}

/** A walk that broke rules, with the shortest history found that still breaks the first of them. */
export interface Found {
  readonly walk: number;
  readonly rules: readonly RuleName[];
  readonly history: readonly string[];
}

export interface Asked {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
}

const TELL_EVERY = 500;
/** More would only say the same again. */
const MOST_TOLD = 3;

/** The seed of a walk: runs of other seeds walk elsewhere. */
const seedOf = (seed: number, at: number): number => (Math.imul(seed, 0x85ebca6b) + at) >>> 0;

/**
 * Walks a part of a run.
 * @param tell is given the sums so far every few hundred walks, and each broken walk
 */
export function walkMany(
  { seed, from, count }: Asked,
  tell: (sums: Sums, found: Found | null) => void,
): Sums {
  let sums = NOTHING;
  for (let at = from; at < from + count; at += 1) {
    const { steps, refusals, state } = walk(seedOf(seed, at));
    const rules = broken({ steps, state }).map(({ rule }) => rule);
    const events = state.version;
    const one = { walks: 1, steps: steps.length + refusals.length, refusals: refusals.length, events };
    sums = addUp(sums, { ...one, broken: rules.length > 0 ? 1 : 0 });
    if (rules[0] !== undefined && sums.broken <= MOST_TOLD)
      tell(sums, { walk: at, rules, history: inWords(shortest(steps, rules[0])) });
    if (sums.walks % TELL_EVERY === 0) tell(sums, null);
  }
  return sums;
}

/** Leaves out step after step, as long as what is left still breaks the rule. */
function shortest(steps: readonly Step[], rule: RuleName): readonly Step[] {
  let kept = steps;
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const without = walkAgain(kept.toSpliced(at, 1));
    if (broken(without).some((one) => one.rule === rule)) kept = without.steps;
  }
  return kept;
}

const LONGEST_LINE = 300;

function inWords(steps: readonly Step[]): readonly string[] {
  const start = steps[0]?.at ?? 0;
  return steps.flatMap(({ command, at, events }) => [
    `+${at - start} ms ${command.kind}`,
    ...events.map(({ at: _at, actor: _actor, ...event }) => `  ${lineOf(event)}`),
  ]);
}

const LEFT_OUT = new Set(['receipts', 'verdicts', 'coverage', 'signature', 'notice', 'law']);

const lineOf = (event: object): string =>
  JSON.stringify(event, (key, value: unknown) => (LEFT_OUT.has(key) ? undefined : value)).slice(
    0,
    LONGEST_LINE,
  );
