// A letter as it was parsed: all its words in reading order, part by part, row by row, cell by cell, with the links that lie behind
// words. Parsing (MIME, charsets, workbooks, PDF) is an adapter's work and decides nothing; reading (reading.ts) is pure.
import type { DeliveryReport } from './delivery-report.ts';
/** A link that lies behind words: `href`, a cell's hyperlink, a link over a stretch of a PDF page. */
export interface LinkBehind {
  /** The words as shown, white space as it came. */
  readonly text: string;
  /** The target as written, undecoded. */
  readonly target: string;
}

export interface WrittenCell {
  readonly text: string;
  readonly links: readonly LinkBehind[];
  /** Empty here, because a cell of a row above reaches down to it. */
  readonly isBelow?: boolean;
}

/** One line of text, or one row of a table. */
export interface WrittenRow {
  readonly kind: 'line' | 'table-row';
  /** A line has one cell. Cells that are merged over rows or columns stand in the first of them; the others are empty. */
  readonly cells: readonly WrittenCell[];
  /** Its position where the document numbers it by itself (an HTML `<ol>`, a numbered paragraph), as shown; null elsewhere. */
  readonly ordinal: number | null;
  /** How deep in quotation: `>` in plain text, `<blockquote>` in HTML; 0 for the letter's own words. The marks themselves are taken off. */
  readonly quoted: number;
}

export type WrittenFormat = 'text' | 'html' | 'csv' | 'xlsx' | 'pdf' | 'hwpx' | 'hwp' | 'docx';

export interface WrittenPart {
  /** `body`: the letter itself, or the other form of it (`isAlternative`). `forwarded`: a mail inside the mail (message/rfc822). */
  readonly from: 'body' | 'attachment' | 'forwarded';
  readonly format: WrittenFormat;
  /** The file's name as it was decoded; null for a body. A sheet's name follows it: `list.xlsx / Sheet1`. */
  readonly name: string | null;
  /** The same words as the part before it in another format: the HTML half of a multipart/alternative. */
  readonly isAlternative: boolean;
  readonly rows: readonly WrittenRow[];
}

export type AttachmentCode = 'attachment.encrypted' | 'attachment.unreadable' | 'attachment.too-large';

/** A file in which somebody would look for a list, and which could not be read. Pictures are never listed here. */
export interface UnreadFile {
  readonly name: string;
  readonly code: AttachmentCode;
}

export interface WrittenLetter {
  /** Decoded; empty when there is none. */
  readonly subject: string;
  /** True for bounces, automatic answers and mailing lists by their header (RFC 3834 Auto-Submitted, RFC 2919 List-Id, Precedence: bulk, a report part). */
  readonly isAutomatic: boolean;
  /** What it says of the delivery of another mail; null for every mail that is no such report. */
  readonly report: DeliveryReport | null;
  /** The letter's own date as an instant with the offset that its Date header names; null when it has none that can be read. */
  readonly date: { readonly at: number; readonly offsetMinutes: number } | null;
  /** In reading order: body first, then attachments as they come, sheets and pages in their order. */
  readonly parts: readonly WrittenPart[];
  readonly unread: readonly UnreadFile[];
  /** A part had bytes that its charset does not know, or was cut off at a limit: a person has to look. */
  readonly isDamaged: boolean;
}
