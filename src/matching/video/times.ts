// The times of frames as ffmpeg's `metadata=print` writes them, a line for each frame: `frame:12   pts:4096   pts_time:0.4`.

import { type FrameChoice, frameStep } from './vpdq.ts';

const LINE = /^frame:\d+\s+pts:\S+\s+pts_time:(\S+)$/gm;
const MILLION = 1_000_000;

/** When each frame is shown and its number, in the order of decoding. */
export type FramePlace = { readonly seconds: number; readonly frame: number };

/**
 * Places for `count` frames: by the printed times, counted from the first; by number and rate where times are missing or not numbers.
 */
export function framePlaces(
  printed: string,
  count: number,
  rate: number,
  choice: FrameChoice,
): readonly FramePlace[] {
  const step = frameStep(rate, choice);
  const times = readTimes(printed, count);
  return Array.from({ length: count }, (_, at) => {
    const seconds = times?.[at] ?? (at * step) / rate;
    return { seconds, frame: choice === 'key-frames' ? Math.round(seconds * rate) : at * step };
  });
}

/** Seconds after the first frame, to the microsecond; `undefined` unless there are exactly `count` that are numbers and none before the first. */
function readTimes(printed: string, count: number): readonly number[] | undefined {
  const times = Array.from(printed.matchAll(LINE), ([, time]) => Number(time));
  const first = times[0] ?? 0;
  const after = times.map((time) => Math.round((time - first) * MILLION) / MILLION);
  const usable = after.length === count && after.every((time) => Number.isFinite(time) && time >= 0);
  return usable ? after : undefined;
}
