// The size of a JPEG: walks its segments to the first start of frame. Nothing is decoded, nothing is allocated.

import type { Size } from './policy.ts';

/** A camera writes some twenty; a file with more than this before its size is built to waste our time. */
const MOST_SEGMENTS = 4_096;
const MARKER = 0xff;

const isStartOfFrame = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
/** Restart markers, TEM and a second SOI carry no length. */
const standsAlone = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd8);
/** Start of scan or end of image: the size had to come before. */
const isTooLate = (code: number): boolean => code === 0xd9 || code === 0xda;

/** @returns undefined where the file has no frame header, or ends in it */
export function jpegSize(file: Uint8Array): Size | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  let at = 2;
  for (let segments = 0; segments < MOST_SEGMENTS; segments++) {
    while (file[at] === MARKER && file[at + 1] === MARKER) at++;
    const code = file[at + 1];
    if (file[at] !== MARKER || code === undefined || isTooLate(code)) return undefined;
    if (isStartOfFrame(code)) return frameSize(view, at + 2);
    if (!standsAlone(code) && at + 4 > file.length) return undefined;
    at += standsAlone(code) ? 2 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** @param at of the segment's length; after it one byte of precision, then height and width */
function frameSize(view: DataView, at: number): Size | undefined {
  if (at + 7 > view.byteLength) return undefined;
  return { height: view.getUint16(at + 3), width: view.getUint16(at + 5) };
}
