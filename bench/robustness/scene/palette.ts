// The colours of a scene: a few that belong together under one light, as dark and bright pairs.

import type { Colour } from './canvas.ts';
import { aroundZero, between, type Chance } from './chance.ts';

export type Palette = {
  /** Two colours of one surface: in shade and in light. `lightness` from 0 to 1. */
  readonly surface: (lightness: number) => readonly [dark: Colour, bright: Colour];
};

/** Hue in turns; saturation and lightness from 0 to 1. */
function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const part = (shift: number): number => {
    const wave = Math.cos(2 * Math.PI * (hue - shift));
    return lightness * (1 + saturation * wave * (1 - lightness / 2));
  };
  return [part(0), part(1 / 3), part(2 / 3)];
}

/** Surfaces vary around one or two hues; the light tints them all. */
export function paletteOf(chance: Chance): Palette {
  const home = chance();
  const second = home + between(chance, 0.3, 0.6);
  const wealth = between(chance, 0.05, 0.6);
  const range = between(chance, 0.25, 0.7);
  return {
    surface(lightness) {
      const hue = (chance() < 0.7 ? home : second) + 0.08 * aroundZero(chance);
      const saturation = wealth * between(chance, 0.4, 1.3);
      const bright = Math.min(1, lightness * (1 + range / 2));
      return [
        colourOf(hue + 0.04 * aroundZero(chance), saturation, lightness * (1 - range / 2)),
        colourOf(hue, saturation, bright),
      ];
    },
  };
}
