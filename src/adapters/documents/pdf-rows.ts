// Lines of a page to rows: a line of several columns is a row of a table, and what a cell of it goes on with in the lines around it is
// put back into that cell. A link over several lines is one link.
import type { LinkBehind, WrittenRow } from '../../domain/notice/written.ts';
import type { PageLine } from './pdf-lines.ts';
import { cellOf, lineOf, tableRowOf } from './rows.ts';

/** Points that the beginnings of one column may differ by. */
const COLUMN_NEAR = 3;
/** A line further away than this many heights does not belong to a cell any more. */
const CELL_GAP = 1.9;
/** The same for a line of several pieces, which is more likely a row of its own. */
const WIDE_GAP = 1.75;
/** A gap of this many heights ends a table. */
const BLOCK_GAP = 5;
/**
 * What a link goes on with in its first column, right below: one word, and hardly one of the letter, unless the table goes on below it; or the
 * dots of a link that its writer cut off.
 */
const WORD = /^[\w/?=&%#.~$!:@+*,;-]+$/;
const REST = /^(?:(?=.*[\d/=&?%_$-]|.{12})[\w/?=&%#.~$!:@+*,;-]+|\.{2,4}|…)$/;

type OpenSegment = { readonly x: number; text: string; links: { target: string; text: string }[] };
type OpenRow = { readonly y: number; last: number; readonly height: number; readonly cells: OpenSegment[] };

export function pdfRows(lines: readonly PageLine[]): WrittenRow[] {
  const columns = columnsOf(lines);
  const owners = lines.map((_line, at) => (columns[at] === undefined ? ownerOf(lines, columns, at) : at));
  const rows: OpenRow[] = [];
  const byOwner = new Map<number, OpenRow>();
  for (const [at, line] of lines.entries()) {
    const owner = owners[at] ?? at;
    const row = byOwner.get(owner) ?? opened(line, columns[owner]);
    if (!byOwner.has(owner)) rows.push(row);
    byOwner.set(owner, row);
    addTo(row, line);
  }
  return joinLinks(rows).map(({ cells }) => {
    const written = cells.map(({ text, links }) => cellOf(text, links));
    return written.length > 1 ? tableRowOf(written) : lineOf(cells[0]?.text ?? '', cells[0]?.links ?? []);
  });
}

const opened = ({ y, height, segments }: PageLine, columns: readonly number[] | undefined): OpenRow => ({
  y,
  last: y,
  height,
  cells: (columns ?? segments.map(({ x }) => x)).map((x) => ({ x, text: '', links: [] })),
});

/** Where the columns begin, for each line that is a row of a table; undefined for other lines. */
function columnsOf(lines: readonly PageLine[]): (readonly number[] | undefined)[] {
  const found: (readonly number[] | undefined)[] = [];
  for (const block of blocksOf(lines)) {
    const columns = sharedBy(block.map(({ segments }) => segments.map(({ x }) => x)));
    for (const line of block) found.push(rowColumns(line, columns));
  }
  return found;
}

/** Runs of lines that can be one table: a line of one piece at the left edge of it is none of it, and a wide gap ends it. */
function blocksOf(lines: readonly PageLine[]): PageLine[][] {
  const blocks: PageLine[][] = [];
  let edge = Number.POSITIVE_INFINITY;
  for (const [at, line] of lines.entries()) {
    const [before, x] = [blocks.at(-1)?.at(-1), line.segments[0]?.x ?? 0];
    const isText =
      line.segments.length === 1 &&
      x <= edge + COLUMN_NEAR &&
      edge !== Number.POSITIVE_INFINITY &&
      !isRestOfFirst(before, line, lines[at + 1]);
    if (
      before === undefined ||
      isText ||
      line.y - before.y > BLOCK_GAP * Math.max(line.height, before.height)
    ) {
      blocks.push([line]);
      edge = Number.POSITIVE_INFINITY;
    } else blocks.at(-1)?.push(line);
    if (line.segments.length > 1) edge = Math.min(edge, x);
  }
  return blocks;
}

/** A table may begin with its links: then a rest of one stands at the left edge, as close as lines of one cell stand. */
function isRestOfFirst(
  before: PageLine | undefined,
  line: PageLine | undefined,
  next: PageLine | undefined,
): boolean {
  const [first, ...more] = line?.segments ?? [];
  const [above] = before?.segments ?? [];
  if (line === undefined || before === undefined || first === undefined || above === undefined) return false;
  const gap = line.y - before.y;
  const isInside = next !== undefined && next.segments.length > 1 && next.y - line.y > gap;
  return (
    more.length === 0 &&
    (isInside ? WORD : REST).test(first.text) &&
    (/\S[/:]\S*$/.test(above.text) || REST.test(above.text)) &&
    Math.abs(first.x - above.x) <= COLUMN_NEAR &&
    gap <= WIDE_GAP * Math.max(line.height, before.height)
  );
}

/** Beginnings in a row that another line has too, or all of them in a single row: a heading in the middle of its column has its own. */
function sharedBy(starts: readonly (readonly number[])[]): readonly number[] {
  const rows = starts.filter(({ length }) => length > 1);
  const all = starts.flat();
  const sorted = rows.flat().toSorted((a, b) => a - b);
  const distinct = sorted.filter((x, at) => at === 0 || x - (sorted[at - 1] ?? x) > COLUMN_NEAR);
  const isShared = (x: number): boolean =>
    all.filter((other) => Math.abs(other - x) <= COLUMN_NEAR).length > 1;
  return rows.length < 2 ? distinct : distinct.filter(isShared);
}

/** A line that fits into the columns is a row of them if it has the first; one that does not fit has columns of its own. */
function rowColumns({ segments }: PageLine, columns: readonly number[]): readonly number[] | undefined {
  if (segments.length < 2) return undefined;
  const own = segments.map(({ x }) => x);
  if (!own.every((x) => isNear(columns, x))) return own;
  return isNear(columns.slice(0, 1), own[0] ?? 0) ? columns : undefined;
}

const isNear = (columns: readonly number[], x: number): boolean =>
  columns.some((column) => Math.abs(column - x) <= COLUMN_NEAR);

function addTo(row: OpenRow, { y, segments }: PageLine): void {
  row.last = y;
  for (const { x, text, links } of segments) {
    const cell = nearest(row.cells, x);
    if (cell === undefined) continue;
    cell.text += (cell.text === '' ? '' : '\n') + text;
    for (const { link, text: words } of links) cell.links.push({ target: link.target, text: words });
  }
}

const nearest = (cells: readonly OpenSegment[], x: number): OpenSegment | undefined =>
  cells.toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];

/**
 * Which row of a table a line goes on with, or itself: it begins where a column begins that is not the first. Between two rows, the
 * lines on the near side of the widest gap belong to each.
 */
function ownerOf(
  lines: readonly PageLine[],
  columns: readonly (readonly number[] | undefined)[],
  at: number,
): number {
  const above = columns.findLastIndex((one, place) => one !== undefined && place < at);
  const below = columns.findIndex((one, place) => one !== undefined && place > at);
  const goesOn = (owner: number): boolean =>
    owner !== -1 &&
    range(owner, at).every(
      (between) =>
        between === owner ||
        continues(lines[between], columns[owner]) ||
        (owner < at && isRestOfFirst(lines[between - 1], lines[between], lines[between + 1])),
    );
  const [up, down] = [goesOn(above), goesOn(below)];
  if (up && down) {
    const gaps = range(above, below).map((next) => (lines[next]?.y ?? 0) - (lines[next - 1]?.y ?? 0));
    const widest = above + 1 + gaps.indexOf(Math.max(...gaps));
    return at < widest ? withinReach(lines, above, at) : withinReach(lines, below, at);
  }
  if (up) return withinReach(lines, above, at);
  return down ? withinReach(lines, below, at) : at;
}

/** The places behind the first up to the second, or before it down to the second. */
function range(from: number, to: number): number[] {
  return from < to
    ? Array.from({ length: to - from }, (_, step) => from + 1 + step)
    : Array.from({ length: from - to }, (_, step) => to + step);
}

function withinReach(lines: readonly PageLine[], owner: number, at: number): number {
  const isWide = (lines[at]?.segments.length ?? 0) > 1;
  const path = [owner, ...range(owner, at)].toSorted((a, b) => a - b);
  const close = path.slice(1).every((place, step) => {
    const [before, line] = [lines[path[step] ?? place], lines[place]];
    return (
      before !== undefined &&
      line !== undefined &&
      line.y - before.y <= (isWide ? WIDE_GAP : CELL_GAP) * Math.max(line.height, before.height)
    );
  });
  return close ? owner : at;
}

function continues(line: PageLine | undefined, columns: readonly number[] | undefined): boolean {
  return (
    line !== undefined && columns !== undefined && line.segments.every(({ x }) => isNear(columns.slice(1), x))
  );
}

/** A link over two lines is written as two of one target: its words are put together where it begins. */
function joinLinks(rows: OpenRow[]): OpenRow[] {
  let last: { link: LinkBehind & { text: string }; row: number } | undefined;
  for (const [at, row] of rows.entries()) {
    for (const cell of row.cells) {
      cell.links = cell.links.filter((link, place) => {
        const goesOn =
          last !== undefined &&
          last.link.target === link.target &&
          isNext(rows, last.row, at) &&
          place === 0 &&
          !wholeLink(last.link.text, link.text);
        if (goesOn && last !== undefined) {
          (last.link as { text: string }).text += link.text;
          last = { link: last.link, row: at };
          return false;
        }
        last = { link, row: at };
        return true;
      });
    }
  }
  return rows;
}

const isNext = (rows: readonly OpenRow[], before: number, at: number): boolean =>
  before === at ||
  (at === before + 1 && (rows[at]?.y ?? 0) - (rows[before]?.last ?? 0) <= CELL_GAP * (rows[at]?.height ?? 0));

/** Twice the same words are two links, not one that is broken. */
const wholeLink = (first: string, second: string): boolean => first.trim() === second.trim();
