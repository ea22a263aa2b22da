import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pixels } from '../pdq/hasher.ts';
import { type Box, wholeBox } from './box.ts';
import { withoutBars, withoutFrame } from './frame.ts';

/** Texture that no line is plain in, inside a frame of one grey. */
function framed(width: number, height: number, inside: Box, grey: number, inks = 0): Pixels {
  const data = new Uint8Array(width * height * 3).fill(grey);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInside =
        x >= inside.left &&
        x < inside.left + inside.width &&
        y >= inside.top &&
        y < inside.top + inside.height;
      if (isInside)
        data.fill(
          (Math.imul(x + 7, 2654435761) ^ Math.imul(y + 3, 2246822519)) >>> 24,
          3 * (y * width + x),
          3 * (y * width + x) + 3,
        );
      else if (inks > 0 && (x * 31 + y * 17) % 100 < inks)
        data.fill(255 - grey, 3 * (y * width + x), 3 * (y * width + x) + 3);
    }
  }
  return { data, width, height, channels: 3 };
}

test('a border of any width up to the limit is found to the pixel', () => {
  const edges = fc.integer({ min: 0, max: 68 });
  fc.assert(
    fc.property(
      edges,
      edges,
      edges,
      edges,
      fc.constantFrom(0, 128, 255),
      (left, top, right, bottom, grey) => {
        const inside = { left, top, width: 240 - left - right, height: 200 - top - bottom };
        expect(withoutFrame(framed(240, 200, inside, grey))).toEqual(inside);
      },
    ),
    { numRuns: 60 },
  );
});

test('letters in a bar do not save it', () => {
  const inside = { left: 0, top: 40, width: 240, height: 120 };
  expect(withoutFrame(framed(240, 200, inside, 250, 8))).toEqual(inside);
});

test('a picture without a frame stays whole, and so does one of a single colour', () => {
  const textured = framed(240, 200, { left: 0, top: 0, width: 240, height: 200 }, 0);
  expect(withoutFrame(textured)).toEqual(wholeBox(textured));
  const small = { data: new Uint8Array(100 * 90).fill(9), width: 100, height: 90, channels: 1 } as const;
  expect(withoutFrame(small)).toEqual(wholeBox(small));
});

test('a frame inside a frame is found, and so is a picture under a caption', () => {
  const inner = framed(240, 200, { left: 20, top: 15, width: 200, height: 170 }, 0);
  const outer = { ...framed(300, 260, wholeBox({ width: 300, height: 260 }), 0) };
  outer.data.fill(255);
  for (let y = 0; y < 200; y++)
    outer.data.set(inner.data.subarray(3 * 240 * y, 3 * 240 * (y + 1)), 3 * (300 * (y + 30) + 30));
  expect(withoutFrame(outer)).toEqual({ left: 50, top: 45, width: 200, height: 170 });
  const page = framed(300, 400, { left: 0, top: 0, width: 300, height: 330 }, 240);
  page.data.set(framed(300, 22, { left: 0, top: 0, width: 300, height: 22 }, 0).data, 3 * 300 * 355);
  expect(withoutFrame(page).height).toBeGreaterThan(330);
  expect(withoutBars(page)).toEqual({ left: 0, top: 0, width: 300, height: 330 });
});

test('each time around never more than four tenths of a side are taken from an edge', () => {
  const tall = framed(300, 1000, { left: 0, top: 700, width: 300, height: 300 }, 30);
  expect(withoutFrame(tall)).toEqual({ left: 0, top: 640, width: 300, height: 360 });
});

test('grey, colour and colour with alpha have the same frame', () => {
  const inside = { left: 12, top: 7, width: 200, height: 150 };
  const colour = framed(230, 170, inside, 60);
  const grey = colour.data.filter((_, at) => at % 3 === 0);
  const alpha = Uint8Array.from({ length: 230 * 170 * 4 }, (_, at) =>
    at % 4 === 3 ? at & 255 : (colour.data[3 * (at >> 2) + (at % 4)] ?? 0),
  );
  expect(withoutFrame({ ...colour, data: grey, channels: 1 })).toEqual(inside);
  expect(withoutFrame({ ...colour, data: alpha, channels: 4 })).toEqual(inside);
});
