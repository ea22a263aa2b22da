// Copies that a decision to hide leaves alone, each for a reason: nothing is done to them, and the item is never called removed for it.
import { refuse, type Result } from '../kernel/result.ts';
import type { CaseEvent, Decision } from './event.ts';
import type { Item } from './item.ts';

type Sparing = Pick<Decision, 'act' | 'spares'>;

/** Only while hiding, never what the notice links to, and never all there is: to leave everything alone is to refuse. */
export function refuseSpares({ copies, index }: Item, decision: Sparing): Result<never> | undefined {
  const { spares = [], act } = decision;
  const named = copies.filter(({ copy }) => spares.some((spare) => spare.copy === copy.id));
  if (spares.length > 0 && act !== 'hide')
    return refuse('decision.cannot-spare', 'copies are left alone only by a decision to hide');
  if (named.some(({ copy }) => copy.via === 'link'))
    return refuse(
      'decision.cannot-spare',
      `the notice links to this very copy: refuse item ${index} instead`,
    );
  return named.length > 0 && named.length === copies.length
    ? refuse('decision.cannot-spare', `nothing of item ${index} would be hidden: refuse it instead`)
    : undefined;
}

/** What follows for each copy of the item that is left alone; a copy of another item counts there. */
export function sparedBy({ copies, index }: Item, { spares = [] }: Sparing): CaseEvent[] {
  return copies.flatMap(({ copy }) =>
    spares.some((spare) => spare.copy === copy.id)
      ? [
          {
            kind: 'copy-unremovable' as const,
            item: index,
            copy: copy.id,
            reason: 'kept-by-decision' as const,
          },
        ]
      : [],
  );
}
