// Pictures of a seeded school messenger: a generated scene as a JPEG, and what people do to a picture before they post it again.
import sharp, { type Sharp } from 'sharp';
import { randomFrom } from '../random.ts';
import { sceneNamed } from '../scene/scene.ts';
import type { Alteration } from './sizes.ts';

export interface MadeFile {
  readonly mime: 'image/jpeg' | 'image/webp' | 'video/mp4' | 'video/webm';
  readonly content: Buffer;
}

const CAMERA_QUALITY = 86;
const USUAL_QUALITY = 80;

/** The picture as its first uploader has it. The same name gives the same bytes, with the same libvips. */
export async function originalPicture(name: string): Promise<MadeFile> {
  const { rgb, width, height } = sceneNamed(name);
  return jpeg(sharp(rgb, { raw: { width, height, channels: 3 } }), CAMERA_QUALITY);
}

/** The picture altered. What `amount` counts is told in sizes.ts. */
export async function alteredPicture(
  name: string,
  original: Buffer,
  how: Alteration,
  amount: number,
): Promise<MadeFile> {
  const picture = sharp(original);
  const { width = 0, height = 0 } = await picture.metadata();
  switch (how) {
    case 'recompressed':
      return jpeg(picture, amount);
    case 'resized':
      return jpeg(picture.resize(Math.round(width * amount), Math.round(height * amount)), USUAL_QUALITY);
    case 'cropped':
      return jpeg(picture.extract(partOf(name, width, height, amount)), USUAL_QUALITY);
    case 'mirrored':
      return jpeg(picture.flop(), USUAL_QUALITY);
    case 'bordered':
      return jpeg(framed(name, picture, Math.round(amount * Math.max(width, height))), USUAL_QUALITY);
    case 're-encoded':
      return { mime: 'image/webp', content: await picture.webp({ quality: amount }).toBuffer() };
    case 'shortened':
      throw new RangeError('A picture has no time to cut.');
  }
}

async function jpeg(picture: Sharp, quality: number): Promise<MadeFile> {
  return { mime: 'image/jpeg', content: await picture.jpeg({ quality }).toBuffer() };
}

/** What is left when a share of the area is cut away, the proportions kept. */
function partOf(name: string, width: number, height: number, share: number) {
  const random = randomFrom(`crop ${name}`);
  const side = Math.sqrt(1 - share);
  const [kept, tall] = [Math.round(width * side), Math.round(height * side)];
  return {
    left: random.whole(width - kept + 1),
    top: random.whole(height - tall + 1),
    width: kept,
    height: tall,
  };
}

function framed(name: string, picture: Sharp, wide: number): Sharp {
  const [r, g, b] = randomFrom(`frame ${name}`).pick([
    [0, 0, 0],
    [255, 255, 255],
    [40, 60, 110],
  ] as const);
  return picture.extend({ top: wide, bottom: wide, left: wide, right: wide, background: { r, g, b } });
}
