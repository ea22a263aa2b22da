// Shrinks rows of pixels by a whole factor: each block of factor x factor pixels becomes its mean, rounded to the nearest.
// Same numbers on every machine, which no canvas and no library promises.

import type { ShrinkFactor } from './policy.ts';

/** Rows without padding; a fourth channel (alpha) is passed over. */
export type Rows = {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly channels: 3 | 4;
};

/**
 * The means of all whole blocks, as rows of `floor(width / factor)` pixels of three channels.
 * What is left over at the right and at the bottom is dropped.
 */
export function meanBlocks({ data, width, channels }: Rows, factor: ShrinkFactor): Uint8Array {
  const across = Math.floor(width / factor);
  const down = Math.floor(data.length / (width * channels * factor));
  const means = new Uint8Array(across * down * 3);
  const sums = new Uint32Array(across * 3);
  for (let row = 0; row < down; row++) {
    sums.fill(0);
    for (let line = 0; line < factor; line++) {
      addLine(sums, data, (row * factor + line) * width * channels, channels, factor);
    }
    writeMeans(means, row * across * 3, sums, factor);
  }
  return means;
}

/** Adds one line of pixels, beginning at `from`, to the sums of its blocks. */
function addLine(
  sums: Uint32Array,
  data: Uint8Array | Uint8ClampedArray,
  from: number,
  channels: number,
  factor: number,
): void {
  let at = from;
  for (let block = 0; block < sums.length; block += 3) {
    let [red, green, blue] = [0, 0, 0];
    for (let pixel = 0; pixel < factor; pixel++, at += channels) {
      red += data[at] as number;
      green += data[at + 1] as number;
      blue += data[at + 2] as number;
    }
    sums[block] = (sums[block] as number) + red;
    sums[block + 1] = (sums[block + 1] as number) + green;
    sums[block + 2] = (sums[block + 2] as number) + blue;
  }
}

function writeMeans(means: Uint8Array, at: number, sums: Uint32Array, factor: number): void {
  const pixels = factor * factor;
  for (let index = 0; index < sums.length; index++) {
    means[at + index] = ((sums[index] as number) + pixels / 2) / pixels;
  }
}
