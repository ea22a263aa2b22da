// What the scenes show: open land, rooms, things on a table, a figure before a background, surfaces from near, many
// small things, lamps at night, mist, and next to nothing. Each paints one canvas from the back to the front.

import { type Colour, relight } from './canvas.ts';
import { aroundZero, between, type Chance, wholeBetween } from './chance.ts';
import { noiseLine } from './noise.ts';
import { everything, glow, ground, round, slab } from './shapes.ts';
import { lay, type Stage, thing } from './stage.ts';

type Kind = {
  readonly name: string;
  /** How often, beside the others. */
  readonly share: number;
  readonly paint: (stage: Stage) => void;
};

function backdrop(stage: Stage, lightness: number, contrast: number, rough = false): void {
  const { canvas, chance } = stage;
  const stride = [between(chance, 0.5, 1.5), between(chance, 0.5, 1.5)] as const;
  lay(stage, everything(canvas.width, canvas.height), { lightness, contrast, rough, stride });
}

function ridges(stage: Stage): void {
  const { canvas, chance } = stage;
  const count = wholeBetween(chance, 1, 4);
  const horizon = between(chance, 0.25, 0.65) * canvas.height;
  for (let number = 0; number < count; number++) {
    const near = (number + 1) / count;
    const base = horizon + (canvas.height - horizon) * near * between(chance, 0.2, 0.6);
    const tall = canvas.height * between(chance, 0.02, 0.16);
    const line = noiseLine(chance, canvas.width, between(chance, 0.4, 0.8));
    const ridge = line.map((value) => base - tall * value);
    const stride = [between(chance, 0.3, 1), between(chance, 0.8, 2)] as const;
    lay(stage, ground(ridge, canvas.height, 1 + 2 * chance()), {
      lightness: between(chance, 0.2, 0.6) * (1.2 - 0.5 * near),
      rough: chance() < 0.75,
      contrast: 0.15 + 0.3 * near * chance(),
      stride,
    });
  }
}

function scattered(stage: Stage, count: number, small: number, large: number, from: number): void {
  const { canvas, chance } = stage;
  const reach = Math.min(canvas.width, canvas.height);
  for (let number = 0; number < count; number++) {
    const deep = (number + chance()) / count;
    const y = canvas.height * (from + (1.05 - from) * deep);
    thing(stage, canvas.width * chance(), y, reach * between(chance, small, large) * (0.6 + 0.4 * deep), {
      lightness: between(chance, 0.1, 0.85),
      rough: chance() < 0.5,
      contrast: between(chance, 0.1, 0.4),
    });
  }
}

function openLand(stage: Stage): void {
  backdrop(stage, between(stage.chance, 0.5, 0.9), between(stage.chance, 0.05, 0.35));
  ridges(stage);
  scattered(stage, wholeBetween(stage.chance, 0, 7), 0.03, 0.18, 0.45);
}

function room(stage: Stage): void {
  const { canvas, chance } = stage;
  const { width, height } = canvas;
  backdrop(stage, between(chance, 0.35, 0.8), between(chance, 0.04, 0.15));
  const floor = height * between(chance, 0.55, 0.85);
  const stride = [between(chance, 0.1, 0.5), between(chance, 0.8, 1.6)] as const;
  lay(stage, slab(-width, floor, 3 * width, height, 0), {
    lightness: between(chance, 0.2, 0.6),
    contrast: 0.2,
    stride,
  });
  for (let left = wholeBetween(chance, 1, 4); left > 0; left--) {
    const wide = width * between(chance, 0.08, 0.3);
    const tall = height * between(chance, 0.12, 0.5);
    const lightness = chance() < 0.4 ? between(chance, 0.8, 1) : between(chance, 0.1, 0.6);
    const place = slab(
      width * between(chance, -0.05, 0.9),
      floor - tall * between(chance, 0.4, 1.6),
      wide,
      tall,
      0,
    );
    lay(stage, place, { lightness, contrast: between(chance, 0.08, 0.3), rough: chance() < 0.4 });
  }
  scattered(stage, wholeBetween(chance, 2, 9), 0.05, 0.22, 0.4);
}

function tableTop(stage: Stage): void {
  const { chance } = stage;
  backdrop(stage, between(chance, 0.3, 0.8), between(chance, 0.1, 0.35), chance() < 0.5);
  scattered(stage, wholeBetween(chance, 4, 14), 0.08, 0.28, 0.05);
}

/** A figure as a sculptor would begin it: shoulders, neck, head, before a background out of focus. */
function figure(stage: Stage): void {
  const { canvas, chance } = stage;
  backdrop(stage, between(chance, 0.3, 0.8), between(chance, 0.1, 0.4));
  scattered(stage, wholeBetween(chance, 0, 5), 0.1, 0.4, 0.1);
  const size = Math.min(canvas.width, canvas.height) * between(chance, 0.14, 0.3);
  const x = canvas.width * between(chance, 0.3, 0.7);
  const y = canvas.height * between(chance, 0.28, 0.5);
  const part = (
    dx: number,
    dy: number,
    rx: number,
    ry: number,
    lightness: number,
    contrast: number,
  ): void => {
    const [radiusX, radiusY] = [rx * size, ry * size];
    const form = {
      x: x + dx * size,
      y: y + dy * size,
      radiusX,
      radiusY,
      turn: 0.3 * aroundZero(chance),
      soft: 0.06,
    };
    lay(stage, round({ ...form, square: ry > 1.4 ? 2 : 1 }), { lightness, contrast, rough: contrast > 0.2 });
  };
  const skin = between(chance, 0.3, 0.75);
  part(0, 2.6, between(chance, 1.5, 2.2), 1.6, between(chance, 0.1, 0.8), between(chance, 0.1, 0.4));
  part(0, 0.9, 0.4, 0.6, skin * 0.8, 0.08);
  part(0, -0.2, 0.95, 1.15, between(chance, 0.05, 0.5), 0.35);
  part(0.1 * aroundZero(chance), 0.08, 0.72, 0.95, skin, 0.1);
  part(-0.28, -0.1, 0.13, 0.07, skin * 0.4, 0.1);
  part(0.28, -0.1, 0.13, 0.07, skin * 0.4, 0.1);
  part(0, 0.5, 0.24, 0.07, skin * 0.6, 0.1);
}

function nearSurface(stage: Stage): void {
  const { canvas, chance } = stage;
  backdrop(stage, between(chance, 0.3, 0.7), between(chance, 0.2, 0.5), chance() < 0.7);
  for (let left = wholeBetween(chance, 1, 5); left > 0; left--) {
    const [x, y] = [canvas.width * chance(), canvas.height * chance()];
    const gain = between(chance, 0.5, 1.5);
    const tint: Colour = [gain, gain * between(chance, 0.9, 1.1), gain * between(chance, 0.8, 1.2)];
    relight(
      canvas,
      glow(x, y, canvas.width * between(chance, 0.2, 0.7), canvas.height * between(chance, 0.2, 0.7)),
      tint,
    );
  }
  scattered(stage, wholeBetween(chance, 0, 3), 0.05, 0.3, 0.1);
}

function manyThings(stage: Stage): void {
  const { chance } = stage;
  backdrop(stage, between(chance, 0.3, 0.8), between(chance, 0.1, 0.4), true);
  scattered(stage, wholeBetween(chance, 25, 60), 0.03, 0.1, between(chance, 0, 0.4));
}

function night(stage: Stage): void {
  const { canvas, chance } = stage;
  backdrop(stage, between(chance, 0.03, 0.15), between(chance, 0.2, 0.5));
  ridges(stage);
  relight(canvas, everything(canvas.width, canvas.height), [0.4, 0.4, 0.5]);
  for (let left = wholeBetween(chance, 2, 14); left > 0; left--) {
    const radius = canvas.height * between(chance, 0.05, 0.45);
    const gain = between(chance, 2, 9);
    const lamp = glow(canvas.width * chance(), canvas.height * chance(), radius, radius);
    relight(canvas, lamp, [gain, gain * between(chance, 0.7, 1), gain * between(chance, 0.4, 1)]);
  }
}

function mist(stage: Stage): void {
  const { canvas, chance } = stage;
  openLand(stage);
  const veil = between(chance, 0.5, 0.9);
  const grey = between(chance, 0.5, 0.85);
  const { light } = canvas;
  for (let at = 0; at < light.length; at++) light[at] = (light[at] ?? 0) * (1 - veil) + veil * grey;
}

/** A wall, a sky, a lens that was covered: light that falls off, hardly anything to tell it by. */
function bare(stage: Stage): void {
  const { canvas, chance } = stage;
  backdrop(stage, between(chance, 0.1, 0.85), between(chance, 0, 0.03));
  for (let left = wholeBetween(chance, 0, 2); left > 0; left--) {
    const gain = between(chance, 0.7, 1.3);
    const reach = canvas.height * between(chance, 0.5, 1.2);
    const lamp = glow(canvas.width * chance(), canvas.height * chance(), reach, reach);
    relight(canvas, lamp, [gain, gain, gain]);
  }
}

const KINDS: readonly Kind[] = [
  { name: 'open land', share: 20, paint: openLand },
  { name: 'room', share: 18, paint: room },
  { name: 'table top', share: 15, paint: tableTop },
  { name: 'figure', share: 20, paint: figure },
  { name: 'near surface', share: 8, paint: nearSurface },
  { name: 'many things', share: 9, paint: manyThings },
  { name: 'night', share: 6, paint: night },
  { name: 'mist', share: 4, paint: mist },
  { name: 'bare', share: 5, paint: bare },
];

const ALL = KINDS.reduce((sum, { share }) => sum + share, 0);

/** One kind, as often as its share says. */
export function kindOf(chance: Chance): Kind {
  let left = chance() * ALL;
  for (const kind of KINDS) if ((left -= kind.share) < 0) return kind;
  return KINDS[0] as Kind;
}
