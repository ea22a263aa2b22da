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
  /** Its number in the video from 0. By `key-frames`, and where `added`, it is reckoned from the time and the header's rate. */
  readonly frame: number;
  /** Not one of vPDQ's: added because the header's rate skips more than `LONGEST_GAP` of the video. Missing from all others. */
  readonly added?: true;
};

/**
 * Which frames are looked at.
 * - `every-second`: what vPDQ does by default: each n-th frame, n the frame rate cut to a whole number (29 of 29.97). Where that skips
 *   more than two seconds by the times at which frames are shown, because the header's rate is false or uneven, one a second is added.
 * - `every-frame`: all; vPDQ's `seconds_per_hash=0`.
 * - `key-frames`: those that need no other to be decoded; many times cheaper, at distances the encoder chose. Not in vPDQ.
 */
export type FrameChoice = 'every-second' | 'every-frame' | 'key-frames';

/** Seconds that vPDQ's choice may skip: twice what it means to, so that honest files get vPDQ's frames and no other. */
export const LONGEST_GAP = 2;

/** How many frames a step goes forward: the reference cuts the rate to a whole number and never goes under one. */
export function frameStep(rate: number, choice: FrameChoice): number {
  return choice === 'every-second' ? Math.max(1, Math.trunc(rate)) : 1;
}

/** Seconds between frames that are added: what vPDQ's choice means to leave. */
export const ADDED_GAP = 1;

/** Why a frame is looked at; `undefined` for one that is not. Called with every frame in the order in which they are shown. */
type Chooser = (frame: number, seconds: number) => 'rate' | 'time' | undefined;

/** The rule that arguments.ts tells ffmpeg, for decoders that run in this program. */
export function createChooser(step: number): Chooser {
  let [last, longest] = [0, LONGEST_GAP];
  return (frame, seconds) => {
    const byRate = frame % step === 0;
    if (!byRate && !(Math.abs(seconds - last) >= longest)) return undefined;
    [last, longest] = [seconds, byRate ? LONGEST_GAP : ADDED_GAP];
    return byRate ? 'rate' : 'time';
  };
}

/** The hashes of one video, and what was learnt about it. */
export type VideoHash = {
  readonly frames: readonly FrameHash[];
  /**
   * The same frames as if the video had no bars or borders around it: of a frame that seems framed what is inside, else the whole. Only
   * where it was asked for and a frame does seem framed.
   */
  readonly unframed?: readonly FrameHash[];
  readonly width: number;
  readonly height: number;
  /** Frames a second. vPDQ's own time of a frame is `frame / rate`. */
  readonly rate: number;
  /** How many frames were `added`; 0 says that all frames are vPDQ's choice (or were chosen by another `FrameChoice`). */
  readonly addedFrames: number;
  /** `false` where the system allows no network namespace; then only ffmpeg's own allow-lists keep it off the network. */
  readonly networkOff: boolean;
};
