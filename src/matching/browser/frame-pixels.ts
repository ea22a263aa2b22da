// The pixels of one decoded frame, as near to the server's as a browser lets them be. A hash needs only brightness, and most decoders
// hold it as a plane of its own: taken as it is, it differs from the server's by rounding. Frames kept otherwise (on a graphics card,
// in ten bits) are drawn on a canvas, where the browser's own rules for colours apply.

import type { Pixels } from '../pdq/hasher.ts';
import { missingInBrowser } from './missing.ts';

/** Formats of 8 bits whose first plane is brightness. */
const WITH_BRIGHTNESS: readonly (string | null)[] = [
  'I420',
  'I420A',
  'I422',
  'I422A',
  'I444',
  'I444A',
  'NV12',
];
/** Video keeps black at 16 and white at 235, unless it says otherwise. */
const BLACK = 16;
const STEPS = 219;

const toFullRange = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - BLACK) * 255) / STEPS);

export type FramePixels = (frame: VideoFrame) => Promise<Pixels>;

/** Reads frames of one size, each by itself. @throws MatchingError `matching.browser-missing` where nothing can be drawn */
export function framePixels(width: number, height: number): FramePixels {
  let canvas: OffscreenCanvasRenderingContext2D | undefined; // only for frames that need it: large ones take 256 MiB
  return async (frame) => {
    const rect = frame.visibleRect;
    const isWhole = rect?.width === width && rect.height === height;
    if (isWhole && WITH_BRIGHTNESS.includes(frame.format))
      return { data: await brightness(frame, width, height), width, height, channels: 1 };
    canvas ??= blackCanvas(width, height);
    canvas.drawImage(frame, 0, 0, width, height);
    const { data } = canvas.getImageData(0, 0, width, height);
    return { data: new Uint8Array(data.buffer), width, height, channels: 4 };
  };
}

function blackCanvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
  if (pen === null) throw missingInBrowser('drawing on an OffscreenCanvas');
  pen.globalCompositeOperation = 'copy'; // through what is transparent, black is seen, and not the frame before
  return pen;
}

/** The first plane without padding, from black at 0 to white at 255. */
async function brightness(frame: VideoFrame, width: number, height: number): Promise<Uint8Array> {
  const planes = new Uint8Array(frame.allocationSize());
  const [{ offset, stride } = { offset: 0, stride: width }] = await frame.copyTo(planes);
  const isFull = frame.colorSpace.fullRange === true;
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = planes.subarray(offset + row * stride, offset + row * stride + width);
    data.set(isFull ? from : from.map((value) => toFullRange[value] ?? 0), row * width);
  }
  return data;
}
