// Frequencies to bits: one where a frequency lies above the median. Turning or mirroring the picture only turns the table
// of frequencies about its diagonal and changes signs in every other row or column, so all eight come from one transform.

import { FREQUENCIES } from './dct';
import { medianOf } from './median';

const TURNED: usize = memory.data(1024, 16);

/** Writes the 32 bytes of the hash of sixteen by sixteen `frequencies`. */
function writeBits(frequencies: usize, to: usize): void {
  const median = f32x4.splat(medianOf(frequencies));
  for (let row: usize = 0; row < 16; row++) {
    let bits = 0;
    for (let four: usize = 0; four < 4; four++) {
      const above = f32x4.gt(v128.load(frequencies + row * 64 + four * 16), median);
      bits |= i32x4.bitmask(above) << (<i32>four * 4);
    }
    store<u16>(to + row * 2, <u16>bits);
  }
}

/** The hash of the picture as it is. */
export function writeHash(to: usize): void {
  writeBits(FREQUENCIES, to);
}

/**
 * The hash of the picture turned. `evenRows`, `evenColumns`: the sign in those rows (columns) of the original is changed;
 * both: where row and column differ in parity. `turn`: about the diagonal.
 */
export function writeTurned(turn: bool, evenRows: bool, evenColumns: bool, to: usize): void {
  for (let i: usize = 0; i < 16; i++) {
    for (let j: usize = 0; j < 16; j++) {
      const change = (evenRows && (i & 1) == 0) != (evenColumns && (j & 1) == 0);
      const value = load<f32>(FREQUENCIES + i * 64 + j * 4);
      store<f32>(TURNED + (turn ? j * 64 + i * 4 : i * 64 + j * 4), change ? -value : value);
    }
  }
  writeBits(TURNED, to);
}
