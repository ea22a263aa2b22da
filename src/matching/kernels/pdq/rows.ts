// First filter along rows: a running mean over a window of columns, for the sixteen rows of a band side by side. The luma
// is made just ahead of the window, four columns at a time, and what falls out goes to PASS1: nothing leaves the cache.
//
// For output column o the window is [o - back, o + ahead] cut at the picture's edges. The reference adds the next column,
// takes away the one that leaves, divides; columns outside are zeros here, which change no sum.

import { lumaOfFourRows } from './luma';
import {
  BAND,
  BAND_ROWS,
  channels,
  COLUMN,
  columnMask,
  LUMA,
  PASS1,
  pass1Rows,
  rowBytes,
  width,
} from './memory';
import { storeRows } from './tile';
import { aheadOf, inWindow, windowOf } from './window';

@inline
function lumaOfFour(from: usize, stride: usize, depth: i32, to: usize): void {
  for (let four: usize = 0; four < 4; four++) lumaOfFourRows(from + four * 4 * stride, stride, depth, to + four * 16);
}

/** Luma of the four columns from `column` on; columns outside the picture are zeros. */
function fetchFour(column: i32): void {
  const to = LUMA + <usize>(column & columnMask) * COLUMN;
  const stride = <usize>(width * channels);
  const from = BAND + <usize>(column * channels);
  if (column < width) {
    if (channels == 3) lumaOfFour(from, stride, 3, to);
    else if (channels == 4) lumaOfFour(from, stride, 4, to);
    else lumaOfFour(from, stride, 1, to);
  }
  if (column + 4 > width) {
    const inside = <usize>max(0, width - column);
    memory.fill(to + inside * COLUMN, 0, (4 - inside) * COLUMN);
  }
}

/** Where a column stands in the ring LUMA. */
@inline
function ring(column: i32): usize {
  return LUMA + <usize>(column & columnMask) * COLUMN;
}

@inline
function slide(sum: v128, come: usize, go: usize): v128 {
  return f32x4.sub(f32x4.add(sum, v128.load(come)), v128.load(go));
}

@inline
function mean(sum: v128, by: v128, exact: bool): v128 {
  return exact ? f32x4.mul(sum, by) : f32x4.div(sum, by);
}

/**
 * Four steps of the window for four rows of the band: the means of the four columns that step `t` begins with, to `to`.
 * `exact`: `by` is a reciprocal that gives the same bits as a division. @returns the running sum
 */
@inline
function slideFour(sum: v128, t: i32, window: i32, rows: usize, by: v128, exact: bool, to: usize): v128 {
  const a = slide(sum, ring(t) + rows, ring(t - window) + rows);
  const b = slide(a, ring(t + 1) + rows, ring(t + 1 - window) + rows);
  const c = slide(b, ring(t + 2) + rows, ring(t + 2 - window) + rows);
  const d = slide(c, ring(t + 3) + rows, ring(t + 3 - window) + rows);
  storeRows(mean(a, by, exact), mean(b, by, exact), mean(c, by, exact), mean(d, by, exact), to, rowBytes);
  return d;
}

/** The same where the picture's edge cuts the window: each column has a divisor of its own. */
function slideAtEdge(sum: v128, t: i32, window: i32, rows: usize, to: usize): v128 {
  for (let j = 0; j < 4; j++) {
    sum = slide(sum, ring(t + j) + rows, ring(t + j - window) + rows);
    const by = f32x4.splat(<f32>max(1, inWindow(t + j, width, window)));
    const means = f32x4.div(sum, by);
    const at = to + <usize>j * 4;
    v128.store32_lane(at, means, 0);
    v128.store32_lane(at + rowBytes, means, 1);
    v128.store32_lane(at + 2 * rowBytes, means, 2);
    v128.store32_lane(at + 3 * rowBytes, means, 3);
  }
  return sum;
}

/**
 * Filters the band that begins at row `top` of the picture into PASS1.
 * Four running sums hold sixteen rows: s0 the rows 0 to 3 of the band, s3 the rows 12 to 15.
 */
export function filterRows(top: i32): void {
  const window = windowOf(width), ahead = aheadOf(window);
  const exact = (window & (window - 1)) == 0;
  const by = f32x4.splat(exact ? <f32>1.0 / <f32>window : <f32>window);
  const firstInner = window - 1, lastInner = width - 4;
  const row0 = PASS1 + <usize>(top % pass1Rows) * rowBytes;
  const four = 4 * rowBytes;
  memory.fill(LUMA, 0, <usize>(columnMask + 1) * COLUMN);
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let fetched = 0;
  for (; fetched < ahead; fetched += 4) fetchFour(fetched);
  for (let t = 0; t < ahead; t++) {
    s0 = f32x4.add(s0, v128.load(ring(t)));
    s1 = f32x4.add(s1, v128.load(ring(t), 16));
    s2 = f32x4.add(s2, v128.load(ring(t), 32));
    s3 = f32x4.add(s3, v128.load(ring(t), 48));
  }
  for (let t = ahead; t < width + ahead; t += 4) {
    for (; fetched < t + 4; fetched += 4) fetchFour(fetched);
    const to = row0 + <usize>(t - ahead) * 4;
    if (t < firstInner || t > lastInner) {
      s0 = slideAtEdge(s0, t, window, 0, to);
      s1 = slideAtEdge(s1, t, window, 16, to + four);
      s2 = slideAtEdge(s2, t, window, 32, to + 2 * four);
      s3 = slideAtEdge(s3, t, window, 48, to + 3 * four);
    } else if (exact) {
      s0 = slideFour(s0, t, window, 0, by, true, to);
      s1 = slideFour(s1, t, window, 16, by, true, to + four);
      s2 = slideFour(s2, t, window, 32, by, true, to + 2 * four);
      s3 = slideFour(s3, t, window, 48, by, true, to + 3 * four);
    } else {
      s0 = slideFour(s0, t, window, 0, by, false, to);
      s1 = slideFour(s1, t, window, 16, by, false, to + four);
      s2 = slideFour(s2, t, window, 32, by, false, to + 2 * four);
      s3 = slideFour(s3, t, window, 48, by, false, to + 3 * four);
    }
  }
  clearBeyond(row0);
}

/** The columns that fill up a row of PASS1: zeros, which change no sum. */
function clearBeyond(row0: usize): void {
  const begin = <usize>width * 4;
  for (let row: usize = 0; row < <usize>BAND_ROWS; row++) memory.fill(row0 + row * rowBytes + begin, 0, rowBytes - begin);
}
