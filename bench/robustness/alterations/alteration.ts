// An alteration: what happens to a picture on its way through other people's hands, with a strength in its name.
// Pixels go through sharp for encoding and geometry; the copy that is compared is always encoded once more.

import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import type { Chance } from '../scene/chance.ts';

export type Alteration = {
  readonly family: string;
  readonly name: string;
  readonly apply: (pixels: Pixels, chance: Chance) => Promise<Pixels>;
};

/** What messengers commonly encode with. */
const LAST_QUALITY = 85;

export function toSharp(pixels: Pixels): Sharp {
  const { data, width, height, channels } = pixels;
  return sharp(data, { raw: { width, height, channels } });
}

/** Three channels again, whatever sharp made of it: from grey it makes one. */
export async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 1) return { data: tripled(data), width, height, channels: 3 };
  if (channels !== 3) throw new RangeError(`one or three channels expected, not ${channels}`);
  return { data, width, height, channels: 3 };
}

function tripled(grey: Uint8Array): Uint8Array {
  const data = new Uint8Array(3 * grey.length);
  for (let at = 0; at < data.length; at++) data[at] = grey[Math.floor(at / 3)] ?? 0;
  return data;
}

/** sharp reorders what is chained on one image; a step of its own is done when the next begins. */
export async function viaJpeg(pixels: Pixels, quality: number): Promise<Pixels> {
  return await toPixels(sharp(await toSharp(pixels).jpeg({ quality }).toBuffer()));
}

/** The altered copy as somebody receives it: encoded again, as nearly every way of passing on does. */
export async function alteredBy(alteration: Alteration, pixels: Pixels, chance: Chance): Promise<Pixels> {
  return await viaJpeg(await alteration.apply(pixels, chance), LAST_QUALITY);
}
