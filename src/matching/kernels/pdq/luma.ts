// Bytes to luma: 0.299 R + 0.587 G + 0.114 B in f32, products and sums in the order of the reference, so that every bit
// is the same. Alpha is not looked at. A grey value is its own luma.


// @ts-ignore: decorator
@inline
function weigh(r: v128, g: v128, b: v128): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(r, f32x4.splat(0.299)), f32x4.mul(g, f32x4.splat(0.587))),
    f32x4.mul(b, f32x4.splat(0.114)),
  );
}

/** Four pixels whose bytes stand in the lowest three bytes of four lanes. */
// @ts-ignore: decorator
@inline
function lumaOfLanes(lanes: v128): v128 {
  const byte = i32x4.splat(0xff);
  return weigh(
    f32x4.convert_i32x4_s(v128.and(lanes, byte)),
    f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(lanes, 8), byte)),
    f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(lanes, 16), byte)),
  );
}

/** The luma of four pixels at `at`. Reads sixteen bytes (RGB: four too many). */
// @ts-ignore: decorator
@inline
export function luma4(at: usize, channels: i32): v128 {
  if (channels === 4) return lumaOfLanes(v128.load(at));
  if (channels === 3) {
    const packed = v128.load(at);
    return lumaOfLanes(v128.shuffle<u8>(packed, packed, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11));
  }
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at))));
}
