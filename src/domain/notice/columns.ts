// Which column of a table holds the links, which the numbers, and which only accounts, notes or laws: told by the words of its head.
import { ACCOUNT, BESIDE, CONTAINER, LINK, NUMBER, STRONG_LINK } from './column-words.ts';
import { numberCell } from './printed-number.ts';
import { says } from './wording.ts';

export interface Columns {
  readonly number: number | null;
  readonly links: readonly number[];
  /** Columns in which no item stands: accounts, notes, laws. */
  readonly beside: readonly number[];
}

const MAX_HEAD = 60;

/** The columns that a row names, or null where it is no head of a table. @param cells plain */
export function columnsOf(cells: readonly string[]): Columns | null {
  const heads = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const filled = heads.filter((head) => head !== '');
  if (filled.length < 2 || filled.some((head) => head.length > MAX_HEAD || numberCell(head) !== null))
    return null;
  const where = (test: (head: string) => boolean): number[] =>
    heads.flatMap((head, at) => (head !== '' && test(head) ? [at] : []));
  const number = where((head) => isNumberHead(head))[0] ?? null;
  const accounts = where(isAccountHead);
  const beside = where((head) => says(BESIDE, head) && !says(LINK, head));
  const places = where((head) => says(LINK, head) && !isAccountHead(head) && !isNumberHead(head));
  const exact = places.filter(
    (at) => !says(CONTAINER, heads[at] ?? '') || says(STRONG_LINK, heads[at] ?? ''),
  );
  const links = exact.length > 0 ? exact : places;
  if (number === null && links.length === 0) return null;
  return { number, links, beside: links.length === 0 ? beside : [...accounts, ...beside] };
}

/** Words over a column, or in front of a value, that name an account. */
export const isAccountHead = (head: string): boolean =>
  head.length <= MAX_HEAD && says(ACCOUNT, head) && !says(STRONG_LINK, head);

const isNumberHead = (head: string): boolean => head === '#' || says(NUMBER, head);

/** The number that a form gives what it describes: `연번` and beside it `1`. @param cells plain */
export function formNumber(cells: readonly string[]): number | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const at = filled.findIndex((cell) => isNumberHead(cell.replace(/[\s:]+$/, '')));
  return at === -1 ? null : numberCell(filled[at + 1] ?? '');
}
