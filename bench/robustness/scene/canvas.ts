// What a scene is painted on: red, green and blue as light from 0 (none) to 1, painted from the back to the front.
// Shapes say how much of a point they cover, materials what light comes from it.

import type { Field } from './noise.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export type Canvas = { readonly light: Float32Array; readonly width: number; readonly height: number };

/** Covers points of its box, from 0 (not at all) to 1; coordinates are pixels. */
export type Shape = {
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  readonly cover: (x: number, y: number) => number;
};

/** Two colours mixed by a field that is read from an offset with a stride, under light that falls from one side. */
export type Material = {
  readonly dark: Colour;
  readonly bright: Colour;
  readonly field: Field;
  readonly offset: readonly [x: number, y: number];
  /** Pixels of the field a pixel: less than 1 draws the texture out to streaks. */
  readonly stride: readonly [x: number, y: number];
  /** How much the field says beside the mean of both colours. */
  readonly contrast: number;
  /** Light gained from the left edge of the shape to its right one, and from its top to its bottom. */
  readonly slope: readonly [x: number, y: number];
};

export function newCanvas(width: number, height: number): Canvas {
  return { light: new Float32Array(3 * width * height), width, height };
}

function clamped(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** Lays a shape of a material over what is there. */
export function paint(canvas: Canvas, shape: Shape, material: Material): void {
  const { light, width, height } = canvas;
  const [left, top, right, bottom] = shape.box;
  const { dark, bright, field, offset, stride, contrast, slope } = material;
  const [startX, endX] = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))];
  const endY = Math.min(height, Math.ceil(bottom));
  const [slopeX, slopeY] = [slope[0] / (right - left), slope[1] / (bottom - top)];
  const [darkR, darkG, darkB] = dark;
  const [moreR, moreG, moreB] = [bright[0] - darkR, bright[1] - darkG, bright[2] - darkB];
  for (let y = Math.max(0, Math.floor(top)); y < endY; y++) {
    const row = ((y * stride[1] + offset[1]) & field.mask) * field.side;
    const lit = 1 - (slope[0] + slope[1]) / 2 + slopeY * (y - top);
    for (let x = startX; x < endX; x++) {
      const cover = shape.cover(x, y);
      if (cover <= 0) continue;
      const value = field.values[row + ((x * stride[0] + offset[0]) & field.mask)] ?? 0;
      const mix = clamped(0.5 + contrast * value, 0, 1);
      const gain = cover * Math.max(0, lit + slopeX * (x - left));
      const at = 3 * (y * width + x);
      const rest = 1 - cover;
      light[at] = (light[at] ?? 0) * rest + gain * (darkR + mix * moreR);
      light[at + 1] = (light[at + 1] ?? 0) * rest + gain * (darkG + mix * moreG);
      light[at + 2] = (light[at + 2] ?? 0) * rest + gain * (darkB + mix * moreB);
    }
  }
}

/** Multiplies the light under a shape: below 1 a shadow, above 1 a lamp. */
export function relight(canvas: Canvas, shape: Shape, gain: Colour): void {
  const { light, width, height } = canvas;
  const [left, top, right, bottom] = shape.box;
  const [startX, endX] = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))];
  const endY = Math.min(height, Math.ceil(bottom));
  for (let y = Math.max(0, Math.floor(top)); y < endY; y++)
    for (let x = startX; x < endX; x++) {
      const cover = shape.cover(x, y);
      if (cover <= 0) continue;
      const at = 3 * (y * width + x);
      for (let part = 0; part < 3; part++)
        light[at + part] = (light[at + part] ?? 0) * (1 + cover * ((gain[part] ?? 1) - 1));
    }
}
