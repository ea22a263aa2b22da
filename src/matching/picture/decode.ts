// From the bytes of a picture to the pixels that are hashed, by the policy, with sharp (libvips). Made to run in a process
// that may be killed (decoder-process.ts): hostile bytes meet native code here. Not for the browser.

import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { type PictureHeader, readHeader } from './header.ts';
import { BACKGROUND, PICTURE_LIMITS, type ShrinkFactor, shrinkFactor, type Size } from './policy.ts';
import { damagedPicture } from './refusals.ts';
import { meanBlocks } from './shrink.ts';
import { type Rgb, uprightSize } from './turn.ts';

/** A decoded picture: the pixels to hash, as stored; how they are to be turned; and the size of the whole picture as seen. */
export type Decoded = { readonly pixels: Rgb; readonly orientation: number; readonly size: Size };

// One picture at a time and nothing kept: a decoder is killed, not tuned.
sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

/**
 * `error` refuses what is cut short or broken. Mere warnings are let by: honest cameras and phones write bytes that
 * libjpeg calls extraneous, and browsers show those pictures.
 */
const OPEN: SharpOptions = {
  failOn: 'error',
  limitInputPixels: PICTURE_LIMITS.pixels,
  unlimited: false,
  sequentialRead: true,
  pages: 1,
};

/**
 * Decodes by the policy.
 * @throws MatchingError the codes of `readHeader`, and `matching.picture-damaged` where the decoder finds more
 */
export async function decodePicture(file: Uint8Array): Promise<Decoded> {
  const header = readHeader(file);
  const metadata = await orDamaged(sharp(file, OPEN).metadata());
  if (metadata.width !== header.width || metadata.height !== header.height)
    throw damagedPicture(`its header says ${sides(header)} pixels, the picture has ${sides(metadata)}`);
  const orientation = metadata.orientation ?? 1;
  const pixels = await shrunkPixels(file, header, metadata);
  return { pixels, orientation, size: uprightSize(header, orientation) };
}

const sides = ({ width, height }: Partial<Size>): string => `${width} x ${height}`;

async function shrunkPixels(file: Uint8Array, header: PictureHeader, metadata: Metadata): Promise<Rgb> {
  const factor = shrinkFactor(header.width, header.height);
  const size = { width: Math.floor(header.width / factor), height: Math.floor(header.height / factor) };
  const shown = onBackground(sharp(file, OPEN), metadata).toColourspace('srgb');
  // JPEG and WebP decoders leave out what a smaller picture does not need; PNG has to be read whole.
  if (header.kind !== 'png' && factor !== 1)
    return rgb(shown.resize({ ...size, fit: 'fill', kernel: 'linear' }));
  return blockMeans(await rgb(shown), factor, size);
}

function onBackground(image: Sharp, { hasAlpha }: Metadata): Sharp {
  return hasAlpha ? image.flatten({ background: { r: BACKGROUND, g: BACKGROUND, b: BACKGROUND } }) : image;
}

function blockMeans(whole: Rgb, factor: ShrinkFactor, size: Size): Rgb {
  return factor === 1 ? whole : { data: meanBlocks(whole, factor), ...size, channels: 3 };
}

async function rgb(image: Sharp): Promise<Rgb> {
  const { data, info } = await orDamaged(image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
  const { width, height, channels } = info;
  if (channels === 3) return { data, width, height, channels };
  return { data: greyToRgb(data, channels), width, height, channels: 3 };
}

/** libvips keeps grey pictures grey; everybody else hashes three channels, and sums of floats differ in the last bit. */
function greyToRgb(data: Uint8Array, channels: number): Uint8Array {
  const pixels = data.length / channels;
  const out = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++)
    out.fill(data[pixel * channels] as number, pixel * 3, pixel * 3 + 3);
  return out;
}

/** Everything sharp refuses is a damaged picture: size and kind were settled before. */
async function orDamaged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const [line = ''] = String((error as Error).message).split('\n');
    throw damagedPicture(line.slice(0, 200));
  }
}
