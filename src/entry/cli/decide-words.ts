// What a decision would do, and what came of it, as lines for people and as JSON for programs. Numbers of cases and of copies; no place, no account.
import type { Decision } from '../../domain/case/event.ts';
import type { Decided, Foreseen } from '../../workflow/decide-cases.ts';

/** Before she is asked: case by case what would happen, and what would not. */
export const foreseenText = (act: Decision['act'], foreseen: readonly Foreseen[]): string[] =>
  foreseen.flatMap((one) => [`${one.number}: ${act} item ${rangesOf(one.items)}`, ...follows(one)]);

function follows({ copies, rooms, spared, accounts, held, joined, refusal, items }: Foreseen): string[] {
  if (items.length === 0) return ['  nothing to decide on'];
  if (refusal !== null) return [`  refused: ${refusal.detail} [${refusal.code}]`];
  const told = held ? 'told once a person releases it' : 'told afterwards';
  return [
    ...(copies === 0 ? [] : [`  ${copies} copies in ${rooms} rooms; ${accounts} accounts ${told}`]),
    ...(spared === 0 ? [] : [`  ${spared} copies left alone: they stay where people see them`]),
    ...(joined === 0 ? [] : [`  ${joined} other cases list the same places: it may count there too`]),
  ];
}

export const foreseenJson = (foreseen: readonly Foreseen[]): object[] =>
  foreseen.map(({ refusal, ...rest }) => ({ ...rest, refused: refusal?.code ?? null }));

/** One line a case. */
export const decidedText = (act: Decision['act'], person: string, decided: readonly Decided[]): string[] =>
  decided.map((one) => {
    const { number, items, outcome } = one;
    return outcome.ok
      ? `${number}: ${act}, ${items.length} items, ${copiesIn(one)} copies, signed by ${person}`
      : `${number}: nothing was decided: ${outcome.error.detail} [${outcome.error.code}]`;
  });

export const decidedJson = (decided: readonly Decided[]): object[] =>
  decided.map((one) => ({
    ...{ number: one.number, decided: one.outcome.ok ? one.items : [], copies: copiesIn(one) },
    refused: one.outcome.ok ? null : one.outcome.error.code,
  }));

/** Copies of the items that are acted on. */
export const copiesIn = ({ items, outcome }: Decided): number =>
  outcome.ok
    ? items.reduce(
        (sum, item) =>
          sum +
          (outcome.value.items[item - 1]?.copies.filter(({ stays }) => stays !== 'kept-by-decision').length ??
            0),
        0,
      )
    : 0;

/** `1-5,7`, as they are written on the command line. */
function rangesOf(items: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const item of items.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && item === last[1] + 1) last[1] = item;
    else runs.push([item, item]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
