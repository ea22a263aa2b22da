// The words of an HWP 5 file made for distribution: scrambled with a key that stands in front of them, so that a viewer can show them and
// an editor will not change them. It is no secret, and no password is tried.
import { createDecipheriv } from 'node:crypto';
import { TAG } from './hwp-records.ts';
import { unreadable } from './unread.ts';

const HEAD_BYTES = 4;
const DATA_BYTES = 256;
const KEY_BYTES = 16;
const BLOCK = 16;

/** @param section a stream of ViewText @throws Unread */
export function unscrambled(section: Buffer): Buffer {
  const from = HEAD_BYTES + DATA_BYTES;
  if (section.length < from || (section.readUInt32LE(0) & 0x3ff) !== TAG.distribution)
    throw unreadable('the head of its words is damaged');
  const decipher = createDecipheriv(
    'aes-128-ecb',
    keyOf(section.subarray(HEAD_BYTES, from)),
    null,
  ).setAutoPadding(false);
  const whole = section.length - ((section.length - from) % BLOCK);
  return Buffer.concat([decipher.update(section.subarray(from, whole)), decipher.final()]);
}

/** The first 16 bytes of a text of 80 that lies in noise; the noise follows from the first four bytes. */
function keyOf(scrambled: Buffer): Buffer {
  const data = Buffer.from(scrambled);
  const seed = data.readUInt32LE(0);
  const random = noise(seed);
  let [mask, left] = [0, 0];
  for (let at = 0; at < data.length; at += 1) {
    if (left === 0) [mask, left] = [random() & 0xff, (random() & 0xf) + 1];
    if (at >= 4) data[at] = (data[at] ?? 0) ^ mask;
    left -= 1;
  }
  const place = 4 + (seed & 0xf);
  return data.subarray(place, place + KEY_BYTES);
}

/** The generator of Microsoft's C library. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 214_013) + 2_531_011) >>> 0;
    return (state >>> 16) & 0x7fff;
  };
}
