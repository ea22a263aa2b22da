// The filters along rows, for the sixteen rows of a band side by side and one stretch of columns at a time. Step `t` adds
// column `t`, takes away the column that leaves the window, and gives the mean for the column `ahead` before `t`, as the
// reference does; the second filter takes each mean up at once, so its pixels come `ahead` steps later again.
//
// Four running sums hold sixteen rows: the first the rows 0 to 3 of the band, the last the rows 12 to 15.

import { byteOf, luma4, spread, weightOf } from './luma';
import {
  BAND,
  channels,
  COLUMN,
  DIVISORS,
  LUMA,
  MEANS,
  ROWS64,
  ROW64,
  rowWindow,
  SAMPLED,
  width,
} from './memory';
import { storeRows, storeTurned } from './tile';
import { aheadOf, inWindow, sampleAt, SAMPLES } from './window';

const FIRST_SUMS: usize = memory.data(64, 16);
const SECOND_SUMS: usize = memory.data(64, 16);

/** The next sample of these rows. */
let sample: i32 = 0;

/** Begins sixteen rows: nothing is in the windows. */
export function beginRows(): void {
  memory.fill(LUMA, 0, <usize>rowWindow * COLUMN);
  memory.fill(MEANS, 0, <usize>rowWindow * COLUMN);
  memory.fill(FIRST_SUMS, 0, 64);
  memory.fill(SECOND_SUMS, 0, 64);
  sample = 0;
}

@inline
function lumaOf(from: usize, depth: i32, many: i32, to: usize): void {
  const stride = <usize>(width * depth);
  const s = spread();
  const r = byteOf(0), g = byteOf(1), b = byteOf(2);
  const wr = weightOf(0), wg = weightOf(1), wb = weightOf(2);
  for (let four = 0; four < 4; four++) {
    let at = from + <usize>four * 4 * stride;
    let out = to + <usize>four * 16;
    for (let column = 0; column < many; column += 4) {
      const row0 = luma4(at, depth, s, r, g, b, wr, wg, wb);
      const row1 = luma4(at + stride, depth, s, r, g, b, wr, wg, wb);
      const row2 = luma4(at + 2 * stride, depth, s, r, g, b, wr, wg, wb);
      const row3 = luma4(at + 3 * stride, depth, s, r, g, b, wr, wg, wb);
      storeTurned(row0, row1, row2, row3, out);
      at += <usize>(4 * depth);
      out += 4 * COLUMN;
    }
  }
}

/** The luma of `many` columns from `column` on; columns outside the picture are zeros. */
export function fetchLuma(column: i32, many: i32): void {
  const to = LUMA + <usize>rowWindow * COLUMN;
  const from = BAND + <usize>(column * channels);
  const inside = max(0, min(many, width - column));
  if (channels == 3) lumaOf(from, 3, inside, to);
  else if (channels == 4) lumaOf(from, 4, inside, to);
  else lumaOf(from, 1, inside, to);
  memory.fill(to + <usize>inside * COLUMN, 0, <usize>(many - inside) * COLUMN);
}

@inline
function slid(sum: v128, come: usize, go: usize, rows: usize): v128 {
  return f32x4.sub(f32x4.add(sum, v128.load(come + rows)), v128.load(go + rows));
}

/** First filter: `many` columns of LUMA from step `t` on, to MEANS. */
export function meanAlongRows(t: i32, many: i32): void {
  let go = LUMA;
  let come = LUMA + <usize>rowWindow * COLUMN;
  let out = MEANS + <usize>rowWindow * COLUMN;
  let by = DIVISORS + <usize>t * 4;
  const end = by + <usize>many * 4;
  let s0 = v128.load(FIRST_SUMS), s1 = v128.load(FIRST_SUMS, 16);
  let s2 = v128.load(FIRST_SUMS, 32), s3 = v128.load(FIRST_SUMS, 48);
  for (; by < end; by += 4) {
    const divisor = v128.load32_splat(by);
    s0 = slid(s0, come, go, 0);
    s1 = slid(s1, come, go, 16);
    s2 = slid(s2, come, go, 32);
    s3 = slid(s3, come, go, 48);
    v128.store(out, f32x4.div(s0, divisor));
    v128.store(out, f32x4.div(s1, divisor), 16);
    v128.store(out, f32x4.div(s2, divisor), 32);
    v128.store(out, f32x4.div(s3, divisor), 48);
    go += COLUMN;
    come += COLUMN;
    out += COLUMN;
  }
  v128.store(FIRST_SUMS, s0);
  v128.store(FIRST_SUMS, s1, 16);
  v128.store(FIRST_SUMS, s2, 32);
  v128.store(FIRST_SUMS, s3, 48);
}

/** Takes the second filter over `many` columns of MEANS, from the window's `go` on. Only sums: means are for samples. */
function slideSecond(go: usize, many: i32): void {
  let come = go + <usize>rowWindow * COLUMN;
  const end = come + <usize>many * COLUMN;
  let s0 = v128.load(SECOND_SUMS), s1 = v128.load(SECOND_SUMS, 16);
  let s2 = v128.load(SECOND_SUMS, 32), s3 = v128.load(SECOND_SUMS, 48);
  for (; come < end; come += COLUMN) {
    s0 = slid(s0, come, go, 0);
    s1 = slid(s1, come, go, 16);
    s2 = slid(s2, come, go, 32);
    s3 = slid(s3, come, go, 48);
    go += COLUMN;
  }
  v128.store(SECOND_SUMS, s0);
  v128.store(SECOND_SUMS, s1, 16);
  v128.store(SECOND_SUMS, s2, 32);
  v128.store(SECOND_SUMS, s3, 48);
}

function keepSample(pixel: i32): void {
  const divisor = f32x4.splat(<f32>inWindow(pixel + aheadOf(rowWindow), width, rowWindow));
  const to = SAMPLED + <usize>sample * COLUMN;
  for (let rows: usize = 0; rows < COLUMN; rows += 16)
    v128.store(to + rows, f32x4.div(v128.load(SECOND_SUMS + rows), divisor));
}

/** Second filter: `many` columns of MEANS from step `t` on; what is sampled of it, to SAMPLED. */
export function sampleAlongRows(t: i32, many: i32): void {
  const ahead = 2 * aheadOf(rowWindow);
  let done = 0;
  for (; sample < SAMPLES; sample++) {
    const pixel = sampleAt(sample, width);
    const until = pixel + ahead + 1 - t;
    if (until > many) break;
    slideSecond(MEANS + <usize>done * COLUMN, until - done);
    done = until;
    keepSample(pixel);
  }
  slideSecond(MEANS + <usize>done * COLUMN, many - done);
}

/** After a stretch: the last columns of it are the window before the next. */
export function keepWindow(many: i32): void {
  memory.copy(LUMA, LUMA + <usize>many * COLUMN, <usize>rowWindow * COLUMN);
  memory.copy(MEANS, MEANS + <usize>many * COLUMN, <usize>rowWindow * COLUMN);
}

/** 64 columns of sixteen rows, turned: sixteen rows of 64. */
function turn64(columns: usize, rows: usize): void {
  for (let k: usize = 0; k < <usize>SAMPLES; k += 4) {
    for (let four: usize = 0; four < 4; four++) {
      const from = columns + k * COLUMN + four * 16;
      const to = rows + four * 4 * ROW64 + k * 4;
      storeRows(v128.load(from), v128.load(from, 64), v128.load(from, 128), v128.load(from, 192), to, ROW64);
    }
  }
}

/** SAMPLED to ROWS64. */
export function turnSamples(): void {
  turn64(SAMPLED, ROWS64);
}

/** The luma of a picture that is 64 columns wide, to sixteen rows. */
export function turnLuma(to: usize): void {
  turn64(LUMA + <usize>rowWindow * COLUMN, to);
}
