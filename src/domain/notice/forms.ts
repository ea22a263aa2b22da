// Items that are described like a form, a label and its value a line or a row: `연번 | 1`, `주소 | https://…`, `게시자 | https://…`.
// There the number stands above the link, and an account is told beside it.
import { formNumber, isAccountHead } from './columns.ts';
import type { OwnRow } from './own-rows.ts';
import { oneLine } from './plain-text.ts';
import { numberCell, printedNumber, rowName } from './printed-number.ts';

/** How many lines a description takes. */
const REACH = 6;
const LABEL = /^[^\p{L}\p{N}]{0,6}([^\s:|]{1,16}(?: [^\s:|]{1,16}){0,3}) ?[:|]\s*$/u;

/** The number that a row of a form gives, or null. @param texts its cells, plain */
export function numberOfForm(texts: readonly string[]): number | null {
  const filled = texts.filter((text) => text !== '');
  return filled.length === 1 ? numberCell(filled[0] ?? '') : formNumber(texts);
}

/** Whether a link is only the account of what is listed in a row nearby. @param start where the link stands in its row */
export function isAccountOfNeighbour(rows: readonly OwnRow[], at: number, start: number): boolean {
  const row = rows[at];
  if (row === undefined || !isAccountHead(labelOf(row, start))) return false;
  return [...around(rows, at, -1), ...around(rows, at, 1)].some(isListed);
}

/** The rows of the same description: up to an empty one and to the next number. */
function around(rows: readonly OwnRow[], at: number, step: 1 | -1): OwnRow[] {
  const found: OwnRow[] = [];
  for (let next = at + step; Math.abs(next - at) <= REACH; next += step) {
    const row = rows[next];
    if (row === undefined || row.text.trim() === '' || row.aside !== null) break;
    const begins = beginsItem(row);
    if (begins && step === 1) break;
    found.push(row);
    if (begins) break;
  }
  return found;
}

const beginsItem = (row: OwnRow): boolean =>
  row.ordinal !== null ||
  printedNumber(row.text)?.isMarked === true ||
  numberOfForm(row.cells.map(({ text }) => oneLine(text))) !== null;

const isListed = (row: OwnRow): boolean =>
  row.hasLink && !isAccountHead(labelOf(row, row.links[0]?.start ?? 0));

/** The label in front of a link: the cell before its own, or the words before it in its line. */
function labelOf({ isTable, cells, text }: OwnRow, start: number): string {
  if (isTable) return cells.length === 2 ? oneLine(cells[0]?.text ?? '') : '';
  const before = text.slice(0, start);
  return LABEL.exec(rowName(before, null)?.rest ?? before)?.[1] ?? '';
}
