// The sliding window of the filters. PDQ blurs with two box filters a direction (a Jarosz filter) whose window follows
// from the side of the picture, and then takes 64 samples a direction, at the middles of 64 equal parts.

/** How many samples a direction. */
export const SAMPLES: i32 = 64;

/** Pixels in the window along a side of that many pixels. */
export function windowOf(side: i32): i32 {
  return (side + 2 * SAMPLES - 1) / (2 * SAMPLES);
}

/** How far the window reaches ahead of the pixel it is the mean for. */
export function aheadOf(window: i32): i32 {
  return (window + 2) / 2 - 1;
}

/** How many pixels of the side lie in the window once step `t` has been taken (step `t` brings pixel `t`). */
@inline
export function inWindow(t: i32, side: i32, window: i32): i32 {
  return min(t + 1, side) - max(0, t - window + 1);
}

/** Which pixel sample `k` is taken at. In f64 and cut off, as the reference does. */
export function sampleAt(k: i32, side: i32): i32 {
  return <i32>(((<f64>k + 0.5) * <f64>side) / <f64>SAMPLES);
}
