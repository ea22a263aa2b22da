// The filters along columns. The first takes four columns and sixteen rows at a time out of MEANS, turns them, lets four
// running sums step down the rows, and puts the means back where it took them from, turned again for the second filter
// along rows. The second is for the 64 sampled columns only, and divided only at the 64 sampled rows.
//
// What a window has to lose at step `t` is what came `window` steps before: both stand in the same place of a ring, so
// each step takes the old value out and puts the new one in.

import {
  BAND_ROWS,
  COLUMN,
  columnWindow,
  divisorAt,
  height,
  MEANS,
  PAST,
  PAST64,
  ROW64,
  ROWS64,
  rowWindow,
  SMALL,
  SUMS,
  SUMS64,
} from './memory';
import { storeTurned } from './tile';
import { aheadOf, inWindow, sampleAt, SAMPLES } from './window';

/** Sixteen times { place in the ring, divisor }, four bytes each. */
const STEPS: usize = memory.data(16 * 8, 16);
const STEP: usize = 8;

/** The next sampled row. */
let sample: i32 = 0;

/** Begins a picture. */
export function beginColumns(): void {
  sample = 0;
}

/** Plans the sixteen steps from `t` on. */
export function planSteps(t: i32): void {
  for (let row = 0; row < BAND_ROWS; row++) {
    const step = STEPS + <usize>row * STEP;
    store<u32>(step, <u32>(((t + row) % columnWindow) * 16));
    store<f32>(step, divisorAt(t + row, height, columnWindow), 4);
  }
}

/** One row comes, one goes. */
@inline
function slid(sum: v128, come: v128, past: usize, step: usize): v128 {
  const place = past + <usize>load<u32>(step);
  const go = v128.load(place);
  v128.store(place, come);
  return f32x4.sub(f32x4.add(sum, come), go);
}

@inline
function mean(sum: v128, step: usize): v128 {
  return f32x4.div(sum, v128.load32_splat(step, 4));
}

/** Four columns, four rows, in place. @returns the sums of the columns */
@inline
function meanOfFour(at: usize, past: usize, step: usize, sum: v128): v128 {
  const c0 = v128.load(at), c1 = v128.load(at, 64), c2 = v128.load(at, 128), c3 = v128.load(at, 192);
  const upper01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5), lower01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
  const upper23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5), lower23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
  const a = slid(sum, v128.shuffle<i64>(upper01, upper23, 0, 2), past, step);
  const b = slid(a, v128.shuffle<i64>(upper01, upper23, 1, 3), past, step + STEP);
  const c = slid(b, v128.shuffle<i64>(lower01, lower23, 0, 2), past, step + 2 * STEP);
  const d = slid(c, v128.shuffle<i64>(lower01, lower23, 1, 3), past, step + 3 * STEP);
  storeTurned(mean(a, step), mean(b, step + STEP), mean(c, step + 2 * STEP), mean(d, step + 3 * STEP), at);
  return d;
}

/** First filter: `many` columns of MEANS, the columns of the picture from `column` on, in place. */
export function meanAlongColumns(column: i32, many: i32): void {
  const ring = <usize>columnWindow * 16;
  let past = PAST + <usize>(column >> 2) * ring;
  let sums = SUMS + <usize>column * 4;
  let at = MEANS + <usize>rowWindow * COLUMN;
  const end = at + <usize>many * COLUMN;
  for (; at < end; at += 4 * COLUMN) {
    let sum = v128.load(sums);
    sum = meanOfFour(at, past, STEPS, sum);
    sum = meanOfFour(at + 16, past, STEPS + 4 * STEP, sum);
    sum = meanOfFour(at + 32, past, STEPS + 8 * STEP, sum);
    sum = meanOfFour(at + 48, past, STEPS + 12 * STEP, sum);
    v128.store(sums, sum);
    sums += 16;
    past += ring;
  }
}

function slide64(come: usize, place: usize): void {
  for (let at: usize = 0; at < ROW64; at += 16) {
    const row = v128.load(come + at);
    const sum = f32x4.sub(f32x4.add(v128.load(SUMS64 + at), row), v128.load(place + at));
    v128.store(SUMS64 + at, sum);
    v128.store(place + at, row);
  }
}

function keepSample(pixel: i32): void {
  const divisor = f32x4.splat(<f32>inWindow(pixel + aheadOf(columnWindow), height, columnWindow));
  const to = SMALL + <usize>sample * ROW64;
  for (let at: usize = 0; at < ROW64; at += 16) v128.store(to + at, f32x4.div(v128.load(SUMS64 + at), divisor));
}

/** Second filter: the sixteen rows of ROWS64, steps `t` and after; what is sampled of it, to SMALL. */
export function sampleAlongColumns(t: i32): void {
  const ahead = 2 * aheadOf(columnWindow);
  for (let row = 0; row < BAND_ROWS; row++) {
    slide64(ROWS64 + <usize>row * ROW64, PAST64 + <usize>((t + row) % columnWindow) * ROW64);
    for (; sample < SAMPLES && sampleAt(sample, height) + ahead == t + row; sample++)
      keepSample(sampleAt(sample, height));
  }
}
