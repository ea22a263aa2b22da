// A frame, bars for another shape of screen, a story's blurred ground, a caption band.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { type Alteration, toPixels, toSharp } from './alteration.ts';
import { caption } from './drawn.ts';

type Sides = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

const BLACK = '#000000';
const WHITE = '#ffffff';
const CREAM = '#e8d9b0';

/** Sides as shares of the longer side of the picture. */
async function framed(pixels: Pixels, sides: Sides, background: string): Promise<Pixels> {
  const long = Math.max(pixels.width, pixels.height);
  const px = (share: number): number => Math.round(long * share);
  const wide = { top: px(sides.top), bottom: px(sides.bottom), left: px(sides.left), right: px(sides.right) };
  return await toPixels(toSharp(pixels).extend({ ...wide, background }));
}

const all = (share: number): Sides => ({ top: share, bottom: share, left: share, right: share });
const upright = (share: number): Sides => ({ top: share, bottom: share, left: 0, right: 0 });
const across = (share: number): Sides => ({ top: 0, bottom: 0, left: share, right: share });

function frame(name: string, sides: Sides, colour: string): Alteration {
  return { family: 'frame', name, apply: (pixels) => framed(pixels, sides, colour) };
}

/** The picture on its own blurred enlargement, as a story of 9:16. */
async function onItself(pixels: Pixels): Promise<Pixels> {
  const width = pixels.width;
  const height = Math.max(pixels.height, Math.round((width * 16) / 9));
  const ground = await toPixels(
    toSharp(pixels)
      .resize(width, height, { fit: 'cover' })
      .blur(width / 20),
  );
  const { data, width: w, height: h, channels } = pixels;
  const top = Math.round((height - h) / 2);
  const over = { input: Buffer.from(data), raw: { width: w, height: h, channels }, left: 0, top };
  return await toPixels(toSharp(ground).composite([over]));
}

async function captioned(pixels: Pixels): Promise<Pixels> {
  const band = await framed(pixels, { top: 0.16, bottom: 0, left: 0, right: 0 }, WHITE);
  const height = band.height - pixels.height;
  const words = caption(band.width, height, 2, BLACK);
  return await toPixels(toSharp(band).composite([{ input: Buffer.from(words), left: 0, top: 0 }]));
}

export const FRAMES: readonly Alteration[] = [
  frame('white frame of 2 %', all(0.02), WHITE),
  frame('white frame of 5 %', all(0.05), WHITE),
  frame('black frame of 10 %', all(0.1), BLACK),
  frame('cream frame of 20 %', all(0.2), CREAM),
  frame('instant print', { top: 0.05, bottom: 0.22, left: 0.05, right: 0.05 }, WHITE),
  frame('black bars above and below, 6 %', upright(0.06), BLACK),
  frame('black bars above and below, 12 %', upright(0.12), BLACK),
  frame('black bars above and below, 35 %', upright(0.35), BLACK),
  frame('black bars left and right, 25 %', across(0.25), BLACK),
  {
    family: 'frame',
    name: 'two frames, black in white',
    apply: async (pixels) => await framed(await framed(pixels, all(0.03), BLACK), all(0.06), WHITE),
  },
  { family: 'frame', name: 'caption band above', apply: captioned },
  { family: 'frame', name: 'on its own blurred ground', apply: onItself },
];
