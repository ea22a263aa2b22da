// Mirrored, turned by a quarter, or straightened by a few degrees.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { type Chance, pick } from '../scene/chance.ts';
import { type Alteration, toPixels, toSharp } from './alteration.ts';

/** Turned by a few degrees and cut to the largest upright window of the same shape, as photo editors straighten. */
async function straightened(pixels: Pixels, degrees: number, chance: Chance): Promise<Pixels> {
  const { width, height } = pixels;
  const angle = (degrees * Math.PI) / 180;
  const long = Math.max(width, height) / Math.min(width, height);
  const scale = 1 / (Math.cos(angle) + long * Math.sin(angle));
  const turned = await toPixels(toSharp(pixels).rotate(pick(chance, [degrees, -degrees])));
  const [keptWidth, keptHeight] = [Math.floor(width * scale), Math.floor(height * scale)];
  const left = Math.round((turned.width - keptWidth) / 2);
  const top = Math.round((turned.height - keptHeight) / 2);
  return await toPixels(toSharp(turned).extract({ left, top, width: keptWidth, height: keptHeight }));
}

export const TURNS: readonly Alteration[] = [
  { family: 'mirror', name: 'left to right', apply: (pixels) => toPixels(toSharp(pixels).flop()) },
  { family: 'mirror', name: 'upside down', apply: (pixels) => toPixels(toSharp(pixels).flip()) },
  ...[90, 180, 270].map(
    (degrees): Alteration => ({
      family: 'turn',
      name: `turned by ${degrees} degrees`,
      apply: (pixels) => toPixels(toSharp(pixels).rotate(degrees)),
    }),
  ),
  {
    family: 'turn',
    name: 'turned by 90 and mirrored',
    apply: async (pixels) => await toPixels(toSharp(await toPixels(toSharp(pixels).rotate(90))).flop()),
  },
  ...[1, 2, 3, 5].map(
    (degrees): Alteration => ({
      family: 'straightened',
      name: `straightened by ${degrees} degree${degrees === 1 ? '' : 's'}`,
      apply: (pixels, chance) => straightened(pixels, degrees, chance),
    }),
  ),
];
