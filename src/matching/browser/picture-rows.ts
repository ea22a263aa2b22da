// A decoded picture, read back from a canvas in bands of rows: a phone never holds all its pixels twice.
// The same policy as the server's (picture/policy.ts): turned as EXIF says, sRGB, on white, 8 bits, first frame.

import { MatchingError } from '../matching-error.ts';
import { missingInBrowser } from './missing.ts';

/** A multiple of every shrink factor. */
const BAND_ROWS = 64;

const AS_SEEN: ImageBitmapOptions = {
  imageOrientation: 'from-image',
  premultiplyAlpha: 'default',
  colorSpaceConversion: 'default',
};

/** Decodes as this browser does. @returns undefined where it cannot */
export function decode(file: Blob): Promise<ImageBitmap | undefined> {
  return createImageBitmap(file, AS_SEEN).catch(() => undefined);
}

/** RGBA rows from the top, at most BAND_ROWS at a time; each is gone when the next is asked for. */
export function* bandsOf(picture: ImageBitmap): Generator<ImageData> {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, BAND_ROWS).getContext('2d', {
    colorSpace: 'srgb',
    willReadFrequently: true,
  });
  if (canvas === null) throw missingInBrowser('2d context for OffscreenCanvas');
  canvas.imageSmoothingEnabled = false;
  canvas.fillStyle = 'white';
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - top);
    canvas.fillRect(0, 0, width, rows);
    canvas.drawImage(picture, 0, top, width, rows, 0, 0, width, rows);
    const band = canvas.getImageData(0, 0, width, rows);
    if (band.data[OPAQUE] !== 255) throw blankCanvas(width);
    yield band;
  }
}

/** Where the first pixel says whether anything was drawn: what lies on white is never transparent. */
const OPAQUE = 3;

/** Past a width of its own each browser gives a canvas on which nothing can be drawn, and says nothing. */
const blankCanvas = (width: number): MatchingError =>
  new MatchingError(
    'matching.browser-failed',
    `this browser cannot draw a picture ${width} pixels wide`,
    'try another browser, or make the picture smaller',
  );
