// Damages snapshots: bits, counts, cuts, doubled stretches; by chance, or as somebody would who knows the format.

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { BLOCK_ENTRIES, blockBytes, HEADER_BYTES } from '../../../src/matching/index/snapshot-format.ts';
import type { Random } from './random.ts';

/** The snapshot after one to four mutations; in half of the cases with its checksums made right again. */
export function mutated(original: Buffer, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(original);
  for (let left = 1 + random.below(4); left > 0; left--)
    bytes = MUTATIONS[random.below(MUTATIONS.length)]?.(bytes, random) ?? bytes;
  return random.below(2) === 0 ? bytes : resealed(bytes);
}

const INTERESTING = [0, 1, 2, 255, 256, 4095, 4096, 4097, 0x7fffffff, 0x80000000, 0xffffffff];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  (bytes, { below }) => changed(bytes, below(bytes.length), (byte) => byte ^ (1 << below(8))),
  (bytes, { below }) => changed(bytes, below(bytes.length), () => below(256)),
  // Near the front is where counts stand.
  (bytes, { below }) => changed(bytes, below(Math.min(bytes.length, 160)), () => below(256)),
  (bytes, { below }) =>
    numberAt(bytes, 4 * below(Math.min(40, bytes.length >> 2)), INTERESTING[below(INTERESTING.length)] ?? 0),
  (bytes, { below }) => numberAt(bytes, below(bytes.length), INTERESTING[below(INTERESTING.length)] ?? 0),
  (bytes, { below }) => bytes.subarray(0, below(bytes.length + 1)),
  (bytes, { below }) => Buffer.concat([bytes, Buffer.alloc(1 + below(300), below(256))]),
  (bytes, { below }) => {
    const from = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + below(40))]);
  },
  (bytes, { below }) => {
    const from = below(bytes.length);
    return Buffer.concat([
      bytes.subarray(0, from),
      bytes.subarray(from, from + below(200)),
      bytes.subarray(from),
    ]);
  },
];

function changed(bytes: Buffer, at: number, change: (byte: number) => number): Buffer {
  if (at < bytes.length) bytes[at] = change(bytes[at] ?? 0);
  return bytes;
}

function numberAt(bytes: Buffer, at: number, value: number): Buffer {
  if (at + 4 <= bytes.length) bytes.writeUInt32LE(value, at);
  return bytes;
}

/** Every checksum that can be found is made right, by the counts that the bytes themselves hold. */
export function resealed(bytes: Buffer): Buffer {
  if (bytes.length < HEADER_BYTES + 8 + 32) return bytes;
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER_BYTES - 4)), HEADER_BYTES - 4);
  let at = HEADER_BYTES + bytes.readUInt32LE(24);
  if (at + 4 > bytes.length) return bytes;
  let seed = crc32(bytes.subarray(HEADER_BYTES, at));
  bytes.writeUInt32LE(seed, at);
  at += 4;
  for (let left = Number(bytes.readBigUInt64LE(16)); left > 0; left -= BLOCK_ENTRIES) {
    const end = at + blockBytes(Math.min(left, BLOCK_ENTRIES));
    if (end > bytes.length) break;
    seed = crc32(bytes.subarray(at, end - 4), seed);
    bytes.writeUInt32LE(seed, end - 4);
    at = end;
  }
  createHash('sha256')
    .update(bytes.subarray(0, -32))
    .digest()
    .copy(bytes, bytes.length - 32);
  return bytes;
}
