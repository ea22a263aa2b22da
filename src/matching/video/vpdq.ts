// The hash of a video as a value: one PDQ hash for each frame that was looked at. The choice of frames and the pixels are those of
// Meta's vPDQ, so that hashes can be exchanged with its users. Not here: decoding (hash-video.ts), comparing (match.ts).

import type { Hash256 } from '../hash/hash256.ts';

/** One frame that was looked at. */
export type FrameHash = {
  readonly hash: Hash256;
  /** 0..100, how much structure the frame has; vPDQ's matchers skip frames under 50. */
  readonly quality: number;
  /** When the frame is shown, seconds after the first one. */
  readonly seconds: number;
  /** Its number in the video from 0. By `key-frames` it is reckoned from the time and the rate, since the others are not decoded. */
  readonly frame: number;
};

/**
 * Which frames are looked at.
 * - `every-second`: what vPDQ does by default: each n-th frame, n the frame rate cut to a whole number (29 of 29.97).
 * - `every-frame`: all; vPDQ's `seconds_per_hash=0`.
 * - `key-frames`: those that need no other to be decoded; many times cheaper, at distances the encoder chose. Not in vPDQ.
 */
export type FrameChoice = 'every-second' | 'every-frame' | 'key-frames';

/** How many frames a step goes forward: the reference cuts the rate to a whole number and never goes under one. */
export function frameStep(rate: number, choice: FrameChoice): number {
  return choice === 'every-second' ? Math.max(1, Math.trunc(rate)) : 1;
}

/** The hashes of one video, and what was learnt about it. */
export type VideoHash = {
  readonly frames: readonly FrameHash[];
  readonly width: number;
  readonly height: number;
  /** Frames a second. vPDQ's own time of a frame is `frame / rate`. */
  readonly rate: number;
  /** `false` where the system allows no network namespace; then only ffmpeg's own allow-lists keep it off the network. */
  readonly networkOff: boolean;
};
