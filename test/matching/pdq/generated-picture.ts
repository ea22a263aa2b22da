// Pictures made from a number, in whole-number arithmetic only, so that they are the same bytes on every machine: clouds
// (1/f noise), scenes like photographs (light, clouds, grain), shapes with hard edges, and flat ones. Nothing is read.

import type { Pixels } from '../../../src/matching/pdq/hasher.ts';

const TEXTURES = ['clouds', 'scene', 'shapes', 'grain', 'flat'] as const;
type Texture = (typeof TEXTURES)[number];

/** All there is to know to make a picture again. */
export type Recipe = {
  readonly texture: Texture;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
};

const OCTAVES = 8;
const MOST_SHAPES = 9;
const CHANNELS = [1, 3, 3, 4] as const;
/** Sides with something special: too small, the sample grid itself, the steps of the filter's window, odd ones. */
const SPECIAL_SIDES = [4, 5, 6, 63, 64, 65, 127, 128, 129, 255, 256, 257, 384, 385];

/** 32 bits that look random, from three whole numbers. */
function scramble(seed: number, x: number, y: number): number {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(x + 0x7f4a7c15, 0xc2b2ae35);
  bits = Math.imul(bits ^ (bits >>> 15) ^ Math.imul(y + 0x165667b1, 0x27d4eb2f), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/** 0..255, smooth over 2^octave pixels. */
function smoothNoise(seed: number, x: number, y: number, octave: number): number {
  const size = 1 << octave;
  const [left, top] = [x >> octave, y >> octave];
  const [right, down] = [x & (size - 1), y & (size - 1)];
  const corner = (i: number, j: number): number => scramble(seed + octave, left + i, top + j) & 255;
  const upper = corner(0, 0) * (size - right) + corner(1, 0) * right;
  const lower = corner(0, 1) * (size - right) + corner(1, 1) * right;
  return (upper * (size - down) + lower * down) >> (2 * octave);
}

/** 0..255: octaves weighted by their size, as in nature. */
function cloud(seed: number, x: number, y: number): number {
  let sum = 0;
  for (let octave = 0; octave < OCTAVES; octave++) sum += smoothNoise(seed, x, y, octave) << octave;
  return sum >> OCTAVES;
}

function scene({ seed, width, height }: Recipe, x: number, y: number): number {
  const light = Math.floor((x * (seed & 127)) / width) + Math.floor((y * ((seed >> 7) & 127)) / height);
  const grain = scramble(seed, x, y) & 15;
  return Math.min(255, (light + cloud(seed, x, y) + grain) >> 1);
}

/** Rectangles and discs before a plain ground. */
function shapes({ seed, width, height }: Recipe, x: number, y: number): number {
  let value = scramble(seed, 0, 0) & 255;
  for (let shape = 1; shape <= 1 + (seed % MOST_SHAPES); shape++) {
    const [dx, dy] = [x - (scramble(seed, shape, 1) % width), y - (scramble(seed, shape, 2) % height)];
    const reach = 1 + (scramble(seed, shape, 3) % Math.max(2, width >> 1));
    const inside =
      shape % 2 === 0 ? dx * dx + dy * dy < reach * reach : Math.abs(dx) + 2 * Math.abs(dy) < reach;
    if (inside) value = scramble(seed, shape, 4) & 255;
  }
  return value;
}

function valueAt(recipe: Recipe, x: number, y: number): number {
  switch (recipe.texture) {
    case 'clouds':
      return cloud(recipe.seed, x, y);
    case 'scene':
      return scene(recipe, x, y);
    case 'shapes':
      return shapes(recipe, x, y);
    case 'grain':
      return scramble(recipe.seed, x, y) & 255;
    case 'flat':
      return recipe.seed & 255;
  }
}

/** The picture: the texture in its first channel, the others near it in colour; alpha is noise. */
export function makePicture(recipe: Recipe): Pixels {
  const { seed, width, height, channels } = recipe;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels;
      const value = valueAt(recipe, x, y);
      const tint = scramble(seed + 77, x >> 3, y >> 3);
      data[at] = value;
      if (channels > 1) data[at + 1] = (value + (tint & 31)) & 255;
      if (channels > 1) data[at + 2] = value ^ ((tint >> 8) & 63);
      if (channels > 3) data[at + 3] = tint >> 16;
    }
  return { data, width, height, channels };
}

function sideAt(index: number, direction: number, greatest: number): number {
  const bits = scramble(index, direction, 5);
  if (bits % 8 === 0) return SPECIAL_SIDES[(bits >>> 8) % SPECIAL_SIDES.length] ?? 1;
  return 1 + ((bits >>> 8) % (bits % 4 === 1 ? greatest : Math.ceil(greatest / 3)));
}

/** The picture of that number in an endless list of odd sizes and textures; sides up to `greatest` or 385. */
export function recipeAt(index: number, greatest = 300): Recipe {
  const texture = TEXTURES[index % 16 === 15 ? 4 : scramble(index, 1, 1) % 4] ?? 'clouds';
  const channels = CHANNELS[scramble(index, 2, 2) % CHANNELS.length] ?? 3;
  const seed = scramble(index, 3, 3) & 0xffffff;
  const square = scramble(index, 4, 4) % 16 === 0;
  if (square) return { texture, seed, width: 64, height: 64, channels };
  return { texture, seed, width: sideAt(index, 1, greatest), height: sideAt(index, 2, greatest), channels };
}
