// A generated scene: a picture that is textured, lit and layered like a photograph, made from a seed and a number alone.
// It is no photograph: docs/benchmarks/matching.md says what it cannot tell about them.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import type { Canvas } from './canvas.ts';
import { between, type Chance, chanceOf, pick, speckle } from './chance.ts';
import { kindOf } from './kinds.ts';
import { stageOf } from './stage.ts';

export type Scene = { readonly pixels: Pixels; readonly kind: string };

/** Width to height, as cameras and messengers have them. */
const SHAPES: readonly (readonly [width: number, height: number])[] = [
  [4, 3],
  [3, 4],
  [3, 2],
  [2, 3],
  [16, 9],
  [9, 16],
  [1, 1],
  [4, 5],
];

function sizeOf(chance: Chance, longSide: number): readonly [width: number, height: number] {
  const [across, down] = pick(chance, SHAPES);
  const unit = longSide / Math.max(across, down);
  return [Math.round(across * unit), Math.round(down * unit)];
}

/** The camera: grain, a darker rim, exposure and a tone curve, and eight bits. */
function developed(canvas: Canvas, chance: Chance): Uint8Array {
  const { light, width, height } = canvas;
  const rim = between(chance, 0, 0.25);
  const exposure = between(chance, 0.8, 1.25);
  const curve = between(chance, 0.75, 1.35);
  speckle(light, between(chance, 0.004, 0.07), chance);
  const tones = Uint8Array.from({ length: 1025 }, (_, at) => 255 * (at / 1024) ** curve);
  const data = new Uint8Array(light.length);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const down = (2 * y) / height - 1;
    for (let x = 0; x < width; x++) {
      const across = (2 * x) / width - 1;
      const gain = 1024 * exposure * (1 - (rim * (across * across + down * down)) / 2);
      for (let part = 0; part < 3; part++, at++) {
        const value = Math.max(0, Math.min(1024, gain * (light[at] ?? 0)));
        data[at] = tones[value | 0] ?? 0;
      }
    }
  }
  return data;
}

/** Scene `number` under `seed`, its longer side as long as asked (pixels). */
export function sceneOf(seed: number, number: number, longSide: number): Scene {
  const chance = chanceOf(seed, number);
  const kind = kindOf(chance);
  const [width, height] = sizeOf(chance, longSide);
  const stage = stageOf(chance, width, height);
  kind.paint(stage);
  return { pixels: { data: developed(stage.canvas, chance), width, height, channels: 3 }, kind: kind.name };
}
