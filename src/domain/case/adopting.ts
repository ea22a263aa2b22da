// A decision that a person signed in a joined case counts here too: under the same rules as if she had decided here.
import type { Instant } from '../kernel/instant.ts';
import { refuse, type Result } from '../kernel/result.ts';
import type { Case } from './case.ts';
import type { ItemCommand } from './command.ts';
import { decideOn } from './deciding.ts';
import type { CaseEvent } from './event.ts';
import type { Item } from './item.ts';

/** Hide first, destroy only what was hidden here and verified, another person for destroying, no appeal open: all of it holds. */
export function adoptDecision(
  state: Case,
  item: Item,
  { decision, from }: Extract<ItemCommand, { kind: 'adopt-decision' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  return from.number === state.number
    ? refuse('decision.own-case', 'this decision was signed in this case: it counts here already')
    : decideOn(state, item, decision, from, now);
}
