// Asks a notifier for what is missing, as a person decided, and reminds her once while nothing came.
import type { Work } from '../domain/action/plan.ts';
import type { Case } from '../domain/case/case.ts';
import type { TaskId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { composeAsking } from '../domain/reply/asking.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Outcome, TaskSettings } from './outcome.ts';
import { recipientOf } from './send-further.ts';

const NOTHING: Outcome = { kind: 'nothing-to-do' };

/** A crash after the mail went out sends it again with the same Message-ID: at least once, recognisably. */
export async function sendAsking(
  task: TaskId,
  state: Case,
  { again, at }: Extract<Work, { kind: 'ask-notifier' }>,
  settings: TaskSettings,
  mailer: Mailer,
  now: Instant,
): Promise<Outcome> {
  const { asking, status } = state;
  if (asking === null || asking.seq !== at || asking.sent >= (again ? 2 : 1) || status === 'closed')
    return NOTHING;
  const recipient = await recipientOf(state, settings, now);
  if (recipient === undefined) return { kind: 'retry', code: 'reply.authority-unknown', afterMs: null };
  const letter = composeAsking(state, again, recipient, settings.deskDomain, task);
  if (!letter.ok) return NOTHING;
  const sent = await mailer.send(letter.value);
  if (sent.kind === 'failed')
    return sent.permanent
      ? { kind: 'hopeless', code: sent.code }
      : { kind: 'retry', code: sent.code, afterMs: null };
  return { kind: 'record', command: { kind: 'record-asking', messageId: sent.messageId, again } };
}
