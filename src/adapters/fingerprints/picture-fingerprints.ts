// Fingerprints by the matching library: decoded and hashed in a process of its own that may be killed, without network where the system
// allows it.
import { hashToText } from '../../matching/hash/hash256.ts';
import { MatchingError } from '../../matching/matching-error.ts';
import { createPictureHasher, type PictureHasher } from '../../matching/picture/picture-hasher.ts';
import type { Fingerprint, Fingerprinter } from '../../ports/fingerprinter.ts';

export interface ClosableFingerprinter extends Fingerprinter {
  close(): void;
}

/** Under this a hash tells little: plain pictures lie near one another. */
const LEAST_QUALITY = 50;
/** The decoder is missing, or killed it for what it does not know: not the picture's fault. */
const OUR_FAULT: readonly string[] = [
  'matching.decoder-start',
  'matching.picture-closed',
  'matching.picture-queue',
];

/** @param hasher another one for tests */
export function pictureFingerprints(hasher: PictureHasher = createPictureHasher()): ClosableFingerprinter {
  return {
    of: async (picture) => {
      try {
        return fingerprintOf(await hasher.parts(picture));
      } catch (error) {
        if (!(error instanceof MatchingError) || OUR_FAULT.includes(error.code)) throw error;
        return { kind: 'none', why: 'unreadable' };
      }
    },
    close: () => hasher.close(),
  };
}

function fingerprintOf({ quality, stored, asked }: Awaited<ReturnType<PictureHasher['parts']>>): Fingerprint {
  if (quality < LEAST_QUALITY) return { kind: 'none', why: 'flat' };
  return { kind: 'hashed', stored: stored.map(hashToText), asked: asked.map(hashToText) };
}
