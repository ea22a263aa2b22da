// A letter's reading in the form that is printed with --json and compared with expectations: its fields are in docs/letters.md.
import type { Level } from '../../domain/notice/authority.ts';
import type { Reading } from '../../domain/notice/letter.ts';
import type { Sender } from '../../domain/notice/sender.ts';
import type { ReadMail } from '../../ports/mail.ts';

export interface LetterForm {
  readonly authority: {
    readonly level: Level;
    readonly id: string | null;
    readonly reasons: readonly string[];
  };
  readonly kind: string;
  readonly documentNumber: string | null;
  /** ISO 8601 with the offset of the letter's own Date. */
  readonly replyBy: string | null;
  readonly measures: readonly string[];
  readonly confidential: boolean;
  readonly languages: readonly string[];
  readonly items: readonly {
    readonly number: number | null;
    readonly locator: string;
    readonly platform: string;
  }[];
  readonly rejected: readonly { readonly text: string; readonly code: string }[];
}

const MINUTE_MS = 60_000;

/** @param reading null for a letter that nobody could read: only its sender is known */
export function letterForm(sender: Sender, reading: Reading | null, { letter }: ReadMail): LetterForm {
  const authority = { level: sender.level, id: sender.authority, reasons: sender.reasons };
  if (reading === null) return { authority, ...UNREAD };
  return {
    authority,
    kind: reading.kind,
    documentNumber: reading.documentNumber,
    replyBy: reading.replyBy === null ? null : withOffset(reading.replyBy, letter?.date?.offsetMinutes ?? 0),
    measures: reading.measures,
    confidential: reading.confidential,
    languages: reading.languages,
    items: reading.items.map(({ number, locator }) => ({
      number,
      locator: locator.link,
      platform: locator.platform,
    })),
    rejected: reading.rejected.map(({ text, code }) => ({ text, code })),
  };
}

const UNREAD = {
  kind: 'unclear',
  documentNumber: null,
  replyBy: null,
  measures: [],
  confidential: false,
  languages: [],
  items: [],
  rejected: [],
};

/** `2026-11-23T15:00:00+09:00` */
function withOffset(at: number, offsetMinutes: number): string {
  const local = new Date(at + offsetMinutes * MINUTE_MS).toISOString().replace(/\.\d{3}Z$/, '');
  const [sign, minutes] = [offsetMinutes < 0 ? '-' : '+', Math.abs(offsetMinutes)];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
