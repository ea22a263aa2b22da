// A decision that a person signed in a joined case counts here too: under the same rules as if she had decided here.
import { decisionId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuse, type Result } from '../kernel/result.ts';
import type { Case } from './case.ts';
import type { ItemCommand } from './command.ts';
import { decideOn } from './deciding.ts';
import type { CaseEvent } from './event.ts';
import type { Item } from './item.ts';

/**
 * Hide first, destroy only what was hidden here and verified, another person for destroying, no appeal open: all of it holds. The
 * act counts once for each item, under an id of its own in which the id that was signed can be read.
 */
export function adoptDecision(
  state: Case,
  item: Item,
  { decision, from }: Extract<ItemCommand, { kind: 'adopt-decision' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  if (from.number === state.number)
    return refuse('decision.own-case', 'this decision was signed in this case: it counts here already');
  if (decision.provisional !== undefined)
    return refuse(
      'decision.not-provisional',
      'what is hidden for now under a law of that case is decided there',
    );
  const { id } = decision;
  const counted = { ...decision, id: decisionId(`${id}@${item.index}`) };
  return decideOn(state, item, counted, { ...from, decision: id }, now);
}
