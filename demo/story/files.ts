// Files that are posted in the story: patterns and harmless clips, never a picture of anybody. The same name gives the same bytes.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { chanceOf } from './random.ts';

const CLIPS = ['harbour.mp4', 'lantern.mp4', 'meadow.mp4'];
const FOLDER = path.resolve(import.meta.dirname, '../../messenger/media');
/** Squares a side, and the side of the picture in pixels: coarse enough that no two of them look alike. */
const SQUARES = 8;
const SIDE = 256;

/** A PNG: a board of squares, each of a chance colour. */
export async function pictureOf(name: string): Promise<Buffer> {
  const chance = chanceOf(`picture ${name}`);
  const rgb = Uint8Array.from({ length: SQUARES * SQUARES * 3 }, () => chance.whole(256));
  const raw = { width: SQUARES, height: SQUARES, channels: 3 } as const;
  return sharp(rgb, { raw }).resize(SIDE, SIDE, { kernel: 'cubic' }).png().toBuffer();
}

/** An MP4: one of the messenger's clips with a `free` box (ISO/IEC 14496-12) that players skip, so that each has another SHA-256. */
export async function clipOf(name: string): Promise<Buffer> {
  const clip = await readFile(path.join(FOLDER, chanceOf(`clip ${name}`).pick(CLIPS)));
  const words = Buffer.from(name);
  const box = Buffer.alloc(8);
  box.writeUInt32BE(8 + words.length, 0);
  box.write('free', 4, 'latin1');
  return Buffer.concat([clip, box, words]);
}
