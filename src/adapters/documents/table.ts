// Tables of HTML and of office documents to rows. A table of data gives a row with its cells; a table that only lays out a letter gives the lines in it.
import type { WrittenCell, WrittenRow } from '../../domain/notice/written.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { belowCell, cellOf, emptyCell, isFilled, tableRowOf } from './rows.ts';

interface OpenCell {
  readonly rows: WrittenRow[];
  columns: number;
  below: number;
  /** A cell above reaches down to it. */
  isBelow: boolean;
}

interface Reach {
  /** Into how many of the next rows. */
  readonly left: number;
  /** It holds a number and nothing else: a row beside it is one of a list, and no layout. */
  readonly isNumber: boolean;
}

/** One table while it is open: takes the rows of each cell, gives the rows of the table. */
export class OpenTable {
  /** By column: the cells above that reach into the next rows. */
  #reaches = new Map<number, Reach>();
  #cells: OpenCell[] = [];

  /** @returns where the rows of this cell go */
  openCell(columns?: string, below?: string): WrittenRow[] {
    const cell = { rows: [], columns: span(columns), below: span(below), isBelow: false };
    this.#cells.push(cell);
    return cell.rows;
  }

  /** Where a document tells only inside a cell how far it reaches. */
  spans(columns: string | undefined, below: string | undefined): void {
    const cell = this.#cells.at(-1);
    if (cell !== undefined) [cell.columns, cell.below] = [span(columns), span(below)];
  }

  /** Where a document writes the cell once more that one above reaches down to. */
  goesOn(): void {
    const cell = this.#cells.at(-1);
    if (cell !== undefined) cell.isBelow = true;
  }

  /** Ends the row that is open. */
  closeRow(quoted: number): readonly WrittenRow[] {
    const cells = this.#cells;
    this.#cells = [];
    if (cells.length === 0) return [];
    const isListed = [...this.#reaches.values()].some(({ isNumber }) => isNumber);
    const placed = this.#place(cells);
    return hasRows(cells) || (!isListed && laysOut(cells))
      ? cells.flatMap(({ rows }) => rows)
      : [tableRowOf(placed, { quoted })];
  }

  #place(cells: readonly OpenCell[]): WrittenCell[] {
    const placed: WrittenCell[] = [];
    const reaches = new Map(
      [...this.#reaches].flatMap(([at, { left, isNumber }]) =>
        left > 1 ? [[at, { left: left - 1, isNumber }] as const] : [],
      ),
    );
    const skip = (): void => {
      while (this.#reaches.has(placed.length)) placed.push(belowCell());
    };
    for (const { rows, columns, below, isBelow } of cells) {
      skip();
      // Further columns would be empty: pages say "as wide as the table" with any number.
      const wide = Math.max(1, Math.min(columns, DOCUMENT_LIMITS.columns - placed.length));
      for (let at = 0; at < wide; at += 1) {
        if (below > 1 && placed.length < DOCUMENT_LIMITS.columns)
          reaches.set(placed.length, { left: below - 1, isNumber: isNumber(rows) });
        placed.push(at > 0 ? emptyCell() : isBelow && !isWritten(rows) ? belowCell() : joined(rows));
      }
    }
    this.#reaches = reaches;
    return placed;
  }
}

function span(written: string | undefined): number {
  const value = Number(written ?? 1);
  return Number.isInteger(value) && value > 1 ? Math.min(value, DOCUMENT_LIMITS.rows) : 1;
}

/** A table inside a cell, or a list. */
const hasRows = (cells: readonly OpenCell[]): boolean =>
  cells.some(({ rows }) => rows.some(({ kind, ordinal }) => kind === 'table-row' || ordinal !== null));

/** A single cell, or one cell of several lines beside empty ones. */
function laysOut(cells: readonly OpenCell[]): boolean {
  const filled = cells.filter(({ rows }) => isWritten(rows));
  return cells.length === 1 || (filled.length === 1 && (filled[0]?.rows.length ?? 0) > 1);
}

const isNumber = (rows: readonly WrittenRow[]): boolean =>
  /^\D{0,4}\d{1,5}\D{0,4}$/.test(joined(rows).text.trim());
const isWritten = (rows: readonly WrittenRow[]): boolean => rows.some(({ cells }) => cells.some(isFilled));

/** The lines of a cell as one text: what was broken inside a cell belongs together. */
function joined(rows: readonly WrittenRow[]): WrittenCell {
  const cells = rows.flatMap((row) => row.cells);
  return cellOf(
    cells.map(({ text }) => text).join('\n'),
    cells.flatMap(({ links }) => links),
  );
}
