// Tells a notifier that her letter came, where she may be told: at once, once, and never a machine or an address that had its share.
// Whether it opened a case or joined one.
import type { Case } from '../domain/case/case.ts';
import { isOwed } from '../domain/case/mail-acts.ts';
import type { LetterId, TaskId } from '../domain/kernel/ids.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import {
  type Acknowledging,
  acknowledging,
  acknowledgementLimits,
  type Unacknowledged,
} from '../domain/notice/acknowledging.ts';
import type { Level } from '../domain/notice/authority.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { composeAcknowledgement, composeJoinedAcknowledgement } from '../domain/reply/acknowledgement.ts';
import type { ReplyLetter } from '../domain/reply/letter.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Mailings } from '../ports/mailings.ts';
import type { Claimed } from '../ports/outbox.ts';
import { type CheckSenderPorts, judgedAgain } from './check-sender.ts';
import type { Outcome, TaskSettings } from './outcome.ts';

export interface AcknowledgePorts extends CheckSenderPorts {
  readonly mailer: Mailer;
  readonly mailings: Mailings;
}

/**
 * A crash after the mail went out sends it again with the same Message-ID.
 * @param letter one that joined the case; undefined for the one that opened it
 */
export async function acknowledge(
  task: Pick<Claimed, 'id' | 'case'>,
  letter: LetterId | undefined,
  state: Case,
  clock: () => Instant,
  settings: TaskSettings,
  ports: AcknowledgePorts,
): Promise<Outcome> {
  const owed = isOwed(state, letter) ? owedTo(state, letter) : undefined;
  if (owed === undefined) return { kind: 'nothing-to-do' };
  const which = letter === undefined ? {} : { letter };
  const giveUp = (why: Unacknowledged): Outcome => ({
    kind: 'record',
    command: { kind: 'give-up-acknowledgement', why, ...which },
  });
  const may = await owed.may(settings, ports);
  if (may === undefined) return { kind: 'hopeless', code: 'letter.unknown' };
  if (may.kind === 'no')
    return may.why === 'guard.dns' ? { kind: 'retry', code: 'guard.dns', afterMs: null } : giveUp(may.why);
  const limits = acknowledgementLimits(clock(), owed.level);
  const of = { case: task.case, letter: letter ?? null };
  if (!(await ports.mailings.takeAcknowledgement(may.to, of, clock(), limits))) return giveUp('too-many');
  const mail = owed.compose(may, task.id, settings.deskDomain);
  if (!mail.ok) return { kind: 'nothing-to-do' };
  const sent = await ports.mailer.send(mail.value);
  if (sent.kind === 'failed')
    return sent.permanent ? giveUp('mail-refused') : { kind: 'retry', code: sent.code, afterMs: null };
  const { messageId } = sent;
  return {
    kind: 'record',
    command: { kind: 'record-acknowledgement', messageId, handedOverAt: clock(), ...which },
  };
}

/** What is asked of the letter that somebody is told of. */
interface Owed {
  readonly level: Level;
  /** Undefined: the letter is gone. */
  may(settings: TaskSettings, ports: AcknowledgePorts): Promise<Acknowledging | undefined>;
  compose(
    told: Extract<Acknowledging, { kind: 'yes' }>,
    task: TaskId,
    deskDomain: string,
  ): Result<ReplyLetter>;
}

function owedTo(state: Case, letter: LetterId | undefined): Owed | undefined {
  const { notice, letters } = state;
  if (letter === undefined)
    return notice === null
      ? undefined
      : {
          level: notice.sender.level,
          may: (settings, ports) => mayTell(notice, settings, ports),
          compose: (told, task, domain) => composeAcknowledgement(state, told, task, domain),
        };
  const joined = letters.find((one) => one.letter === letter);
  return (
    joined && {
      level: joined.sender.level,
      // It was proven when it joined: nothing is looked up again.
      may: async () => joined.acknowledge,
      compose: (told, task, domain) => composeJoinedAcknowledgement(state, joined, told, task, domain),
    }
  );
}

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
