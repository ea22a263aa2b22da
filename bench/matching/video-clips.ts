// Clips for tests and benches, drawn by ffmpeg's own generators: harmless moving patterns, never a photograph.

import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** How a clip is made: words for ffmpeg before the output's name. */
export type Clip = { readonly name: string; readonly words: readonly string[] };

const quick = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** A clip from one generator, such as `testsrc2=s=320x240:r=25`, of some seconds. */
export function clip(name: string, source: string, seconds: number, words: readonly string[] = quick): Clip {
  return { name, words: ['-f', 'lavfi', '-i', source, '-t', String(seconds), ...words] };
}

/** Draws the clip into a folder and returns its path. */
export function drawClip(folder: string, { name, words }: Clip): string {
  const file = path.join(folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...words, '-threads', '2', file], {
    stdio: 'pipe',
  });
  return file;
}
