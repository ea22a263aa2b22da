// Encoded harder, made larger, smaller or squeezed.

import sharp from 'sharp';
import { type Alteration, toPixels, toSharp, viaJpeg } from './alteration.ts';

function resized(name: string, across: number, down: number): Alteration {
  return {
    family: 'size',
    name,
    apply: (pixels) =>
      toPixels(
        toSharp(pixels).resize(Math.round(pixels.width * across), Math.round(pixels.height * down), {
          fit: 'fill',
        }),
      ),
  };
}

export const ENCODINGS: readonly Alteration[] = [
  ...[90, 75, 60, 50, 40, 30, 20].map(
    (quality): Alteration => ({
      family: 'encoding',
      name: `JPEG quality ${quality}`,
      apply: (pixels) => viaJpeg(pixels, quality),
    }),
  ),
  {
    family: 'encoding',
    name: 'WebP quality 40',
    apply: async (pixels) => await toPixels(sharp(await toSharp(pixels).webp({ quality: 40 }).toBuffer())),
  },
  resized('twice as large', 2, 2),
  resized('half as large', 0.5, 0.5),
  resized('a quarter as large', 0.25, 0.25),
  resized('squeezed by 20 %', 0.8, 1),
];
