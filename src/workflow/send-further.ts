// Tells a notifier what she is owed beside the receipt and the answer: a delay, that a copy is back, that her objection changed nothing, the
// end. A proven body is told at its enrolled mailbox; anybody else of a delay only, where she was told that her letter came.
import type { Work } from '../domain/action/plan.ts';
import type { Case } from '../domain/case/case.ts';
import { furtherOwed } from '../domain/case/further.ts';
import type { TaskId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { authorityNamed } from '../domain/notice/authority.ts';
import { composeFurther, type Recipient } from '../domain/reply/further.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Outcome, TaskSettings } from './outcome.ts';

const NOTHING: Outcome = { kind: 'nothing-to-do' };

/** A crash after the mail went out sends it again with the same Message-ID: at least once, recognisably. */
export async function sendFurther(
  task: TaskId,
  state: Case,
  { about }: Extract<Work, { kind: 'further-letter' }>,
  settings: TaskSettings,
  mailer: Mailer,
  now: Instant,
): Promise<Outcome> {
  const says = furtherOwed(state, about, now);
  if (says === null) return NOTHING;
  const recipient = await recipientOf(state, settings, now);
  if (recipient === undefined) return { kind: 'retry', code: 'reply.authority-unknown', afterMs: null };
  const letter = composeFurther(state, says, recipient, settings.deskDomain, task);
  if (!letter.ok) return NOTHING;
  const sent = await mailer.send(letter.value);
  if (sent.kind === 'failed')
    return sent.permanent
      ? { kind: 'hopeless', code: sent.code }
      : { kind: 'retry', code: sent.code, afterMs: null };
  return { kind: 'record', command: { kind: 'record-further-letter', says, messageId: sent.messageId } };
}

/** Undefined: a body that is not enrolled any more. */
export async function recipientOf(
  { notice }: Case,
  { authoritiesAt }: TaskSettings,
  now: Instant,
): Promise<Recipient | undefined> {
  const told = notice?.acknowledge;
  if (notice?.sender.level === 'L0')
    return told?.kind === 'yes' ? { kind: 'claim', to: told.to, answers: told.messageId } : undefined;
  const authority = authorityNamed(notice?.sender.authority, await authoritiesAt(now));
  return authority && { kind: 'body', authority };
}
