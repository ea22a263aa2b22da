// Clips of a seeded school messenger, by the system's ffmpeg: a camera that wanders over two generated scenes, and what people
// do to a clip before they post it again. Without ffmpeg the three committed clips are used, and no altered ones are made.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clipNamed } from '../clips.ts';
import { randomFrom } from '../random.ts';
import type { MadeFile } from './pictures-made.ts';
import { originalPicture } from './pictures-made.ts';
import type { Alteration } from './sizes.ts';

const run = promisify(execFile);

/** Where ffmpeg is looked for: the system's places, not those of whoever started us. */
const PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';
const TIMEOUT_MS = 60_000;
const [WIDTH, HEIGHT] = [240, 180];
const FRAMES_PER_SECOND = 10;
/** One thread and no time or version in the file: the same clip every time. */
const REPEATABLE = [
  '-threads',
  '1',
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-an',
  '-pix_fmt',
  'yuv420p',
];
const MP4 = ['-c:v', 'libx264', '-preset', 'veryfast', '-movflags', '+faststart', '-f', 'mp4'];
const CAMERA_RATE = '24';
const USUAL_RATE = '28';

/** Version of ffmpeg, or undefined when there is none that makes MP4 and WebM. */
export async function ffmpegVersion(): Promise<string | undefined> {
  try {
    const asked = async (what: string) =>
      (await run('ffmpeg', ['-hide_banner', what], { env: { PATH } })).stdout;
    const encoders = await asked('-encoders');
    if (!encoders.includes('libx264') || !encoders.includes('libvpx')) return undefined;
    return /^ffmpeg version (\S+)/.exec(await asked('-version'))?.[1] ?? 'unknown';
  } catch {
    return undefined;
  }
}

/** A clip of about three seconds. The same name gives the same bytes, with the same ffmpeg. */
export async function originalClip(name: string, withFfmpeg: boolean): Promise<MadeFile> {
  if (!withFfmpeg) return { mime: 'video/mp4', content: await clipNamed(name) };
  const random = randomFrom(`corners ${name}`);
  return inFolder(async (folder) => {
    const inputs: string[] = [];
    for (const [number, long] of lengthsOf(name).entries()) {
      const path = join(folder, `scene-${number}.jpg`);
      await writeFile(path, (await originalPicture(`${name} scene ${number}`)).content);
      inputs.push('-loop', '1', '-framerate', String(FRAMES_PER_SECOND), '-t', long.toFixed(1), '-i', path);
    }
    const views = lengthsOf(name).map(
      (long, number) => `[${number}]${wander(long, random.whole(4))}[v${number}]`,
    );
    const filter = `${views.join(';')};[v0][v1]concat=n=2:v=1:a=0`;
    return mp4(folder, [...inputs, '-filter_complex', filter], CAMERA_RATE);
  });
}

/** The clip altered. What `amount` counts is told in sizes.ts. */
export function alteredClip(
  name: string,
  original: Buffer,
  how: Alteration,
  amount: number,
): Promise<MadeFile> {
  return inFolder(async (folder) => {
    const path = join(folder, 'original.mp4');
    await writeFile(path, original);
    const input = ['-i', path];
    switch (how) {
      case 'recompressed':
        return mp4(folder, input, String(amount));
      case 'resized':
        return mp4(
          folder,
          [...input, '-vf', `scale=trunc(iw*${amount}/2)*2:trunc(ih*${amount}/2)*2`],
          USUAL_RATE,
        );
      case 'mirrored':
        return mp4(folder, [...input, '-vf', 'hflip'], USUAL_RATE);
      case 'shortened':
        return mp4(
          folder,
          [...input, '-vf', `select=gte(n\\,${framesAway(name, amount)}),setpts=N/FR/TB`],
          USUAL_RATE,
        );
      case 're-encoded':
        return webm(folder, input, amount);
      default:
        throw new RangeError(`A clip is not ${how}.`);
    }
  });
}

/** How long the camera stays in each of the two scenes, in seconds. */
function lengthsOf(name: string): readonly [number, number] {
  const random = randomFrom(`lengths ${name}`);
  return [1 + 0.1 * random.whole(10), 1 + 0.1 * random.whole(10)];
}

function framesAway(name: string, share: number): number {
  const [first, second] = lengthsOf(name);
  return Math.round((first + second) * FRAMES_PER_SECOND * share);
}

/** A view of one size that crosses a scene from one corner to another while the seconds pass. */
function wander(seconds: number, corner: number): string {
  const across = corner % 2 === 0 ? `t/${seconds}` : `(1-t/${seconds})`;
  const down = corner < 2 ? `t/${seconds}` : `(1-t/${seconds})`;
  return `crop=${WIDTH}:${HEIGHT}:x='(iw-ow)*${across}':y='(ih-oh)*${down}',setsar=1`;
}

async function mp4(folder: string, input: readonly string[], rate: string): Promise<MadeFile> {
  return { mime: 'video/mp4', content: await encoded(folder, [...input, ...MP4, '-crf', rate]) };
}

async function webm(folder: string, input: readonly string[], kilobits: number): Promise<MadeFile> {
  const codec = [
    '-c:v',
    'libvpx',
    '-deadline',
    'good',
    '-cpu-used',
    '5',
    '-b:v',
    `${kilobits}k`,
    '-f',
    'webm',
  ];
  return { mime: 'video/webm', content: await encoded(folder, [...input, ...codec]) };
}

async function encoded(folder: string, args: readonly string[]): Promise<Buffer> {
  const out = join(folder, 'out');
  await run('ffmpeg', ['-v', 'error', '-nostdin', ...args, ...REPEATABLE, '-y', out], {
    env: { PATH },
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  return readFile(out);
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'yeoul-clip-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
