// Mail in and mail out, as the workflow sees them.
import type { MailHeader } from '../domain/notice/mail-header.ts';
import type { SenderFacts } from '../domain/notice/sender.ts';
import type { WrittenLetter } from '../domain/notice/written.ts';
import type { ReplyLetter } from '../domain/reply/letter.ts';

export interface ReadMail {
  /** Null when the bytes are no mail anybody could parse: a person reads the raw mail. */
  readonly letter: WrittenLetter | null;
  readonly facts: Omit<SenderFacts, 'replayed'>;
  /** What the header says it answers, and whether a machine may answer it. */
  readonly header: MailHeader;
  /** Equal for the same mail delivered twice, whatever trace headers relays added. */
  readonly contentKey: string;
}

export interface MailReader {
  /**
   * Checks DKIM and DMARC on the raw bytes, and parses. Never throws on bad mail.
   * @param judgedAt the moment that a signature must hold at, in milliseconds, by what Date says; the desk's time unless given
   */
  read(raw: Uint8Array, judgedAt?: (date: SenderFacts['date']) => number): Promise<ReadMail>;
}

export type Sent =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'failed'; readonly permanent: boolean; readonly code: string };

export interface Mailer {
  /** Signs with the desk's DKIM key and hands over. A repeat carries the same Message-ID. */
  send(letter: ReplyLetter): Promise<Sent>;
}
