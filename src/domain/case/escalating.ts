// Handing a decision on: to another person, to whoever leads the desk, or to a body outside, for a reason. Whoever hands it on does not decide it
// herself afterwards; the claim goes with it.
import type { PersonId } from '../kernel/ids.ts';
import { after, HOUR, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { type Case, itemAt } from './case.ts';
import { refuseHeld } from './claiming.ts';
import type { CaseCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { Escalated } from './desk-events.ts';
import type { CaseEvent, ItemIndex } from './event.ts';

/** So long the case is hers to whom it was handed on, and nobody else decides meanwhile. */
const FIRST_CLAIM = 2 * HOUR;

export function escalateCase(
  state: Case,
  { to, why, about, act }: Extract<CaseCommand, { kind: 'escalate-case' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  if (to.kind === 'person' && to.id === act.by)
    return refuse('escalation.self', 'nobody hands a decision on to herself');
  const stray = about.find((index) => itemAt(state, index) === undefined);
  if (stray !== undefined) return refuse('item.unknown', `the case has ${state.items.length} items`);
  const refusal = refuseAct(state, act, now) ?? refuseHeld(state, act.by, now);
  const claim = to.kind === 'person' ? after(now, FIRST_CLAIM) : null;
  return refusal ?? ok([{ kind: 'case-escalated', to, why, items: about, claim, act }]);
}

/** What she handed on is another's to decide; a body outside decides nothing here, so its question binds nobody. */
export function refuseEscalated(
  { escalated }: Pick<Case, 'escalated'>,
  item: ItemIndex,
  by: PersonId,
): Result<never> | undefined {
  if (escalated === null || escalated.by !== by || escalated.to.kind === 'body') return undefined;
  return isAbout(escalated, item)
    ? refuse('escalation.same-person', 'whoever handed this on does not decide it herself')
    : undefined;
}

const isAbout = ({ items }: Escalated, item: ItemIndex): boolean =>
  items.length === 0 || items.includes(item);
