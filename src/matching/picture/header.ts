// What a picture says it is, from its first bytes and before any decoder sees it: kind and size. A file's name counts for
// nothing. Reads only; sizes are what the file claims, and the decoder's are compared with them afterwards.

import { jpegSize } from './header-jpeg.ts';
import { webpSize } from './header-webp.ts';
import { PICTURE_LIMITS, type PictureKind, type Size } from './policy.ts';
import { damagedPicture, emptyPicture, largeFile, manyPixels, otherKind } from './refusals.ts';

/** Its size is as stored: before any EXIF turn. */
export type PictureHeader = Size & { readonly kind: PictureKind };

/** One way to begin a file: `bytes` at `at`, as latin-1 text. */
type Magic = { readonly at: number; readonly bytes: string; readonly name: string };

/** Files that come in pictures' clothes, so that the refusal can name them. */
const OTHERS: readonly Magic[] = [
  { at: 0, bytes: 'GIF8', name: 'a GIF' },
  { at: 4, bytes: 'ftypavif', name: 'an AVIF' },
  { at: 4, bytes: 'ftypavis', name: 'an AVIF' },
  { at: 4, bytes: 'ftyphei', name: 'a HEIC' },
  { at: 4, bytes: 'ftyphev', name: 'a HEIC' },
  { at: 4, bytes: 'ftypmif1', name: 'a HEIC or AVIF' },
  { at: 4, bytes: 'ftyp', name: 'a video' },
  { at: 0, bytes: '\x1aE\xdf\xa3', name: 'a video' },
  { at: 0, bytes: 'II*\0', name: 'a TIFF' },
  { at: 0, bytes: 'MM\0*', name: 'a TIFF' },
  { at: 0, bytes: 'BM', name: 'a BMP' },
  { at: 0, bytes: '%PDF', name: 'a PDF' },
  { at: 0, bytes: 'PK\x03\x04', name: 'a ZIP archive or an office document' },
  { at: 0, bytes: '<', name: 'text, such as SVG or HTML' },
];

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

/**
 * Kind and size of a picture.
 * @throws MatchingError `matching.picture-empty`, `-bytes`, `-kind`, `-damaged` or `-pixels`
 */
export function readHeader(file: Uint8Array): PictureHeader {
  if (file.length === 0) throw emptyPicture();
  if (file.length > PICTURE_LIMITS.bytes) throw largeFile(file.length);
  const header = sizeOf(file);
  const { width, height } = header;
  if (width === 0 || height === 0) throw damagedPicture(`its header says ${width} x ${height} pixels`);
  if (width * height > PICTURE_LIMITS.pixels) throw manyPixels(width, height);
  return header;
}

function sizeOf(file: Uint8Array): PictureHeader {
  if (begins(file, 0, '\xff\xd8\xff')) return { kind: 'jpeg', ...found(jpegSize(file)) };
  if (begins(file, 0, PNG_SIGNATURE)) return { kind: 'png', ...found(pngSize(file)) };
  if (begins(file, 0, 'RIFF') && begins(file, 8, 'WEBP')) return { kind: 'webp', ...found(webpSize(file)) };
  throw otherKind(
    OTHERS.find(({ at, bytes }) => begins(file, at, bytes))?.name ?? 'its first bytes say nothing known',
  );
}

function found(size: Size | undefined): Size {
  if (size === undefined) throw damagedPicture('its header ends early or holds no size');
  return size;
}

/** IHDR is the first chunk, always. */
function pngSize(file: Uint8Array): Size | undefined {
  if (file.length < 24 || !begins(file, 12, 'IHDR')) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function begins(file: Uint8Array, at: number, bytes: string): boolean {
  return Array.from(bytes).every((byte, index) => file[at + index] === byte.charCodeAt(0));
}
