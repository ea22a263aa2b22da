// Files that want to cost much, to read others' files or to end the program: each is refused with its code, inside its limits.

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clip, drawClip } from '../../bench/matching/video-clips.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { hashVideo } from '../../src/matching/video/hash-video.ts';
import { runConfined } from '../../src/matching/video/confined.ts';
import { namespaces } from '../../src/matching/video/namespaces.ts';

const hasher = loadHasher();
const folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
const at = (name: string) => path.join(folder, name);
const hashed = (file: string) => hashVideo(file, { hasher });
let good: string;

beforeAll(() => {
  good = drawClip(folder, clip('good.mp4', 'testsrc2=s=160x120:r=10', 5));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

describe('files that are no videos, or name others', () => {
  const playlists: readonly (readonly [string, () => string])[] = [
    ['list.m3u8', () => `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${good}\n#EXT-X-ENDLIST\n`],
    ['list.ffconcat', () => `ffconcat version 1.0\nfile ${good}\n`],
    ['list.sdp', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n'],
    ['list.mpd', () => `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file://${good}</BaseURL></MPD>`],
    ['list.mp4', () => `#EXTM3U\n#EXTINF:5,\nfile://${good}\n#EXT-X-ENDLIST\n`],
  ];
  test.each(playlists)('%s is not followed', async (name, content) => {
    await expect(hashed(file(name, content()))).rejects.toMatchObject({ code: 'matching.video-unreadable' });
  });

  test.each([
    ['nothing', ''],
    ['words', 'These are only words.\n'.repeat(200)],
    ['zeros', '\0'.repeat(10_000)],
  ])('%s are refused', async (name, content) => {
    await expect(hashed(file(name, content))).rejects.toMatchObject({ code: 'matching.video-unreadable' });
  });

  test('a missing file, a folder and a name like an option are refused', async () => {
    for (const name of [at('missing.mp4'), folder, '-version', 'https://video.example/a.mp4'])
      await expect(hashed(name)).rejects.toMatchObject({ code: 'matching.video-unreadable' });
  });

  test('a name that looks like an address or a list is only a name', async () => {
    const odd = at('pipe:0|concat:a,b.mp4');
    copyFileSync(good, odd);
    expect((await hashed(odd)).frames).toHaveLength(5);
  });
});

describe('videos that are cut or altered', () => {
  test('cut before its index, nothing can be read', async () => {
    const bytes = readFileSync(good);
    await expect(hashed(file('cut.mp4', bytes.subarray(0, 3000)))).rejects.toMatchObject({
      code: 'matching.video-unreadable',
    });
  });

  test('cut in the middle, the frames before the cut are hashed as they were', async () => {
    const whole = drawClip(folder, clip('whole.mkv', 'testsrc2=s=160x120:r=10', 5));
    const bytes = readFileSync(whole);
    const half = await hashed(file('half.mkv', bytes.subarray(0, bytes.length / 2)));
    expect(half.frames.length).toBeGreaterThan(0);
    expect(half.frames.length).toBeLessThan(5);
    expect((await hashed(whole)).frames.slice(0, 2)).toEqual(half.frames.slice(0, 2));
  });

  test('sound only, and a song with a cover, have no pictures', async () => {
    const sound = drawClip(folder, { name: 'sound.mka', words: ['-f', 'lavfi', '-i', 'sine', '-t', '1'] });
    await expect(hashed(sound)).rejects.toMatchObject({ code: 'matching.video-no-pictures' });
  });

  test('two hundred streams cost no more than the first', async () => {
    const many = at('many.mkv');
    const maps = Array.from({ length: 200 }, () => ['-map', '0:v']).flat();
    execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-i', good, ...maps, '-c', 'copy', many]);
    expect((await hashed(many)).frames).toEqual((await hashed(good)).frames);
  });

  test('a picture size that changes in the middle is brought to the first size', async () => {
    const large = drawClip(folder, clip('large.h264', 'testsrc2=s=160x120:r=25', 2));
    const small = drawClip(folder, clip('small.h264', 'testsrc2=s=96x64:r=25', 2));
    const both = file('both.h264', Buffer.concat([readFileSync(large), readFileSync(small)]));
    expect(await hashed(both)).toMatchObject({ width: 160, height: 120, frames: { length: 4 } });
  });

  test('an animated GIF is a video', async () => {
    const gif = drawClip(folder, clip('moving.gif', 'testsrc2=s=64x64:r=10', 2, []));
    expect((await hashed(gif)).frames).toHaveLength(2);
  });
});

describe('a false frame rate in the header', () => {
  test('hides nothing: frames are added by the times at which they are shown', async () => {
    const honest = drawClip(folder, clip('rate.mkv', 'mandelbrot=s=160x120:r=10:end_pts=120', 12));
    const bytes = readFileSync(honest);
    const everyTenth = await hashed(honest);
    const frameNanoseconds = bytes.indexOf(Buffer.from([0x23, 0xe3, 0x83, 0x84])) + 4;
    expect(bytes.readUInt32BE(frameNanoseconds)).toBe(100_000_000);
    bytes.writeUInt32BE(1_000_000, frameNanoseconds);
    const { rate, frames, addedFrames } = await hashed(file('false-rate.mkv', bytes));
    expect([everyTenth.addedFrames, rate, addedFrames]).toEqual([0, 1000, 10]);
    expect(frames.map(({ seconds }) => seconds)).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(frames.map(({ hash }) => hash)).toEqual(
      everyTenth.frames.filter(({ seconds }) => seconds !== 1).map(({ hash }) => hash),
    );
    expect(frames.map(({ added }) => added)).toEqual([undefined, ...Array.from({ length: 10 }, () => true)]);
  });

  test('an uneven video has its quiet half looked at too', async () => {
    const pause = "testsrc2=s=160x120:r=20,select='lt(n\\,80)+not(mod(n\\,40))'";
    const uneven = drawClip(folder, clip('pause.mkv', pause, 16, ['-fps_mode', 'vfr']));
    const { frames } = await hashed(uneven);
    const times = frames.map(({ seconds }) => seconds);
    expect(Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? 0)))).toBeLessThanOrEqual(2);
    expect(times.at(-1)).toBe(14);
  });
});

describe('videos that are too much', () => {
  test('over 500 MiB, unread', async () => {
    const large = at('large.mp4');
    closeSync(openSync(large, 'w'));
    truncateSync(large, 500 * 1024 * 1024 + 1);
    await expect(hashed(large)).rejects.toMatchObject({ code: 'matching.video-bytes' });
  });

  test('with sides over 8,192, by a true header', async () => {
    const wide = drawClip(folder, clip('wide.mkv', 'color=s=8400x16:r=1', 1, ['-c:v', 'mjpeg']));
    await expect(hashed(wide)).rejects.toMatchObject({ code: 'matching.video-side' });
  });

  test('with sides of 65,535 by the header alone', async () => {
    const claimed = file(
      'claimed.avi',
      readFileSync(
        drawClip(
          folder,
          clip('size.avi', 'testsrc2=s=160x120:r=5', 1, ['-c:v', 'rawvideo', '-pix_fmt', 'bgr24']),
        ),
      ),
    );
    const bytes = readFileSync(claimed);
    const header = bytes.indexOf('strf') + 12;
    bytes.writeInt32LE(65_535, header);
    bytes.writeInt32LE(65_535, header + 4);
    await expect(hashed(file('claimed.avi', bytes))).rejects.toMatchObject({ code: 'matching.video-side' });
  });

  test('with a length of years, or 10^9 frames a second', async () => {
    const long = drawClip(
      folder,
      clip('long.mkv', "color=s=16x16:r=1,setpts='N*8000/TB'", 9000, ['-c:v', 'mjpeg', '-frames:v', '2']),
    );
    await expect(hashed(long)).rejects.toMatchObject({ code: 'matching.video-length' });
    const bytes = readFileSync(good);
    const scale = bytes.indexOf('mdhd') + 4 + 12;
    bytes.writeUInt32BE(1_000_000_000, scale);
    bytes.writeUInt32BE(1, bytes.indexOf('stts') + 4 + 12);
    await expect(hashed(file('fast.mp4', bytes))).rejects.toMatchObject({ code: 'matching.video-rate' });
  });

  test('a caller can stop it, before and in the middle', async () => {
    const stopped = { code: 'matching.video-stopped' };
    await expect(hashVideo(good, { hasher, signal: AbortSignal.abort() })).rejects.toMatchObject(stopped);
    const stop = new AbortController();
    const halfway = hashVideo(good, {
      hasher,
      signal: stop.signal,
      choice: 'every-frame',
      progress: () => stop.abort(),
    });
    await expect(halfway).rejects.toMatchObject(stopped);
  });
});

describe('a confined child', () => {
  const run = (script: string, cpuSeconds: number, wallSeconds: number) => {
    const child = runConfined({ program: 'sh', arguments: ['-c', script], cpuSeconds, wallSeconds });
    let output = '';
    child.output.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.notes.resume();
    return child.ending.then((ending) => ({ ending, output }));
  };

  test('is killed when its processor time is used up', async () => {
    expect((await run('while :; do :; done', 1, 60)).ending).toEqual({ kind: 'cpu' });
  });

  test('is killed when it only waits', async () => {
    expect((await run('exec sleep 60', 60, 0.2)).ending).toEqual({ kind: 'wall' });
  });

  test('gets no memory past its limit', async () => {
    const greedy = `exec ${process.execPath} -e 'Buffer.alloc(4e9)'`;
    expect((await run(greedy, 5, 60)).ending).not.toEqual({ kind: 'ended', status: 0 });
    const decoder = drawClip(
      folder,
      clip('deep.mkv', 'color=s=8192x8192:r=1', 1, [
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv444p',
      ]),
    );
    await expect(hashVideo(decoder, { hasher, threads: 16 })).rejects.toMatchObject({
      code: 'matching.video-memory',
    });
  });

  test('sees no network but an empty one of its own, no environment of ours, and cannot write a file', async () => {
    const { output } = await run(
      `tail -n +3 /proc/net/dev; env; echo x > ${at('written')}; echo wrote it`,
      5,
      60,
    );
    expect(output).not.toMatch(/eth|ens|wlan/);
    expect(output).not.toContain('HOME=');
    expect(output).not.toContain('wrote it');
    expect(readFileSync(at('written'))).toHaveLength(0);
  });

  test.runIf(namespaces().ownProcesses)(
    'sees no process but its own, and what flees dies with it',
    async () => {
      const { ending, output } = await run('setsid sleep 500 & ls -d /proc/[0-9]*; echo $$', 5, 60);
      expect(ending).toEqual({ kind: 'ended', status: 0 });
      expect(output).toMatch(/^(\/proc\/\d\n){1,5}2\n$/);
    },
  );

  test('a program that is missing is said to be missing', async () => {
    const child = runConfined({ program: 'no-such-program', arguments: [], cpuSeconds: 1, wallSeconds: 60 });
    child.output.resume();
    child.notes.resume();
    expect(await child.ending).toEqual({ kind: 'missing' });
  });
});
