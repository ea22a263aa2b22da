// First filter along columns and second filter along rows in one sweep. Sixteen output rows at a time, four columns at a
// time: the running sums of the columns step down the sixteen rows in registers, the sixteen means are turned, and the
// second filter along rows takes them up at once. Of that filter only the 64 sampled columns are ever divided and kept.

import {
  BAND_ROWS,
  COLSUM,
  COLUMN,
  columnMask,
  height,
  MID,
  PASS1,
  pass1Rows,
  rowBytes,
  SAMPLED,
  STEPS,
  width,
  ZEROS,
} from './memory';
import { storeTurned } from './tile';
import { aheadOf, inWindow, sampleAt, SAMPLES, windowOf } from './window';

/** Where row `row` of PASS1 lies; a row outside the picture is zeros. */
function pass1Row(row: i32): usize {
  return row < 0 || row >= height ? ZEROS : PASS1 + <usize>(row % pass1Rows) * rowBytes;
}

/** Brings row `row` into the running sums of the columns: for the rows before the first mean. */
export function bringRow(row: i32): void {
  const come = pass1Row(row);
  for (let at: usize = 0; at < rowBytes; at += 16)
    v128.store(COLSUM + at, f32x4.add(v128.load(COLSUM + at), v128.load(come + at)));
}

/** STEPS: sixteen times { row that comes, row that goes, divisor as f32 }, for the output rows from `top` on. */
function planSteps(top: i32): void {
  const window = windowOf(height);
  for (let r = 0; r < BAND_ROWS; r++) {
    const t = top + r + aheadOf(window);
    const step = STEPS + <usize>r * 16;
    store<u32>(step, <u32>pass1Row(t));
    store<u32>(step, <u32>pass1Row(t - window), 4);
    store<f32>(step, <f32>max(1, inWindow(t, height, window)), 8);
  }
}

// @ts-ignore: decorator
@inline
function mean(sum: v128, step: usize): v128 {
  return f32x4.div(sum, v128.load32_splat(step, 8));
}

// @ts-ignore: decorator
@inline
function next(sum: v128, step: usize, at: usize): v128 {
  const come = v128.load(<usize>load<u32>(step) + at);
  return f32x4.sub(f32x4.add(sum, come), v128.load(<usize>load<u32>(step, 4) + at));
}

/** Means of four columns for sixteen rows, turned, into the ring MID. */
function filterFour(column: i32): void {
  const at = <usize>column * 4;
  const to = MID + <usize>(column & columnMask) * COLUMN;
  let sum = v128.load(COLSUM + at);
  for (let four: usize = 0; four < 4; four++) {
    const step = STEPS + four * 64;
    const a = next(sum, step, at);
    const b = next(a, step + 16, at);
    const c = next(b, step + 32, at);
    sum = next(c, step + 48, at);
    storeTurned(mean(a, step), mean(b, step + 16), mean(c, step + 32), mean(sum, step + 48), to + four * 16);
  }
  v128.store(COLSUM + at, sum);
}

/** Four columns outside the picture. */
// @ts-ignore: decorator
@inline
function nothing(column: i32): void {
  memory.fill(MID + <usize>(column & columnMask) * COLUMN, 0, 4 * COLUMN);
}

/** Filters the sixteen output rows from `top` on; leaves them sampled in SAMPLED, [64 columns][16 rows]. */
export function filterColumns(top: i32): void {
  const window = windowOf(width);
  const ahead = aheadOf(window);
  const mask = columnMask;
  planSteps(top);
  memory.fill(MID, 0, <usize>(mask + 1) * COLUMN);
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let t = 0;
  for (let k = 0; k < SAMPLES; k++) {
    const last = sampleAt(k, width) + ahead;
    for (; t <= last; t++) {
      if ((t & 3) == 0) {
        if (t < width) filterFour(t);
        else nothing(t);
      }
      const come = MID + <usize>(t & mask) * COLUMN;
      const go = MID + <usize>((t - window) & mask) * COLUMN;
      s0 = f32x4.sub(f32x4.add(s0, v128.load(come)), v128.load(go));
      s1 = f32x4.sub(f32x4.add(s1, v128.load(come, 16)), v128.load(go, 16));
      s2 = f32x4.sub(f32x4.add(s2, v128.load(come, 32)), v128.load(go, 32));
      s3 = f32x4.sub(f32x4.add(s3, v128.load(come, 48)), v128.load(go, 48));
    }
    const by = f32x4.splat(<f32>inWindow(last, width, window));
    const out = SAMPLED + <usize>k * COLUMN;
    v128.store(out, f32x4.div(s0, by));
    v128.store(out, f32x4.div(s1, by), 16);
    v128.store(out, f32x4.div(s2, by), 32);
    v128.store(out, f32x4.div(s3, by), 48);
  }
  finishColumns(t);
}

/** Columns after the last sample: only their sums are needed, by the next sixteen rows. */
function finishColumns(t: i32): void {
  for (let column = (t + 3) & ~3; column < width; column += 4) filterFour(column);
}
