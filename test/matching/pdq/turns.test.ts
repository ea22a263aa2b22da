// The eight hashes of one transform against the hashes of pixels that are really turned. Where the window of the filter is an odd number
// of pixels (sides of 257 to 384 or 513 to 640) both are equal, bit by bit. Where it is even (512), it reaches one pixel further ahead
// than back and the samples are not in the middle, in the reference as here: a turned picture is then seen half a pixel elsewhere.

import { expect, test } from 'vitest';
import { type Hash256, hashDistance } from '../../../src/matching/hash/hash256.ts';
import { type Pixels, TURNS } from '../../../src/matching/pdq/hasher.ts';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { makePicture } from './generated-picture.ts';

const hasher = loadHasher();

/** Which stored pixel is seen at (x, y) after the turn, in a square of that side. */
const SEEN: Readonly<
  Record<(typeof TURNS)[number], (x: number, y: number, last: number) => readonly [number, number]>
> = {
  'as it is': (x, y) => [x, y],
  'rotated by 90': (x, y, last) => [last - y, x],
  'rotated by 180': (x, y, last) => [last - x, last - y],
  'rotated by 270': (x, y, last) => [y, last - x],
  'mirrored top to bottom': (x, y, last) => [x, last - y],
  'mirrored left to right': (x, y, last) => [last - x, y],
  'mirrored about the falling diagonal': (x, y) => [y, x],
  'mirrored about the rising diagonal': (x, y, last) => [last - y, last - x],
};

/** A grey square, really turned. */
function turned(square: Pixels, turn: (typeof TURNS)[number]): Pixels {
  const side = square.width;
  const data = square.data.map((_, at) => {
    const [x, y] = SEEN[turn](at % side, Math.floor(at / side), side - 1);
    return square.data[y * side + x] ?? 0;
  });
  return { ...square, data };
}

/** Bits between the hash that a turn has by the one transform and by its pixels, and to the nearest of the seven others. */
function apart(side: number, seed: number): { turn: string; own: number; other: number }[] {
  const square = makePicture({ texture: 'clouds', seed, width: side, height: side, channels: 1 });
  const { hashes } = hasher.dihedral(square);
  return TURNS.map((turn, at) => {
    const { hash } = hasher.hash(turned(square, turn));
    const bits = hashes.map((one: Hash256) => hashDistance(one, hash));
    return { turn, own: bits[at] ?? 256, other: Math.min(...bits.filter((_, place) => place !== at)) };
  });
}

const SEEDS = [7_919, 15_838];

test.each([300, 513])(
  'of a picture of side %i all eight are those of the turned pixels, bit by bit',
  (side) => {
    for (const seed of SEEDS)
      expect(apart(side, seed).map(({ turn, own }) => [turn, own])).toEqual(TURNS.map((turn) => [turn, 0]));
  },
);

/** Seen on 24 clouds and scenes of 512 pixels: 30 at most, and 102 at least to any other turn. */
const [MOST_OWN, LEAST_OTHER] = [30, 80];

test('of a picture of side 512 each is near its own turned pixels, and far from all others', () => {
  for (const seed of SEEDS)
    for (const { turn, own, other } of apart(512, seed)) {
      expect({ turn, own }).toEqual({ turn, own: expect.toSatisfy((bits: number) => bits <= MOST_OWN) });
      expect(other).toBeGreaterThan(LEAST_OTHER);
      if (turn === 'as it is' || turn === 'mirrored about the falling diagonal') expect(own).toBe(0);
    }
});
