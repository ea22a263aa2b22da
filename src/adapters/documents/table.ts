// Tables of HTML and of office documents to rows. A table of data gives a row with its cells; a table that only lays out a letter gives the lines in it.
import type { WrittenCell, WrittenRow } from '../../domain/notice/written.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { cellOf, emptyCell, isFilled, tableRowOf } from './rows.ts';

interface OpenCell {
  readonly rows: WrittenRow[];
  columns: number;
  below: number;
}

/** One table while it is open: takes the rows of each cell, gives the rows of the table. */
export class OpenTable {
  /** Column -> how many of the next rows a cell above reaches into. */
  #reaches = new Map<number, number>();
  #cells: OpenCell[] = [];

  /** @returns where the rows of this cell go */
  openCell(columns?: string, below?: string): WrittenRow[] {
    const cell = { rows: [], columns: span(columns), below: span(below) };
    this.#cells.push(cell);
    return cell.rows;
  }

  /** Where a document tells only inside a cell how far it reaches. */
  spans(columns: string | undefined, below: string | undefined): void {
    const cell = this.#cells.at(-1);
    if (cell !== undefined) [cell.columns, cell.below] = [span(columns), span(below)];
  }

  /** Ends the row that is open. @throws Unread over 50 columns */
  closeRow(quoted: number): readonly WrittenRow[] {
    const cells = this.#cells;
    this.#cells = [];
    if (cells.length === 0) return [];
    const placed = this.#place(cells);
    return laysOut(cells) ? cells.flatMap(({ rows }) => rows) : [tableRowOf(placed, { quoted })];
  }

  #place(cells: readonly OpenCell[]): WrittenCell[] {
    const placed: WrittenCell[] = [];
    const reaches = new Map(
      [...this.#reaches].flatMap(([at, left]) => (left > 1 ? [[at, left - 1] as const] : [])),
    );
    const skip = (): void => {
      while (this.#reaches.has(placed.length)) placed.push(emptyCell());
    };
    for (const { rows, columns, below } of cells) {
      skip();
      for (let at = 0; at < columns; at += 1) {
        if (below > 1) reaches.set(placed.length, below - 1);
        placed.push(at === 0 ? joined(rows) : emptyCell());
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

/** A single cell, a table inside a cell, or one cell of several lines beside empty ones: that is layout. */
function laysOut(cells: readonly OpenCell[]): boolean {
  if (cells.some(({ rows }) => rows.some(({ kind, ordinal }) => kind === 'table-row' || ordinal !== null)))
    return true;
  const filled = cells.filter(({ rows }) => rows.some((row) => row.cells.some(isFilled)));
  return cells.length === 1 || (filled.length === 1 && (filled[0]?.rows.length ?? 0) > 1);
}

/** The lines of a cell as one text: what was broken inside a cell belongs together. */
function joined(rows: readonly WrittenRow[]): WrittenCell {
  const cells = rows.flatMap((row) => row.cells);
  return cellOf(
    cells.map(({ text }) => text).join('\n'),
    cells.flatMap(({ links }) => links),
  );
}
