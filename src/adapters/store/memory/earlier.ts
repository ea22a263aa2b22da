// What accounts did before, over cases as they are folded.
import { type Case, hiddenCopies } from '../../../domain/case/case.ts';
import { posterOf } from '../../../domain/content/copy.ts';
import type { CaseId } from '../../../domain/kernel/ids.ts';

/** In how many other cases something of the same account was hidden; of several accounts that of which most was. */
export function earlierOf(id: CaseId, states: ReadonlyMap<CaseId, Case>): number {
  const posters = states.get(id)?.items.flatMap(({ copies }) => copies.map(({ copy }) => posterOf(copy)));
  const others = [...states].flatMap(([other, one]) =>
    other === id ? [] : [hiddenCopies(one).map(posterOf)],
  );
  return Math.max(
    0,
    ...(posters ?? []).map((poster) => others.filter((held) => held.includes(poster)).length),
  );
}
