// Cropped: `percent` of the width and as much of the height are gone, from all sides, one side or a corner.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { type Chance, pick } from '../scene/chance.ts';
import { type Alteration, toPixels, toSharp } from './alteration.ts';

/** What is kept, as shares of width and height from the upper left corner. */
type Kept = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

function cut(pixels: Pixels, kept: Kept): Promise<Pixels> {
  const width = Math.round(pixels.width * kept.width);
  const height = Math.round(pixels.height * kept.height);
  const left = Math.min(pixels.width - width, Math.round(pixels.width * kept.left));
  const top = Math.min(pixels.height - height, Math.round(pixels.height * kept.top));
  return toPixels(toSharp(pixels).extract({ left, top, width, height }));
}

const WAYS: Readonly<Record<string, (gone: number, chance: Chance) => Kept>> = {
  'from all sides': (gone) => ({ left: gone / 2, top: gone / 2, width: 1 - gone, height: 1 - gone }),
  'from one side': (gone, chance) =>
    pick(chance, [
      { left: gone, top: 0, width: 1 - gone, height: 1 },
      { left: 0, top: 0, width: 1 - gone, height: 1 },
      { left: 0, top: gone, width: 1, height: 1 - gone },
      { left: 0, top: 0, width: 1, height: 1 - gone },
    ]),
  'from a corner': (gone, chance) => ({
    left: pick(chance, [0, gone]),
    top: pick(chance, [0, gone]),
    width: 1 - gone,
    height: 1 - gone,
  }),
};

/** The largest window of this shape (width to height) around the middle. */
function middle(pixels: Pixels, shape: number): Kept {
  const now = pixels.width / pixels.height;
  const [width, height] = now > shape ? [shape / now, 1] : [1, now / shape];
  return { left: (1 - width) / 2, top: (1 - height) / 2, width, height };
}

export const CUTS: readonly Alteration[] = [
  ...Object.entries(WAYS).flatMap(([way, kept]) =>
    [1, 2, 5, 10, 20, 30].map(
      (percent): Alteration => ({
        family: `crop ${way}`,
        name: `${percent} % ${way}`,
        apply: (pixels, chance) => cut(pixels, kept(percent / 100, chance)),
      }),
    ),
  ),
  { family: 'crop to a shape', name: 'middle square', apply: (pixels) => cut(pixels, middle(pixels, 1)) },
  { family: 'crop to a shape', name: 'middle 16:9', apply: (pixels) => cut(pixels, middle(pixels, 16 / 9)) },
  { family: 'crop to a shape', name: 'middle 4:5', apply: (pixels) => cut(pixels, middle(pixels, 4 / 5)) },
];
