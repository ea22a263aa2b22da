// One sheet of a workbook to rows of cells: values as shown, links behind cells and in HYPERLINK formulas, merged cells in their first.
import type { LinkBehind, WrittenCell } from '../../domain/notice/written.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { shownNumber } from './number-format.ts';
import { type Relation, relationsOf } from './relations.ts';
import { belowCell, cellOf, emptyCell } from './rows.ts';
import { tooLarge } from './unread.ts';
import { unescaped } from './xlsx-book.ts';
import { hiddenColumns, isHiddenRow, seenCells } from './xlsx-hidden.ts';
import { attribute, type Attributes, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Values {
  readonly strings: readonly string[];
  readonly formats: readonly string[];
  readonly is1904: boolean;
}

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly format: string;
  value: string;
  formula: string;
}

const FORMULA_LINK = /^\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"/i;

type Grid = Map<number, WrittenCell[]>;

export interface SheetRows {
  /** The rows that are there, in order. */
  readonly rows: readonly (readonly WrittenCell[])[];
  /** A link stands where nobody sees it. */
  readonly hidesLink: boolean;
}

/** @param isHidden the whole sheet @throws Unread */
export function readSheet(zip: Zip, file: string, values: Values, isHidden: boolean): SheetRows {
  const relations = relationsOf(zip, file);
  const grid: Grid = new Map();
  const [unseenRows, unseenColumns] = [new Set<number>(), new Set<number>()];
  let [row, column, aloud, takes] = [-1, -1, 0, ''];
  let cell: OpenCell | undefined;
  readXml(zip.read(file), {
    open: (name, attributes) => {
      if (name === 'col') for (const unseen of hiddenColumns(attributes)) unseenColumns.add(unseen);
      if (name === 'row') [row, column] = [Number(attributes['r'] ?? row + 2) - 1, -1];
      if (name === 'row' && isHiddenRow(attributes)) unseenRows.add(row);
      if (name === 'c') {
        cell = opened(attributes, row, column + 1, values);
        column = cell.column;
      }
      if (name === 'rPh') aloud += 1;
      if (name === 'v' || name === 't' || name === 'f') takes = name;
      if (name === 'mergeCell') merge(grid, attributes['ref'] ?? '');
      if (name === 'hyperlink') link(grid, attributes, relations);
    },
    close: (name) => {
      if (name === 'rPh') aloud -= 1;
      if (name === takes) takes = '';
      if (name === 'c' && cell !== undefined) put(grid, cell, values);
    },
    text: (text) => {
      if (cell === undefined || aloud > 0) return;
      if (takes === 'f') cell.formula += text;
      else if (takes !== '') cell.value += text;
    },
  });
  const seen = [...grid]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([at, cells]) => {
      const whole = Array.from(cells, (shown) => shown ?? emptyCell());
      return seenCells(whole, isHidden || unseenRows.has(at), unseenColumns) ?? [];
    });
  return { rows: seen.map(({ cells }) => cells), hidesLink: seen.some(({ hidesLink }) => hidesLink) };
}

function opened(attributes: Attributes, row: number, next: number, { formats }: Values): OpenCell {
  const [place] = area(attributes['r'] ?? '');
  return {
    row: place?.row ?? row,
    column: place?.column ?? next,
    type: attributes['t'] ?? 'n',
    format: formats[Number(attributes['s'] ?? 0)] ?? 'General',
    value: '',
    formula: '',
  };
}

function put(grid: Grid, { row, column, type, format, value, formula }: OpenCell, values: Values): void {
  const text = shown(type, value, format, values);
  const target = FORMULA_LINK.exec(formula)?.[1]?.replaceAll('""', '"');
  if (text === '' && target === undefined) return;
  if (column >= DOCUMENT_LIMITS.columns) throw tooLarge(`over ${DOCUMENT_LIMITS.columns} columns`);
  const cells = grid.get(row) ?? [];
  if (cells.length === 0) grid.set(row, cells);
  if (grid.size > DOCUMENT_LIMITS.rows) throw tooLarge(`over ${DOCUMENT_LIMITS.rows} rows`);
  cells[column] = cellOf(text, target === undefined ? [] : [{ text, target }]);
}

function shown(type: string, value: string, format: string, { strings, is1904 }: Values): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'n') return shownNumber(value, format, is1904);
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return unescaped(value);
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** `B2` or `B2:D4` to its corners, counted from 0. */
function area(ref: string): Place[] {
  return ref.split(':', 2).flatMap((corner) => {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(corner.trim());
    if (match === null) return [];
    const column =
      [...(match[1] ?? '').toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) -
      1;
    return [{ row: Number(match[2]) - 1, column }];
  });
}

/** What lies under a merged area is seen by nobody. */
function merge(grid: Grid, ref: string): void {
  const [from, to] = area(ref);
  if (from === undefined || to === undefined) return;
  eachFilled(grid, from, to, (cells, row, column) => {
    if (row !== from.row || column !== from.column) cells[column] = emptyCell();
  });
  if (from.column >= DOCUMENT_LIMITS.columns) return;
  for (const [, cells] of rowsBetween(grid, from.row + 1, to.row)) cells[from.column] = belowCell();
}

/** A place in the linked page stands apart in the file, though it is part of the link. */
function link(grid: Grid, attributes: Attributes, relations: ReadonlyMap<string, Relation>): void {
  const [from, to = from] = area(attributes['ref'] ?? '');
  const target = relations.get(attribute(attributes, 'id') ?? '')?.target;
  if (from === undefined || to === undefined || target === undefined) return;
  const place = attributes['location'];
  const whole = place === undefined || place === '' || target.includes('#') ? target : `${target}#${place}`;
  const behind = (text: string): LinkBehind => ({ text, target: whole });
  eachFilled(grid, from, to, (cells, _row, column, text) => (cells[column] = cellOf(text, [behind(text)])));
  if (grid.get(from.row)?.[from.column] === undefined && from.column < DOCUMENT_LIMITS.columns) {
    const cells = grid.get(from.row) ?? [];
    cells[from.column] = cellOf('', [behind('')]);
    grid.set(from.row, cells);
  }
}

/** Calls for each cell of the area that is there: an area may name millions that are not. */
function eachFilled(
  grid: Grid,
  from: Place,
  to: Place,
  act: (cells: WrittenCell[], row: number, column: number, text: string) => void,
): void {
  for (const [row, cells] of rowsBetween(grid, from.row, to.row)) {
    for (let column = from.column; column <= Math.min(to.column, cells.length - 1); column += 1) {
      const cell = cells[column];
      if (cell !== undefined) act(cells, row, column, cell.text);
    }
  }
}

/** The rows of an area that are there. */
function rowsBetween(grid: Grid, from: number, to: number): [row: number, cells: WrittenCell[]][] {
  const rows =
    to - from < grid.size ? range(from, to) : [...grid.keys()].filter((row) => row >= from && row <= to);
  return rows.flatMap((row) => {
    const cells = grid.get(row);
    return cells === undefined ? [] : [[row, cells]];
  });
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
