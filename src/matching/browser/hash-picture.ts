// From a chosen file to its hash, on the device. Nothing is sent anywhere: this code fetches nothing.

import type { Hash256 } from '../hash/hash256.ts';
import type { Hasher, PdqHash } from '../pdq/hasher.ts';
import { readHeader } from '../picture/header.ts';
import { PICTURE_LIMITS, type ShrinkFactor, shrinkFactor, type Size } from '../picture/policy.ts';
import { damagedPicture, emptyPicture, largeFile } from '../picture/refusals.ts';
import { meanBlocks } from '../picture/shrink.ts';
import { demandPictures } from './missing.ts';
import { bandsOf, decode } from './picture-rows.ts';

/** Size the right way up, before shrinking; quality 0 to 100, under 50 is not worth comparing. */
export type DeviceHash = Size & { readonly quality: number; readonly hash: Hash256 };

/**
 * Hashes a JPEG, PNG or WebP by the same policy as the server.
 * @throws MatchingError `matching.picture-*` as on the server, `matching.browser-missing`
 */
export async function hashPicture(hasher: Hasher, file: Blob): Promise<DeviceHash> {
  demandPictures();
  if (file.size === 0) throw emptyPicture();
  if (file.size > PICTURE_LIMITS.bytes) throw largeFile(file.size);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = readHeader(bytes);
  // By its first bytes, not by what its name made the browser believe.
  const picture = await decode(new Blob([bytes], { type: `image/${header.kind}` }));
  if (picture === undefined) throw damagedPicture('this browser cannot decode it');
  try {
    if (picture.width * picture.height !== header.width * header.height)
      throw damagedPicture('it is not as large as its header says');
    return { width: picture.width, height: picture.height, ...hashOf(hasher, picture) };
  } finally {
    picture.close();
  }
}

function hashOf(hasher: Hasher, picture: ImageBitmap): PdqHash {
  const factor = shrinkFactor(picture.width, picture.height);
  const [width, height] = [Math.floor(picture.width / factor), Math.floor(picture.height / factor)];
  const bands = hasher.bands({ width, height, channels: factor === 1 ? 4 : 3 });
  for (const { data } of bandsOf(picture)) bands.push(shrunk(data, picture.width, factor));
  return bands.finish();
}

function shrunk(data: Uint8ClampedArray, width: number, factor: ShrinkFactor): Uint8Array {
  if (factor === 1) return new Uint8Array(data.buffer, data.byteOffset, data.length);
  return meanBlocks({ data, width, channels: 4 }, factor);
}
