// The pixel policy on real files of every kind, through the decoder process: the same scene gives the same hash however it
// is stored. sharp, asked by another way, is the oracle for turns and colours.

import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { hashDistance } from '../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { createPictureHasher, type PictureHash } from '../../src/matching/picture/picture-hasher.ts';
import { enlarged, scene } from './picture-files.ts';

const hasher = createPictureHasher();
afterAll(() => hasher.close());

/** Pictures of one look whose hashes may differ by rounding of colours only. */
const ROUNDING = 6;

const png = await scene(7, 700, 560).png().toBuffer();
const apart = (a: PictureHash, b: PictureHash): number => hashDistance(a.hashes[0], b.hashes[0]);
const plain = await hasher.hash(png);

describe('one scene, stored in many ways', () => {
  test('has quality, and its own size', () => {
    expect(plain).toMatchObject({ width: 700, height: 560, quality: 100 });
  });

  test.each([
    ['PNG with a palette', () => sharp(png).png({ palette: true, colours: 256, dither: 0 }), 12],
    ['PNG, interlaced', () => sharp(png).png({ progressive: true }), 0],
    ['PNG of 16 bits', () => sharp(png).toColourspace('rgb16').png(), 0],
    ['lossless WebP', () => sharp(png).webp({ lossless: true }), 0],
    ['lossy WebP', () => sharp(png).webp({ quality: 90 }), ROUNDING],
    ['JPEG', () => sharp(png).jpeg({ quality: 92 }), ROUNDING],
    ['JPEG in CMYK', () => sharp(png).toColourspace('cmyk').jpeg({ quality: 95 }), 16],
    ['PNG with a wide-gamut profile', () => sharp(png).withIccProfile('p3').png(), ROUNDING],
    ['opaque PNG with alpha', () => sharp(png).ensureAlpha().png(), 0],
  ])('%s is the same picture', async (_, store, most) => {
    expect(apart(plain, await hasher.hash(await store().toBuffer()))).toBeLessThanOrEqual(most);
  });

  test('a progressive JPEG has exactly the hash of its baseline twin', async () => {
    const [baseline, progressive] = await Promise.all(
      [false, true].map((progressive) => sharp(png).jpeg({ progressive, quality: 80 }).toBuffer()),
    );
    expect(apart(await hasher.hash(baseline as Buffer), await hasher.hash(progressive as Buffer))).toBe(0);
  });

  test('grey is hashed as three equal channels, with and without alpha', async () => {
    const grey = await hasher.hash(await sharp(png).greyscale().png().toBuffer());
    const alpha = await hasher.hash(await sharp(png).greyscale().ensureAlpha().png().toBuffer());
    const rgb = await hasher.hash(
      await sharp(await sharp(png).greyscale().png().toBuffer())
        .toColourspace('srgb')
        .png({ palette: false })
        .toBuffer(),
    );
    expect([apart(grey, alpha), apart(grey, rgb)]).toEqual([0, 0]);
    expect(apart(plain, grey)).toBeLessThanOrEqual(16);
  });

  test('transparent pixels count as white', async () => {
    const half = await sharp(png).ensureAlpha(0.5).png().toBuffer();
    const onWhite = await sharp(half).flatten({ background: 'white' }).png().toBuffer();
    expect(apart(await hasher.hash(half), await hasher.hash(onWhite))).toBe(0);
  });

  test('of an animation the first frame counts', async () => {
    const frames = await Promise.all([1, 2, 3].map((seed) => scene(seed, 320, 240).png().toBuffer()));
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(3);
    const [first = png] = frames;
    expect(apart(await hasher.hash(animated), await hasher.hash(first))).toBe(0);
  });
});

describe('the eight EXIF orientations', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is undone before hashing', async (orientation) => {
    const turned = await sharp(png).withMetadata({ orientation }).png().toBuffer();
    const upright = await sharp(turned).autoOrient().png().toBuffer();
    const [seen, stored] = [await hasher.hash(upright), await hasher.hash(turned)];
    expect(apart(seen, stored)).toBe(0);
    expect([stored.width, stored.height]).toEqual([seen.width, seen.height]);
    if (orientation !== 1) expect(apart(plain, stored)).toBeGreaterThan(60);
  });

  test('all turns asked for include the picture as it was stored', async () => {
    const turned = await sharp(png).withMetadata({ orientation: 6 }).png().toBuffer();
    const { hashes } = await hasher.hash(turned, { allTurns: true });
    expect(hashes).toHaveLength(8);
    expect(Math.min(...hashes.map((hash) => hashDistance(hash, plain.hashes[0])))).toBeLessThanOrEqual(10);
  });
});

describe('large pictures', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'a %s is shrunk by whole blocks and keeps its hash',
    async (kind) => {
      const large = await enlarged(9, 2_056, 2_052).then((image) =>
        image.toFormat(kind, { quality: 90 }).toBuffer(),
      );
      const { data, info } = await sharp(large).raw().toBuffer({ resolveWithObject: true });
      const whole = loadHasher().hash({ data, width: info.width, height: info.height, channels: 3 });
      const hashed = await hasher.hash(large);
      expect(hashed).toMatchObject({ width: 2_056, height: 2_052 });
      expect(hashDistance(whole.hash, hashed.hashes[0])).toBeLessThanOrEqual(10);
    },
  );
});
