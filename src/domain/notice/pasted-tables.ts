// Tables pasted into a text: lines whose cells stand apart by tabs, or by bars under a head that names its columns, are the rows of one.
import { columnsOf } from './columns.ts';
import { plainText } from './plain-text.ts';
import type { WrittenRow } from './written.ts';

/** A line of one word under a table is the rest of a link that a mail program has broken: then the lines are left as they are. */
const REST = /^[\w/?=&%#.~$!:@+*,;-]+$/;

/** @param rows of one part. Two or more lines that follow one another, each with tabs in it (or each with bars) and with three cells somewhere, become rows. */
export function withPastedTables(rows: readonly WrittenRow[]): readonly WrittenRow[] {
  const out: WrittenRow[] = [];
  let run: WrittenRow[] = [];
  const flush = (next: WrittenRow | undefined): void => {
    out.push(...(isTable(run) && !REST.test(textOf(next).trim()) ? run.map(asTableRow) : run));
    run = [];
  };
  for (const row of rows) {
    const before = run.at(-1);
    const isCandidate =
      row.kind === 'line' && row.ordinal === null && signOf(row) !== null && hasNoLinks(row);
    const goesOn = before === undefined || (before.quoted === row.quoted && signOf(before) === signOf(row));
    if (!isCandidate || !goesOn) flush(row);
    if (isCandidate) run.push(row);
    else out.push(row);
  }
  flush(undefined);
  return out;
}

const textOf = (row: WrittenRow | undefined): string =>
  row?.cells.length === 1 ? (row.cells[0]?.text ?? '') : '';
const hasNoLinks = ({ cells }: WrittenRow): boolean => cells.every(({ links }) => links.length === 0);
/** What its cells stand apart by, or null. */
const signOf = (row: WrittenRow): '\t' | '|' | null => {
  const text = textOf(row);
  if (/\S\t/.test(text)) return '\t';
  return /[|｜].*[|｜]/.test(text) ? '|' : null;
};

function cellsOf(row: WrittenRow): string[] {
  if (signOf(row) === '\t') return textOf(row).split('\t');
  return textOf(row)
    .trim()
    .replace(/^[|｜]|[|｜]$/g, '')
    .split(/[|｜]/);
}

/** Bars stand in letterheads too: a table of bars begins with a head that names a column of links, and its rows are as wide as that. */
function isTable(run: readonly WrittenRow[]): boolean {
  const [first] = run;
  if (first === undefined || run.length < 2) return false;
  const width = cellsOf(first).length;
  if (signOf(first) === '\t') return run.some((row) => cellsOf(row).length > 2);
  const head = columnsOf(cellsOf(first).map(plainText));
  return head !== null && head.links.length > 0 && run.every((row) => cellsOf(row).length === width);
}

const asTableRow = (row: WrittenRow): WrittenRow => ({
  ...row,
  kind: 'table-row',
  cells: cellsOf(row).map((text) => ({ text: text.trim(), links: [] })),
});
