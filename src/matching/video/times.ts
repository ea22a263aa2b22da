// The times of frames as ffmpeg's `metadata=print` writes them, two lines for each frame: `frame:12   pts:4096   pts_time:0.4` and
// `redress=rate`, our mark, which tells the rule that chose the frame.

import { type FrameChoice, type FrameHash, frameStep } from './vpdq.ts';

/** The mark's name, and what it says: chosen by number and the header's rate, or added by time. */
export const MARK = 'redress';
export const BY_RATE = 'rate';
export const BY_TIME = 'time';

const LINES = new RegExp(
  `^frame:\\d+\\s+pts:\\S+\\s+pts_time:(\\S+)\\n${MARK}=(${BY_RATE}|${BY_TIME})$`,
  'gm',
);
const MILLION = 1_000_000;

/** When each frame is shown, its number, and whether it was added, in the order of decoding. */
export type FramePlace = Pick<FrameHash, 'seconds' | 'frame' | 'added'>;

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
  const told = readPrinted(printed, count);
  let byRate = 0;
  return Array.from({ length: count }, (_, at) => {
    const { seconds = (at * step) / rate, added = false } = told[at] ?? {};
    const reckoned = Math.round(seconds * rate);
    if (added) return { seconds, frame: reckoned, added };
    return { seconds, frame: choice === 'key-frames' ? reckoned : byRate++ * step };
  });
}

type Printed = { readonly seconds?: number; readonly added: boolean };

/** Nothing unless `count` frames were printed. Seconds after the first, to the microsecond: only if all are numbers and none is before it. */
function readPrinted(printed: string, count: number): readonly Printed[] {
  const lines = Array.from(printed.matchAll(LINES));
  if (lines.length !== count) return [];
  const times = lines.map(([, time]) => Number(time));
  const after = times.map((time) => Math.round((time - (times[0] ?? 0)) * MILLION) / MILLION);
  const usable = after.every((time) => Number.isFinite(time) && time >= 0);
  return lines.map(([, , rule], at) => ({
    ...(usable ? { seconds: after[at] ?? 0 } : {}),
    added: rule === BY_TIME,
  }));
}
