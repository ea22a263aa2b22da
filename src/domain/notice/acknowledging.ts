// Whether somebody may be told that her letter came, and at which address: only one whose domain is proven, and never a machine
// (security rule 8e, RFC 3834). Whoever is told nothing is a person's to answer: the reason stands in the case.
import { after, DAY, HOUR, type Instant } from '../kernel/instant.ts';
import type { Level } from './authority.ts';
import type { AutomaticMark } from './mail-header.ts';
import type { GuardCode, Sender, SenderFacts, Signature } from './sender.ts';

/** Why nobody was told. The codes of the guard are those of sender.ts. */
export type Unacknowledged =
  | GuardCode
  /** By its header a machine sent it, or wants no answer of a machine. */
  | 'automatic-mail'
  /** An address behind which nobody reads. */
  | 'no-reply-address'
  /** The desk's own. */
  | 'own-address'
  /** The mailbox of an enrolled body, and no proof that the body wrote. */
  | 'sender-not-proven'
  /** A person opened the case of a mail that had been filed. */
  | 'opened-by-person'
  /** The address had as many within the hour or the day as it may. */
  | 'too-many'
  /** It joined a case with so many letters that nobody has looked at. */
  | 'too-many-unseen'
  /** It answers a mail that only said that a letter came, and asks for nothing. */
  | 'answers-receipt'
  /** Our mail server refused for good. */
  | 'mail-refused';

export type Acknowledging =
  | {
      readonly kind: 'yes';
      readonly to: string;
      /** Of the letter, to be answered to; null where it has none of the plain form. */
      readonly messageId: string | null;
      /** Of the zone that its Date names; null where that is none. */
      readonly offsetMinutes: number | null;
    }
  | { readonly kind: 'no'; readonly why: Unacknowledged };

export interface MailToAcknowledge {
  readonly facts: SenderFacts;
  readonly sender: Sender;
  readonly marks: readonly AutomaticMark[];
  readonly messageId: string | null;
  readonly offsetMinutes: number | null;
  /** This desk's own address, lower case. */
  readonly desk: string;
}

/** `guard.dns`: the look-ups failed, and the question is asked again once they work. */
export function acknowledging(mail: MailToAcknowledge): Acknowledging {
  const why = refusalOf(mail);
  const to = mail.facts.from;
  if (why !== null || to === null) return { kind: 'no', why: why ?? 'guard.from-form' };
  return { kind: 'yes', to, messageId: mail.messageId, offsetMinutes: zoneOf(mail.offsetMinutes) };
}

function refusalOf({ facts, sender, marks, desk }: MailToAcknowledge): Unacknowledged | null {
  const { from } = facts;
  if (from === null) return 'guard.from-form';
  if (isOwn(from, desk)) return 'own-address';
  if (marks.length > 0) return 'automatic-mail';
  if (isUnread(from)) return 'no-reply-address';
  if (facts.replayed) return 'guard.replay';
  if (sender.level !== 'L0') return null;
  if (facts.dnsFailed) return 'guard.dns';
  if ((sender.claimed ?? null) !== null) return isOnlyBeyond(sender) ? null : 'sender-not-proven';
  const failed = sender.reasons.find((reason) => !FORGIVEN.includes(reason));
  if (failed !== undefined) return failed;
  return facts.signatures.some((signature) => speaksFor(signature, from)) ? null : 'guard.dkim-domain';
}

/** Its mail passed the guard, and asked more than it may: it is proven that it wrote. */
const isOnlyBeyond = ({ reasons }: Sender): boolean =>
  reasons.length > 0 && reasons.every((reason) => reason.includes('scope-'));

/** Whoever is not enrolled may still be told. What of the header was signed is asked for by `speaksFor`, less strictly. */
const FORGIVEN: readonly GuardCode[] = ['guard.not-enrolled', 'guard.dkim-coverage'];
/** Of these every signature must speak: an old mail that is sent again keeps its date and its Message-ID. */
const COVERED = ['from', 'date', 'message-id'];

/** To is not asked for: mail systems that leave it out serve many people, and an address is told only so often. */
function speaksFor({ passed, domain, hasLengthTag, covers }: Signature, from: string): boolean {
  const host = from.slice(from.lastIndexOf('@') + 1);
  const isAligned = host === domain || host.endsWith(`.${domain}`);
  return passed && isAligned && !hasLengthTag && COVERED.every((name) => covers.includes(name));
}

/** With and without `+something`: two desks, or a desk and itself, must not write to each other. */
function isOwn(address: string, desk: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/\+[^@]*(?=@)/, '');
  return plain(address) === plain(desk);
}

const UNREAD =
  /^(?:(?:no|do-?not|dont|nicht|please-?do-?not)-?(?:reply|respond|answer|antworten)|mailer-?daemon|postmaster|(?:auto-?)?bounces?|auto-?(?:reply|responder|mailer)|listserv|majordomo|mailman)(?:$|[-+])|^owner-|-(?:request|owner|bounces?|no-?reply)$/;

/** RFC 3834, 2, and what programs call themselves. */
function isUnread(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  return UNREAD.test(local.replace(/[._]/g, '-'));
}

/** The widest zones: UTC+14 and UTC-12. */
const MOST_MINUTES = 14 * 60;

/** A number of the sender's that the answer repeats as a time: none that is no zone. */
function zoneOf(minutes: number | null): number | null {
  if (minutes === null || !Number.isInteger(minutes)) return null;
  return Math.abs(minutes) <= MOST_MINUTES ? minutes : null;
}

/**
 * Of a letter that joins a case: told as any other, but for the answer to a mail that only confirmed a receipt. Whoever asks for something
 * in it is told all the same.
 * @param answers Message-IDs that it answers, the nearest first; @param asksNothing as far as a machine reads
 */
export function acknowledgingJoined(
  told: Acknowledging,
  answers: readonly string[],
  asksNothing: boolean,
): Acknowledging {
  const isThanks = asksNothing && RECEIPT.test(answers[0] ?? '');
  return told.kind === 'yes' && isThanks ? { kind: 'no', why: 'answers-receipt' } : told;
}

/** As reply/message-id.ts makes them. Whoever writes one by hand is only told nothing. */
const RECEIPT = /^<R-\d{2}-\d{4,9}\.receipt\.[^@<>\s]+@/i;

/** From when on the acknowledgements of one address count, and how many of them there may be. */
export interface AcknowledgementLimit {
  readonly since: Instant;
  readonly most: number;
}

/** A person has all hers; a loop, and who lets us write to somebody else, comes to an end. */
const MOST = { hour: 5, day: 20 };
/** A proven body sends its letters one by one, and wants to hear of each. */
const MOST_OF_BODY = { hour: 200, day: 2_000 };

/** What one address may get, looked at from `now`. */
export function acknowledgementLimits(now: Instant, level: Level): readonly AcknowledgementLimit[] {
  const most = level === 'L0' ? MOST : MOST_OF_BODY;
  return [
    { since: after(now, -HOUR), most: most.hour },
    { since: after(now, -DAY), most: most.day },
  ];
}
