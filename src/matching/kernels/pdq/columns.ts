// First filter along columns and second filter along rows in one sweep. Sixteen output rows at a time, eight columns at a
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

/**
 * STEPS: sixteen times { row that comes, row that goes, divisor, its reciprocal }, for the output rows from `top` on.
 * @returns whether all divisors are powers of two: then multiplying by the reciprocal gives the same bits, faster
 */
function planSteps(top: i32): bool {
  const window = windowOf(height);
  let exact = true;
  for (let r = 0; r < BAND_ROWS; r++) {
    const t = top + r + aheadOf(window);
    const step = STEPS + <usize>r * 16;
    store<u32>(step, <u32>pass1Row(t));
    store<u32>(step, <u32>pass1Row(t - window), 4);
    const many = max(1, inWindow(t, height, window));
    store<f32>(step, <f32>many, 8);
    store<f32>(step, <f32>1.0 / <f32>many, 12);
    if ((many & (many - 1)) != 0) exact = false;
  }
  return exact;
}

@inline
function mean(sum: v128, step: usize, exact: bool): v128 {
  return exact ? f32x4.mul(sum, v128.load32_splat(step, 12)) : f32x4.div(sum, v128.load32_splat(step, 8));
}

@inline
function next(sum: v128, step: usize, at: usize): v128 {
  const come = v128.load(<usize>load<u32>(step) + at);
  return f32x4.sub(f32x4.add(sum, come), v128.load(<usize>load<u32>(step, 4) + at));
}

/** Means of eight columns for sixteen rows, turned, into the ring MID. */
@inline
function meansOfEight(column: i32, exact: bool): void {
  const at = <usize>column * 4;
  const to = MID + <usize>(column & columnMask) * COLUMN;
  let left = v128.load(COLSUM + at), right = v128.load(COLSUM + at, 16);
  for (let four: usize = 0; four < 4; four++) {
    const s0 = STEPS + four * 64, s1 = s0 + 16, s2 = s0 + 32, s3 = s0 + 48;
    const a = next(left, s0, at), b = next(a, s1, at), c = next(b, s2, at);
    left = next(c, s3, at);
    storeTurned(mean(a, s0, exact), mean(b, s1, exact), mean(c, s2, exact), mean(left, s3, exact), to + four * 16);
    const e = next(right, s0, at + 16), f = next(e, s1, at + 16), g = next(f, s2, at + 16);
    right = next(g, s3, at + 16);
    storeTurned(mean(e, s0, exact), mean(f, s1, exact), mean(g, s2, exact), mean(right, s3, exact), to + 4 * COLUMN + four * 16);
  }
  v128.store(COLSUM + at, left);
  v128.store(COLSUM + at, right, 16);
}

function filterEight(column: i32, exact: bool): void {
  if (exact) meansOfEight(column, true);
  else meansOfEight(column, false);
}

/** Eight columns outside the picture. */
@inline
function nothing(column: i32): void {
  memory.fill(MID + <usize>(column & columnMask) * COLUMN, 0, 8 * COLUMN);
}

/** Filters the sixteen output rows from `top` on; leaves them sampled in SAMPLED, [64 columns][16 rows]. */
export function filterColumns(top: i32): void {
  const window = windowOf(width);
  const ahead = aheadOf(window);
  const mask = columnMask;
  const exact = planSteps(top);
  memory.fill(MID, 0, <usize>(mask + 1) * COLUMN);
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let t = 0;
  for (let k = 0; k < SAMPLES; k++) {
    const last = sampleAt(k, width) + ahead;
    for (; t <= last; t++) {
      if ((t & 7) == 0) {
        if (t < width) filterEight(t, exact);
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
  finishColumns(t, exact);
}

/** Columns after the last sample: only their sums are needed, by the next sixteen rows. */
function finishColumns(t: i32, exact: bool): void {
  for (let column = (t + 7) & ~7; column < width; column += 8) filterEight(column, exact);
}
