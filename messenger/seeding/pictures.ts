// Harmless pictures with texture: soft noise, coloured by a gradient, crossed by stripes or rings.
// Enough detail that a perceptual hash has something to hold on to; nothing in them is a picture of anything.
import { encodePng } from './png.ts';
import { type Random, randomFrom } from './random.ts';

const WIDTH = 320;
const HEIGHT = 240;

type Colour = readonly [number, number, number];
/** A value from 0 to 1 for a place in the picture. */
type Field = (x: number, y: number) => number;

/** A PNG of 320 by 240 pixels. The same name always gives the same bytes. */
export function pictureNamed(name: string): Buffer {
  const random = randomFrom(`picture ${name}`);
  const dark = colour(random, 20, 110);
  const light = colour(random, 130, 250);
  const field = mixed(noise(random, 48), noise(random, 13), pattern(random));
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) paint(rgb, (y * WIDTH + x) * 3, dark, light, field(x, y));
  }
  return encodePng(WIDTH, HEIGHT, rgb);
}

function paint(rgb: Uint8Array, at: number, dark: Colour, light: Colour, value: number): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const from = dark[channel] ?? 0;
    rgb[at + channel] = from + ((light[channel] ?? 0) - from) * value;
  }
}

function colour(random: Random, from: number, to: number): Colour {
  const channel = () => from + random.whole(to - from);
  return [channel(), channel(), channel()];
}

function mixed(coarse: Field, fine: Field, shape: Field): Field {
  return (x, y) => 0.5 * coarse(x, y) + 0.2 * fine(x, y) + 0.3 * shape(x, y);
}

/** Value noise: random heights on a grid of `cell` pixels, smoothed in between. */
function noise(random: Random, cell: number): Field {
  const columns = Math.ceil(WIDTH / cell) + 2;
  const lines = Math.ceil(HEIGHT / cell) + 2;
  const heights = Float64Array.from({ length: columns * lines }, () => random.fraction());
  const height = (column: number, line: number) => heights[line * columns + column] ?? 0;
  return (x, y) => {
    const column = Math.floor(x / cell);
    const line = Math.floor(y / cell);
    const right = smooth(x / cell - column);
    const down = smooth(y / cell - line);
    const top = blend(height(column, line), height(column + 1, line), right);
    return blend(top, blend(height(column, line + 1), height(column + 1, line + 1), right), down);
  };
}

function pattern(random: Random): Field {
  const wave = 14 + random.whole(50);
  const angle = random.fraction() * Math.PI;
  const [alongX, alongY] = [Math.cos(angle), Math.sin(angle)];
  const [centreX, centreY] = [random.whole(WIDTH), random.whole(HEIGHT)];
  const stripes: Field = (x, y) => 0.5 + 0.5 * Math.sin((x * alongX + y * alongY) / (wave / 6));
  const rings: Field = (x, y) => 0.5 + 0.5 * Math.cos(Math.hypot(x - centreX, y - centreY) / (wave / 5));
  const slope: Field = (x, y) => (x * (1 + alongX) + y) / (2 * WIDTH + HEIGHT);
  return random.pick([stripes, rings, slope]);
}

function smooth(part: number): number {
  return part * part * (3 - 2 * part);
}

function blend(a: number, b: number, part: number): number {
  return a + (b - a) * part;
}
