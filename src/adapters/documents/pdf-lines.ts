// Words on a page to lines: what stands at one height is one line, and a wide gap in it parts two columns.

/** Words somewhere on a page, in points; `y` is their baseline and grows downwards. */
export interface Placed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PageLink {
  readonly target: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Words of one line that no wide gap parts. */
export interface Segment {
  readonly text: string;
  readonly x: number;
  readonly links: readonly { readonly link: PageLink; readonly text: string }[];
}

export interface PageLine {
  readonly y: number;
  readonly height: number;
  readonly segments: readonly Segment[];
}

/** Parts of the height of a letter: a space between words, another column. */
const SPACE = 0.15;
const COLUMN = 1.5;
/** A smaller gap parts columns too where words begin at one place in several lines: narrow cells stand close together. */
const NARROW = 0.55;
const IN_COLUMN = 0.25;
const LINES_OF_COLUMN = 3;
/** Points that the beginnings of one column may differ by. */
const SAME_PLACE = 1.5;
const SAME_LINE = 0.45;

/** Lines from top to bottom. A link that lies over no words is a line of its own. */
export function linesOf(words: readonly Placed[], links: readonly PageLink[]): PageLine[] {
  const covered = new Set<PageLink>();
  const found = grouped(withoutDoubles(words)).map((line) => line.toSorted((a, b) => a.x - b.x));
  const columns = columnsIn(found);
  const lines = found.map((line) => lineOf(line, { links, covered, columns }));
  const bare = links
    .filter((link) => !covered.has(link))
    .map((link): PageLine => {
      const height = Math.max(1, link.bottom - link.top);
      return { y: link.bottom, height, segments: [{ text: '', x: link.left, links: [{ link, text: '' }] }] };
    });
  return [...lines, ...bare].toSorted((a, b) => a.y - b.y);
}

/** Bold letters are sometimes written twice, a little apart. */
function withoutDoubles(words: readonly Placed[]): Placed[] {
  const seen = new Map<string, Placed[]>();
  return words.filter((word) => {
    const same = seen.get(word.text) ?? [];
    if (same.length === 0) seen.set(word.text, same);
    const near = word.height * 0.15;
    if (same.slice(-8).some(({ x, y }) => Math.abs(x - word.x) < near && Math.abs(y - word.y) < near))
      return false;
    same.push(word);
    return true;
  });
}

function grouped(words: readonly Placed[]): Placed[][] {
  const lines: Placed[][] = [];
  for (const word of words.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (
      line !== undefined &&
      first !== undefined &&
      word.y - first.y < SAME_LINE * Math.max(first.height, word.height)
    )
      line.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Where words begin behind a gap, or at the beginning of a line, in several lines. */
function columnsIn(lines: readonly (readonly Placed[])[]): Columns {
  const [behindGap, atStart] = [new Map<number, number>(), new Map<number, number>()];
  for (const line of lines) {
    const height = Math.max(...line.map((word) => word.height));
    let end = Number.NEGATIVE_INFINITY;
    for (const { x, width } of line) {
      const times = end < 0 ? atStart : behindGap;
      if (x - end > NARROW * height) times.set(placeOf(x), (times.get(placeOf(x)) ?? 0) + 1);
      end = Math.max(end, x + width);
    }
  }
  return { behindGap, atStart };
}

interface Columns {
  readonly behindGap: ReadonlyMap<number, number>;
  readonly atStart: ReadonlyMap<number, number>;
}

const placeOf = (x: number): number => Math.round(x / SAME_PLACE);

/** @param gap in heights of a letter */
function beginsColumn(x: number, gap: number, { behindGap, atStart }: Columns): boolean {
  const [rows, beginnings] = [behindGap.get(placeOf(x)) ?? 0, atStart.get(placeOf(x)) ?? 0];
  if (gap > COLUMN || (gap > IN_COLUMN && rows >= LINES_OF_COLUMN)) return true;
  // A paragraph that hangs under its number begins there too, with a smaller gap.
  return gap > NARROW && rows + beginnings >= LINES_OF_COLUMN;
}

interface Page {
  readonly links: readonly PageLink[];
  readonly covered: Set<PageLink>;
  readonly columns: Columns;
}

function lineOf(sorted: readonly Placed[], { links, covered, columns }: Page): PageLine {
  const height = Math.max(...sorted.map((word) => word.height));
  const y = sorted[0]?.y ?? 0;
  const near = links.filter(({ top, bottom }) => top < y && bottom > y - height);
  const segments: { text: string; x: number; links: { link: PageLink; text: string }[] }[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const word of sorted) {
    const gap = word.x - end;
    const open = segments.at(-1);
    const link = near.find((one) => liesOver(one, word));
    if (link !== undefined) covered.add(link);
    if (open === undefined || beginsColumn(word.x, gap / height, columns)) {
      segments.push({
        text: word.text,
        x: word.x,
        links: link === undefined ? [] : [{ link, text: word.text }],
      });
    } else {
      const space = gap > SPACE * height && !/\s$/.test(open.text) && !/^\s/.test(word.text) ? ' ' : '';
      open.text += space + word.text;
      const last = open.links.at(-1);
      if (link !== undefined && last?.link === link) last.text += space + word.text;
      else if (link !== undefined) open.links.push({ link, text: word.text });
    }
    end = Math.max(end, word.x + word.width);
  }
  return { y, height, segments };
}

/** The middle of the words is under the link, or the middle of the link over the words: one run of words may be longer than its link. */
function liesOver({ left, right, top, bottom }: PageLink, { x, y, width, height }: Placed): boolean {
  const middle = y - height * 0.3;
  if (middle < top || middle > bottom) return false;
  const centre = x + width / 2;
  return (centre >= left && centre <= right) || ((left + right) / 2 >= x && (left + right) / 2 <= x + width);
}
