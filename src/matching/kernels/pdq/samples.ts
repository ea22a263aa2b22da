// Second filter along columns, for the 64 sampled columns only, divided only at the 64 sampled rows: the picture in 64 x 64.

import { BAND_ROWS, height, PASS3, pass3Mask, SAMPLED, SMALL, SUM64 } from './memory';
import { storeRows } from './tile';
import { aheadOf, inWindow, sampleAt, SAMPLES, windowOf } from './window';

/** Bytes of 64 f32. */
const ROW: usize = 256;

let step: i32 = 0;
let sample: i32 = 0;

/** Begins a picture. */
export function beginSamples(): void {
  step = 0;
  sample = 0;
}

function turnIntoRing(top: i32): void {
  for (let k: usize = 0; k < <usize>SAMPLES; k += 4) {
    for (let four: usize = 0; four < 4; four++) {
      const from = SAMPLED + k * 64 + four * 16;
      const to = PASS3 + <usize>((top + <i32>four * 4) & pass3Mask) * ROW + k * 4;
      storeRows(v128.load(from), v128.load(from, 64), v128.load(from, 128), v128.load(from, 192), to, ROW);
    }
  }
}

/** Row `t` comes, row `t - window` goes. Beyond the last row of the picture nothing comes. */
function slide(t: i32, window: i32): void {
  const come = PASS3 + <usize>(t & pass3Mask) * ROW;
  const go = PASS3 + <usize>((t - window) & pass3Mask) * ROW;
  for (let at: usize = 0; at < ROW; at += 16) {
    let sum = v128.load(SUM64 + at);
    if (t < height) sum = f32x4.add(sum, v128.load(come + at));
    if (t >= window) sum = f32x4.sub(sum, v128.load(go + at));
    v128.store(SUM64 + at, sum);
  }
}

function keepSample(k: i32, many: i32): void {
  const by = f32x4.splat(<f32>many);
  const to = SMALL + <usize>k * ROW;
  for (let at: usize = 0; at < ROW; at += 16) v128.store(to + at, f32x4.div(v128.load(SUM64 + at), by));
}

/** Takes the filter as far as rows before `end` have come. */
function slideTo(end: i32): void {
  const window = windowOf(height);
  const ahead = aheadOf(window);
  for (; step < end; step++) {
    slide(step, window);
    while (sample < SAMPLES && sampleAt(sample, height) + ahead == step) {
      keepSample(sample, inWindow(step, height, window));
      sample++;
    }
  }
}

/** Takes up the sixteen rows from `top` on that stand in SAMPLED. */
export function sampleRows(top: i32): void {
  turnIntoRing(top);
  slideTo(min(top + BAND_ROWS, height));
}

/** The rows of the window that lie beyond the picture. */
export function finishSamples(): void {
  slideTo(height + aheadOf(windowOf(height)));
}
