// Bytes to luma: 0.299 R + 0.587 G + 0.114 B in f32, products and sums in the order of the reference, so that every bit
// is the same. Alpha is not looked at. A grey value is its own luma.
//
// Green and blue are not shifted down to the lowest byte: as numbers they are 256 and 65,536 times too great, and their
// weights that much smaller, which in binary loses nothing. What is the same for all pixels is read from memory once and
// handed on, since an engine builds a constant anew wherever it stands.

const SPREAD: usize = memory.data<u8>([0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255], 16);
const BYTES: usize = memory.data<u32>([0xff, 0xff00, 0xff0000], 16);
const WEIGHTS: usize = memory.data<f32>([0.299, 0.00229296875, 0.000001739501953125], 16);

/** RGB bytes to the three lowest bytes of four lanes. */
@inline
export function spread(): v128 {
  return v128.load(SPREAD);
}

/** The byte of colour 0, 1 or 2 in each lane. */
@inline
export function byteOf(colour: usize): v128 {
  return v128.load32_splat(BYTES + colour * 4);
}

@inline
export function weightOf(colour: usize): v128 {
  return v128.load32_splat(WEIGHTS + colour * 4);
}

@inline
function weighed(lanes: v128, byte: v128, weight: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(v128.and(lanes, byte)), weight);
}

/**
 * The luma of four pixels at `at`, of `depth` channels. `s` is spread(); `r`, `g`, `b` the bytes and `wr`, `wg`, `wb` the
 * weights of the colours. Reads sixteen bytes (RGB: four too many).
 */
@inline
export function luma4(
  at: usize,
  depth: i32,
  s: v128,
  r: v128,
  g: v128,
  b: v128,
  wr: v128,
  wg: v128,
  wb: v128,
): v128 {
  if (depth === 1) {
    const grey = i16x8.extend_low_i8x16_u(v128.load32_zero(at));
    return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(grey));
  }
  const loaded = v128.load(at);
  const lanes = depth === 3 ? i8x16.swizzle(loaded, s) : loaded;
  return f32x4.add(f32x4.add(weighed(lanes, r, wr), weighed(lanes, g, wg)), weighed(lanes, b, wb));
}
