// The size of a WebP, from the first chunk: extended (VP8X), lossless (VP8L) or lossy (VP8). RFC 9649.

import type { Size } from './policy.ts';

const FIRST_CHUNK = 12;
const PAYLOAD = 20;
/** The longest of the three headers ends here. */
const SHORTEST_FILE = 30;

/** @returns undefined where the file ends early or begins with another chunk */
export function webpSize(file: Uint8Array): Size | undefined {
  if (file.length < SHORTEST_FILE) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  switch (String.fromCharCode(...file.subarray(FIRST_CHUNK, FIRST_CHUNK + 4))) {
    case 'VP8X':
      return { width: 1 + uint24(view, PAYLOAD + 4), height: 1 + uint24(view, PAYLOAD + 7) };
    case 'VP8L':
      return losslessSize(view.getUint32(PAYLOAD + 1, true));
    case 'VP8 ':
      return {
        width: view.getUint16(PAYLOAD + 6, true) & 0x3fff,
        height: view.getUint16(PAYLOAD + 8, true) & 0x3fff,
      };
    default:
      return undefined;
  }
}

/** 14 bits of width less one, then 14 of height less one. */
const losslessSize = (bits: number): Size => ({
  width: 1 + (bits & 0x3fff),
  height: 1 + ((bits >>> 14) & 0x3fff),
});

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
