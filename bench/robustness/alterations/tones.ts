// Light, colour, focus and grain changed; every point stays in its place.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { aroundZero, type Chance } from '../scene/chance.ts';
import { type Alteration, toPixels, toSharp } from './alteration.ts';

function toned(
  family: string,
  name: string,
  change: (image: ReturnType<typeof toSharp>) => ReturnType<typeof toSharp>,
): Alteration {
  return { family, name, apply: (pixels) => toPixels(change(toSharp(pixels))) };
}

function withNoise(pixels: Pixels, amount: number, chance: Chance): Pixels {
  const data = Uint8Array.from(pixels.data, (value) =>
    Math.max(0, Math.min(255, Math.round(value + 2 * amount * aroundZero(chance)))),
  );
  return { ...pixels, data };
}

function contrast(gain: number): Alteration {
  return toned('light', `contrast x ${gain}`, (image) => image.linear(gain, 128 * (1 - gain)));
}

function blurred(percent: number): Alteration {
  return {
    family: 'focus',
    name: `blur of ${percent} % of the width`,
    apply: (pixels) => toPixels(toSharp(pixels).blur(Math.max(0.3, (pixels.width * percent) / 100))),
  };
}

export const TONES: readonly Alteration[] = [
  ...[0.6, 0.8, 1.2, 1.5].map((gain) =>
    toned('light', `brightness x ${gain}`, (image) => image.linear(gain, 0)),
  ),
  contrast(0.5),
  contrast(1.6),
  toned('light', 'gamma 1.8', (image) => image.gamma(1, 1.8)),
  toned('colour', 'warmer', (image) => image.linear([1.2, 1, 0.75], [0, 0, 0])),
  toned('colour', 'hue turned by 60 degrees', (image) => image.modulate({ hue: 60 })),
  toned('colour', 'saturation x 0.3', (image) => image.modulate({ saturation: 0.3 })),
  toned('colour', 'saturation x 2', (image) => image.modulate({ saturation: 2 })),
  toned('colour', 'grey', (image) => image.greyscale()),
  toned('colour', 'negative', (image) => image.negate({ alpha: false })),
  blurred(0.3),
  blurred(0.8),
  blurred(2),
  toned('focus', 'sharpened', (image) => image.sharpen({ sigma: 2 })),
  ...[8, 20, 40].map(
    (amount): Alteration => ({
      family: 'grain',
      name: `noise of ${amount} levels`,
      apply: (pixels, chance) => Promise.resolve(withNoise(pixels, amount, chance)),
    }),
  ),
];
