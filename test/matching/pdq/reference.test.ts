// The hashes that Meta's C++ (compiled from its public source, -O3) gave for generated pictures, against ours. The
// pictures are made again from their recipes; see test/vectors/pdq/README.md.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashToText } from '../../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { makePicture, type Recipe } from './generated-picture.ts';

type Vector = {
  readonly recipe: Recipe;
  readonly hash: string;
  readonly quality: number;
  readonly turned: { readonly hashes: readonly string[]; readonly quality: number };
};

const FILE = new URL('../../vectors/pdq/reference.json', import.meta.url);
const vectors = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Vector[];
const hasher = loadHasher();

test('every picture has the hash and the quality that the reference gives it', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(126);
  for (const { recipe, hash, quality } of vectors) {
    const ours = hasher.hash(makePicture(recipe));
    expect({ recipe, hash: hashToText(ours.hash), quality: ours.quality }).toEqual({ recipe, hash, quality });
  }
});

test('all eight turns are those of the reference, of a picture of 64 x 64 too', () => {
  for (const { recipe, turned } of vectors) {
    const ours = hasher.dihedral(makePicture(recipe));
    expect({ recipe, hashes: ours.hashes.map(hashToText), quality: ours.quality }).toEqual({
      recipe,
      ...turned,
    });
  }
});

test('the vectors are pictures of many qualities, from flat to full of detail', () => {
  const qualities = new Set(vectors.map(({ quality }) => Math.floor(quality / 10)));
  expect(qualities.size).toBe(11);
});

test.each([
  [7, 300],
  [511, 513],
  [1_920, 1_080],
])('pictures of %i x %i, long, odd or usual, are among the vectors', (width, height) => {
  const of = vectors.filter(({ recipe }) => recipe.width === width && recipe.height === height);
  expect(of.length).toBeGreaterThanOrEqual(2);
});
