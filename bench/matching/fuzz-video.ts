// Fuzzing of what stands between a video file and its hashes: ffprobe's answer, the child, its pixels and times.
//
//   node bench/matching/fuzz-video.ts [--minutes 30] [--seed 1]
//
// Small clips are bent at random and hashed. Every one must end in hashes or in a code of docs/errors.md inside the time limits, and
// the honest clip in between must always have its one answer. A crash of ffmpeg itself shows as `matching.video-broken`.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hashToText } from '../../src/matching/hash/hash256.ts';
import { MatchingError } from '../../src/matching/matching-error.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { hashVideo } from '../../src/matching/video/hash-video.ts';
import { decodeTime } from '../../src/matching/video/limits.ts';
import type { FrameChoice } from '../../src/matching/video/vpdq.ts';
import { clip, drawClip } from './video-clips.ts';

const HONEST_EVERY = 25;
const REPORT_EVERY_MS = 10_000;
const MOST_BENDS = 24;
const LONGEST_MS = 1000 * decodeTime(undefined).wallSeconds;
const SOURCE = 'testsrc2=s=96x64:r=10';
const CHOICES: readonly FrameChoice[] = ['every-second', 'every-frame', 'key-frames'];
const INTERESTING = [0, 1, 0x7f, 0x80, 0xff, 0xfe] as const;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const hasher = loadHasher();
const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-video-'));
const clips = [
  clip('h264.mp4', SOURCE, 2),
  clip('h264.mkv', SOURCE, 2),
  clip('h264.ts', SOURCE, 2),
  clip('h264.flv', SOURCE, 2),
  clip('mpeg4.avi', SOURCE, 2, ['-c:v', 'mpeg4']),
  clip('mpeg2.mpg', SOURCE.replace('r=10', 'r=25'), 2, ['-c:v', 'mpeg2video']),
  clip('vp8.webm', SOURCE, 2, ['-c:v', 'libvpx']),
  clip('moving.gif', SOURCE, 2, []),
].map((one) => readFileSync(drawClip(folder, one)));

/** xorshift32: the same run for the same seed. */
let state = Number(values.seed) || 1;
function chance(below: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

/** Bytes changed, cut or repeated; half of all changes fall into the first kilobyte, where headers are. */
function bent(file: Buffer): Buffer {
  let out = Buffer.from(file);
  for (let bends = 1 + chance(MOST_BENDS); bends > 0 && out.length > 0; bends--) {
    const at = chance(chance(2) === 0 ? Math.min(1024, out.length) : out.length);
    const how = chance(5);
    if (how === 0) out[at] = chance(256);
    else if (how === 1) out[at] = INTERESTING[chance(INTERESTING.length)] ?? 0;
    else if (how === 2) out[at] = (out[at] ?? 0) ^ (1 << chance(8));
    else if (how === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(at + chance(64))]);
    else out = Buffer.concat([out.subarray(0, at + chance(64)), out.subarray(at)]);
  }
  return chance(10) === 0 ? out.subarray(0, chance(out.length + 1)) : out;
}

async function answer(bytes: Buffer, choice: FrameChoice): Promise<string> {
  const file = path.join(folder, 'bent');
  writeFileSync(file, bytes);
  const { frames } = await hashVideo(file, { hasher, choice });
  return frames.map(({ hash, seconds, frame }) => `${frame} ${seconds} ${hashToText(hash)}`).join('\n');
}

const outcomes = new Map<string, number>();
const findings: string[] = [];

async function tryOne(round: number): Promise<void> {
  const [bytes, choice] = [bent(clips[chance(clips.length)] as Buffer), CHOICES[chance(CHOICES.length)]];
  const begin = performance.now();
  const outcome = await answer(bytes, choice ?? 'every-second').then(
    () => 'hashed',
    (error: unknown) => (error instanceof MatchingError ? error.code : `uncoded: ${String(error)}`),
  );
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const isFine = outcome === 'hashed' || /^matching\.video-(?!no-ffmpeg|stopped)/.test(outcome);
  if (isFine && performance.now() - begin < LONGEST_MS) return;
  findings.push(`round ${round}: ${choice}: ${outcome}: ${bytes.toString('base64').slice(0, 8000)}`);
}

const honest = clips[0] as Buffer;
const honestAnswer = await answer(honest, 'every-frame');
const until = performance.now() + Number(values.minutes) * 60_000;
let reported = performance.now();
let round = 0;
for (; performance.now() < until; round++) {
  await tryOne(round);
  if (round % HONEST_EVERY === 0 && (await answer(honest, 'every-frame')) !== honestAnswer)
    findings.push(`round ${round}: the honest clip has another answer`);
  if (performance.now() - reported < REPORT_EVERY_MS) continue;
  reported = performance.now();
  console.error(`${round} files, ${findings.length} findings`);
}
rmSync(folder, { recursive: true, force: true });
const told = { files: round, seed: Number(values.seed), outcomes: Object.fromEntries(outcomes), findings };
console.log(JSON.stringify(told, null, 2));
if (findings.length > 0) process.exitCode = 1;
