// PDQ's quality: how much the small picture changes from pixel to pixel. Each difference is cut to whole hundredths of the
// greatest one, as the reference does it; the sum is scaled to 0..100.

import { SMALL } from './memory';

const ROW: usize = 256;
const SCALE: i32 = 90;

@inline
function hundredths(a: v128, b: v128): v128 {
  const part = f32x4.div(f32x4.mul(f32x4.sub(a, b), f32x4.splat(100)), f32x4.splat(255));
  return i32x4.abs(i32x4.trunc_sat_f32x4_s(part));
}

function lanes(v: v128): i32 {
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3);
}

function downwards(): i32 {
  let sum = i32x4.splat(0);
  for (let at: usize = 0; at < 63 * ROW; at += 16)
    sum = i32x4.add(sum, hundredths(v128.load(SMALL + at), v128.load(SMALL + at, 256)));
  return lanes(sum);
}

/** The last pixel of a row has no neighbour: its lane is masked. */
function sideways(): i32 {
  const threeLanes = i32x4(-1, -1, -1, 0);
  let sum = i32x4.splat(0);
  for (let row: usize = 0; row < 64 * ROW; row += ROW) {
    for (let at: usize = 0; at < 240; at += 16)
      sum = i32x4.add(sum, hundredths(v128.load(SMALL + row + at), v128.load(SMALL + row + at, 4)));
    const end = SMALL + row + 240;
    const after = v128.shuffle<i32>(v128.load(end), v128.load(end), 1, 2, 3, 3);
    sum = i32x4.add(sum, v128.and(threeLanes, hundredths(v128.load(end), after)));
  }
  return lanes(sum);
}

/** 0 (flat) to 100. */
export function qualityOfSmall(): i32 {
  return min(100, (downwards() + sideways()) / SCALE);
}
