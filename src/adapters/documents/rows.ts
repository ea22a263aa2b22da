// Rows as every reader of documents makes them: lines and table rows, with only such characters as a database can keep.
import type { LinkBehind, WrittenCell, WrittenRow } from '../../domain/notice/written.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { tooLarge } from './unread.ts';

const EMPTY_CELL: WrittenCell = { text: '', links: [] };
const BELOW_CELL: WrittenCell = { text: '', links: [], isBelow: true };
const NO_LINKS: readonly LinkBehind[] = [];
const MARKS = /^[ \t]{0,3}((?:>[ \t]?)+)/;

/** No control character but line ends and TAB, and no half of a character: PostgreSQL keeps neither in JSON. */
export const plain = (text: string): string =>
  text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]|\p{Cs}/gu, '\ufffd');

export const cellOf = (text: string, links: readonly LinkBehind[] = NO_LINKS): WrittenCell =>
  text === '' && links.length === 0 ? EMPTY_CELL : { text: plain(text), links: links.map(plainLink) };

const plainLink = ({ text, target }: LinkBehind): LinkBehind => ({
  text: plain(text),
  target: plain(target),
});

/** One line of text. The marks of a quotation in front of it are counted and taken off. */
export function lineOf(
  text: string,
  links: readonly LinkBehind[] = NO_LINKS,
  { ordinal = null, quoted = 0 }: { ordinal?: number | null; quoted?: number } = {},
): WrittenRow {
  const marks = MARKS.exec(text);
  const depth = marks?.[1]?.replace(/[^>]/g, '').length ?? 0;
  const words = marks === null ? text : text.slice(marks[0].length);
  return { kind: 'line', cells: [cellOf(words, links)], ordinal, quoted: quoted + depth };
}

/** One row of a table; empty cells at its end are left out. @throws Unread over 50 columns */
export function tableRowOf(
  cells: readonly WrittenCell[],
  { ordinal = null, quoted = 0 }: { ordinal?: number | null; quoted?: number } = {},
): WrittenRow {
  const last = cells.findLastIndex(isFilled);
  if (last >= DOCUMENT_LIMITS.columns) throw tooLarge(`over ${DOCUMENT_LIMITS.columns} columns`);
  return { kind: 'table-row', cells: cells.slice(0, Math.max(last + 1, 1)), ordinal, quoted };
}

export const isFilled = ({ text, links }: WrittenCell): boolean => links.length > 0 || text.trim() !== '';
export const emptyCell = (): WrittenCell => EMPTY_CELL;
/** What a cell above reaches down to. */
export const belowCell = (): WrittenCell => BELOW_CELL;

/** Whether anybody could read something in these rows. */
export const hasWords = (rows: readonly WrittenRow[]): boolean =>
  rows.some(({ cells }) => cells.some(isFilled));

/** The rows of one document, counted against its limits as they come. */
export class RowList {
  readonly rows: WrittenRow[] = [];
  #characters = 0;
  #links = 0;

  /** @throws Unread when this row is one too many; those before it stay */
  add(row: WrittenRow): void {
    for (const { text, links } of row.cells) {
      this.#characters += text.length;
      this.#links += links.length;
    }
    const { characters, links, lines, rows } = DOCUMENT_LIMITS;
    if (row.kind === 'table-row' && this.rows.length >= rows) throw tooLarge(`over ${rows} rows`);
    if (this.rows.length >= lines) throw tooLarge(`over ${lines} lines`);
    if (this.#characters > characters) throw tooLarge(`over ${characters} characters`);
    if (this.#links > links) throw tooLarge(`over ${links} links`);
    this.rows.push(row);
  }
}
