// The eight orientations against their definition, pixel by pixel, and without a second copy of the picture.

import { describe, expect, test } from 'vitest';
import { type Rgb, uprightBands, uprightSize } from './turn.ts';

/** Where the pixel seen at (x, y) is stored in a picture of `w` x `h`. Exif 2.32, tag 0x0112. */
const STORED_AT: Readonly<Record<number, (x: number, y: number, w: number, h: number) => [number, number]>> =
  {
    1: (x, y) => [x, y],
    2: (x, y, w) => [w - 1 - x, y],
    3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
    4: (x, y, _, h) => [x, h - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y, _, h) => [y, h - 1 - x],
    7: (x, y, w, h) => [w - 1 - y, h - 1 - x],
    8: (x, y, w) => [w - 1 - y, x],
  };

function picture(width: number, height: number): Rgb {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => Math.imul(at, 0x9e3779b1) >>> 24);
  return { data, width, height, channels: 3 };
}

function seenPixels({ data, width, height }: Rgb, orientation: number): number[] {
  const seen = orientation > 4 ? { width: height, height: width } : { width, height };
  return Array.from({ length: seen.width * seen.height }, (_, at) => {
    const [x, y] = [at % seen.width, Math.floor(at / seen.width)];
    const [column, row] = STORED_AT[orientation]?.(x, y, width, height) ?? [x, y];
    return [...data.subarray(3 * (row * width + column), 3 * (row * width + column) + 3)];
  }).flat();
}

const bandsOf = (stored: Rgb, orientation: number): Uint8Array[] =>
  Array.from(uprightBands(stored, orientation), (band) => band.slice());

describe('a stored picture', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is turned upright from orientation %i', (orientation) => {
    for (const [width, height] of [
      [1, 1],
      [1, 40],
      [130, 67],
      [64, 16],
      [65, 17],
    ] as const) {
      const stored = picture(width, height);
      expect(
        Buffer.concat(bandsOf(stored, orientation)).equals(Buffer.from(seenPixels(stored, orientation))),
      ).toBe(true);
      expect(uprightSize(stored, orientation)).toEqual(
        orientation > 4 ? { width: height, height: width } : { width, height },
      );
    }
  });

  test('is left as it is by numbers that EXIF does not know', () => {
    for (const orientation of [0, 9, -1, Number.NaN]) {
      const stored = picture(5, 3);
      expect(bandsOf(stored, orientation)).toEqual([stored.data]);
      expect(uprightSize(stored, orientation)).toEqual({ width: 5, height: 3 });
    }
  });

  test('is never held twice: at most sixteen rows are turned at a time, in one piece of memory', () => {
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const [stored, buffers] = [picture(90, 80), new Set<ArrayBufferLike>()];
      const { width } = uprightSize(stored, orientation);
      for (const band of uprightBands(stored, orientation)) buffers.add(band.buffer);
      expect([...buffers].map(({ byteLength }) => byteLength)).toEqual([16 * width * 3]);
    }
  });
});
