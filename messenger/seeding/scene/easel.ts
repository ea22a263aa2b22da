// What a scene is painted on: light from 0 to 1 in three colours, layer over layer, and at the end the camera's eight bits.
import type { Random } from '../random.ts';
import { type Field, FIELD_SIDE, fields } from './grain.ts';

export type Colour = readonly [number, number, number];

export interface Easel {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, line by line. */
  readonly light: Float32Array;
}

/** A part of the picture: how much of a point it covers, from 0 to 1, inside a box of pixels. */
export interface Shape {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly cover: (x: number, y: number) => number;
}

/** What a part is made of: two colours mixed by grain, lit from one side. */
export interface Stuff {
  readonly dark: Colour;
  readonly bright: Colour;
  readonly grain: Field;
  readonly from: readonly [number, number];
  readonly stretch: readonly [number, number];
  readonly contrast: number;
  readonly slope: number;
}

const MASK = FIELD_SIDE - 1;

/** An easel without light. */
export function newEasel(width: number, height: number): Easel {
  return { width, height, light: new Float32Array(width * height * 3) };
}

/** Stuff of a lightness from 0 to 1, its colours and grain by chance. */
export function stuffOf(random: Random, lightness: number, contrast: number): Stuff {
  const colour = (value: number): Colour => [
    value * tint(random),
    value * tint(random),
    value * tint(random),
  ];
  return {
    dark: colour(lightness * 0.6),
    bright: colour(Math.min(1, lightness * 1.4)),
    grain: random.pick(fields()),
    from: [random.whole(FIELD_SIDE), random.whole(FIELD_SIDE)],
    stretch: [0.4 + random.fraction() * 1.2, 0.4 + random.fraction() * 1.2],
    contrast,
    slope: random.fraction() - 0.5,
  };
}

function tint(random: Random): number {
  return 0.7 + 0.5 * random.fraction();
}

/** Lays stuff over what is there, as far as the shape covers it. */
export function lay(easel: Easel, shape: Shape, stuff: Stuff): void {
  const { width, height, light } = easel;
  const [left, right] = [Math.max(0, Math.floor(shape.left)), Math.min(width, Math.ceil(shape.right))];
  const [top, bottom] = [Math.max(0, Math.floor(shape.top)), Math.min(height, Math.ceil(shape.bottom))];
  const { dark, bright, grain, from, stretch, contrast, slope } = stuff;
  const across = slope / Math.max(1, shape.right - shape.left);
  for (let y = top; y < bottom; y += 1) {
    const line = (Math.trunc(from[1] + y * stretch[1]) & MASK) * FIELD_SIDE;
    for (let x = left; x < right; x += 1) {
      const cover = shape.cover(x, y);
      if (cover <= 0) continue;
      const value = grain[line + (Math.trunc(from[0] + x * stretch[0]) & MASK)] ?? 0;
      const mix = Math.min(1, Math.max(0, 0.5 + contrast * value));
      const lit = cover * (1 + across * (x - shape.left) - slope / 2);
      const at = (y * width + x) * 3;
      for (let part = 0; part < 3; part += 1) {
        const colour = (dark[part] ?? 0) + mix * ((bright[part] ?? 0) - (dark[part] ?? 0));
        light[at + part] = (light[at + part] ?? 0) * (1 - cover) + lit * colour;
      }
    }
  }
}

/** Multiplies the light around a point: a lamp above 1, a shadow below. `reach` in pixels. */
export function shine(easel: Easel, x: number, y: number, reach: number, gain: Colour): void {
  const { width, height, light } = easel;
  const [left, right] = [Math.max(0, Math.floor(x - reach)), Math.min(width, Math.ceil(x + reach))];
  const [top, bottom] = [Math.max(0, Math.floor(y - reach)), Math.min(height, Math.ceil(y + reach))];
  for (let line = top; line < bottom; line += 1) {
    for (let column = left; column < right; column += 1) {
      const near = 1 - ((column - x) ** 2 + (line - y) ** 2) / (reach * reach);
      if (near <= 0) continue;
      const at = (line * width + column) * 3;
      for (let part = 0; part < 3; part += 1) {
        light[at + part] = (light[at + part] ?? 0) * (1 + near * near * ((gain[part] ?? 1) - 1));
      }
    }
  }
}

/** What a camera makes of it: sensor noise, darker corners, a tone curve; RGB, 8 bits. */
export function developed({ width, height, light }: Easel, random: Random): Uint8Array {
  const out = new Uint8Array(light.length);
  const noise = 4 + random.whole(14);
  const corner = random.fraction() * 0.3;
  const curve = Float32Array.from({ length: 257 }, (_, value) => 255 * (value / 256) ** 0.85);
  for (let y = 0; y < height; y += 1) {
    const down = ((2 * y) / height - 1) ** 2;
    for (let x = 0; x < width; x += 1) {
      const gain = 256 * (1 - corner * 0.5 * (down + ((2 * x) / width - 1) ** 2));
      const at = (y * width + x) * 3;
      const speck = noise * (random.fraction() - 0.5);
      for (let part = 0; part < 3; part += 1) {
        const value = Math.min(256, Math.max(0, gain * (light[at + part] ?? 0)));
        out[at + part] = Math.min(255, Math.max(0, (curve[value | 0] ?? 0) + speck));
      }
    }
  }
  return out;
}
