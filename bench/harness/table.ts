// A table for the terminal and for Markdown, and numbers as people read them. Pure.

export type Row = readonly (string | number)[];

/** Columns as wide as their widest cell; all but the first to the right. */
export function textTable(head: Row, rows: readonly Row[]): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const padded = (line: readonly string[]) =>
    line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
  const [first = [], ...rest] = lines.map(padded);
  return [first, widths.map((width) => '-'.repeat(width)), ...rest].map((line) => line.join('  ')).join('\n');
}

export function markdownTable(head: Row, rows: readonly Row[]): string {
  const line = (row: Row) => `| ${row.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? ':--' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const DIGITS = 3;

/** Three digits that mean something, thousands with commas: 0.0123, 4.56, 789, 12,300. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const rounded = Number(value.toPrecision(DIGITS));
  return Math.abs(rounded) < 100
    ? String(rounded)
    : rounded.toLocaleString('en-US', { maximumFractionDigits: 0 });
}
