// Part video: whole files through our pipeline and through PyPI's vpdq, frames compared. Both may use every core (a decoder beside a
// hasher), and once more bound to one.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FrameChoice } from '../../../src/matching/video/vpdq.ts';
import type { Contender } from '../../harness/line-process.ts';
import { interleaved } from '../../harness/rounds.ts';
import { type Spread, spreadOf, timesFaster } from '../../harness/statistics.ts';
import { startOurs, startPeer } from '../contenders/start.ts';
import { hasPeer, type Setting } from '../options.ts';

const SECONDS = { quick: 6, full: 40 };
const KEYFRAME_EVERY = 60;
const CLIPS = [
  { name: '720p30', size: '1280x720', bitrate: '1200k', grain: 6 },
  { name: '1080p30', size: '1920x1080', bitrate: '8500k', grain: 16 },
];
const MEASURES: readonly { choice: FrameChoice; cores: 'one' | 'all'; rounds: number }[] = [
  { choice: 'every-second', cores: 'all', rounds: 3 },
  { choice: 'key-frames', cores: 'all', rounds: 3 },
  { choice: 'every-frame', cores: 'all', rounds: 2 },
  { choice: 'every-second', cores: 'one', rounds: 1 },
  { choice: 'every-frame', cores: 'one', rounds: 1 },
];

type Frames = { readonly seconds: number; readonly frames: readonly string[] };

export type VideoRow = {
  readonly clip: string;
  readonly choice: FrameChoice;
  readonly cores: 'one' | 'all';
  readonly ours: Spread;
  readonly frames: number;
  /** For key frames, which vpdq has not: vpdq's one frame a second. */
  readonly vpdq?: Spread;
  readonly timesVpdq?: Spread;
  readonly equalFrames?: number;
};
export type VideoPart = { readonly seconds: number; readonly rows: readonly VideoRow[] };

export async function measureVideo(setting: Setting): Promise<VideoPart> {
  const seconds = SECONDS[setting.quick ? 'quick' : 'full'];
  const measures = setting.quick ? MEASURES.filter(({ cores }) => cores === 'all') : MEASURES;
  const rows: VideoRow[] = [];
  for (const clip of CLIPS) {
    const file = clipFile(setting, clip, seconds);
    for (const measure of measures) {
      setting.say(`video: ${clip.name} ${measure.choice}, ${measure.cores} core(s)`);
      rows.push(await measureClip(setting, clip.name, file, measure));
    }
  }
  return { seconds, rows };
}

async function measureClip(
  setting: Setting,
  clip: string,
  file: string,
  { choice, cores, rounds }: (typeof MEASURES)[number],
): Promise<VideoRow> {
  const { python } = setting.peers;
  const ours = startOurs('video', cores);
  const peer =
    python && hasPeer(setting, 'vpdq') ? startPeer('vpdq', python, 'video_peer.py', cores) : undefined;
  const contenders: readonly Contender[] = peer === undefined ? [ours] : [ours, peer];
  const question = { file, choice, every: choice === 'every-frame' ? 0 : 1 };
  try {
    const turns = setting.quick ? 1 : rounds;
    const [own = [], theirs = []] = await interleaved(contenders, turns, (one) => one.ask<Frames>(question));
    return rowOf({ clip, choice, cores }, own, theirs);
  } finally {
    for (const one of contenders) one.stop();
  }
}

function rowOf(
  what: Pick<VideoRow, 'clip' | 'choice' | 'cores'>,
  own: readonly Frames[],
  theirs: readonly Frames[],
): VideoRow {
  const ours = spreadOf(own.map(({ seconds }) => seconds));
  const frames = own[0]?.frames ?? [];
  if (theirs.length === 0) return { ...what, ours, frames: frames.length };
  const vpdq = spreadOf(theirs.map(({ seconds }) => seconds));
  const beside = { ...what, ours, frames: frames.length, vpdq, timesVpdq: timesFaster(ours, vpdq) };
  if (what.choice === 'key-frames') return beside;
  return { ...beside, equalFrames: frames.filter((frame, at) => frame === theirs[0]?.frames[at]).length };
}

function clipFile(
  setting: Setting,
  { name, size, bitrate, grain }: (typeof CLIPS)[number],
  seconds: number,
): string {
  const file = path.join(setting.folder, `${name}-${seconds}s.mp4`);
  if (existsSync(file)) return file;
  setting.say(`video: drawing ${name}`);
  const source = `testsrc2=s=${size}:r=30,hue=h=20*t,noise=alls=${grain}:allf=t`;
  const encoding = ['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', bitrate, '-g', `${KEYFRAME_EVERY}`];
  const words = ['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', source, '-t', `${seconds}`];
  execFileSync('ffmpeg', [...words, ...encoding, '-pix_fmt', 'yuv420p', file], { stdio: 'pipe' });
  return file;
}
