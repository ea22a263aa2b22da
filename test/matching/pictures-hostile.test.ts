// Pictures built to break their reader: each ends in a coded error inside the limits, and the honest picture after it takes
// its usual time.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatchingError } from '../../src/matching/matching-error.ts';
import { createPictureHasher } from '../../src/matching/picture/picture-hasher.ts';
import { sandbox } from '../../src/matching/picture/sandbox.ts';
import {
  deflatedZeroes,
  enlarged,
  jpegClaiming,
  jpegOfManyScans,
  pngChunk,
  pngOf,
  scene,
  webpClaiming,
} from './picture-files.ts';

const hasher = createPictureHasher();
afterAll(() => hasher.close());

const kinds = ['jpeg', 'png', 'webp'] as const;
const honest = await scene(3, 640, 480).jpeg().toBuffer();
const stored = await Promise.all(kinds.map((kind) => scene(3, 640, 480).toFormat(kind).toBuffer()));

const codeOf = (file: Uint8Array): Promise<string> =>
  hasher.hash(file).then(
    () => 'hashed',
    (error: MatchingError) => error.code,
  );

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

let [coldMs, usualMs] = [0, 0];
beforeAll(async () => {
  coldMs = await millisecondsOf(() => hasher.hash(honest));
  for (let round = 0; round < 3; round++) usualMs = await millisecondsOf(() => hasher.hash(honest));
});

describe('headers that lie', () => {
  test.each([
    ['JPEG', jpegClaiming(honest, 65_535, 65_535)],
    ['PNG', pngOf(65_535, 65_535, deflatedZeroes(1_000))],
    ['WebP', webpClaiming(65_535, 65_535)],
  ])('a %s of 65,535 x 65,535 pixels is refused by its header, in no time', async (_, file) => {
    const took = await millisecondsOf(async () => expect(await codeOf(file)).toBe('matching.picture-pixels'));
    expect(took).toBeLessThan(10 * coldMs);
  });

  test('an extended WebP whose frame is another size than its canvas is damaged', async () => {
    expect(await codeOf(webpClaiming(700, 700))).toBe('matching.picture-damaged');
  });
});

describe('files that are not whole', () => {
  test('no bytes at all have a code of their own', async () => {
    expect(await codeOf(new Uint8Array())).toBe('matching.picture-empty');
  });

  test.each(kinds)('a %s cut off anywhere is damaged, or says it is no picture', async (kind) => {
    const whole = stored[kinds.indexOf(kind)] as Buffer;
    for (const share of [0.001, 0.1, 0.5, 0.9]) {
      const code = await codeOf(whole.subarray(0, Math.max(1, whole.length * share)));
      expect(['matching.picture-damaged', 'matching.picture-kind']).toContain(code);
    }
  });

  test('26 MiB are refused unread', async () => {
    const large = Buffer.concat([honest, Buffer.alloc(26 << 20)]);
    expect(await codeOf(large)).toBe('matching.picture-bytes');
  });
});

describe('files that are something else too', () => {
  test('what follows a JPEG does not change its hash', async () => {
    const clean = await hasher.hash(honest);
    const archive = Buffer.concat([honest, Buffer.from('PK\x03\x04<script>alert(1)</script>')]);
    expect((await hasher.hash(archive)).hashes).toEqual(clean.hashes);
  });

  test.each([
    ['GIF that is a script', 'GIF89a=1;//'],
    ['HTML before a picture', '<html>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('a %s is no picture', async (_, begin) => {
    expect(await codeOf(Buffer.concat([Buffer.from(begin), honest]))).toBe('matching.picture-kind');
  });
});

describe('bombs', () => {
  test('compressed data for a thousand times the picture is left alone', async () => {
    expect(await codeOf(pngOf(10, 10, deflatedZeroes(100 << 20)))).toBe('hashed');
  });

  test('a compressed text of 64 MiB in a PNG costs nothing', async () => {
    const [signature, rest] = [stored[1]?.subarray(0, 33), stored[1]?.subarray(33)] as [Buffer, Buffer];
    const text = pngChunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflatedZeroes(64 << 20)]));
    const took = await millisecondsOf(() => codeOf(Buffer.concat([signature, text, rest])));
    expect(took).toBeLessThan(10 * coldMs);
  });

  test('900 scans over 49 million pixels are stopped at 2 s of processor time; the next picture finds a warm decoder', async () => {
    expect(await codeOf(jpegOfManyScans(7_000))).toBe('matching.picture-time');
    const after = await millisecondsOf(() => hasher.hash(honest));
    expect(after).toBeLessThan(Math.max(coldMs / 2, 5 * usualMs));
  });

  test('an interlaced PNG of 49 million pixels of 64 bits is stopped by its memory, or on a slow machine by its time', async () => {
    const pixels = deflatedZeroes(7_000 * (7_000 * 8 + 8));
    const file = pngOf(7_000, 7_000, pixels, { depth: 16, colour: 6, interlaced: true });
    expect(['matching.picture-memory', 'matching.picture-time']).toContain(await codeOf(file));
    expect(await codeOf(honest)).toBe('hashed');
  });

  test('an honest picture of 49 million pixels is hashed inside the limits', async () => {
    const large = await enlarged(5, 7_000, 7_000).then((image) => image.jpeg().toBuffer());
    expect(await codeOf(large)).toBe('hashed');
  });

  test('an honest picture of 49 million pixels that may not be shrunk is turned and hashed inside the limits', async () => {
    const small = sharp(await scene(5, 512, 512).png().toBuffer());
    const large = small.resize(24_000, 2_040, { fit: 'fill', kernel: 'nearest' }).jpeg();
    const lying = await large.withMetadata({ orientation: 6 }).toBuffer();
    expect(await hasher.hash(lying)).toMatchObject({ width: 2_040, height: 24_000, quality: 100 });
  });
});

describe('the decoder process', () => {
  test('sees no network but its own loopback where the sandbox says so, and only there', () => {
    const [program = '', ...args] = [...sandbox().wrapper, 'cat', '/proc/net/dev'];
    const links = execFileSync(program, args, { encoding: 'latin1' }).match(/^ *[^ :]+:/gm) ?? [];
    const here = readFileSync('/proc/net/dev', 'latin1').match(/^ *[^ :]+:/gm) ?? [];
    expect(links.map((name) => name.trim())).toEqual(
      sandbox().withoutNetwork ? ['lo:'] : here.map((name) => name.trim()),
    );
  });

  test('is gone after close, and a closed hasher says so', async () => {
    const closing = createPictureHasher();
    await closing.hash(honest);
    closing.close();
    await expect(closing.hash(honest)).rejects.toMatchObject({ code: 'matching.picture-closed' });
  });
});
