// Noise whose strength falls with its frequency, as it does in photographs of stone, cloud, cloth or leaves. A field is
// periodic and its side a power of two, so that any layer of a scene can read it from any offset.

import { aroundZero, type Chance, speckle } from './chance.ts';

/** Values around 0 with standard deviation 1. `mask` is side - 1. */
export type Field = { readonly values: Float32Array; readonly side: number; readonly mask: number };

const COARSEST = 4;

/** The line twice as long, smooth (quadratic spline), from `from` with step `step` into `to`. */
function doubleLine(from: Float32Array, start: number, step: number, length: number, to: Float32Array): void {
  for (let at = 0; at < length; at++) {
    const here = from[start + step * at] ?? 0;
    const before = from[start + step * ((at + length - 1) & (length - 1))] ?? 0;
    const after = from[start + step * ((at + 1) & (length - 1))] ?? 0;
    to[2 * at] = 0.75 * here + 0.25 * before;
    to[2 * at + 1] = 0.75 * here + 0.25 * after;
  }
}

function doubled(values: Float32Array, side: number): Float32Array {
  const wide = new Float32Array(2 * side * side);
  for (let y = 0; y < side; y++) {
    const row = wide.subarray(2 * side * y, 2 * side * (y + 1));
    doubleLine(values, side * y, 1, side, row);
  }
  return doubledDown(wide, side);
}

/** Down the columns, row by row: memory is read in its order. */
function doubledDown(wide: Float32Array, side: number): Float32Array {
  const width = 2 * side;
  const out = new Float32Array(width * width);
  for (let y = 0; y < side; y++) {
    const here = width * y;
    const before = width * ((y + side - 1) & (side - 1));
    const after = width * ((y + 1) & (side - 1));
    for (let x = 0; x < width; x++) {
      const middle = 0.75 * (wide[here + x] ?? 0);
      out[2 * here + x] = middle + 0.25 * (wide[before + x] ?? 0);
      out[2 * here + width + x] = middle + 0.25 * (wide[after + x] ?? 0);
    }
  }
  return out;
}

/** Scaled to standard deviation 1 around 0; the spread is read from every seventh value. */
function levelled(values: Float32Array): Float32Array {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let at = 0; at < values.length; at += 7, count++) {
    const value = values[at] ?? 0;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  const scale = 1 / Math.sqrt(squares / count - mean * mean + 1e-9);
  for (let at = 0; at < values.length; at++) values[at] = ((values[at] ?? 0) - mean) * scale;
  return values;
}

/** A field of 1/f noise. `roughness`: how strong each octave is beside the one below it (1: like rock, 0.5: like cloud). */
export function noiseField(chance: Chance, side: number, roughness: number): Field {
  let values: Float32Array = Float32Array.from({ length: COARSEST * COARSEST }, () => aroundZero(chance));
  let amount = roughness;
  for (let now = COARSEST; now < side; now *= 2, amount *= roughness) {
    values = doubled(values, now);
    speckle(values, amount, chance);
  }
  return { values: levelled(values), side, mask: side - 1 };
}

/** A line of 1/f noise, for the outline of hills: as many values as asked, around 0. */
export function noiseLine(chance: Chance, length: number, roughness: number): Float32Array {
  let line: Float32Array = Float32Array.from({ length: COARSEST }, () => aroundZero(chance));
  for (let amount = roughness; line.length < length; amount *= roughness) {
    const longer = new Float32Array(2 * line.length);
    doubleLine(line, 0, 1, line.length, longer);
    speckle(longer, amount, chance);
    line = longer;
  }
  return line.subarray(0, length);
}
