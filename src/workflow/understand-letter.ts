// What a letter is to a desk: who sent it, and what it says. The same for the desk's own intake and for whoever only looks.
import type { Instant } from '../domain/kernel/instant.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { Reading } from '../domain/notice/letter.ts';
import { readLetter, type ReadingRules, senderRules } from '../domain/notice/reading.ts';
import { judgeSender, type Sender } from '../domain/notice/sender.ts';
import type { ReadMail } from '../ports/mail.ts';

/** What is known of the desk and its senders, whatever the letter. */
export interface LetterDesk {
  /** Its own mail address, lower case. */
  readonly address: string;
  readonly messengerOrigin: string;
  readonly authorities: readonly Authority[];
  /** Weekends and public holidays by country. */
  readonly workingDays: ReadingRules['workingDays'];
  /** A person found that it is a notice. */
  readonly isNotice?: boolean;
}

/** Who sent it. @param replayed whether one of its signatures was seen before @param receivedAt when the desk got it */
export function senderOf(read: ReadMail, desk: LetterDesk, receivedAt: Instant, replayed: boolean): Sender {
  return judgeSender({ ...read.facts, replayed }, desk.authorities, desk.address, receivedAt);
}

/** What it says; null for bytes that are no mail, and for a letter that breaks the reader: both are for a person to read. */
export function readingOf(read: ReadMail, desk: LetterDesk, receivedAt: Instant): Reading | null {
  if (read.letter === null) return null;
  try {
    return readLetter(read.letter, {
      messengerOrigin: desk.messengerOrigin,
      deskAddress: desk.address,
      now: receivedAt,
      sender: senderRules(read.facts.from, desk.authorities),
      workingDays: desk.workingDays,
      isNotice: desk.isNotice === true,
    });
  } catch {
    return null;
  }
}
