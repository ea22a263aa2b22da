// The eight EXIF orientations, undone: from pixels as stored to pixels as seen, a few rows at a time, so that a large picture is never
// held twice. For the server; browsers turn by themselves.

import type { Size } from './policy.ts';

/** Three channels, rows without padding. */
export type Rgb = Size & { readonly data: Uint8Array; readonly channels: 3 };

/** Where a pixel that is seen comes from: rows and columns swapped, counted from the right, counted from the bottom. */
type Turn = { readonly swap: boolean; readonly fromRight: boolean; readonly fromBottom: boolean };

const turn = (swap: boolean, fromRight: boolean, fromBottom: boolean): Turn => ({
  swap,
  fromRight,
  fromBottom,
});

/** By EXIF's number; 1 is the right way up. Exif 2.32, tag 0x0112. */
const TURNS: Readonly<Record<number, Turn>> = {
  2: turn(false, true, false),
  3: turn(false, true, true),
  4: turn(false, false, true),
  5: turn(true, false, false),
  6: turn(true, false, true),
  7: turn(true, true, true),
  8: turn(true, true, false),
};

/** Rows that are seen at a time: as stored columns, they are one or two lines of the processor's cache. */
const BAND_ROWS = 16;
/** Columns that are seen at a time: as stored rows, so many lines stay in the cache from one seen row to the next. */
const TILE_COLUMNS = 64;
const CHANNELS = 3;

/** Width and height as seen. Numbers EXIF does not know leave the picture as it is. */
export function uprightSize({ width, height }: Size, orientation: number): Size {
  return TURNS[orientation]?.swap === true ? { width: height, height: width } : { width, height };
}

/**
 * The rows of the picture as it is meant to be seen, from the top: all at once where nothing is turned, else at most sixteen at a
 * time; each band is gone when the next is asked for.
 */
export function* uprightBands(stored: Rgb, orientation: number): Generator<Uint8Array> {
  const how = TURNS[orientation];
  if (how === undefined) return yield stored.data;
  const { width, height } = uprightSize(stored, orientation);
  const path = pathOf(stored, how);
  const band = new Uint8Array(BAND_ROWS * width * CHANNELS);
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = band.subarray(0, Math.min(BAND_ROWS, height - top) * width * CHANNELS);
    const begin = path.begin + top * path.down;
    for (let left = 0; left < width; left += TILE_COLUMNS)
      fillTile(rows, stored.data, { ...path, begin }, { width, left });
    yield rows;
  }
}

/** Bytes of the stored picture: where the first seen pixel lies, and how far it is to the next one across and down. */
type Path = { readonly begin: number; readonly across: number; readonly down: number };

function pathOf({ width, height }: Size, how: Turn): Path {
  const stride = width * CHANNELS;
  const column = how.fromRight ? -CHANNELS : CHANNELS;
  const row = how.fromBottom ? -stride : stride;
  const begin = (how.fromRight ? stride - CHANNELS : 0) + (how.fromBottom ? (height - 1) * stride : 0);
  return how.swap ? { begin, across: row, down: column } : { begin, across: column, down: row };
}

/** The seen columns from `left` on, in each of the seen `rows`. */
function fillTile(
  rows: Uint8Array,
  stored: Uint8Array,
  { begin, across, down }: Path,
  { width, left }: { readonly width: number; readonly left: number },
): void {
  const stride = width * CHANNELS;
  const bytes = (Math.min(left + TILE_COLUMNS, width) - left) * CHANNELS;
  let line = begin + left * across;
  for (let row = left * CHANNELS; row < rows.length; row += stride, line += down) {
    const end = row + bytes;
    for (let to = row, from = line; to < end; to += CHANNELS, from += across) {
      rows[to] = stored[from] as number;
      rows[to + 1] = stored[from + 1] as number;
      rows[to + 2] = stored[from + 2] as number;
    }
  }
}
