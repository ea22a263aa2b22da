// Real clips through ffmpeg: which frames are hashed, and that copies are found in their originals. Needs Debian's ffmpeg.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clip, drawClip } from '../../bench/matching/video-clips.ts';
import { hashToText } from '../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { hashVideo } from '../../src/matching/video/hash-video.ts';
import { matchVideos, matchViews } from '../../src/matching/video/match.ts';
import type { FrameChoice } from '../../src/matching/video/vpdq.ts';

const RECORDED = [
  '0 100 9a144d52cc2866a823d5b35331e329a36cc5e4cfc66ada38b3399934bc3efc5c',
  '5 100 0f78009dbc026fb021fa4427ae0113e3a2f7b00bbac4df78b23ddc2ede3cbd38',
  '10 100 ce40119de660085f3390c4273dc3a3034ee79189c77f78469bb9de64fc3e9f18',
];

const hasher = loadHasher();
const folder = mkdtempSync(path.join(tmpdir(), 'video-'));
const hashed = (file: string, choice: FrameChoice = 'every-second') => hashVideo(file, { hasher, choice });
let film: string;

beforeAll(() => {
  // A picture that changes all the time: a fractal opens.
  film = drawClip(
    folder,
    clip('film.mp4', 'mandelbrot=s=160x120:r=10:end_pts=200', 20, [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '100',
      '-pix_fmt',
      'yuv420p',
    ]),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The film once more, changed by words for ffmpeg. */
function copy(name: string, words: readonly string[]): string {
  const file = path.join(folder, name);
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-i', film, ...words, ...coding, file], {
    stdio: 'pipe',
  });
  return file;
}

describe('the frames of a video', () => {
  test('one a second are each tenth of all, with the same hashes', async () => {
    const [some, all] = [await hashed(film), await hashed(film, 'every-frame')];
    expect(all).toMatchObject({ width: 160, height: 120, rate: 10 });
    expect(all.frames).toHaveLength(200);
    expect(some.frames).toEqual(all.frames.filter(({ frame }) => frame % 10 === 0));
    expect(some.frames.map(({ seconds }) => seconds)).toEqual(Array.from({ length: 20 }, (_, at) => at));
  });

  test('key frames are some of all, with the same number, time and hash', async () => {
    const [keys, all] = [await hashed(film, 'key-frames'), await hashed(film, 'every-frame')];
    expect(keys.frames).toHaveLength(2);
    for (const key of keys.frames) expect(key).toEqual(all.frames[key.frame]);
  });

  test('of an uneven rate have the times at which they are shown', async () => {
    const uneven = drawClip(
      folder,
      clip('uneven.mkv', "testsrc2=s=160x120:r=10,select='lt(n\\,10)+gt(n\\,40)'", 6, ['-fps_mode', 'vfr']),
    );
    const { frames } = await hashed(uneven, 'every-frame');
    expect(frames.slice(8, 12).map(({ seconds }) => seconds)).toEqual([0.8, 0.9, 4.1, 4.2]);
  });

  test('are hashed as stored: a turn in the metadata changes nothing', async () => {
    const turned = path.join(folder, 'turned.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-i', film, '-c', 'copy', '-metadata:s:v', 'rotate=90', turned]);
    expect((await hashed(turned)).frames).toEqual((await hashed(film)).frames);
  });

  test('do not depend on the number of threads, nor on who else decodes', async () => {
    const both = await Promise.all([
      hashVideo(film, { hasher: loadHasher(), threads: 4 }),
      hashVideo(film, { hasher: loadHasher(), threads: 1 }),
      hashVideo(film, { hasher: loadHasher() }),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(both[2]).toEqual(both[1]);
  });

  test('of these pixels have the hashes that Meta’s vpdq 0.2.5 gives', async () => {
    // Lossless, so that no encoder has a say; recorded from PyPI's package on Debian's ffmpeg 5.1.9.
    const lossless = drawClip(
      folder,
      clip('lossless.mkv', 'testsrc2=s=320x240:r=5', 3, ['-c:v', 'ffv1', '-pix_fmt', 'yuv420p']),
    );
    const { frames } = await hashed(lossless);
    expect(frames.map(({ hash, quality, frame }) => `${frame} ${quality} ${hashToText(hash)}`)).toEqual(
      RECORDED,
    );
  });
});

describe('copies of a film', () => {
  test.each([
    ['re-encoded badly', ['-crf', '32']],
    ['half as large', ['-vf', 'scale=80:60']],
    ['brighter', ['-vf', 'eq=brightness=0.08:contrast=1.1']],
    ['at twice the frame rate', ['-r', '20']],
  ])('%s match it from end to end', async (name, words) => {
    const [query, stored] = [await hashed(copy(`${name}.mp4`, words)), await hashed(film)];
    const { queryShare, stretches } = matchVideos(query.frames, stored.frames);
    expect(queryShare).toBeGreaterThanOrEqual(80);
    expect(stretches).toHaveLength(1);
    expect(stretches[0]?.query.from).toBeLessThanOrEqual(2);
    expect(stretches[0]?.stored.to).toBeGreaterThanOrEqual(17);
  });

  test('between bars above and below it matches without them, and not at all with them', async () => {
    const file = copy('bars.mp4', ['-vf', 'pad=160:156:0:18']);
    const [query, stored] = [
      await hashVideo(file, { hasher, unframed: true }),
      await hashVideo(film, { hasher, unframed: true }),
    ];
    expect(matchVideos(query.frames, stored.frames).queryShare).toBeLessThan(20);
    const { queryShare, stretches } = matchViews(query, stored);
    expect(queryShare).toBeGreaterThanOrEqual(80);
    expect(stretches).toHaveLength(1);
    expect((await hashed(film)).unframed).toBeUndefined();
  });

  test('a cut of eight seconds is found where it was cut', async () => {
    const query = await hashed(copy('cut.mkv', ['-ss', '7', '-t', '8']));
    const { queryShare, stretches } = matchVideos(query.frames, (await hashed(film)).frames);
    expect(queryShare).toBe(100);
    expect(stretches).toMatchObject([{ query: { from: 0, to: 7 }, stored: { from: 7, to: 14 }, frames: 8 }]);
  });

  test('another film has no match', async () => {
    const other = drawClip(folder, clip('other.mp4', 'life=s=160x120:r=25:mold=10:seed=7', 5));
    expect(matchVideos((await hashed(other)).frames, (await hashed(film)).frames).queryShare).toBe(0);
  });
});
