// What of a workbook nobody sees who opens it: hidden sheets, rows and columns. A link there is read, for the letter holds it, and the letter
// is one that a person has to look at. Words there without a link are not read: they must not say what the rows mean that people see.
import type { WrittenCell } from '../../domain/notice/written.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { emptyCell } from './rows.ts';
import type { Attributes } from './xml.ts';

const LINK_LIKE = /:\/\/|\bt\.me\b|\[\.\]|\(\.\)|\w\.\w+\/\w/i;
const IS_ON = /^(?:1|true)$/;

/** True for a row that is hidden, or of no height (ECMA-376, part 1, 18.3.1.73). */
export const isHiddenRow = ({ hidden = '', ht = '' }: Attributes): boolean =>
  IS_ON.test(hidden) || (ht !== '' && Number(ht) === 0);

/** The columns, counted from 0, that a `col` element hides (18.3.1.13). */
export function hiddenColumns({ hidden = '', width = '', min = '', max = '' }: Attributes): number[] {
  if (!IS_ON.test(hidden) && !(width !== '' && Number(width) === 0)) return [];
  const from = Math.max(1, Number(min));
  const to = Math.min(Number(max), DOCUMENT_LIMITS.columns);
  return from <= to ? Array.from({ length: to - from + 1 }, (_, at) => from - 1 + at) : [];
}

/** True for a sheet that is hidden, in either way (18.18.68). */
export const isHiddenSheet = ({ state = '' }: Attributes): boolean => /^(?:very)?hidden$/i.test(state);

/** @returns a row as it is read, and whether a link in it is hidden; null where nothing in it is read */
export function seenCells(
  cells: readonly WrittenCell[],
  isRowHidden: boolean,
  columns: ReadonlySet<number>,
): { cells: readonly WrittenCell[]; hidesLink: boolean } | null {
  if (isRowHidden) return cells.some(isLinkCell) ? { cells, hidesLink: true } : null;
  if (columns.size === 0) return { cells, hidesLink: false };
  const hidesLink = cells.some((cell, at) => columns.has(at) && isLinkCell(cell));
  const seen = cells.map((cell, at) => (columns.has(at) && !isLinkCell(cell) ? emptyCell() : cell));
  return { cells: seen, hidesLink };
}

const isLinkCell = ({ text, links }: WrittenCell): boolean => links.length > 0 || LINK_LIKE.test(text);
