// The mails of a case that left the desk: whether the notifier was told that her letter came, which answers went out, and what became of
// them. An answer that comes back told nobody anything: it is owed again.
import type { Instant } from '../kernel/instant.ts';
import type { Acknowledging, Unacknowledged } from '../notice/acknowledging.ts';
import type { Notice } from '../notice/notice.ts';
import type { CaseEvent, Recorded } from './event.ts';

/** `unknown`: a letter from before the desk told anybody, or one that the case of its own tells of. */
export type Acknowledged =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'owed' }
  | { readonly kind: 'not'; readonly why: Unacknowledged }
  | { readonly kind: 'sent'; readonly at: Instant };

export interface MailOut {
  readonly messageId: string;
  /** Of the answer; null for an acknowledgement, a further letter and a question. */
  readonly edition: number | null;
  readonly sentAt: Instant;
  /** RFC 3463, of the report that it was not delivered; null while there is none. */
  readonly failed: string | null;
  /** Of the first report that it is late. */
  readonly delayed: string | null;
}

export interface Mails {
  readonly acknowledged: Acknowledged;
  readonly out: readonly MailOut[];
  /** The last answer came back, and nobody has asked for another since. */
  readonly undelivered: boolean;
}

export const NO_MAILS: Mails = { acknowledged: { kind: 'unknown' }, out: [], undelivered: false };

export type MailEvent = Extract<
  CaseEvent,
  {
    readonly kind:
      | 'receipt-acknowledged'
      | 'receipt-not-acknowledged'
      | 'mail-bounced'
      | 'reply-sent'
      | 'further-letter-sent'
      | 'asking-sent'
      | 'answered-by-hand'
      | 'reply-asked-again';
  }
>;

/** Before anything was sent: what the notice says of whom may be told. */
export const mailsOf = ({ acknowledge }: Notice): Mails => ({
  ...NO_MAILS,
  acknowledged: acknowledgedBy(acknowledge),
});

/** As a letter stands before anybody was told that it came. */
export function acknowledgedBy(acknowledge: Acknowledging | undefined): Acknowledged {
  if (acknowledge === undefined) return { kind: 'unknown' };
  const isOwed = acknowledge.kind === 'yes' || acknowledge.why === 'guard.dns';
  return isOwed ? { kind: 'owed' } : { kind: 'not', why: acknowledge.why };
}

/** One step of the fold. @param replies the last edition that was given before this event */
export function applyToMails(mails: Mails, event: Recorded<MailEvent>, replies: number): Mails {
  switch (event.kind) {
    case 'receipt-acknowledged':
      return {
        ...mails,
        ...(event.letter === undefined ? { acknowledged: { kind: 'sent', at: event.at } } : {}),
        out: [...mails.out, sent(event, null)],
      };
    case 'receipt-not-acknowledged':
      return event.letter === undefined ? { ...mails, acknowledged: { kind: 'not', why: event.why } } : mails;
    case 'further-letter-sent':
    case 'asking-sent':
      return { ...mails, out: [...mails.out, sent(event, null)] };
    case 'reply-sent':
      return { ...mails, undelivered: false, out: [...mails.out, sent(event, event.edition)] };
    case 'answered-by-hand':
    case 'reply-asked-again':
      return { ...mails, undelivered: false };
    case 'mail-bounced':
      return {
        ...mails,
        undelivered: mails.undelivered || isAnswerLost(event, replies),
        out: mails.out.map((mail) => (mail.messageId === event.messageId ? reported(mail, event) : mail)),
      };
  }
}

/** What was sent after it told the notifier all the same. */
export const isAnswerLost = (
  { permanent, edition }: Extract<CaseEvent, { kind: 'mail-bounced' }>,
  replies: number,
): boolean => permanent && edition !== null && edition === replies;

const sent = ({ messageId, at }: { messageId: string; at: Instant }, edition: number | null): MailOut => ({
  messageId,
  edition,
  sentAt: at,
  failed: null,
  delayed: null,
});

const reported = (
  mail: MailOut,
  { permanent, status }: Extract<CaseEvent, { kind: 'mail-bounced' }>,
): MailOut => (permanent ? { ...mail, failed: status } : { ...mail, delayed: mail.delayed ?? status });
