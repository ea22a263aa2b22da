// First filter along rows: a running mean over a window of columns, for the sixteen rows of a band side by side. The luma
// is made just ahead of the window, four columns at a time, and what falls out goes to PASS1: nothing leaves the cache.
//
// For output column o the window is [o - back, o + ahead] cut at the picture's edges. The reference adds the next column,
// takes away the one that leaves, divides; columns outside are zeros here, which change no sum.

import { luma4 } from './luma';
import { storeRows, storeTurned } from './tile';
import {
  BAND,
  BAND_ROWS,
  channels,
  COLUMN,
  columnMask,
  LUMA,
  MEANS,
  PASS1,
  pass1Rows,
  rowBytes,
  width,
} from './memory';
import { aheadOf, inWindow, windowOf } from './window';

// @ts-ignore: decorator
@inline
function lumaOfFour(from: usize, stride: usize, step: usize, depth: i32, to: usize): void {
  for (let four: usize = 0; four < 4; four++) {
    const row = from + four * 4 * stride + step;
    storeTurned(
      luma4(row, depth),
      luma4(row + stride, depth),
      luma4(row + 2 * stride, depth),
      luma4(row + 3 * stride, depth),
      to + four * 16,
    );
  }
}

/** Luma of the four columns from `column` on; columns outside the picture are zeros. */
function fetchFour(column: i32): void {
  const to = LUMA + <usize>(column & columnMask) * COLUMN;
  if (column < width) {
    const stride = <usize>(width * channels);
    const step = <usize>(column * channels);
    if (channels === 3) lumaOfFour(BAND, stride, step, 3, to);
    else if (channels === 4) lumaOfFour(BAND, stride, step, 4, to);
    else lumaOfFour(BAND, stride, step, 1, to);
  }
  const inside = max(0, min(4, width - column));
  memory.fill(to + <usize>inside * COLUMN, 0, <usize>(4 - inside) * COLUMN);
}


/**
 * Filters the band that begins at row `top` of the picture into PASS1.
 * Four running sums hold sixteen rows: s0 the rows 0 to 3 of the band, s3 the rows 12 to 15.
 */
export function filterRows(top: i32): void {
  const window = windowOf(width);
  const ahead = aheadOf(window);
  const inner = (window & (window - 1)) == 0;
  const whole = f32x4.splat(<f32>window);
  const part = f32x4.splat(<f32>1.0 / <f32>window);
  const mask = columnMask;
  memory.fill(LUMA, 0, <usize>(mask + 1) * COLUMN);
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let fetched = 0;
  for (let t = 0; t < ahead; t++) {
    if (t == fetched) {
      fetchFour(fetched);
      fetched += 4;
    }
    const come = LUMA + <usize>(t & mask) * COLUMN;
    s0 = f32x4.add(s0, v128.load(come));
    s1 = f32x4.add(s1, v128.load(come, 16));
    s2 = f32x4.add(s2, v128.load(come, 32));
    s3 = f32x4.add(s3, v128.load(come, 48));
  }
  const row0 = PASS1 + <usize>(top % pass1Rows) * rowBytes;
  for (let o = 0; o < width; o += 4) {
    while (fetched < o + 4 + ahead) {
      fetchFour(fetched);
      fetched += 4;
    }
    for (let j = 0; j < 4; j++) {
      const t = o + j + ahead;
      const come = LUMA + <usize>(t & mask) * COLUMN;
      const go = LUMA + <usize>((t - window) & mask) * COLUMN;
      s0 = f32x4.sub(f32x4.add(s0, v128.load(come)), v128.load(go));
      s1 = f32x4.sub(f32x4.add(s1, v128.load(come, 16)), v128.load(go, 16));
      s2 = f32x4.sub(f32x4.add(s2, v128.load(come, 32)), v128.load(go, 32));
      s3 = f32x4.sub(f32x4.add(s3, v128.load(come, 48)), v128.load(go, 48));
      const out = MEANS + <usize>j * COLUMN;
      const many = inWindow(t, width, window);
      if (inner && many == window) {
        v128.store(out, f32x4.mul(s0, part));
        v128.store(out, f32x4.mul(s1, part), 16);
        v128.store(out, f32x4.mul(s2, part), 32);
        v128.store(out, f32x4.mul(s3, part), 48);
      } else {
        const by = many == window ? whole : f32x4.splat(<f32>many);
        v128.store(out, f32x4.div(s0, by));
        v128.store(out, f32x4.div(s1, by), 16);
        v128.store(out, f32x4.div(s2, by), 32);
        v128.store(out, f32x4.div(s3, by), 48);
      }
    }
    for (let four: usize = 0; four < 4; four++) {
      const from = MEANS + four * 16;
      const to = row0 + four * 4 * rowBytes + <usize>o * 4;
      storeRows(v128.load(from), v128.load(from, 64), v128.load(from, 128), v128.load(from, 192), to, rowBytes);
    }
  }
  clearBeyond(row0);
}

/** The up to three columns that fill a row of four: zeros, which change no sum. */
function clearBeyond(row0: usize): void {
  const begin = <usize>width * 4;
  for (let row: usize = 0; row < <usize>BAND_ROWS; row++) memory.fill(row0 + row * rowBytes + begin, 0, rowBytes - begin);
}
