// `redress hash` on videos drawn here: frames as data, one line for people, and what is refused. Needs Debian's ffmpeg.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clip, drawClip } from '../../bench/matching/video-clips.ts';
import { redressHere, redressJson } from '../support/command-line.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hash-videos-'));
const at = (name: string): string => path.join(folder, name);
let film: string;

beforeAll(() => {
  film = drawClip(folder, clip('film.mp4', 'testsrc2=s=160x120:r=10', 3));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('redress hash on videos', () => {
  test('gives hash, quality, second and number of one frame a second', async () => {
    const { code, json } = await redressJson(['hash', film], {}, redressHere);
    expect(code).toBe(0);
    const frame = (seconds: number) => ({
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      quality: expect.any(Number) as number,
      seconds,
      frame: seconds * 10,
    });
    expect(json['files']).toEqual([
      { kind: 'video', file: film, width: 160, height: 120, rate: 10, frames: [0, 1, 2].map(frame) },
    ]);
  });

  test('hashes every frame when asked', async () => {
    const { json } = await redressJson(['hash', film, '--frames', 'every-frame'], {}, redressHere);
    expect(json).toMatchObject({ files: [{ frames: { length: 30 } }] });
  });

  test('says it in one line for people, in both languages, whatever the file is called', async () => {
    copyFileSync(film, at('picture.jpg'));
    const words = async (lang: string) =>
      (await redressHere(['hash', at('picture.jpg'), '--lang', lang])).stdout;
    expect(await words('en')).toMatch(
      /160x120 .*picture\.jpg\n.*video: 3 frames hashed .* the last at 2\.0 s/,
    );
    expect(await words('ko')).toContain('해시한 장면 3개');
  });

  test('refuses a broken video by its code and goes on; a playlist is no video', async () => {
    writeFileSync(at('broken.mp4'), readFileSync(film).subarray(0, 3000));
    writeFileSync(at('list.m3u8'), `#EXTM3U\n#EXTINF:3,\n${film}\n#EXT-X-ENDLIST\n`);
    const named = ['hash', at('broken.mp4'), at('list.m3u8'), film];
    const { code, json } = await redressJson(named, {}, redressHere);
    expect(code).toBe(1);
    expect(json).toMatchObject({
      files: [
        { kind: 'refused', error: { code: 'matching.video-unreadable' } },
        { kind: 'refused', error: { code: 'matching.picture-kind' } },
        { kind: 'video' },
      ],
      refused: 2,
    });
  });
});
