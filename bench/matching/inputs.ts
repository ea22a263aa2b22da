// What the contenders are fed: made once, repeatably, and kept in the bench's own folder. Harmless: waves and noise.

import { existsSync, mkdirSync, openSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { bytesOf, flipped, WORDS } from './proof/population.ts';
import { createRandom, type Random } from './proof/random.ts';

const SEED = 20_261;
const BLOCK_ROWS = 65_536;
const NEAR_BITS = 31;
/** Queries that have a neighbour have it among the first rows, so that they have it at every size of index. */
const NEIGHBOURS_AMONG = 90_000;

export type PictureSize = { readonly name: string; readonly width: number; readonly height: number };

export const PICTURE_SIZES: readonly PictureSize[] = [
  { name: '512', width: 512, height: 512 },
  { name: '1080p', width: 1920, height: 1080 },
  { name: '12 MP', width: 4000, height: 3000 },
];

/** Raw RGB of a picture with shapes at every scale, and grain. @returns the file */
export function pixelFile(folder: string, { width, height }: PictureSize): string {
  const file = path.join(folder, `pixels-${width}x${height}.rgb`);
  if (!existsSync(file)) writeFileSync(file, waves(width, height));
  return file;
}

/** @returns the file of a JPEG of the same picture at a camera's quality */
export async function jpegFile(folder: string, size: PictureSize): Promise<string> {
  const { width, height } = size;
  const file = path.join(folder, `picture-${width}x${height}.jpg`);
  if (existsSync(file)) return file;
  const pixels = waves(width, height);
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toFile(file);
  return file;
}

const GRAIN = 11;
const OCTAVES = [1.7, 4.1, 9.3, 23, 57];

function waves(width: number, height: number): Uint8Array {
  const random = createRandom(SEED);
  const phases = OCTAVES.map(() => [random.below(628) / 100, random.below(628) / 100] as const);
  const across = OCTAVES.map((turns, at) => sines(width, turns, phases[at]?.[0] ?? 0));
  const down = OCTAVES.map((turns, at) => sines(height, turns * 0.8, phases[at]?.[1] ?? 0));
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      let light = 128;
      for (let octave = 0; octave < OCTAVES.length; octave++)
        light += (60 / (octave + 1)) * (across[octave]?.[x] ?? 0) * (down[octave]?.[(y + x / 3) | 0] ?? 1);
      const grain = (random.next() % GRAIN) - GRAIN / 2;
      pixels[at] = inByte(light + grain);
      pixels[at + 1] = inByte(0.8 * light + 20 + grain);
      pixels[at + 2] = inByte(255 - light + grain);
    }
  return pixels;
}

const sines = (length: number, turns: number, phase: number): Float32Array =>
  Float32Array.from({ length }, (_, at) => Math.sin(phase + (2 * Math.PI * turns * at) / length));

const inByte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** `count` random hashes of 32 bytes, one after another. The first rows are the same at every count. @returns the file */
export function hashFile(folder: string, count: number): string {
  const file = path.join(folder, `hashes-${count}.bin`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const random = createRandom(SEED);
  const to = openSync(file, 'w');
  for (let done = 0; done < count; done += BLOCK_ROWS)
    writeSync(to, new Uint8Array(randomWords(random, Math.min(BLOCK_ROWS, count - done)).buffer));
  closeSync(to);
  return file;
}

export function randomWords(random: Random, rows: number): Uint32Array {
  const words = new Uint32Array(rows * WORDS);
  for (let at = 0; at < words.length; at++) words[at] = random.next();
  return words;
}

/** Half strangers, half with a neighbour 0 to 31 bits away. @returns the file */
export function queryFile(folder: string, count: number): string {
  const file = path.join(folder, `queries-${count}.bin`);
  const rows = randomWords(createRandom(SEED), NEIGHBOURS_AMONG);
  const random = createRandom(SEED + 1);
  const queries = Array.from({ length: count }, (_, at) => {
    if (at % 2 === 0) return bytesOf(randomWords(random, 1));
    const row = random.below(NEIGHBOURS_AMONG);
    const near = rows.slice(row * WORDS, (row + 1) * WORDS);
    return bytesOf(flipped(near, random.below(NEAR_BITS + 1), random));
  });
  writeFileSync(file, Buffer.concat(queries));
  return file;
}
