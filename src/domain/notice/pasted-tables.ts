// Tables pasted into a text: lines whose cells stand apart by tabs are the rows of one.
import type { WrittenRow } from './written.ts';

/** A line of one word under a table is the rest of a link that a mail program has broken: then the lines are left as they are. */
const REST = /^[\w/?=&%#.~$!:@+*,;-]+$/;

/** @param rows of one part. Two or more lines that follow one another, each with tabs in it and with three cells somewhere, become rows. */
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
      row.kind === 'line' && row.ordinal === null && /\S\t/.test(textOf(row)) && hasNoLinks(row);
    if (!isCandidate || (before !== undefined && before.quoted !== row.quoted)) flush(row);
    if (isCandidate) run.push(row);
    else out.push(row);
  }
  flush(undefined);
  return out;
}

const textOf = (row: WrittenRow | undefined): string =>
  row?.cells.length === 1 ? (row.cells[0]?.text ?? '') : '';
const hasNoLinks = ({ cells }: WrittenRow): boolean => cells.every(({ links }) => links.length === 0);
const isTable = (run: readonly WrittenRow[]): boolean =>
  run.length > 1 && run.some((row) => textOf(row).split('\t').length > 2);
const asTableRow = (row: WrittenRow): WrittenRow => ({
  ...row,
  kind: 'table-row',
  cells: textOf(row)
    .split('\t')
    .map((text) => ({ text: text.trim(), links: [] })),
});
