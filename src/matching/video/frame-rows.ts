// Cuts the stream of pixels that the decoder writes into frames, and has each frame hashed as its bytes come in: no frame is ever
// held whole. Chunks have any size.

import type { Hasher, PdqHash } from '../pdq/hasher.ts';

const CHANNELS = 3;

export type FrameRows = {
  /** Takes the next bytes and returns the hashes of the frames that they complete. */
  take(chunk: Uint8Array): readonly PdqHash[];
};

/** A cutter for frames of RGB, 8 bits a channel, rows without padding. The hasher must not be used for another picture meanwhile. */
export function frameRows(hasher: Hasher, width: number, height: number): FrameRows {
  const begin = () => hasher.bands({ width, height, channels: CHANNELS });
  const frameBytes = width * height * CHANNELS;
  let missing = frameBytes;
  let bands = begin();

  const push = (bytes: Uint8Array): PdqHash | undefined => {
    bands.push(bytes);
    missing -= bytes.length;
    if (missing > 0) return undefined;
    const hash = bands.finish();
    missing = frameBytes;
    bands = begin();
    return hash;
  };

  return {
    take(chunk) {
      const hashes: PdqHash[] = [];
      for (let at = 0; at < chunk.length; ) {
        const bytes = chunk.subarray(at, at + missing);
        const hash = push(bytes);
        if (hash !== undefined) hashes.push(hash);
        at += bytes.length;
      }
      return hashes;
    },
  };
}
