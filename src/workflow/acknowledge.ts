// Tells a notifier that her letter came, where she may be told: at once, once, and never a machine or an address that had its share.
import type { Case } from '../domain/case/case.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import {
  type Acknowledging,
  acknowledging,
  acknowledgementLimits,
  type Unacknowledged,
} from '../domain/notice/acknowledging.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { composeAcknowledgement } from '../domain/reply/acknowledgement.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Mailings } from '../ports/mailings.ts';
import type { Claimed } from '../ports/outbox.ts';
import { type CheckSenderPorts, judgedAgain } from './check-sender.ts';
import type { Outcome, TaskSettings } from './outcome.ts';

export interface AcknowledgePorts extends CheckSenderPorts {
  readonly mailer: Mailer;
  readonly mailings: Mailings;
}

/** A crash after the mail went out sends it again with the same Message-ID. */
export async function acknowledge(
  task: Pick<Claimed, 'id' | 'case'>,
  state: Case,
  clock: () => Instant,
  settings: TaskSettings,
  ports: AcknowledgePorts,
): Promise<Outcome> {
  const { notice } = state;
  if (notice === null || state.mails.acknowledged.kind !== 'owed') return { kind: 'nothing-to-do' };
  const may = await mayTell(notice, settings, ports);
  if (may === undefined) return { kind: 'hopeless', code: 'letter.unknown' };
  if (may.kind === 'no')
    return may.why === 'guard.dns' ? { kind: 'retry', code: 'guard.dns', afterMs: null } : giveUp(may.why);
  const limits = acknowledgementLimits(clock(), notice.sender.level);
  if (!(await ports.mailings.takeAcknowledgement(may.to, task.case, clock(), limits)))
    return giveUp('too-many');
  const letter = composeAcknowledgement(state, may, task.id, settings.deskDomain);
  if (!letter.ok) return { kind: 'nothing-to-do' };
  const sent = await ports.mailer.send(letter.value);
  if (sent.kind === 'failed')
    return sent.permanent ? giveUp('mail-refused') : { kind: 'retry', code: sent.code, afterMs: null };
  const { messageId } = sent;
  return { kind: 'record', command: { kind: 'record-acknowledgement', messageId, handedOverAt: clock() } };
}

const giveUp = (why: Unacknowledged): Outcome => ({
  kind: 'record',
  command: { kind: 'give-up-acknowledgement', why },
});

/** What was known when the letter came; where its look-ups had failed, it is judged once more. Undefined: the letter is gone. */
async function mayTell(
  notice: Notice,
  settings: TaskSettings,
  ports: AcknowledgePorts,
): Promise<Acknowledging | undefined> {
  const known = notice.acknowledge;
  if (known?.kind === 'yes' || known?.why !== 'guard.dns') return known;
  const again = await judgedAgain(notice, settings, ports);
  if (again === undefined) return undefined;
  const { facts, sender, read } = again;
  return acknowledging({
    facts,
    sender,
    marks: read.header.marks,
    messageId: read.header.messageId,
    offsetMinutes: read.letter?.date?.offsetMinutes ?? null,
    desk: settings.deskAddress,
  });
}
