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
const HASH_IN_PAGE = `async ({ base64, choice, without, stopAfter }) => {
  if (without) delete globalThis[without];
  const { hashDeviceVideo } = await import(location.origin + '/video.js');
  const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  const text = (hash) => Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).reverse().join('');
  try {
    const stop = new AbortController();
    const progress = (frames) => frames === stopAfter && stop.abort();
    if (stopAfter === 0) stop.abort();
    const { frames, ...rest } = await hashDeviceVideo(new Blob([bytes]), { choice, progress, signal: stop.signal });
    return { ...rest, frames: frames.map(({ hash, ...one }) => ({ ...one, text: text(hash) })) };
  } catch ({ code, message }) {
    return { code, message };
  }
}`;

type Wish = {
  readonly choice?: string;
  readonly without?: string;
  /** A script that the page runs first. */
  readonly before?: string;
  readonly stopAfter?: number;
};

async function hashInPage(file: Uint8Array, { before = '', ...wish }: Wish = {}): Promise<InPage> {
  const argument = JSON.stringify({ base64: Buffer.from(file).toString('base64'), ...wish });
  await browser.page.evaluate(`{ ${before} }`);
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
    expect((await hashInPage(readFileSync(file), { choice: 'every-frame' })).frames).toHaveLength(20);
  });
});

describe('a frame that is drawn, and half transparent', () => {
  /** Frames whose planes cannot be read, and through which something can be seen. */
  const HALF = `Object.defineProperty(VideoFrame.prototype, 'format', { get: () => null });
    const pen = OffscreenCanvasRenderingContext2D.prototype;
    const draw = pen.drawImage;
    pen.drawImage = function (...words) { this.globalAlpha = 0.3; draw.apply(this, words); };`;

  test('shows nothing of the frame before', async () => {
    const turning = ['-vf', `rotate='PI/2*n'`, ...h264];
    const file = drawClip(folder, clip('turning.mp4', 'testsrc2=s=256x256:r=5', 1, turning));
    const here = await hashVideo(file, { hasher, choice: 'every-frame' });
    const there = await hashInPage(readFileSync(file), { choice: 'every-frame', before: HALF });
    await browser.page.reload();
    const apart = there.frames.map(({ text }, at) =>
      hashDistance(hashFromText(text), here.frames[at]?.hash ?? new Uint8Array(32)),
    );
    expect(apart).toHaveLength(5);
    expect(Math.max(...apart)).toBeLessThanOrEqual(20);
  });
});

/** The same MP4, its tables claiming so many frames. Its frames are one chunk, of one duration each. */
function mp4Claiming(file: Buffer, frames: number): Buffer {
  const bent = Buffer.from(file);
  const inBox = (name: string, offset: number, value: number) =>
    bent.writeUInt32BE(value, bent.indexOf(name, 0, 'latin1') + 4 + offset);
  inBox('stts', 8, frames);
  inBox('stsc', 12, frames);
  inBox('stsz', 4, 1);
  inBox('stsz', 8, frames);
  return bent;
}

describe('what cannot be hashed on the device', () => {
  test('a file whose reader stumbles, over a table longer than itself, is broken, with a code', async () => {
    const bent = readFileSync(drawClip(folder, clip('whole.mp4', 'testsrc2=s=160x120:r=10', 2, h264)));
    bent.writeUInt32BE(0x00ff_ffff, bent.indexOf('stsz', 0, 'latin1') + 12);
    expect((await hashInPage(bent)).code).toBe('matching.video-broken');
  });

  test('600,000 frames are refused before the first is decoded', async () => {
    const file = readFileSync(drawClip(folder, clip('fast.mp4', 'testsrc2=s=160x120:r=100', 1, h264)));
    expect(await hashInPage(mp4Claiming(file, 600_000), { choice: 'every-frame' })).toEqual({
      code: 'matching.video-frames',
      message: '600000 frames to hash; the limit is 500000',
    });
  }, 120_000); // reading so large a table takes Chromium some seconds

  test('what the page has stopped says so: before it begins, and between two frames', async () => {
    const file = readFileSync(drawClip(folder, clip('stop.mp4', 'testsrc2=s=160x120:r=10', 2, h264)));
    for (const stopAfter of [0, 3])
      expect((await hashInPage(file, { choice: 'every-frame', stopAfter })).code).toBe(
        'matching.video-stopped',
      );
    expect((await hashInPage(Buffer.from('only words'), { stopAfter: 0 })).code).toBe(
      'matching.video-stopped',
    );
  });

  test('words, sound, and a codec that Chromium has not, are refused with their codes', async () => {
    expect(await hashInPage(Buffer.from('only words'))).toMatchObject({ code: 'matching.video-unreadable' });
    const sound = drawClip(folder, { name: 'sound.mka', words: ['-f', 'lavfi', '-i', 'sine', '-t', '1'] });
    expect(await hashInPage(readFileSync(sound))).toMatchObject({ code: 'matching.video-no-pictures' });
    const odd = drawClip(folder, clip('odd.mkv', 'testsrc2=s=160x120:r=10', 1, ['-c:v', 'mpeg2video']));
    expect(await hashInPage(readFileSync(odd))).toMatchObject({ code: 'matching.browser-codec' });
  });

  test('a browser without WebCodecs says so, and what to do', async () => {
    const file = drawClip(folder, clip('any.mp4', 'testsrc2=s=160x120:r=10', 1, h264));
    const { code, message } = await hashInPage(readFileSync(file), { without: 'VideoDecoder' });
    expect(code).toBe('matching.browser-missing');
    expect(message).toContain('WebCodecs');
    await browser.page.reload();
  });
});
