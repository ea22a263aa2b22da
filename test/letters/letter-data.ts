// Letters written by hand, as data: how they came, and what must be read of them by the rules of docs/letters.md.
import type { Reading } from '../../src/domain/notice/letter.ts';
import type { WrittenLetter, WrittenPart, WrittenRow } from '../../src/domain/notice/written.ts';
import { lineRow } from '../support/written-words.ts';

export interface HandWritten {
  /** What is unusual about it. */
  readonly name: string;
  readonly letter: WrittenLetter;
  readonly expected: Expected;
  /** ISO 3166, where its mailbox is one of an enrolled authority. */
  readonly country?: string;
  /** The mail domain of its sender. */
  readonly domain?: string;
}

/** Items as `number platform-or-link`, rejected lines as `code text`; what is not named is empty, null or false. */
export interface Expected {
  readonly kind: Reading['kind'];
  readonly documentNumber?: string;
  readonly replyBy?: string;
  readonly measures?: Reading['measures'];
  readonly confidential?: boolean;
  readonly languages: readonly string[];
  readonly items?: readonly string[];
  readonly rejected?: readonly string[];
  /** Links that are no items, in reading order; not looked at where it is missing. */
  readonly leftOut?: Reading['leftOut'];
}

type Cell = string | { readonly text: string; readonly target: string };

/** Thursday, 19 November 2026, 14:05 in Seoul. */
export const SEOUL = { at: Date.parse('2026-11-19T14:05:00+09:00'), offsetMinutes: 540 };
export const BERLIN = { at: Date.parse('2026-11-19T09:05:00+01:00'), offsetMinutes: 60 };

export const mailOf = (...parts: readonly WrittenPart[]): WrittenLetter => ({
  subject: '',
  isAutomatic: false,
  report: null,
  date: SEOUL,
  parts,
  unread: [],
  isDamaged: false,
});

const part = (rows: readonly WrittenRow[], changes: Partial<WrittenPart> = {}): WrittenPart => ({
  from: 'body',
  format: 'text',
  name: null,
  isAlternative: false,
  rows,
  ...changes,
});

/** A plain text, a row a line; the first line may be empty. */
export const textPart = (text: string, changes: Partial<WrittenPart> = {}): WrittenPart =>
  part(
    text
      .replace(/^\n/, '')
      .split('\n')
      .map((line) => lineRow(line)),
    changes,
  );

export const rowOf = (...cells: readonly Cell[]): WrittenRow => ({
  kind: 'table-row',
  cells: cells.map((cell) =>
    typeof cell === 'string' ? { text: cell, links: [] } : { text: cell.text, links: [cell] },
  ),
  ordinal: null,
  quoted: 0,
});

/** One line of HTML with a link behind some of its words, or an entry of an `<ol>`. */
export const htmlLine = (
  text: string,
  link?: { text: string; target: string },
  ordinal: number | null = null,
) => ({
  ...lineRow(text, link === undefined ? [] : [link]),
  ordinal,
});

export const htmlPart = (rows: readonly WrittenRow[], changes: Partial<WrittenPart> = {}): WrittenPart =>
  part(rows, { format: 'html', ...changes });

export const filePart = (
  format: WrittenPart['format'],
  rows: readonly WrittenRow[],
  name = `list.${format}`,
): WrittenPart => part(rows, { from: 'attachment', format, name });
