// The sixteen by sixteen lowest frequencies of the small picture: B = (D A) Dt, sums in the order of the reference. Lanes
// are neighbouring columns of the result, so no sum is split.

import { DCT } from './dct-matrix';
import { SMALL } from './memory';

const HALF: usize = memory.data(16 * 64 * 4, 16); // D A: 16 rows of 64
const TURNED: usize = memory.data(64 * 16 * 4, 16); // Dt: 64 rows of 16
/** 16 rows of 16 f32. */
export const FREQUENCIES: usize = memory.data(16 * 16 * 4, 16);

/** Once, before the first picture. */
export function turnMatrix(): void {
  for (let i: usize = 0; i < 16; i++)
    for (let k: usize = 0; k < 64; k++) store<f32>(TURNED + k * 64 + i * 4, load<f32>(DCT + i * 256 + k * 4));
}

/** Sixteen neighbouring sums of products: 64 factors at `factors`, one row of `rows` for each, `stride` apart. */
@inline
function sixteenSums(factors: usize, rows: usize, stride: usize, to: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let k: usize = 0; k < 64; k++) {
    const factor = v128.load32_splat(factors + k * 4);
    s0 = f32x4.add(s0, f32x4.mul(factor, v128.load(rows)));
    s1 = f32x4.add(s1, f32x4.mul(factor, v128.load(rows, 16)));
    s2 = f32x4.add(s2, f32x4.mul(factor, v128.load(rows, 32)));
    s3 = f32x4.add(s3, f32x4.mul(factor, v128.load(rows, 48)));
    rows += stride;
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}

/** SMALL to FREQUENCIES. */
export function transform(): void {
  for (let i: usize = 0; i < 16; i++) {
    for (let j: usize = 0; j < 256; j += 64) sixteenSums(DCT + i * 256, SMALL + j, 256, HALF + i * 256 + j);
    sixteenSums(HALF + i * 256, TURNED, 64, FREQUENCIES + i * 64);
  }
}
