// Fuzzing of what stands between a video file and its hashes: the probe, the confined decoder, the talk with both.
//
//   node bench/matching/fuzz-video.ts [--minutes 30] [--seed 1]
//
// Clips made here are bent at random and hashed. Every one must end in frames with finite times or in a code `matching.video-…` inside
// the limits, and the honest clip in between must always have its own hashes. What a busy machine can bring about (a refusal for time, a
// decoder that does not start) is asked a second time and is a finding only if it comes twice.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandOptions } from '../harness/command.ts';
import { hashToText } from '../../src/matching/hash/hash256.ts';
import { MatchingError } from '../../src/matching/matching-error.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { hashVideo } from '../../src/matching/video/hash-video.ts';
import type { VideoHash } from '../../src/matching/video/vpdq.ts';
import { type Outcome, type Rules, verdictOf } from './proof/ask-twice.ts';
import { clip, drawClip } from './video-clips.ts';

const HONEST_EVERY = 25;
const REPORT_EVERY_MS = 10_000;
/** Clips of two seconds have the least CPU limit, but a bent header may claim two hours: what is slower than this is looked at. */
const LONGEST_MS = 60_000;
const MOST_BENDS = 12;
const HEADER_BYTES = 256;

type Chance = (below: number) => number;

/** xorshift32: the same run for the same seed. */
function chanceOf(seed: number): Chance {
  let state = seed || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const SOURCE = 'testsrc2=s=96x80:r=10';
/** One small clip in every usual container, with the coding that is usual in it. */
const CLIPS = [
  clip('a.mp4', SOURCE, 2),
  clip('b.mkv', SOURCE, 2),
  clip('c.webm', SOURCE, 2, ['-c:v', 'libvpx', '-b:v', '200k']),
  clip('d.webm', SOURCE, 2, ['-c:v', 'libvpx-vp9', '-cpu-used', '8', '-deadline', 'realtime']),
  clip('e.avi', SOURCE, 2, ['-c:v', 'mpeg4']),
  clip('f.mpg', 'testsrc2=s=96x80:r=25', 2, ['-c:v', 'mpeg2video']),
  clip('g.ts', SOURCE, 2),
  clip('h.flv', SOURCE, 2, ['-c:v', 'flv1']),
  clip('i.mov', SOURCE, 2, ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']),
  clip('j.gif', SOURCE, 2, []),
];

/** Bytes changed, turned over, cut out, repeated, or taken from another file. */
function bent(file: Buffer, other: Buffer, chance: Chance): Buffer {
  let out = Buffer.from(file);
  for (let bends = 1 + chance(MOST_BENDS); bends > 0 && out.length > 0; bends--) {
    const at = placeIn(out.length, chance);
    const length = chance(64);
    const how = chance(5);
    if (how === 0) out[at] = chance(256);
    else if (how === 1) out[at] = (out[at] ?? 0) ^ (1 << chance(8));
    else if (how === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (how === 3) out = Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    else
      out = Buffer.concat([out.subarray(0, at), other.subarray(at, at + length), out.subarray(at + length)]);
  }
  return chance(20) === 0 ? out.subarray(0, chance(out.length + 1)) : out;
}

/** Two of three changes fall into the header, which stands at the beginning or, in an MP4, at the end. */
function placeIn(length: number, chance: Chance): number {
  const near = chance(Math.min(HEADER_BYTES, length));
  return [near, Math.max(0, length - 1 - 4 * near), chance(length)][chance(3)] ?? 0;
}

const asText = ({ frames }: VideoHash): string => frames.map(({ hash }) => hashToText(hash)).join();
const isSound = ({ frames }: VideoHash): boolean =>
  frames.length > 0 && frames.every(({ seconds, frame }) => Number.isFinite(seconds) && frame >= 0);

const values = commandOptions(import.meta.filename, {
  minutes: { type: 'string', default: '30' },
  seed: { type: 'string', default: '1' },
});
const chance = chanceOf(Number(values.seed));
const until = performance.now() + Number(values.minutes) * 60_000;
const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-video-'));
const paths = CLIPS.map((one) => drawClip(folder, one));
const files = paths.map((file) => readFileSync(file));
const [honest = Buffer.alloc(0)] = files;
const honestPath = paths[0] ?? '';
const hasher = loadHasher();
const counts = new Map<string, number>();
const findings: string[] = [];
/** Files asked a second time. */
let again = 0;

const RULES: Rules = {
  doubtful: ['matching.video-cpu', 'matching.video-slow', 'matching.video-no-ffmpeg'],
  isFine: (code) => code === 'hashed' || code.startsWith('matching.video-'),
  longestMs: LONGEST_MS,
};

async function outcomeOf(name: string): Promise<Outcome> {
  const begin = performance.now();
  const code = await hashVideo(name, { hasher, choice: 'every-frame' }).then(
    (video) => (isSound(video) ? 'hashed' : 'unsound'),
    (error: unknown) => (error instanceof MatchingError ? error.code : `uncoded: ${String(error)}`),
  );
  return { code, ms: performance.now() - begin };
}

async function tryOne(file: Buffer, round: number): Promise<void> {
  const name = path.join(folder, 'bent');
  writeFileSync(name, file);
  const { outcome, isFinding, askedAgain } = await verdictOf(() => outcomeOf(name), RULES);
  counts.set(outcome.code, (counts.get(outcome.code) ?? 0) + 1);
  if (askedAgain) again++;
  if (isFinding)
    findings.push(
      `round ${round}: ${outcome.code} after ${outcome.ms.toFixed(0)} ms: ${file.toString('base64').slice(0, 8_000)}`,
    );
}

const honestHashes = asText(await hashVideo(honestPath, { hasher }));
let reported = performance.now();
let round = 0;
try {
  for (; performance.now() < until; round++) {
    const [file = honest, other = honest] = [files[chance(files.length)], files[chance(files.length)]];
    await tryOne(bent(file, other, chance), round);
    if (round % HONEST_EVERY === 0 && asText(await hashVideo(honestPath, { hasher })) !== honestHashes)
      findings.push(`round ${round}: the honest clip has other hashes`);
    if (performance.now() - reported < REPORT_EVERY_MS) continue;
    reported = performance.now();
    console.error(`${round} files, ${findings.length} findings`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  JSON.stringify(
    {
      files: round,
      seed: Number(values.seed),
      askedAgain: again,
      outcomes: Object.fromEntries(counts),
      findings,
    },
    null,
    2,
  ),
);
process.exitCode = findings.length === 0 ? 0 : 1;
