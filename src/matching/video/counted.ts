// Which frames of a video are counted when it is compared, and how: the reference's rules. Pure.

import { hashToText } from '../hash/hash256.ts';
import type { FrameHash } from './vpdq.ts';

/** How frames are counted. The defaults are those of Meta's `threatexchange` for vPDQ. */
export type CountingRules = {
  /** Frames of a lower quality are left out; default 50. */
  readonly quality: number;
  /** `once`: equal hashes of one video count as one frame (`threatexchange`, default). `each`: every frame counts (Meta's C++ tool). */
  readonly repeats: 'once' | 'each';
};

export const USUAL_COUNTING: CountingRules = { quality: 50, repeats: 'once' };

/** A video's counted frames in the order of time. */
export type Counted = {
  readonly frames: readonly FrameHash[];
  /** For each frame what it is counted as, from 0: by `once` equal hashes have one number. */
  readonly numbers: readonly number[];
  /** How many there are to match: the whole of which shares are parts. */
  readonly total: number;
};

/** The frames that count, sorted by time. */
export function counted(all: readonly FrameHash[], rules: CountingRules): Counted {
  const frames = all
    .filter(({ quality }) => quality >= rules.quality)
    .sort((one, other) => one.seconds - other.seconds);
  if (rules.repeats === 'each') return { frames, numbers: frames.map((_, at) => at), total: frames.length };
  const seen = new Map<string, number>();
  const numbers = frames.map(({ hash }) => {
    const text = hashToText(hash);
    const number = seen.get(text) ?? seen.size;
    seen.set(text, number);
    return number;
  });
  return { frames, numbers, total: seen.size };
}

/** The usual time between two frames that follow each other, seconds: the median; 1 for a single frame. */
export function usualGap({ frames }: Pick<Counted, 'frames'>): number {
  const gaps = frames.slice(1).map(({ seconds }, at) => seconds - (frames[at]?.seconds ?? 0));
  const sorted = gaps.filter((gap) => gap > 0).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}
