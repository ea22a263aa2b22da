// The generator: the same seed and number give the same bytes, others give others.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashDistance } from '../../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { sceneOf } from './scene.ts';

const SIDE = 96;
const fingerprint = (seed: number, number: number): string =>
  createHash('sha256')
    .update(sceneOf(seed, number, SIDE).pixels.data)
    .digest('hex');

test('the same seed and number give the same bytes, and another of either gives others', () => {
  expect(fingerprint(3, 8)).toBe(fingerprint(3, 8));
  const all = [fingerprint(3, 8), fingerprint(3, 9), fingerprint(4, 8), fingerprint(8, 3)];
  expect(new Set(all).size).toBe(all.length);
});

test('the longer side is as long as asked and all bytes are there', () => {
  for (let number = 0; number < 20; number++) {
    const { width, height, channels, data } = sceneOf(1, number, SIDE).pixels;
    expect(Math.max(width, height)).toBe(SIDE);
    expect(data).toHaveLength(width * height * channels);
  }
});

test('scenes show something: most have the quality of photographs, and no two of a few are alike', () => {
  const hasher = loadHasher();
  const hashes = Array.from({ length: 40 }, (_, number) => hasher.hash(sceneOf(2, number, SIDE).pixels));
  expect(hashes.filter(({ quality }) => quality >= 50).length).toBeGreaterThan(30);
  const telling = hashes.filter(({ quality }) => quality >= 50);
  const distances = telling.flatMap((one, at) =>
    telling.slice(at + 1).map((other) => hashDistance(one.hash, other.hash)),
  );
  expect(Math.min(...distances)).toBeGreaterThan(31);
});

test('a larger picture of a scene of the same number is of the same kind', () => {
  for (let number = 0; number < 5; number++)
    expect(sceneOf(1, number, SIDE).kind).toBe(sceneOf(1, number, 2 * SIDE).kind);
});
