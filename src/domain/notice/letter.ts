// A letter as parsed, and its reading. Parsing (MIME, charsets) is an adapter's work; reading is pure.
import type { Locator } from '../content/locator.ts';
import type { RefusalCode } from '../kernel/errors.ts';
import type { Instant } from '../kernel/instant.ts';

/** A mail after MIME decoding: words only. */
export interface ParsedLetter {
  /** The plain text body; empty when the mail has none. */
  readonly text: string;
  /** File names of attachments; their bytes stay in the kept raw mail. */
  readonly attachments: readonly string[];
  readonly hasHtml: boolean;
}

export const LETTER_KINDS = [
  'voluntary-request',
  'correction-request',
  'order',
  'police-request',
  'preservation',
  /** The person shown, or somebody for her, asks for removal. */
  'victim-notice',
  'unclear',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];
export type Measure = 'delete' | 'block';
export type Language = 'ko' | 'en';

export interface ListedItem {
  /** The number the letter prints for it, or null. */
  readonly number: number | null;
  readonly locator: Locator;
}

export interface RejectedLine {
  readonly number: number | null;
  readonly text: string;
  readonly code: RefusalCode;
}

/** Why a person has to look at the letter itself as well. */
export type UnreadCode =
  | 'reading.no-items'
  | 'reading.no-text'
  | 'reading.attachment'
  | 'reading.rejected-line'
  | 'reading.html-part'
  | 'reading.quoted-link'
  | 'reading.text-after-end'
  | 'reading.loose-link'
  | 'reading.too-many-items'
  | 'reading.kind-unclear'
  | 'reading.broken-mail';

export interface Reading {
  readonly kind: LetterKind;
  /** The sender's own number as printed, or null. */
  readonly documentNumber: string | null;
  readonly replyBy: Instant | null;
  readonly measures: readonly Measure[];
  readonly language: Language;
  readonly items: readonly ListedItem[];
  readonly rejected: readonly RejectedLine[];
  /** Empty when the letter was read whole. */
  readonly unread: readonly UnreadCode[];
}
