// Where everything lies. One picture at a time; every area is planned anew when a picture begins, from its width, height
// and channels. Addresses are bytes, counts are rows or columns.
//
//   BAND      16 rows of the picture as they come, w * channels bytes a row, and a little slack for wide loads
//   LUMA      [column][16 rows] f32: the window of columns before a stretch of 128, and the stretch
//   MEANS     the same of what the filters have made of it
//   DIVISORS  f32 a step along rows: how many pixels are in the window; infinite where there is no pixel to make
//   PAST      [four columns][rows of the window][4] f32: the rows that the window along columns still has to lose
//   SUMS      f32 a column: running sums of the filter along columns
//   SAMPLED   [64 columns][16 rows] f32: the second filter along rows, where it is sampled
//   ROWS64    the same, turned: 16 rows of 64
//   PAST64    rows of 64 f32: what the second window along columns still has to lose
//   SUMS64    64 f32: running sums of that
//   SMALL     64 x 64 f32: the picture as PDQ sees it
//
// A picture of 4000 x 3000 pixels in RGB needs 0.7 MB (720,896 bytes): nothing here grows with the number of its rows but the height of
// the window (1/128 of the height).

import { aheadOf, inWindow, windowOf } from './window';

/** Rows of a band, and of everything that is handled sixteen rows at a time. */
export const BAND_ROWS: i32 = 16;
/** Columns that go through all filters before the next are begun, so that they stay in the nearest cache. */
export const STRETCH: i32 = 128;
/** Bytes of one column of sixteen f32. */
export const COLUMN: usize = 64;
/** Bytes of one row of 64 f32. */
export const ROW64: usize = 256;
const SLACK: usize = 64;
const PAGE: usize = 65536;

export let width: i32 = 0;
export let height: i32 = 0;
export let channels: i32 = 0;
/** Pixels in the windows. */
export let rowWindow: i32 = 0;
export let columnWindow: i32 = 0;
/** Steps along a row until both filters have given their last pixel, rounded up to four. */
export let rowSteps: i32 = 0;

export let BAND: usize = 0;
export let LUMA: usize = 0;
export let MEANS: usize = 0;
export let DIVISORS: usize = 0;
export let PAST: usize = 0;
export let SUMS: usize = 0;
export let PAST64: usize = 0;
export const SAMPLED: usize = memory.data(64 * 64, 16);
export const ROWS64: usize = memory.data(16 * 256, 16);
export const SUMS64: usize = memory.data(256, 16);
export const SMALL: usize = memory.data(64 * 256, 16);

let free: usize = 0;

function take(bytes: usize): usize {
  const at = free;
  free = (free + bytes + 63) & ~63;
  return at;
}

/** Lays out the memory for a picture and clears what must begin at zero. */
export function plan(w: i32, h: i32, ch: i32): void {
  width = w;
  height = h;
  channels = ch;
  rowWindow = windowOf(w);
  columnWindow = windowOf(h);
  rowSteps = (w + 2 * aheadOf(rowWindow) + 3) & ~3;
  const columns = <usize>rowSteps;
  const past = columns * <usize>columnWindow * 4;
  free = (__heap_base + 63) & ~63;
  BAND = take(<usize>(w * ch) * BAND_ROWS + SLACK);
  LUMA = take(<usize>(rowWindow + STRETCH) * COLUMN);
  MEANS = take(<usize>(rowWindow + STRETCH) * COLUMN);
  DIVISORS = take(columns * 4);
  PAST = take(past);
  SUMS = take(columns * 4);
  PAST64 = take(<usize>columnWindow * ROW64);
  const pages = <i32>((free + PAGE - 1) / PAGE) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  memory.fill(PAST, 0, past);
  memory.fill(SUMS, 0, columns * 4);
  memory.fill(PAST64, 0, <usize>columnWindow * ROW64);
  memory.fill(SUMS64, 0, ROW64);
  for (let t = 0; t < rowSteps; t++) store<f32>(DIVISORS + <usize>t * 4, divisorAt(t, w, rowWindow));
}

/**
 * What the sum of the window is divided by after step `t` along a side. Before the first pixel of the output and after its
 * last it is infinite: that makes zeros, and zeros change no sum of the next filter.
 */
export function divisorAt(t: i32, side: i32, window: i32): f32 {
  const pixel = t - aheadOf(window);
  return pixel < 0 || pixel >= side ? <f32>Infinity : <f32>inWindow(t, side, window);
}
