// Proof: our frame hashes of generated clips equal those of PyPI's `vpdq` (Meta's C++), hash, quality and frame number, once a second
// and for every frame. Needs a Python with `vpdq`: --python PATH. --clip NAME: only clips of such names. Prints a row for each clip; ends with 1 if one frame differs.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandOptions } from '../harness/command.ts';
import { hashToText } from '../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { hashVideo } from '../../src/matching/video/hash-video.ts';
import type { FrameChoice } from '../../src/matching/video/vpdq.ts';
import { drawClip } from './video-clips.ts';
import { IDENTITY_CLIPS } from './video-identity-clips.ts';

const REFERENCE = `
import sys, vpdq
for f in vpdq.computeHash(sys.argv[1], seconds_per_hash=float(sys.argv[2])):
    print(f.frame_number, f.quality, f.hex)
`;
const LONGEST_OUTPUT = 64 * 1024 * 1024;

type Compared = { readonly frames: number; readonly equal: number };

const hasher = loadHasher();

async function ours(file: string, choice: FrameChoice): Promise<readonly string[]> {
  const { frames } = await hashVideo(file, { hasher, choice });
  return frames.map(({ frame, quality, hash }) => `${frame} ${quality} ${hashToText(hash)}`);
}

function theirs(python: string, file: string, choice: FrameChoice): readonly string[] {
  const seconds = choice === 'every-frame' ? '0' : '1';
  const told = execFileSync(python, ['-c', REFERENCE, file, seconds], { maxBuffer: LONGEST_OUTPUT });
  return told.toString('latin1').trim().split('\n');
}

async function compare(python: string, file: string, choice: FrameChoice): Promise<Compared> {
  const [own, reference] = [await ours(file, choice), theirs(python, file, choice)];
  const equal = own.filter((line, at) => line === reference[at]).length;
  return { frames: Math.max(own.length, reference.length), equal };
}

async function main(): Promise<void> {
  const values = commandOptions(import.meta.filename, {
    python: { type: 'string', default: 'python3' },
    clip: { type: 'string', default: '' },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'video-identity-'));
  const total = { frames: 0, equal: 0 };
  try {
    for (const clip of IDENTITY_CLIPS.filter(({ name }) => name.startsWith(values.clip))) {
      const file = drawClip(folder, clip);
      for (const choice of ['every-second', 'every-frame'] as const) {
        const { frames, equal } = await compare(values.python, file, choice);
        total.frames += frames;
        total.equal += equal;
        console.log(`${clip.name.padEnd(16)} ${choice.padEnd(14)} ${equal} of ${frames} equal`);
      }
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`all: ${total.equal} of ${total.frames} frames equal (number, quality and hash)`);
  if (total.equal !== total.frames) process.exitCode = 1;
}

await main();
