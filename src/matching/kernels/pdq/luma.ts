// Bytes to luma: 0.299 R + 0.587 G + 0.114 B in f32, products and sums in the order of the reference, so that every bit
// is the same. Alpha is not looked at. A grey value is its own luma.
//
// The constants are loaded from memory into locals: engines build a vector constant anew at each use, which took more time
// than everything else together.

import { storeTurned } from './tile';

const SPREAD: usize = memory.data<u8>([0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11], 16);
const BYTE: usize = memory.data<i32>([0xff, 0xff, 0xff, 0xff], 16);
const RED: usize = memory.data<f32>([0.299, 0.299, 0.299, 0.299], 16);
const GREEN: usize = memory.data<f32>([0.587, 0.587, 0.587, 0.587], 16);
const BLUE: usize = memory.data<f32>([0.114, 0.114, 0.114, 0.114], 16);

/** Four pixels whose red, green and blue stand in the lowest three bytes of four lanes. */
@inline
function weigh(lanes: v128, byte: v128, red: v128, green: v128, blue: v128): v128 {
  const r = f32x4.convert_i32x4_s(v128.and(lanes, byte));
  const g = f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(lanes, 8), byte));
  const b = f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(lanes, 16), byte));
  return f32x4.add(f32x4.add(f32x4.mul(r, red), f32x4.mul(g, green)), f32x4.mul(b, blue));
}

/** The luma of four grey pixels at `at`. */
@inline
function greyOfFour(at: usize): v128 {
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at))));
}

/** Luma of four pixels in each of four rows, `stride` bytes apart, turned into columns. `channels` is a constant of the caller. */
@inline
export function lumaOfFourRows(from: usize, stride: usize, channels: i32, to: usize): void {
  if (channels == 1) {
    const second = from + stride, third = second + stride;
    storeTurned(greyOfFour(from), greyOfFour(second), greyOfFour(third), greyOfFour(third + stride), to);
    return;
  }
  const byte = v128.load(BYTE), red = v128.load(RED), green = v128.load(GREEN), blue = v128.load(BLUE);
  const spread = v128.load(SPREAD);
  let a = v128.load(from), b = v128.load(from + stride);
  let c = v128.load(from + 2 * stride), d = v128.load(from + 3 * stride);
  if (channels == 3) {
    a = i8x16.swizzle(a, spread);
    b = i8x16.swizzle(b, spread);
    c = i8x16.swizzle(c, spread);
    d = i8x16.swizzle(d, spread);
  }
  storeTurned(
    weigh(a, byte, red, green, blue),
    weigh(b, byte, red, green, blue),
    weigh(c, byte, red, green, blue),
    weigh(d, byte, red, green, blue),
    to,
  );
}
