// The parts of a picture from its file, through the decoder process: an altered copy is within 31 bits of the original in some part, and a
// stranger in none.
import sharp, { type Sharp } from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { hashDistance } from '../../src/matching/hash/hash256.ts';
import { createPictureHasher, type PartHashes } from '../../src/matching/picture/picture-hasher.ts';
import { enlarged, scene } from './picture-files.ts';

const hasher = createPictureHasher();
afterAll(() => hasher.close());

const RADIUS = 31;
const png = await scene(7, 700, 560).png().toBuffer();
const original = await hasher.parts(png);

/** The least distance of whatever one asks with to whatever the other stores. */
const apart = (asked: PartHashes, stored: PartHashes): number =>
  Math.min(
    ...[...asked.asked, ...asked.stored].flatMap((one) =>
      stored.stored.map((other) => hashDistance(one, other)),
    ),
  );

test('a picture has its whole first, its crops to store, and its turns to ask with', async () => {
  const { hashes } = await hasher.hash(png);
  expect(original).toMatchObject({ width: 700, height: 560, quality: 100 });
  expect(original.stored[0]).toEqual(hashes[0]);
  expect(original.stored.length).toBeGreaterThanOrEqual(36);
  expect(original.asked.length).toBeGreaterThanOrEqual(8);
});

test.each<[string, (picture: Sharp) => Sharp]>([
  ['compressed anew', (picture) => picture.jpeg({ quality: 35 })],
  ['smaller', (picture) => picture.resize(420, 336).png()],
  ['mirrored', (picture) => picture.flop().png()],
  ['in a frame', (picture) => picture.extend({ top: 40, bottom: 40, left: 40, right: 40 }).png()],
  ['cropped', (picture) => picture.extract({ left: 35, top: 28, width: 630, height: 504 }).png()],
  ['turned by its own note', (picture) => picture.rotate(90).jpeg().withMetadata({ orientation: 8 })],
])('a copy that is %s is near', async (_, alter) => {
  const copy = await hasher.parts(await alter(sharp(png)).toBuffer());
  expect(apart(original, copy)).toBeLessThanOrEqual(RADIUS);
});

test('a stranger is not', async () => {
  expect(apart(original, await hasher.parts(await scene(8, 700, 560).png().toBuffer()))).toBeGreaterThan(
    RADIUS,
  );
});

test('a huge picture has its parts within the limits of the decoder', async () => {
  const huge = await (await enlarged(7, 2_000, 6_000)).jpeg().toBuffer();
  expect((await hasher.parts(huge)).stored.length).toBeGreaterThanOrEqual(36);
});

test('what is no picture is refused with its code', async () => {
  await expect(hasher.parts(Buffer.from('words'))).rejects.toMatchObject({ code: 'matching.picture-kind' });
});
