// Finds what frames a picture: borders, letterboxes, the bars of a screenshot. A line (a row or a column) belongs to the
// frame while nearly all of its pixels have one grey; letters and icons in a bar are the few that do not. Only whole lines
// from the edge inwards are taken, and never more than a share of a side, so a plain picture is not eaten up.
//
// Looked at by eye and by machine alike, on server and in a page: whole numbers only. Never instead of the whole picture,
// always beside it: a sky that is taken for a frame costs a hash, not a match.

import type { Pixels } from '../pdq/hasher.ts';
import type { Box } from './box.ts';

/** Grey values that count as one, above and below the line's most common one. */
const TOLERANCE = 10;
/** Of a line's pixels, so many in a hundred must have that grey. */
const PLAIN_PERCENT = 88;
/** No edge gives up more than this much of its side. */
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

/** How many lines from an edge are plain, at most `most`. */
function plainLines(pixels: Pixels, lineAt: (depth: number) => Line, most: number): number {
  let depth = 0;
  while (depth < most && isPlain(pixels, lineAt(depth))) depth++;
  return depth;
}

/** What two opposite edges give up of a side: both, or nothing if hardly anything would be left. */
function taken(side: number, first: number, last: number): readonly [first: number, last: number] {
  return side - first - last >= LEAST_SIDE ? [first, last] : [0, 0];
}

/**
 * The picture without its frame; the whole picture when it has none. Rows first, then the columns of what is left, so that
 * a bar above does not hide one at the side.
 */
export function withoutFrame(pixels: Pixels): Box {
  const { width, height } = pixels;
  const mostRows = Math.floor((height * MOST_PERCENT) / 100);
  const [top, bottom] = taken(
    height,
    plainLines(pixels, (depth) => spread(depth * width, 1, width), mostRows),
    plainLines(pixels, (depth) => spread((height - 1 - depth) * width, 1, width), mostRows),
  );
  const rows = height - top - bottom;
  const mostColumns = Math.floor((width * MOST_PERCENT) / 100);
  const [left, right] = taken(
    width,
    plainLines(pixels, (depth) => spread(top * width + depth, width, rows), mostColumns),
    plainLines(pixels, (depth) => spread(top * width + width - 1 - depth, width, rows), mostColumns),
  );
  return { left, top, width: width - left - right, height: rows };
}
