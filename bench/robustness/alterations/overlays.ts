// Something laid over the picture: a sign, writing, a sticker, a watermark.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { type Alteration, toPixels, toSharp } from './alteration.ts';
import { bigWords, sign, svg, watermark } from './drawn.ts';

type Drawing = (width: number, height: number) => string;

async function over(pixels: Pixels, draw: Drawing): Promise<Pixels> {
  const input = Buffer.from(draw(pixels.width, pixels.height));
  return await toPixels(toSharp(pixels).composite([{ input, left: 0, top: 0 }]));
}

function overlay(name: string, draw: Drawing): Alteration {
  return { family: 'laid over', name, apply: (pixels) => over(pixels, draw) };
}

const sticker: Drawing = (width, height) =>
  svg(width, height, `<circle cx="${width * 0.5}" cy="${height * 0.4}" r="${height * 0.13}" fill="#fc3"/>`);

export const OVERLAYS: readonly Alteration[] = [
  overlay('sign of 8 % of the width', (width, height) => sign(width, height, 0.08)),
  overlay('sign of 20 % of the width', (width, height) => sign(width, height, 0.2)),
  overlay('writing of 5 % of the height', (width, height) => bigWords(width, height, 0.05)),
  overlay('writing of 12 % of the height', (width, height) => bigWords(width, height, 0.12)),
  overlay('sticker over the middle', sticker),
  overlay('watermark all over', watermark),
];
