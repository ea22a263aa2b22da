// The mail that tells a notifier that her letter came: when, how much of it was read, our number. No outcome, and nothing that she wrote:
// whoever makes us write to somebody else has not one word of hers arrive there (security rule 8e).
import type { Case } from '../case/case.ts';
import { isOpen } from '../case/clock-state.ts';
import type { CaseNumber, TaskId } from '../kernel/ids.ts';
import { after, type Instant, kst, MINUTE, utc } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Acknowledging } from '../notice/acknowledging.ts';
import type { LetterState } from '../case/joined-letters.ts';
import { type Language, replyLanguage } from '../notice/letter.ts';
import { RECEIPT_WORDS, type ReceiptWords } from './acknowledgement-words.ts';
import type { ReplyLetter } from './letter.ts';
import { messageIdOf } from './message-id.ts';

/**
 * Composes it in Korean or English. Her own number is repeated only to a proven body, which is known to have written it.
 * @returns `reply.not-ready` for a case without a notice
 */
export function composeAcknowledgement(
  state: Case,
  told: Told,
  task: TaskId,
  deskDomain: string,
): Result<ReplyLetter> {
  const { notice, number } = state;
  if (notice === null || number === null) return refuse('reply.not-ready', 'the case has no notice');
  const { reading, sender, receivedAt } = notice;
  const theirs = sender.level === 'L0' ? null : reading.documentNumber;
  const due = answerDue(state);
  const letter = { number, theirs, receivedAt, language: replyLanguage(reading) };
  const mail = receiptMail(letter, told, task, deskDomain, (words, times) => [
    words.ours(number),
    '',
    words.read(state.items.length, reading.rejected.length),
    '',
    words.person,
    ...(due === null ? [] : [words.due(times(due))]),
  ]);
  return ok(mail);
}

/** Of a letter that joined a case: that it came, and to which number. Nothing of where that case stands, and no day. */
export function composeJoinedAcknowledgement(
  { number }: Pick<Case, 'number'>,
  { documentNumber: theirs, receivedAt, language = 'en' }: LetterState,
  told: Told,
  task: TaskId,
  deskDomain: string,
): Result<ReplyLetter> {
  if (number === null) return refuse('reply.not-ready', 'the case has no notice');
  const mail = receiptMail({ number, theirs, receivedAt, language }, told, task, deskDomain, (words) => [
    words.joined(number),
    '',
    words.person,
  ]);
  return ok(mail);
}

type Told = Extract<Acknowledging, { kind: 'yes' }>;

interface Received {
  readonly number: CaseNumber;
  readonly theirs: string | null;
  readonly receivedAt: Instant;
  readonly language: Language;
}

function receiptMail(
  { number, theirs, receivedAt, language }: Received,
  told: Told,
  task: TaskId,
  deskDomain: string,
  more: (words: ReceiptWords, times: (at: Instant) => string) => readonly string[],
): ReplyLetter {
  const words = RECEIPT_WORDS[language];
  const times = (at: Instant): string => bothTimes(at, told.offsetMinutes, language);
  return {
    to: told.to,
    subject: words.subject(theirs ?? number),
    messageId: messageIdOf(number, 'receipt', task, deskDomain),
    answers: told.messageId,
    returnPath: 'nobody',
    text: [words.received(theirs, times(receivedAt)), ...more(words, times), '', ...words.closing, ''].join(
      '\n',
    ),
  };
}

/** The nearest moment by which a law that certainly applies wants the answer. A target is nobody's deadline. */
function answerDue({ clocks }: Case): Instant | null {
  const dues = clocks
    .filter((held) => isOpen(held) && held.clock.ends === 'answered' && !held.clock.provisional)
    .flatMap(({ clock }) => clock.due ?? []);
  return dues.toSorted((a, b) => a - b)[0] ?? null;
}

/** In UTC and in the zone that her letter is dated in; in Korean time where it names none and is answered in Korean. */
function bothTimes(at: Instant, offsetMinutes: number | null, language: 'ko' | 'en'): string {
  if (offsetMinutes === 0 || (offsetMinutes === null && language === 'en')) return utc(at);
  return `${offsetMinutes === null ? kst(at) : inZone(at, offsetMinutes)} (${utc(at)})`;
}

function inZone(at: Instant, offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
  return utc(after(at, offsetMinutes * MINUTE)).replace(/Z$/, zone);
}
