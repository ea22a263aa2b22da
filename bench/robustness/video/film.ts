// A generated film: four scenes that the camera pans over, with grain, cut together. Harmless, the same for the same seed and number.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { between, type Chance, chanceOf, pick } from '../scene/chance.ts';
import { sceneOf } from '../scene/scene.ts';

const run = promisify(execFile);

export const FILM = { width: 480, height: 272, rate: 30, shots: 4, shotSeconds: 3 } as const;
export const FILM_SECONDS = FILM.shots * FILM.shotSeconds;

const SCENE_SIDE = 900;
/** The scene is so much larger than the picture, and the camera goes at most so far down, pixels. */
const STAGE = { width: 600, height: 340, farthestDown: 180 };
const GRAIN = 7;

/** Runs ffmpeg on one thread, beside others that do the same. @param words up to the output's name, included */
export async function ffmpeg(words: readonly string[]): Promise<void> {
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-threads', '1', ...words]);
}

/** Draws film `number` into a folder of its own. @returns its file */
export async function drawFilm(folder: string, seed: number, number: number): Promise<string> {
  const chance = chanceOf(seed, number);
  const shots = Array.from({ length: FILM.shots }, (_, shot) => path.join(folder, `shot-${shot}.png`));
  for (const [shot, file] of shots.entries()) {
    const { pixels } = sceneOf(seed, number * FILM.shots + shot, SCENE_SIDE);
    const { data, width, height } = pixels;
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toFile(file);
  }
  const file = path.join(folder, 'film.mp4');
  const inputs = shots.flatMap((shot) => [
    ...['-loop', '1', '-framerate', String(FILM.rate), '-t', String(FILM.shotSeconds), '-i', shot],
  ]);
  const panned = shots.map((_, shot) => `[${shot}:v]${pan(chance)}[s${shot}]`);
  const cut = `${shots.map((_, shot) => `[s${shot}]`).join('')}concat=n=${shots.length},noise=alls=${GRAIN}:allf=t+u:all_seed=${number}`;
  const encoded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p', file];
  await ffmpeg([...inputs, '-filter_complex', [...panned, cut].join(';'), ...encoded]);
  return file;
}

/** How much of its way the camera goes in a shot: hands that hold it, a slow pan, a fast one. */
const WAYS = [0.02, 0.02, 0.1, 0.3, 1];

/** From one place of the scene to another, at a steady pace. */
function pan(chance: Chance): string {
  const far = pick(chance, WAYS);
  const way = () => {
    const [from, to] = [between(chance, 0, 1), between(chance, 0, 1)];
    return `(${from.toFixed(3)}+${(far * (to - from)).toFixed(3)}*t/${FILM.shotSeconds})`;
  };
  return [
    `crop=${FILM.width}:${FILM.height}:x='(iw-ow)*${way()}':y='min(ih-oh\\,${STAGE.farthestDown})*${way()}'`,
    'setsar=1',
  ].join(',');
}
