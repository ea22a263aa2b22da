// The rows of a letter, each with its words made plain and with the reason, if there is one, why it is not the letter's own:
// history, a footer, a signature, a disclaimer. Everything that is read of a letter is read of these rows.
import { historyOf } from './history.ts';
import { endingOf } from './ending.ts';
import { plainText } from './plain-text.ts';
import { hasEndlessWord, type PrintedLink, printedLinks } from './printed-links.ts';
import { withPastedTables } from './pasted-tables.ts';
import type { LinkBehind, WrittenLetter, WrittenPart, WrittenRow } from './written.ts';

/** Why a link or a row is not read as a part of the list. Every link that is left out is told with one of these. */
export type Aside =
  /** Quoted, or an earlier letter under this one, or our own reply. */
  | 'earlier-letter'
  /** Header lines of a forwarded or quoted mail. */
  | 'mail-header'
  /** Behind the end mark of the letter. */
  | 'behind-end'
  | 'signature'
  | 'disclaimer'
  /** The sender's own site, channel or address. */
  | 'contact'
  | 'legal-reference'
  | 'appeal-note'
  /** What somebody has read, or where more can be read. */
  | 'reference'
  /** The letter says of it that it is to stay. */
  | 'not-wanted'
  /** An example of how to fill in a form. */
  | 'example'
  /** An account, a note or a law in a column beside the links. */
  | 'other-column'
  /** The letter is no notice. */
  | 'not-a-notice'
  /** Beyond the limit of items. */
  | 'over-limit';

export interface PlainCell {
  readonly text: string;
  readonly behind: readonly LinkBehind[];
  /** A cell of a row above reaches down to it. */
  readonly isBelow: boolean;
}

export interface PlainRow {
  readonly part: WrittenPart;
  /** The words of all cells, two spaces between them. */
  readonly text: string;
  readonly cells: readonly PlainCell[];
  readonly isTable: boolean;
  readonly ordinal: number | null;
  readonly quoted: number;
  /** What looks like a link in the text. */
  readonly links: readonly PrintedLink[];
  readonly hasLink: boolean;
  /** A word so long that nobody looked into it. */
  readonly isEndless: boolean;
}

export interface OwnRow extends PlainRow {
  /** Null: the letter's own words. */
  readonly aside: Aside | null;
}

/** Security limit on the words of one letter; the rest waits for a person, with the raw mail kept. */
export const MAX_TEXT = 2_000_000;

export interface OwnRows {
  readonly parts: readonly (readonly OwnRow[])[];
  readonly isCut: boolean;
}

/** @param ownAddress the desk's address, to know a quoted letter of ours */
export function ownRows(letter: WrittenLetter, ownAddress: string): OwnRows {
  let room = MAX_TEXT;
  let isCut = false;
  const plain = letter.parts.map((part) => {
    const fitting = withPastedTables(part.rows).filter((row) => {
      room -= row.cells.reduce((sum, { text }) => sum + text.length + 1, 0);
      isCut ||= room < 0;
      return room >= 0;
    });
    return fitting.map((row) => plainRow(part, row));
  });
  const lists = new Set(plain.filter(isList));
  const parts = plain.map((rows) => {
    const history = historyOf(rows, { subject: letter.subject, ownAddress });
    const isListed = lists.size > (lists.has(rows) ? 1 : 0);
    const ending = endingOf(rows, history, isListed);
    return rows.map((row, place) => ({ ...row, aside: history[place] ?? ending[place] ?? null }));
  });
  return { parts, isCut };
}

/** Beside the letter itself, and with a link in it. */
const isList = (rows: readonly PlainRow[]): boolean =>
  rows[0]?.part.from !== 'body' && rows.some(({ hasLink }) => hasLink);

function plainRow(part: WrittenPart, row: WrittenRow): PlainRow {
  const cells = row.cells.map(({ text, links, isBelow = false }) => ({
    text: plainText(text),
    behind: links,
    isBelow,
  }));
  const text = cells.map((cell) => cell.text).join('  ');
  const links = printedLinks(text);
  return {
    part,
    text,
    cells,
    links,
    isTable: row.kind === 'table-row',
    ordinal: row.ordinal,
    quoted: row.quoted,
    hasLink: links.length > 0 || cells.some(({ behind }) => behind.length > 0),
    isEndless: hasEndlessWord(text),
  };
}
