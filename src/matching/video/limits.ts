// What a video may cost. Names, numbers and units; each is enforced in one place only, and each refusal has its code.

import { MatchingError } from '../matching-error.ts';

const MIB = 1024 * 1024;

export const VIDEO_LIMITS = {
  bytes: 500 * MIB,
  seconds: 2 * 60 * 60,
  /** Pixels, either side. PDQ needs five, and so does the reference. */
  side: 8192,
  smallestSide: 5,
  /** Frames a second: a header that claims more would make "every second" skip the whole video. */
  rate: 1000,
  /** Hashed frames of one video: two hours at 60 frames a second, and some. */
  frames: 500_000,
  memoryBytes: 1024 * MIB,
  /** CPU seconds for each second of video, with a floor for short ones and a guess for those that hide their length. */
  cpuForSecond: 4,
  leastCpuSeconds: 20,
  cpuSecondsUnknown: 15 * 60,
  /** By the clock a child may take this many times its CPU limit, and some: other work shares the machine. */
  wallForCpu: 3,
  wallSecondsMore: 30,
  probeCpuSeconds: 5,
  /** Characters kept of what the decoder complains of, and of what the probe tells. */
  complaint: 4096,
  probeText: 256 * 1024,
  /** Characters that the decoder prints for the time of one frame. */
  timeText: 120,
} as const;

/** Seconds a child may take, of the processor and by the clock. */
export type Time = { readonly cpuSeconds: number; readonly wallSeconds: number };

/** The time for looking at a header. */
export const PROBE_TIME: Time = time(VIDEO_LIMITS.probeCpuSeconds);

/** The time for a video of this length; `undefined` for a length that its header does not tell. */
export function decodeTime(seconds: number | undefined): Time {
  if (seconds === undefined) return time(VIDEO_LIMITS.cpuSecondsUnknown);
  return time(Math.max(VIDEO_LIMITS.leastCpuSeconds, Math.ceil(VIDEO_LIMITS.cpuForSecond * seconds)));
}

function time(cpuSeconds: number): Time {
  return { cpuSeconds, wallSeconds: VIDEO_LIMITS.wallForCpu * cpuSeconds + VIDEO_LIMITS.wallSecondsMore };
}

/** @throws MatchingError `matching.video-bytes` */
export function refuseBytes(bytes: number): void {
  if (bytes <= VIDEO_LIMITS.bytes) return;
  throw new MatchingError(
    'matching.video-bytes',
    `${bytes} bytes of video; the limit is ${VIDEO_LIMITS.bytes}`,
    'hash a smaller version, or look at it by hand',
  );
}

/** @throws MatchingError `matching.video-side` */
export function refuseSides(width: number, height: number): void {
  const { smallestSide: least, side: most } = VIDEO_LIMITS;
  if ([width, height].every((side) => Number.isInteger(side) && side >= least && side <= most)) return;
  throw new MatchingError(
    'matching.video-side',
    `pictures of ${width} x ${height}; a side has ${least} to ${most} pixels`,
    'hash a version of another size, or look at it by hand',
  );
}

/** @throws MatchingError `matching.video-length` */
export function refuseLength(seconds: number): void {
  if (seconds <= VIDEO_LIMITS.seconds) return;
  throw new MatchingError(
    'matching.video-length',
    `${Math.round(seconds)} seconds of video; the limit is ${VIDEO_LIMITS.seconds}`,
    'cut it into parts and hash each, or look at it by hand',
  );
}

/** @throws MatchingError `matching.video-rate` */
export function refuseRate(rate: number): void {
  if (rate > 0 && rate <= VIDEO_LIMITS.rate) return;
  throw new MatchingError(
    'matching.video-rate',
    `${rate} frames a second; the limit is ${VIDEO_LIMITS.rate}`,
    'hash a version with a usual frame rate, or look at it by hand',
  );
}
