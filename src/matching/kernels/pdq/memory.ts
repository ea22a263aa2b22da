// Where everything lies. One picture at a time; every area is planned anew when a picture begins, from its width, height
// and channels. Addresses are bytes, counts are rows or columns.
//
//   BAND     16 rows of the picture as they come, w * channels bytes a row, and a little slack for wide loads
//   ZEROS    one row of zeros: what lies outside the picture
//   LUMA     ring of columns, [column][16 rows] f32: the luma of the band around the first filter's window
//   PASS1    ring of rows, f32: what the first filter along rows has made, for the first filter along columns
//   COLSUM   one row, f32: running sums of the first filter along columns
//   MID      ring of columns, [column][16 rows] f32: what that made, around the window of the second filter along rows
//   SAMPLED  [64 columns][16 rows] f32: the second filter along rows, where it is sampled
//   PASS3    ring of rows of 64 f32: the same, turned, for the second filter along columns
//   SUM64    64 f32: running sums of that
//   SMALL    64 x 64 f32: the picture as PDQ sees it
//
// A picture of 4000 x 3000 pixels in RGB needs 1.3 MB: nothing here grows with the number of its rows but the height of
// the window (1/128 of the height).

import { windowOf } from './window';

/** Rows of a band, and of everything that is handled sixteen rows at a time. */
export const BAND_ROWS: i32 = 16;
/** Bytes of one column of sixteen f32. */
export const COLUMN: usize = 64;
const SLACK: usize = 64;
const PAGE: usize = 65536;

export let width: i32 = 0;
export let height: i32 = 0;
export let channels: i32 = 0;
/**
 * Bytes of a row of f32: an odd number of lines of 64, so that the rows of a window do not fall on one another in the
 * cache, whatever the width.
 */
export let rowBytes: usize = 0;

export let BAND: usize = 0;
export let ZEROS: usize = 0;
export let LUMA: usize = 0;
export let PASS1: usize = 0;
export let COLSUM: usize = 0;
export let MID: usize = 0;
/** Sixteen steps of the filter along columns, 16 bytes each. */
export let STEPS: usize = 0;
export let SAMPLED: usize = 0;
export let PASS3: usize = 0;
export let SUM64: usize = 0;
export let SMALL: usize = 0;

/** Columns in the rings LUMA and MID less one, a mask; rows in PASS1; rows in PASS3 less one, a mask. */
export let columnMask: i32 = 0;
export let pass1Rows: i32 = 0;
export let pass3Mask: i32 = 0;

let free: usize = 0;

function take(bytes: usize): usize {
  const at = free;
  free = (free + bytes + 63) & ~63;
  return at;
}

function powerOfTwo(atLeast: i32): i32 {
  let power = 16;
  while (power < atLeast) power <<= 1;
  return power;
}

/** Lays out the memory for a picture and clears what must begin at zero. */
export function plan(w: i32, h: i32, ch: i32): void {
  width = w;
  height = h;
  channels = ch;
  rowBytes = <usize>(((w + 15) >> 4) | 1) * 64;
  const columns = powerOfTwo(windowOf(w) + 12);
  const rows = powerOfTwo(windowOf(h) + BAND_ROWS);
  columnMask = columns - 1;
  pass1Rows = (windowOf(h) + 3 * BAND_ROWS) & ~(BAND_ROWS - 1);
  pass3Mask = rows - 1;
  free = (__heap_base + 63) & ~63;
  BAND = take(<usize>(w * ch) * BAND_ROWS + SLACK);
  ZEROS = take(rowBytes);
  LUMA = take(<usize>columns * COLUMN);
  PASS1 = take(<usize>pass1Rows * rowBytes);
  COLSUM = take(rowBytes);
  MID = take(<usize>columns * COLUMN);
  STEPS = take(BAND_ROWS * 16);
  SAMPLED = take(64 * COLUMN);
  PASS3 = take(<usize>rows * 256);
  SUM64 = take(256);
  SMALL = take(64 * 256);
  const pages = <i32>((free + PAGE - 1) / PAGE) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  memory.fill(ZEROS, 0, rowBytes);
  memory.fill(COLSUM, 0, rowBytes);
  memory.fill(PASS3, 0, <usize>rows * 256);
  memory.fill(SUM64, 0, 256);
}
