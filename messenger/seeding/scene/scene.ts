// Generated scenes that are textured, lit and layered like photographs: land, a room, things on a table, lamps at night, a
// surface from near. Nobody and nothing real is in them; no figure of a person is ever drawn.
import { type Random, randomFrom } from '../random.ts';
import { developed, type Easel, lay, newEasel, type Shape, shine, stuffOf } from './easel.ts';
import { FIELD_SIDE, fields } from './grain.ts';

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly rgb: Uint8Array;
}

/** As phones and messengers have them. */
const SIZES: readonly (readonly [number, number])[] = [
  [480, 360],
  [360, 480],
  [480, 270],
  [270, 480],
  [400, 400],
];

type Painter = (easel: Easel, random: Random) => void;

/** A scene. The same name always gives the same pixels. `size`: width and height; by chance without it. */
export function sceneNamed(name: string, size?: readonly [number, number]): Scene {
  const random = randomFrom(`scene ${name}`);
  const chosen = random.pick(SIZES);
  const [width, height] = size ?? chosen;
  const easel = newEasel(width, height);
  random.pick(PAINTERS)(easel, random);
  return { width, height, rgb: developed(easel, random) };
}

const land: Painter = (easel, random) => {
  fill(easel, random, 0.6 + 0.3 * random.fraction(), 0.15);
  const ridges = 2 + random.whole(3);
  for (let ridge = 1; ridge <= ridges; ridge += 1) {
    const level = easel.height * (0.3 + (0.55 * ridge) / ridges) - 20 * random.fraction();
    lay(
      easel,
      below(easel, random, level, 12 + random.whole(40)),
      stuffOf(random, 0.55 - 0.1 * ridge + 0.2 * random.fraction(), 0.35),
    );
  }
  things(easel, random, random.whole(6), 0.03, 0.14, 0.5);
};

const room: Painter = (easel, random) => {
  const { width, height } = easel;
  fill(easel, random, 0.45 + 0.35 * random.fraction(), 0.1);
  const floor = height * (0.6 + 0.2 * random.fraction());
  lay(easel, box(0, floor, width, height), stuffOf(random, 0.2 + 0.3 * random.fraction(), 0.3));
  for (let left = 2 + random.whole(4); left > 0; left -= 1) {
    const [x, wide] = [width * random.fraction(), width * (0.08 + 0.2 * random.fraction())];
    const tall = height * (0.15 + 0.4 * random.fraction());
    const y = floor - tall * (0.6 + random.fraction());
    lay(easel, box(x, y, x + wide, y + tall), stuffOf(random, 0.15 + 0.7 * random.fraction(), 0.2));
  }
  things(easel, random, 2 + random.whole(6), 0.05, 0.18, 0.45);
};

const table: Painter = (easel, random) => {
  fill(easel, random, 0.3 + 0.4 * random.fraction(), 0.3);
  things(easel, random, 5 + random.whole(10), 0.07, 0.24, 0);
};

const night: Painter = (easel, random) => {
  fill(easel, random, 0.12, 0.4);
  lay(easel, below(easel, random, easel.height * 0.55, 60), stuffOf(random, 0.08, 0.4));
  for (let left = 4 + random.whole(10); left > 0; left -= 1) {
    const gain = 2 + 3 * random.fraction();
    const warm = 0.5 + 0.5 * random.fraction();
    const reach = easel.height * (0.06 + 0.22 * random.fraction());
    shine(easel, easel.width * random.fraction(), easel.height * random.fraction(), reach, [
      gain,
      gain * (0.7 + 0.3 * warm),
      gain * warm,
    ]);
  }
};

const surface: Painter = (easel, random) => {
  fill(easel, random, 0.3 + 0.4 * random.fraction(), 0.45);
  for (let left = 2 + random.whole(4); left > 0; left -= 1) {
    const gain = 0.5 + 0.9 * random.fraction();
    const reach = easel.width * (0.3 + 0.5 * random.fraction());
    shine(easel, easel.width * random.fraction(), easel.height * random.fraction(), reach, [
      gain,
      gain,
      gain,
    ]);
  }
  things(easel, random, 1 + random.whole(4), 0.08, 0.3, 0.1);
};

const PAINTERS: readonly Painter[] = [land, room, table, night, surface];

function fill(easel: Easel, random: Random, lightness: number, contrast: number): void {
  lay(easel, box(0, 0, easel.width, easel.height), stuffOf(random, lightness, contrast));
}

/** Round and square things, each with a shadow beside it. Sizes as shares of the shorter side, `from` as a share of the height. */
function things(
  easel: Easel,
  random: Random,
  count: number,
  small: number,
  large: number,
  from: number,
): void {
  const side = Math.min(easel.width, easel.height);
  for (let thing = 0; thing < count; thing += 1) {
    const radius = side * (small + (large - small) * random.fraction());
    const x = easel.width * random.fraction();
    const y = easel.height * (from + (1 - from) * ((thing + random.fraction()) / count));
    shine(easel, x + radius * 0.4, y + radius * 0.6, radius * 1.6, [0.55, 0.55, 0.6]);
    const lightness = 0.12 + 0.75 * random.fraction();
    lay(easel, blob(random, x, y, radius), stuffOf(random, lightness, 0.15 + 0.25 * random.fraction()));
  }
}

function box(left: number, top: number, right: number, bottom: number): Shape {
  return { left, top, right, bottom, cover: () => 1 };
}

/** Between a circle and a square, turned, its edge soft over a pixel or two. */
function blob(random: Random, x: number, y: number, radius: number): Shape {
  const power = 2 + 2 * random.whole(3);
  const turn = random.fraction() * Math.PI;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const flat = 0.5 + 0.5 * random.fraction();
  const reach = radius * 1.5;
  const cover = (px: number, py: number) => {
    const along = Math.abs((px - x) * cos + (py - y) * sin) / radius;
    const across = Math.abs((py - y) * cos - (px - x) * sin) / (radius * flat);
    const inside = 1 - (along ** power + across ** power) ** (1 / power);
    return Math.min(1, Math.max(0, inside * radius * 0.6));
  };
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach, cover };
}

/** Everything below an uneven line, as hills stand before a sky. */
function below(easel: Easel, random: Random, level: number, height: number): Shape {
  const grain = random.pick(fields());
  const row = random.whole(FIELD_SIDE) * FIELD_SIDE;
  const line = Float32Array.from({ length: easel.width }, (_, x) => {
    const softened = [0, 1, 2, 3].map((step) => grain[row + ((x + step) & (FIELD_SIDE - 1))] ?? 0);
    return level + (height * softened.reduce((sum, value) => sum + value, 0)) / 8;
  });
  const cover = (x: number, y: number) => Math.min(1, Math.max(0, y - (line[x] ?? 0)));
  return { left: 0, top: 0, right: easel.width, bottom: easel.height, cover };
}
