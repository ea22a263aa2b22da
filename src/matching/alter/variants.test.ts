import { expect, test } from 'vitest';
import { hashDistance } from '../hash/hash256.ts';
import { loadHasher } from '../pdq/load.ts';
import type { Pixels } from '../pdq/hasher.ts';
import { cutOut } from './box.ts';
import { CROPS, cropsOf } from './crops.ts';
import { type Variant, variantsForAsking, variantsForStoring } from './variants.ts';

const MATCH = 31;
const hasher = loadHasher();

/** Waves of several lengths: a picture with something to tell everywhere. */
function waves(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      let sum = 128;
      for (let wave = 1; wave < 9; wave++)
        sum += (90 / wave) * Math.sin((wave * x) / 71 + wave) * Math.cos((wave * y) / 53 + wave * wave);
      data.fill(Math.max(0, Math.min(255, sum)), at, at + 3);
    }
  return { data, width, height, channels: 3 };
}

const picture = waves(400, 300);
const stored = variantsForStoring(picture, hasher);
const nearest = (asked: readonly Variant[], all: readonly Variant[]): number =>
  Math.min(...asked.flatMap((ask) => all.map((store) => hashDistance(ask.hash, store.hash))));

function mirrored({ data, width, height }: Pixels): Pixels {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      out.set(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3), 3 * (y * width + width - 1 - x));
  return { data: out, width, height, channels: 3 };
}

function framed({ data, width, height }: Pixels, border: number): Pixels {
  const across = width + 2 * border;
  const out = new Uint8Array(across * (height + 2 * border) * 3).fill(255);
  for (let y = 0; y < height; y++)
    out.set(data.subarray(3 * y * width, 3 * (y + 1) * width), 3 * ((y + border) * across + border));
  return { data: out, width: across, height: height + 2 * border, channels: 3 };
}

test('a mirrored picture is found by asking in all turns, and only then', () => {
  const asked = mirrored(picture);
  expect(nearest(variantsForAsking(asked, hasher), stored)).toBeLessThanOrEqual(MATCH);
  expect(nearest(variantsForAsking(asked, hasher, { turns: false }), stored)).toBeGreaterThan(MATCH);
});

test('a framed picture is found without its frame, and only then', () => {
  const asked = framed(picture, 60);
  expect(nearest(variantsForAsking(asked, hasher), stored)).toBeLessThanOrEqual(MATCH);
  expect(nearest(variantsForAsking(asked, hasher, { unframed: false }), stored)).toBeGreaterThan(MATCH);
});

test.each([
  ['all around', { left: 32, top: 24, width: 336, height: 252 }],
  ['off one edge', { left: 52, top: 0, width: 348, height: 300 }],
])('a picture cut %s is found among the crops, and only there', (_, box) => {
  const asked = variantsForAsking(cutOut(picture, box), hasher);
  expect(nearest(asked, stored)).toBeLessThanOrEqual(MATCH);
  expect(nearest(asked, variantsForStoring(picture, hasher, { crops: false }))).toBeGreaterThan(MATCH);
});

test('a plain picture is stored once: its parts tell nothing', () => {
  const plain: Pixels = { data: new Uint8Array(200 * 200).fill(80), width: 200, height: 200, channels: 1 };
  expect(variantsForStoring(plain, hasher).map(({ part }) => part)).toEqual(['whole']);
});

test('a picture without a frame is stored whole and in its crops, each by its own name', () => {
  expect(stored.map(({ part }) => part)).toEqual(['whole', ...CROPS.map(({ name }) => name)]);
  expect(new Set(stored.map(({ part }) => part)).size).toBe(stored.length);
});

test('no crop leaves the picture, and a square has no middle square of its own', () => {
  for (const { box } of cropsOf(picture)) {
    expect(box.left + box.width).toBeLessThanOrEqual(picture.width);
    expect(box.top + box.height).toBeLessThanOrEqual(picture.height);
    expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
  }
  expect(cropsOf(waves(90, 90)).map(({ name }) => name)).not.toContain('middle square');
});
