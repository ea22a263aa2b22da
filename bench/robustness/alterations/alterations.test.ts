// Alterations: each changes the picture, the same way for the same chance; what they say of size is so.

import { expect, test } from 'vitest';
import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { chanceOf } from '../scene/chance.ts';
import { sceneOf } from '../scene/scene.ts';
import { ALTERATIONS } from './list.ts';

/** Of 3:2, so that every crop to another shape cuts something off. */
const SCENE = sceneOf(5, 5, 192).pixels;

function altered(name: string, pixels: Pixels = SCENE): Promise<Pixels> {
  const alteration = ALTERATIONS.find((one) => one.name === name);
  if (alteration === undefined) throw new Error(`no alteration is called ${name}`);
  return alteration.apply(pixels, chanceOf(1, 1));
}

function meanOf({ data }: Pixels): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}

/** Mean difference of two pictures of one size, in levels. */
function difference(one: Pixels, other: Pixels): number {
  return (
    one.data.reduce((sum, value, at) => sum + Math.abs(value - (other.data[at] ?? 0)), 0) / one.data.length
  );
}

test('every alteration has a name of its own in its family, changes the picture, and is repeatable', async () => {
  const names = ALTERATIONS.map(({ family, name }) => `${family}: ${name}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { apply } of ALTERATIONS) {
    const [once, again] = [await apply(SCENE, chanceOf(2, 2)), await apply(SCENE, chanceOf(2, 2))];
    expect(Buffer.compare(once.data, again.data)).toBe(0);
    expect(once.data).toHaveLength(3 * once.width * once.height);
    expect(Buffer.compare(once.data, SCENE.data)).not.toBe(0);
  }
});

test('a crop of 10 % from all sides keeps nine tenths of each side, from the middle', async () => {
  const { width, height } = await altered('10 % from all sides');
  expect([width, height]).toEqual([Math.round(SCENE.width * 0.9), Math.round(SCENE.height * 0.9)]);
});

test('twice mirrored and four times turned is as before', async () => {
  const twice = await altered('left to right', await altered('left to right'));
  expect(difference(twice, SCENE)).toBe(0);
  const half = await altered('turned by 180 degrees');
  expect(difference(await altered('turned by 180 degrees', half), SCENE)).toBe(0);
});

test('grey has one value in all three channels, and brightness and size change as they say', async () => {
  const { data } = await altered('grey');
  for (let at = 0; at < data.length; at += 3) expect(new Set(data.subarray(at, at + 3)).size).toBe(1);
  expect(meanOf(await altered('brightness x 0.6')) / meanOf(SCENE)).toBeCloseTo(0.6, 1);
  expect((await altered('half as large')).width).toBe(Math.round(SCENE.width / 2));
});

test('JPEG loses more the lower its quality', async () => {
  const [high, low] = [await altered('JPEG quality 90'), await altered('JPEG quality 20')];
  expect(difference(low, SCENE)).toBeGreaterThan(difference(high, SCENE));
});
