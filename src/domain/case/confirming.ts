// An enrolled body confirms the exact list of a letter over a second channel: its letter becomes L2. A decision stays a person's.
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './command.ts';
import { confirmedSender } from './confirmed-sender.ts';
import type { CaseEvent } from './event.ts';
import { proveSender } from './notice-acts.ts';

/**
 * A letter that was only a claim gets its proof with everything a proof brings; one that was proven by mail keeps what it has. Who
 * confirms a letter that bears no mailbox of its own gets nothing: the answer, and the laws, are those of whoever wrote it.
 */
export function confirmLetter(
  state: Case,
  { confirmation, laws }: Extract<CaseCommand, { kind: 'confirm-letter' }>,
): Result<readonly CaseEvent[]> {
  const sender = state.notice?.sender;
  if (sender?.level === 'L2') return refuse('sender.already-confirmed', 'this letter was confirmed before');
  const named = sender?.authority ?? sender?.claimed ?? null;
  if (named === null || !confirmation.standsFor.includes(named))
    return refuse('confirmation.other-authority', 'no mailbox of this body stands in the letter');
  const event: CaseEvent = { kind: 'letter-confirmed', confirmation };
  if (sender?.level === 'L1') return ok([event]);
  const proven = proveSender(state, { kind: 'prove-sender', sender: confirmedSender(confirmation), laws });
  return proven.ok ? ok([...proven.value, event]) : proven;
}
