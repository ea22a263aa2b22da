// Who is in danger: the notice says so, or does not, until a person found how it is. Her word moves the case in the order of work; what was
// spared because somebody under age may be shown stays spared whatever is said later.
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { dangersOf } from '../notice/danger.ts';
import type { NamedDanger } from '../notice/letter.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { CaseEvent } from './event.ts';

/** What counts now: what a person found last, else what the notice says. */
export function dangersNow({ notice, danger }: Pick<Case, 'notice' | 'danger'>): readonly NamedDanger[] {
  if (danger === null) return dangersOf(notice);
  return danger === 'none' ? [] : [danger];
}

export function markDanger(
  state: Case,
  { danger, act }: Extract<CaseCommand, { kind: 'mark-danger' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  if (state.danger === danger) return refuse('danger.marked', 'a person has said so already');
  return refuseAct(state, act, now) ?? ok([{ kind: 'danger-marked', danger, act }]);
}
