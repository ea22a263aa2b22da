// A step of a case by the desk, in which what a platform answered and what was seen there hangs in the chain of receipts.
import type { Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import { linked } from '../domain/case/receipt-chain.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, type Result } from '../domain/kernel/result.ts';
import type { Change } from '../ports/cases.ts';
import type { Digests } from '../ports/digests.ts';
import { DESK, step } from './step.ts';

/** As `step`; to be called with the case locked, so that no two events follow the same one. */
export function chainedStep(
  state: Case,
  commands: readonly Command[],
  now: Instant,
  digests: Digests,
): Result<Change> {
  const change = step(state, commands, DESK, now);
  return change.ok
    ? ok({ ...change.value, events: linked(change.value.events, state.chainHead, digests.sha256) })
    : change;
}
