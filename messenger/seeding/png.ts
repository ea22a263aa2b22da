// Writes a PNG file from RGB pixels: header, one deflated image, end (W3C PNG specification, third edition).
// Not a picture library: 8 bits a channel, no alpha, one filter for all lines.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const BIT_DEPTH = 8;
const COLOUR_TYPE_RGB = 2;
const CHANNELS = 3;
/** Filter "Up": each line holds the difference to the line above, which deflates well for smooth pictures. */
const FILTER_UP = 2;
const DEFLATE_LEVEL = 3;

/** Encodes `rgb`, three bytes a pixel, line by line from the top. */
export function encodePng(width: number, height: number, rgb: Uint8Array): Buffer {
  const data = deflateSync(filtered(width, height, rgb), { level: DEFLATE_LEVEL });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(width, height)),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function header(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes[8] = BIT_DEPTH;
  bytes[9] = COLOUR_TYPE_RGB;
  return bytes;
}

function filtered(width: number, height: number, rgb: Uint8Array): Buffer {
  const line = width * CHANNELS;
  const out = Buffer.alloc(height * (line + 1));
  for (let y = 0; y < height; y += 1) {
    out[y * (line + 1)] = FILTER_UP;
    for (let x = 0; x < line; x += 1) {
      const above = y === 0 ? 0 : (rgb[(y - 1) * line + x] ?? 0);
      out[y * (line + 1) + 1 + x] = (rgb[y * line + x] ?? 0) - above;
    }
  }
  return out;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
