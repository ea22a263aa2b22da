// The parts of a decoded picture, hashed for storing and for asking. They are cut out of the whole, so that it is held at once and
// upright; a huge one is shrunk first, which moves its hashes by a few bits and its price by sixteen times.

import { variantsForAsking, variantsForStoring } from '../alter/variants.ts';
import { hashToText } from '../hash/hash256.ts';
import type { Hasher, Pixels } from '../pdq/hasher.ts';
import type { Decoded } from './decode.ts';
import type { HashedParts } from './frames.ts';
import { meanBlocks } from './shrink.ts';
import { uprightBands, uprightSize } from './turn.ts';

/** More pixels than this are shrunk: up to seventy parts are hashed of them. */
const MOST_PIXELS = 4_000_000;
const SHRINK = 4;

export function hashParts(
  decoded: Omit<Decoded, 'size'>,
  hasher: Hasher,
): Omit<HashedParts, 'width' | 'height'> {
  const pixels = wholeOf(decoded);
  const stored = variantsForStoring(pixels, hasher);
  return {
    quality: stored[0]?.quality ?? 0,
    stored: stored.map(({ hash }) => hashToText(hash)),
    asked: variantsForAsking(pixels, hasher).map(({ hash }) => hashToText(hash)),
  };
}

function wholeOf({ pixels, orientation }: Omit<Decoded, 'size'>): Pixels {
  const { width, height } = uprightSize(pixels, orientation);
  const data = new Uint8Array(width * height * 3);
  let at = 0;
  for (const rows of uprightBands(pixels, orientation)) {
    data.set(rows, at);
    at += rows.length;
  }
  if (width * height <= MOST_PIXELS || Math.min(width, height) < SHRINK)
    return { data, width, height, channels: 3 };
  return {
    data: meanBlocks({ data, width, channels: 3 }, SHRINK),
    width: Math.floor(width / SHRINK),
    height: Math.floor(height / SHRINK),
    channels: 3,
  };
}
