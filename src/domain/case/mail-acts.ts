// What becomes of the mails of a case: the notifier was told that her letter came, or was not; a mail came back; a person wants the answer
// that came back to go out again.
import type { LetterId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { CaseEvent } from './event.ts';
import { recordMilestone } from './notice-acts.ts';

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/**
 * The notifier was told that a letter came. Of the one that opened the case, laws call that receipt confirmed, from the moment the mail
 * was handed over; one that joined started no clock, and confirms nothing.
 */
export function recordAcknowledgement(
  state: Case,
  { messageId, handedOverAt, letter }: Of<'record-acknowledgement'>,
  now: Instant,
): Answer {
  if (!isOwed(state, letter)) return settled();
  if (letter !== undefined) return ok([{ kind: 'receipt-acknowledged', messageId, letter }]);
  const milestone = recordMilestone(
    state,
    { kind: 'record-milestone', milestone: 'receipt-confirmed', reachedAt: handedOverAt, act: null },
    now,
  );
  // Where a person confirmed it before, her time stands.
  return ok([{ kind: 'receipt-acknowledged', messageId }, ...(milestone.ok ? milestone.value : [])]);
}

export function giveUpAcknowledgement(state: Case, { why, letter }: Of<'give-up-acknowledgement'>): Answer {
  if (!isOwed(state, letter)) return settled();
  return ok([{ kind: 'receipt-not-acknowledged', why, ...(letter === undefined ? {} : { letter }) }]);
}

/** Whether somebody still has to be told. @param letter one that joined; left out for the one that opened the case */
export function isOwed({ mails, letters }: Case, letter: LetterId | undefined): boolean {
  const told = letter === undefined ? mails : letters.find((one) => one.letter === letter);
  return told?.acknowledged.kind === 'owed';
}

const settled = (): Result<never> =>
  refuse('acknowledgement.settled', 'it is settled whether the notifier was told');

/** A mail is reported lost once and late once, however often servers say so. */
export function recordBounce(state: Case, { messageId, status, permanent }: Of<'record-bounce'>): Answer {
  const mail = state.mails.out.find((one) => one.messageId === messageId);
  if (mail === undefined) return refuse('mail.unknown', 'this case sent no such mail');
  if (mail.failed !== null || (!permanent && mail.delayed !== null))
    return refuse('mail.already-reported', 'the same was reported before');
  return ok([{ kind: 'mail-bounced', messageId, edition: mail.edition, status, permanent }]);
}

/** A person has seen to the address: the answer goes out once more, in its next edition. */
export function sendAgain(state: Case, { act }: Of<'send-again'>, now: Instant): Answer {
  if (!state.mails.undelivered) return refuse('reply.not-undelivered', 'no answer of this case came back');
  return refuseAct(state, act, now) ?? ok([{ kind: 'reply-asked-again', act }]);
}
