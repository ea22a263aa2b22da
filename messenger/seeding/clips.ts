// The three short clips of messenger/media, made distinct per name by a `free` box at the end (ISO/IEC 14496-12),
// which players skip: same moving picture, another SHA-256.
import { readFile } from 'node:fs/promises';
import { randomFrom } from './random.ts';

const FOLDER = new URL('../media/', import.meta.url);
const CLIPS = ['harbour.mp4', 'lantern.mp4', 'meadow.mp4'] as const;

/** An MP4 clip. The same name always gives the same bytes. */
export async function clipNamed(name: string): Promise<Buffer> {
  const file = randomFrom(`clip ${name}`).pick(CLIPS);
  return Buffer.concat([await readFile(new URL(file, FOLDER)), freeBox(name)]);
}

function freeBox(content: string): Buffer {
  const body = Buffer.from(content);
  const box = Buffer.alloc(8 + body.length);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  body.copy(box, 8);
  return box;
}
