// A rectangle of a picture, and the picture in it.

import type { Pixels } from '../pdq/hasher.ts';

/** In pixels; never empty, never outside its picture. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export function wholeBox({ width, height }: Pick<Pixels, 'width' | 'height'>): Box {
  return { left: 0, top: 0, width, height };
}

export function sameBox(a: Box, b: Box): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

/** The pixels inside the box, copied row by row. */
export function cutOut({ data, width, channels }: Pixels, box: Box): Pixels {
  const cut = new Uint8Array(box.width * box.height * channels);
  const rowBytes = box.width * channels;
  for (let row = 0; row < box.height; row++) {
    const from = ((box.top + row) * width + box.left) * channels;
    cut.set(data.subarray(from, from + rowBytes), row * rowBytes);
  }
  return { data: cut, width: box.width, height: box.height, channels };
}
