// Videos on the device as on the server: the same clips through Chromium's decoders and through ffmpeg.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BrowserPage,
  CHROMIUM,
  hasChromium,
  openBrowserPage,
} from '../../bench/matching/chromium-page.ts';
import { type Clip, clip, drawClip } from '../../bench/matching/video-clips.ts';
import { hashDistance, hashFromText } from '../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { hashVideo } from '../../src/matching/video/hash-video.ts';

const hasher = loadHasher();
const folder = mkdtempSync(path.join(tmpdir(), 'browser-video-'));
let browser: BrowserPage;

beforeAll(async () => {
  if (!hasChromium) throw new Error(`${CHROMIUM} is missing; cure: apt-get install chromium`);
  browser = await openBrowserPage();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

type InPage = {
  readonly code?: string;
  readonly message?: string;
  readonly width: number;
  readonly height: number;
  readonly frames: readonly { readonly text: string; readonly seconds: number; readonly frame: number }[];
};

/** Runs in the page; text, so that no tool rewrites it. `without` is taken away first. */
const HASH_IN_PAGE = `async ({ base64, choice, without }) => {
  if (without) delete globalThis[without];
  const { hashDeviceVideo } = await import(location.origin + '/video.js');
  const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  const text = (hash) => Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).reverse().join('');
  try {
    const { frames, ...rest } = await hashDeviceVideo(new Blob([bytes]), { choice });
    return { ...rest, frames: frames.map(({ hash, ...one }) => ({ ...one, text: text(hash) })) };
  } catch ({ code, message }) {
    return { code, message };
  }
}`;

function hashInPage(file: Uint8Array, choice = 'every-second', without = ''): Promise<InPage> {
  const argument = JSON.stringify({ base64: Buffer.from(file).toString('base64'), choice, without });
  return browser.page.evaluate<InPage>(`(${HASH_IN_PAGE})(${argument})`);
}

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const vp9 = [
  '-c:v',
  'libvpx-vp9',
  '-b:v',
  '1M',
  '-deadline',
  'realtime',
  '-cpu-used',
  '8',
  '-pix_fmt',
  'yuv420p',
];
const CLIPS: readonly Clip[] = [
  clip('h264.mp4', 'testsrc2=s=320x240:r=25', 3, h264),
  clip('2997.mp4', 'mandelbrot=s=320x180:r=30000/1001', 3, h264),
  clip('vp9.webm', 'mandelbrot=s=320x180:r=25', 3, vp9),
];

describe('a video hashed in Chromium', () => {
  test.each(CLIPS)('$name has the frames of the server, a few bits apart', async (one) => {
    const file = drawClip(folder, one);
    const [here, there] = [await hashVideo(file, { hasher }), await hashInPage(readFileSync(file))];
    expect(there).toMatchObject({ width: here.width, height: here.height });
    expect(there.frames.map(({ frame }) => frame)).toEqual(here.frames.map(({ frame }) => frame));
    for (const [at, { text, seconds }] of there.frames.entries()) {
      const own = here.frames[at];
      expect(hashDistance(hashFromText(text), own?.hash ?? new Uint8Array(32))).toBeLessThanOrEqual(6);
      expect(seconds).toBeCloseTo(own?.seconds ?? -1, 2);
    }
  });

  test('is hashed frame by frame where that is asked for', async () => {
    const file = drawClip(folder, clip('all.mp4', 'testsrc2=s=160x120:r=10', 2, h264));
    expect((await hashInPage(readFileSync(file), 'every-frame')).frames).toHaveLength(20);
  });
});

describe('what cannot be hashed on the device', () => {
  test('words, sound, and a codec that Chromium has not, are refused with their codes', async () => {
    expect(await hashInPage(Buffer.from('only words'))).toMatchObject({ code: 'matching.video-unreadable' });
    const sound = drawClip(folder, { name: 'sound.mka', words: ['-f', 'lavfi', '-i', 'sine', '-t', '1'] });
    expect(await hashInPage(readFileSync(sound))).toMatchObject({ code: 'matching.video-no-pictures' });
    const odd = drawClip(folder, clip('odd.mkv', 'testsrc2=s=160x120:r=10', 1, ['-c:v', 'mpeg2video']));
    expect(await hashInPage(readFileSync(odd))).toMatchObject({ code: 'matching.browser-codec' });
  });

  test('a browser without WebCodecs says so, and what to do', async () => {
    const file = drawClip(folder, clip('any.mp4', 'testsrc2=s=160x120:r=10', 1, h264));
    const { code, message } = await hashInPage(readFileSync(file), 'every-second', 'VideoDecoder');
    expect(code).toBe('matching.browser-missing');
    expect(message).toContain('WebCodecs');
    await browser.page.reload();
  });
});
