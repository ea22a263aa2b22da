// A screen photographed with a phone: perspective, the screen's lines against the sensor's (moire), glare, another tone
// curve, soft focus, and at full strength the dark rim of the screen in the picture.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { aroundZero, between, type Chance } from '../scene/chance.ts';
import { type Alteration, toPixels, toSharp } from './alteration.ts';

type Corner = readonly [x: number, y: number];
type Corners = readonly [Corner, Corner, Corner, Corner];

type Strength = {
  /** How far each corner wanders, as a share of the side. */
  readonly wander: number;
  /** How far the picture's edges lie outside (positive) or inside the photograph, as a share of the side. */
  readonly margin: number;
  readonly moire: number;
  readonly glare: number;
  readonly blur: number;
};

const RIM = 18;

/** From the unit square into a quadrilateral (upper left, upper right, lower right, lower left): a projective map. */
function projection(corners: Corners): (u: number, v: number) => Corner {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners;
  const [sumX, sumY] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3];
  const [ax, ay, bx, by] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2];
  const down = ax * by - bx * ay;
  const g = (sumX * by - bx * sumY) / down;
  const h = (ax * sumY - sumX * ay) / down;
  const [a, b, d, e] = [x1 - x0 + g * x1, x3 - x0 + h * x3, y1 - y0 + g * y1, y3 - y0 + h * y3];
  return (u, v) => {
    const w = g * u + h * v + 1;
    return [(a * u + b * v + x0) / w, (d * u + e * v + y0) / w];
  };
}

/** The picture read through the map; outside of it, the rim of the screen. */
function through(pixels: Pixels, map: (u: number, v: number) => Corner): Float32Array {
  const { data, width, height } = pixels;
  const out = new Float32Array(3 * width * height);
  const at = (x: number, y: number, part: number): number => data[3 * (y * width + x) + part] ?? 0;
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to += 3) {
      const [u, v] = map((x + 0.5) / width, (y + 0.5) / height);
      const [px, py] = [u * width - 0.5, v * height - 0.5];
      const [left, top] = [Math.floor(px), Math.floor(py)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) out.fill(RIM, to, to + 3);
      else
        for (let part = 0; part < 3; part++) {
          const [dx, dy] = [px - left, py - top];
          const upper = at(left, top, part) * (1 - dx) + at(left + 1, top, part) * dx;
          const lower = at(left, top + 1, part) * (1 - dx) + at(left + 1, top + 1, part) * dx;
          out[to + part] = upper * (1 - dy) + lower * dy;
        }
    }
  return out;
}

/** Waves of the two grids, a patch of glare, a steeper tone curve. */
function exposed(light: Float32Array, pixels: Pixels, strength: Strength, chance: Chance): Pixels {
  const { width, height } = pixels;
  const [waveX, waveY] = [between(chance, 0.1, 0.6), between(chance, 0.1, 0.6)];
  const [glareX, glareY] = [width * chance(), height * chance()];
  const reach = 0.4 * Math.max(width, height);
  const gamma = between(chance, 0.8, 1.3);
  const data = new Uint8Array(light.length);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const moire =
        1 + strength.moire * Math.sin(x * waveX + y * waveY + 2 * Math.sin(x / 40)) * Math.cos(y * waveX);
      const far = ((x - glareX) ** 2 + (y - glareY) ** 2) / reach ** 2;
      const glare = 255 * strength.glare * Math.exp(-far);
      for (let part = 0; part < 3; part++, at++) {
        const value = Math.min(1, Math.max(0, ((light[at] ?? 0) * moire + glare) / 255));
        data[at] = Math.round(255 * value ** gamma + 2 * aroundZero(chance));
      }
    }
  return { data, width, height, channels: 3 };
}

async function photographed(pixels: Pixels, strength: Strength, chance: Chance): Promise<Pixels> {
  const wander = (corner: number): number => corner + strength.wander * (2 * chance() - 1);
  const [low, high] = [-strength.margin, 1 + strength.margin];
  const corners: Corners = [
    [wander(low), wander(low)],
    [wander(high), wander(low)],
    [wander(high), wander(high)],
    [wander(low), wander(high)],
  ];
  const seen = exposed(through(pixels, projection(corners)), pixels, strength, chance);
  return await toPixels(toSharp(seen).blur(Math.max(0.3, strength.blur * pixels.width)));
}

function photograph(name: string, strength: Strength): Alteration {
  return {
    family: 'photograph of a screen',
    name,
    apply: (pixels, chance) => photographed(pixels, strength, chance),
  };
}

export const PHOTOGRAPHED: readonly Alteration[] = [
  photograph('straight on, filling it', {
    wander: 0.006,
    margin: -0.005,
    moire: 0.05,
    glare: 0.05,
    blur: 0.002,
  }),
  photograph('a little askew', { wander: 0.02, margin: -0.01, moire: 0.08, glare: 0.12, blur: 0.003 }),
  photograph('askew', { wander: 0.05, margin: -0.03, moire: 0.1, glare: 0.2, blur: 0.004 }),
  photograph('with the rim of the screen', {
    wander: 0.015,
    margin: 0.08,
    moire: 0.08,
    glare: 0.12,
    blur: 0.003,
  }),
];
