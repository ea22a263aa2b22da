// Picture files for tests, honest and hostile, all made here: textured scenes, and bytes bent by hand. Nobody is on them.

import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A few waves over a few edges: enough texture for quality 100, the same for the same seed. */
export function scene(seed: number, width: number, height: number): Sharp {
  const data = new Uint8Array(width * height * 3);
  const waves = Array.from({ length: 9 }, (_, at) => wave(seed * 31 + at));
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const [u, v] = [x / width, y / height];
      const light = waves.reduce((sum, at) => sum + at(u, v), 128);
      data[to] = clamp(light + 40 * u);
      data[to + 1] = clamp(light);
      data[to + 2] = clamp(light - 50 * v);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A large picture in little time: a small scene, drawn larger. */
export async function enlarged(seed: number, width: number, height: number): Promise<Sharp> {
  const small = await scene(seed, 512, 512).png().toBuffer();
  return sharp(
    await sharp(small).resize(width, height, { fit: 'fill' }).png({ compressionLevel: 1 }).toBuffer(),
  );
}

const clamp = (value: number): number => Math.max(0, Math.min(255, value));
/** A number in [0, 1) from a whole one; chance enough for pictures. */
const spread = (n: number): number => (Math.imul(n ^ 0x5bd1e995, 0x9e3779b1) >>> 8) / 2 ** 24;

function wave(n: number): (u: number, v: number) => number {
  const [across, down, phase, hard] = [0, 1, 2, 3].map((at) => spread(4 * n + at)) as [
    number,
    number,
    number,
    number,
  ];
  return (u, v) => {
    const height = Math.sin(2 * Math.PI * (across * 7 * u + down * 7 * v + phase));
    return 26 * (hard > 0.5 ? Math.sign(height) : height);
  };
}

/** A PNG chunk with its length and checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
type PngKind = { readonly depth?: number; readonly colour?: number; readonly interlaced?: boolean };

/** A PNG whose header says what it is told to, around any compressed bytes. */
export function pngOf(width: number, height: number, data: Uint8Array, kind: PngKind = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([kind.depth ?? 8, kind.colour ?? 2, 0, 0, kind.interlaced ? 1 : 0], 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

/** So many zeroes, compressed. */
export const deflatedZeroes = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes), { level: 1 });

/** Where the segment with this marker begins in a JPEG. */
function segmentAt(jpeg: Buffer, marker: number, nth = 0): number {
  let found = -1;
  for (let left = nth; left >= 0; left--) {
    found = jpeg.indexOf(Buffer.from([0xff, marker]), found + 1);
  }
  if (found < 0) throw new Error(`no segment ${marker.toString(16)}`);
  return found;
}

/** The same file, claiming another size. */
export function jpegClaiming(jpeg: Buffer, width: number, height: number): Buffer {
  const bent = Buffer.from(jpeg);
  const frame = segmentAt(bent, 0xc0);
  bent.writeUInt16BE(height, frame + 5);
  bent.writeUInt16BE(width, frame + 7);
  return bent;
}

const u16 = (value: number): number[] => [value >> 8, value & 0xff];
const segment = (marker: number, body: readonly number[]): Buffer =>
  Buffer.from([0xff, marker, ...u16(body.length + 2), ...body]);
/** A Huffman table with one word: the bit 0 means `symbol`. */
const oneWordTable = (slot: number, symbol: number): Buffer =>
  segment(0xc4, [slot, 1, ...Array.from({ length: 15 }, () => 0), symbol]);

/** A scan of one grey component: coefficients `first` to `last`, from bit `high` to bit `low`, all zero bits. */
function zeroScan(first: number, last: number, high: number, low: number, bytes: number): Buffer {
  return Buffer.concat([segment(0xda, [1, 1, 0, first, last, (high << 4) | low]), Buffer.alloc(bytes)]);
}

/**
 * A grey progressive JPEG that is nothing but grey, in 900 scans: each is some hundred bytes and goes over all blocks.
 * 0xE0 says "the next 16,384 blocks end here" in one bit and fourteen more.
 */
export function jpegOfManyScans(side: number): Buffer {
  const blocks = Math.ceil(side / 8) ** 2;
  const bytes = Math.ceil((Math.ceil(blocks / 16_384) * 15) / 8);
  const scans = Array.from({ length: 63 }, (_, at) => at + 1).flatMap((coefficient) => [
    zeroScan(coefficient, coefficient, 0, 13, bytes),
    ...Array.from({ length: 13 }, (_, done) =>
      zeroScan(coefficient, coefficient, 13 - done, 12 - done, bytes),
    ),
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    segment(0xc2, [8, ...u16(side), ...u16(side), 1, 1, 0x11, 0]),
    oneWordTable(0x00, 0x00),
    oneWordTable(0x10, 0xe0),
    zeroScan(0, 0, 0, 0, Math.ceil(blocks / 8)),
    ...scans,
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** The header of an extended WebP that claims this canvas, and little after it. */
export function webpClaiming(width: number, height: number): Buffer {
  const file = Buffer.alloc(64);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(56, 4);
  file.write('WEBPVP8X', 8, 'latin1');
  file.writeUInt32LE(10, 16);
  file.writeUIntLE(width - 1, 24, 3);
  file.writeUIntLE(height - 1, 27, 3);
  return file;
}
