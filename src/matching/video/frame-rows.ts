// Cuts the stream of pixels that the decoder writes into frames, and has each frame hashed as its bytes come in. A frame is held whole
// only where what is inside its bars is hashed too. Chunks have any size.

import { cutOut, sameBox, wholeBox } from '../alter/box.ts';
import { withoutFrame } from '../alter/frame.ts';
import type { Hasher, PdqHash } from '../pdq/hasher.ts';

const CHANNELS = 3;

/** `inside`: of the frame without its bars and borders, if it seems to have any. */
export type HashedFrame = { readonly whole: PdqHash; readonly inside?: PdqHash };

export type FrameRows = {
  /** Takes the next bytes and returns the hashes of the frames that they complete. */
  take(chunk: Uint8Array): readonly HashedFrame[];
};

export type FrameShape = { readonly width: number; readonly height: number };

/**
 * A cutter for frames of RGB, 8 bits a channel, rows without padding. The hasher must not be used for another picture meanwhile.
 * @param unframed also hash what is inside of bars and borders
 */
export function frameRows(hasher: Hasher, { width, height }: FrameShape, unframed: boolean): FrameRows {
  const begin = () => hasher.bands({ width, height, channels: CHANNELS });
  const frameBytes = width * height * CHANNELS;
  const kept = new Uint8Array(unframed ? frameBytes : 0);
  let missing = frameBytes;
  let bands = begin();

  const inside = (): PdqHash | undefined => {
    const pixels = { data: kept, width, height, channels: CHANNELS } as const;
    const box = withoutFrame(pixels);
    return sameBox(box, wholeBox(pixels)) ? undefined : hasher.hash(cutOut(pixels, box));
  };
  const push = (bytes: Uint8Array): HashedFrame | undefined => {
    bands.push(bytes);
    if (unframed) kept.set(bytes, frameBytes - missing);
    missing -= bytes.length;
    if (missing > 0) return undefined;
    const whole = bands.finish();
    const inner = unframed ? inside() : undefined;
    missing = frameBytes;
    bands = begin();
    return inner === undefined ? { whole } : { whole, inside: inner };
  };

  return {
    take(chunk) {
      const frames: HashedFrame[] = [];
      for (let at = 0; at < chunk.length; ) {
        const bytes = chunk.subarray(at, at + missing);
        const frame = push(bytes);
        if (frame !== undefined) frames.push(frame);
        at += bytes.length;
      }
      return frames;
    },
  };
}
