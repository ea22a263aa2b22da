// Finds what frames a picture: borders, letterboxes, the bars and captions of a screenshot. A line (a row or a column) is
// plain when nearly all of its pixels have one grey. A frame is plain lines from the edge inwards; bars are plain lines with
// writing and icons between them. Each time around less than a share of a side is taken, so no picture is eaten up.
//
// Looked at by eye and by machine alike, on server and in a page: whole numbers only. Never instead of the whole picture,
// always beside it: a sky that is taken for a frame costs a hash, not a match.

import type { Pixels } from '../pdq/hasher.ts';
import { type Box, wholeBox } from './box.ts';

/** Grey values that count as one, above and below the line's most common one. */
const TOLERANCE = 10;
/** Of a line's pixels, so many in a hundred must have that grey. */
const PLAIN_PERCENT = 88;
/** No edge gives up more than this much of its side, each time around. */
const MOST_PERCENT = 40;
/** What is left is at least this long, or nothing is taken from these edges. */
const LEAST_SIDE = 64;
/** Pixels looked at in a line; more would not tell more. */
const LOOKS = 160;
const GREYS = 256;

/** How to walk a line: where its first pixel stands, how far on the next one looked at is, how many there are. */
type Line = { readonly from: number; readonly step: number; readonly count: number };

/** The grey of a pixel, 0 to 255: the usual weights in 256ths. */
function greyAt({ data, channels }: Pixels, pixel: number): number {
  const at = pixel * channels;
  if (channels === 1) return data[at] ?? 0;
  return (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0)) >> 8;
}

/** How many of the greys lie within the tolerance of the most common neighbourhood. */
function mostAlike(counts: Uint16Array): number {
  let within = 0;
  for (let grey = 0; grey <= TOLERANCE; grey++) within += counts[grey] ?? 0;
  let most = within;
  for (let middle = 1; middle < GREYS; middle++) {
    within += counts[middle + TOLERANCE] ?? 0;
    within -= counts[middle - TOLERANCE - 1] ?? 0;
    most = Math.max(most, within);
  }
  return most;
}

function isPlain(pixels: Pixels, { from, step, count }: Line): boolean {
  const counts = new Uint16Array(GREYS);
  for (let look = 0; look < count; look++) {
    const grey = greyAt(pixels, from + look * step);
    counts[grey] = (counts[grey] ?? 0) + 1;
  }
  return 100 * mostAlike(counts) >= PLAIN_PERCENT * count;
}

/** The part of a line of `length` pixels, `step` apart, that is looked at: evenly spread. */
function spread(from: number, step: number, length: number): Line {
  const stride = Math.max(1, Math.floor(length / LOOKS));
  return { from, step: step * stride, count: Math.floor((length - 1) / stride) + 1 };
}

/** How boldly an edge is cut back: lines that are not plain may lie between plain ones; how often all edges are tried. */
type Boldness = { readonly gapPercent: number; readonly rounds: number };

const FRAME: Boldness = { gapPercent: 0, rounds: 2 };
/** A line of writing, an icon: an eighth of the side at most. */
const BARS: Boldness = { gapPercent: 12, rounds: 3 };

/** How many lines an edge gives up: up to the last plain one before a gap that is too wide. */
function linesTaken(
  pixels: Pixels,
  side: number,
  gapPercent: number,
  lineAt: (depth: number) => Line,
): number {
  const most = Math.floor((side * MOST_PERCENT) / 100);
  const widest = Math.floor((side * gapPercent) / 100);
  let taken = 0;
  for (let depth = 0; depth < most && depth - taken <= widest; depth++)
    if (isPlain(pixels, lineAt(depth))) taken = depth + 1;
  return taken;
}

/** What two opposite edges give up of a side: both, or nothing if hardly anything would be left. */
function bothOrNone(side: number, first: number, last: number): readonly [first: number, last: number] {
  return side - first - last >= LEAST_SIDE ? [first, last] : [0, 0];
}

/** Rows first, then the columns of what is left, so that a bar above does not hide one at the side. */
function cutBack(pixels: Pixels, { left, top, width, height }: Box, gapPercent: number): Box {
  const pixelAt = (x: number, y: number): number => (top + y) * pixels.width + left + x;
  const rowsTaken = (lineAt: (depth: number) => Line) => linesTaken(pixels, height, gapPercent, lineAt);
  const [above, below] = bothOrNone(
    height,
    rowsTaken((depth) => spread(pixelAt(0, depth), 1, width)),
    rowsTaken((depth) => spread(pixelAt(0, height - 1 - depth), 1, width)),
  );
  const rows = height - above - below;
  const columnsTaken = (lineAt: (depth: number) => Line) => linesTaken(pixels, width, gapPercent, lineAt);
  const [before, after] = bothOrNone(
    width,
    columnsTaken((depth) => spread(pixelAt(depth, above), pixels.width, rows)),
    columnsTaken((depth) => spread(pixelAt(width - 1 - depth, above), pixels.width, rows)),
  );
  return { left: left + before, top: top + above, width: width - before - after, height: rows };
}

function cutBackAll(pixels: Pixels, { gapPercent, rounds }: Boldness): Box {
  let box = wholeBox(pixels);
  for (let round = 0; round < rounds; round++) box = cutBack(pixels, box, gapPercent);
  return box;
}

/** The picture without borders and letterboxes, even one inside another; the whole picture when it has none. */
export function withoutFrame(pixels: Pixels): Box {
  return cutBackAll(pixels, FRAME);
}

/** The picture without bars and captions too: bolder, so it may take part of a picture with a plain edge. */
export function withoutBars(pixels: Pixels): Box {
  return cutBackAll(pixels, BARS);
}
