// The frames of a video hashed on the device: mediabunny reads the file, the browser's own WebCodecs decode it. The same frames as on
// a server; hashes differ by a few bits (frame-pixels.ts). An entry by itself, so that a
// page that hashes only pictures does not load the demuxer. Fetches nothing.

import {
  BlobSource,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  type VideoSample,
  VideoSampleSink,
  WEBM,
} from 'mediabunny';
import { MatchingError } from '../matching-error.ts';
import type { Hasher, PdqHash } from '../pdq/hasher.ts';
import { refuseBytes, refuseLength, refuseRate, refuseSides, VIDEO_LIMITS } from '../video/limits.ts';
import { createChooser, type FrameHash, frameStep, type VideoHash } from '../video/vpdq.ts';
import { framePixels } from './frame-pixels.ts';
import { loadBrowserHasher } from './kernel.ts';
import { missingInBrowser } from './missing.ts';

/** What the device can tell of a video; there is no network to be switched off. */
export type DeviceVideo = Omit<VideoHash, 'networkOff'>;

export type DeviceVideoOptions = {
  /** Default `every-second`. Key frames alone are not offered here. */
  readonly choice?: 'every-second' | 'every-frame';
  /** Stops at the next frame, or while the file is still being read. */
  readonly signal?: AbortSignal;
  /** Called with the number of frames hashed so far. */
  readonly progress?: (frames: number) => void;
};

/**
 * Hashes a video file: MP4, MOV, WebM, Matroska, MPEG transport stream, in the codecs of this browser.
 * @throws MatchingError `matching.browser-missing` without WebCodecs, `matching.browser-codec` where this browser cannot decode it,
 *   `matching.video-unreadable`, `-no-pictures`, `-broken`, `-stopped`, and the limits as on a server
 */
export async function hashDeviceVideo(file: Blob, options: DeviceVideoOptions = {}): Promise<DeviceVideo> {
  if (typeof VideoDecoder !== 'function') throw missingInBrowser('WebCodecs');
  if (typeof OffscreenCanvas !== 'function') throw missingInBrowser('OffscreenCanvas');
  refuseBytes(file.size);
  const { signal } = options;
  if (isStopped(signal)) throw stopped();
  const input = new Input({ source: new BlobSource(file), formats: FORMATS });
  const dispose = (): void => input.dispose(); // what reads it then, ends
  signal?.addEventListener('abort', dispose);
  try {
    return await hashInput(input, options);
  } catch (error) {
    if (error instanceof MatchingError) throw error;
    // What the reader of a broken file stumbles over has no code of its own.
    throw isStopped(signal) ? stopped() : broken((error as Error).message);
  } finally {
    signal?.removeEventListener('abort', dispose);
    dispose();
  }
}

async function hashInput(input: Input, options: DeviceVideoOptions): Promise<DeviceVideo> {
  const track = await pictureTrack(input);
  const { packets, ...shape } = await readShape(track);
  const step = frameStep(shape.rate + RATE_ROUNDING, options.choice ?? 'every-second');
  // Before the first is decoded: a person is told at once, not after an hour.
  refuseFrames(Math.ceil(packets / step));
  const frames = await hashFrames(track, frameHasher(await loadBrowserHasher(), shape), step, options);
  if (frames.length === 0) throw broken('it has no frames');
  const addedFrames = frames.filter(({ added }) => added === true).length;
  return { ...shape, frames, addedFrames };
}

const FORMATS = [MP4, QTFF, WEBM, MATROSKA, MPEG_TS];

async function pictureTrack(input: Input): Promise<InputVideoTrack> {
  if (!(await input.canRead()))
    throw new MatchingError(
      'matching.video-unreadable',
      'not a video that can be read here',
      'choose an MP4, MOV or WebM file, or send the file and have it hashed there',
    );
  const track = await input.getPrimaryVideoTrack();
  if (track === null)
    throw new MatchingError(
      'matching.video-no-pictures',
      'the file has no moving pictures',
      'choose a video',
    );
  if (await track.canDecode()) return track;
  throw new MatchingError(
    'matching.browser-codec',
    `this browser cannot decode ${(await track.getCodec()) ?? 'this kind of'} video`,
    'try another browser (Chrome, Edge, Safari), or convert the video to H.264 or VP9',
  );
}

type Shape = Pick<VideoHash, 'width' | 'height' | 'rate'>;

async function readShape(track: InputVideoTrack): Promise<Shape & { readonly packets: number }> {
  const [width, height] = [await track.getCodedWidth(), await track.getCodedHeight()];
  refuseSides(width, height);
  refuseLength(await track.computeDuration());
  const { averagePacketRate: rate, packetCount: packets } = await track.computePacketStats();
  refuseRate(rate);
  return { width, height, rate, packets };
}

/** Sums of times as fractions may come out a little under the whole number that the reference sees. */
const RATE_ROUNDING = 0.001;

async function hashFrames(
  track: InputVideoTrack,
  hashOf: (sample: VideoSample) => Promise<PdqHash>,
  step: number,
  { signal, progress }: DeviceVideoOptions,
): Promise<readonly FrameHash[]> {
  const chosen = createChooser(step);
  const frames: FrameHash[] = [];
  let frame = 0;
  let first: number | undefined;
  const look = async (sample: VideoSample): Promise<void> => {
    if (isStopped(signal)) throw stopped();
    first ??= sample.timestamp;
    const seconds = sample.timestamp - first;
    const rule = chosen(frame, seconds);
    if (rule !== undefined) {
      const added = rule === 'time' ? ({ added: true } as const) : {};
      frames.push({ ...(await hashOf(sample)), seconds, frame, ...added });
      refuseFrames(frames.length);
      progress?.(frames.length);
    }
    frame++;
  };
  for await (const sample of new VideoSampleSink(track).samples()) await released(sample, look);
  return frames;
}

/** A sample holds memory of the decoder until it is closed. */
async function released(sample: VideoSample, look: (sample: VideoSample) => Promise<void>): Promise<void> {
  try {
    await look(sample);
  } finally {
    sample.close();
  }
}

/** Hashes the pixels as stored: neither turned by metadata nor stretched to square pixels, as on a server. */
function frameHasher(hasher: Hasher, { width, height }: Shape): (sample: VideoSample) => Promise<PdqHash> {
  const pixelsOf = framePixels(width, height);
  return async (sample) => {
    const frame = sample.toVideoFrame();
    try {
      return hasher.hash(await pixelsOf(frame));
    } finally {
      frame.close();
    }
  };
}

/** Asked anew each time: it changes while the file is read. */
const isStopped = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** @throws MatchingError `matching.video-frames` */
function refuseFrames(frames: number): void {
  if (frames <= VIDEO_LIMITS.frames) return;
  throw new MatchingError(
    'matching.video-frames',
    `${frames} frames to hash; the limit is ${VIDEO_LIMITS.frames}`,
    'hash one frame a second, or cut the video into parts',
  );
}

function broken(why: string): MatchingError {
  return new MatchingError(
    'matching.video-broken',
    `the pictures cannot be decoded: ${why}`,
    'check that the file plays in this browser',
  );
}

function stopped(): MatchingError {
  return new MatchingError('matching.video-stopped', 'the decoding was stopped', 'start it again');
}
