// From a video file to its frame hashes: looks at the header, decodes in a confined child, hashes while it decodes. Linux and other
// systems with a POSIX shell; needs ffmpeg 5.1 or newer. Not for browsers: those have browser/video-frames.ts.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { MatchingError } from '../matching-error.ts';
import type { Hasher, PdqHash } from '../pdq/hasher.ts';
import { decodeArguments, probeArguments } from './arguments.ts';
import { type Confined, runConfined } from './confined.ts';
import { readFacts, unreadable, type VideoFacts } from './facts.ts';
import { frameRows, type HashedFrame } from './frame-rows.ts';
import { decodeTime, PROBE_TIME, refuseBytes, VIDEO_LIMITS } from './limits.ts';
import { networkIsOff } from './namespaces.ts';
import { broken, refusal } from './refusals.ts';
import { threadCount, usualThreads } from './threads.ts';
import { framePlaces } from './times.ts';
import type { FrameChoice, VideoHash } from './vpdq.ts';

export type HashVideoOptions = {
  readonly hasher: Hasher;
  /** Default `every-second`. */
  readonly choice?: FrameChoice;
  /** Threads of the decoder, 1 to 16; default `usualThreads`. More take more memory. The hashing always takes one more, beside them. */
  readonly threads?: number;
  /** Also hash each frame without bars and borders around it; default no. It holds one frame whole, and takes up to twice the hashing. */
  readonly unframed?: boolean;
  readonly signal?: AbortSignal;
  /** Called with the number of frames hashed so far. */
  readonly progress?: (frames: number) => void;
};

/**
 * Hashes a video's frames; hash and quality of `every-second` and `every-frame` equal vPDQ's on the same ffmpeg. A header whose rate
 * skips more than two seconds hides nothing: frames are `added`, and `addedFrames` tells how many.
 * The turn in a phone's metadata and pixels that are not square are left as stored, as vPDQ does. A damaged video yields the frames
 * that could be decoded, if there are any.
 * @throws MatchingError `matching.video-…`; every one is in docs/errors.md
 */
export async function hashVideo(file: string, options: HashVideoOptions): Promise<VideoHash> {
  const whole = path.resolve(file);
  await refuseFile(whole);
  const facts = await probe(whole, options.signal);
  const choice = options.choice ?? 'every-second';
  const child = runConfined({
    program: 'ffmpeg',
    arguments: decodeArguments(whole, facts, choice, threadCount(options.threads ?? usualThreads(facts))),
    ...decodeTime(facts.seconds),
  });
  const { hashed, times } = await watched(child, options.signal, () => readFrames(child, facts, options));
  if (hashed.length === 0) throw broken(child.complaint());
  const places = framePlaces(times, hashed.length, facts.rate, choice);
  const placed = (hash: PdqHash, at: number) => ({ ...hash, ...(places[at] ?? { seconds: 0, frame: 0 }) });
  const frames = hashed.map(({ whole: hash }, at) => placed(hash, at));
  const seemsFramed = hashed.some(({ inside }) => inside !== undefined);
  const unframed = hashed.map(({ whole: hash, inside = hash }, at) => placed(inside, at));
  const addedFrames = frames.filter(({ added }) => added === true).length;
  const { width, height, rate } = facts;
  const more = seemsFramed ? { unframed } : {};
  return { frames, ...more, width, height, rate, addedFrames, networkOff: networkIsOff() };
}

async function refuseFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw unreadable('there is no such file');
  refuseBytes(found.size);
}

async function probe(file: string, signal: AbortSignal | undefined): Promise<VideoFacts> {
  const child = runConfined({
    program: 'ffprobe',
    arguments: probeArguments(file),
    ...PROBE_TIME,
  });
  const text = await watched(child, signal, () => readText(child.output, VIDEO_LIMITS.probeText)).catch(
    plainer,
  );
  return readFacts(text);
}

/** A probe that fails says that this is no video, not that its pictures are broken. */
function plainer(error: unknown): never {
  if (!(error instanceof MatchingError) || error.code !== 'matching.video-broken') throw error;
  throw unreadable(error.message);
}

/** Reads a child's output by `read` and waits for its end; throws its refusal if it did not end well. */
async function watched<T>(
  child: Confined,
  signal: AbortSignal | undefined,
  read: () => Promise<T>,
): Promise<T> {
  if (signal?.aborted === true) child.stop();
  signal?.addEventListener('abort', child.stop, { once: true });
  try {
    const result = await read();
    const refused = refusal(await child.ending, child.complaint());
    if (refused !== undefined) throw refused;
    return result;
  } catch (error) {
    throw error instanceof MatchingError ? error : await meaningOf(error, child);
  } finally {
    child.stop();
    signal?.removeEventListener('abort', child.stop);
    await child.ending;
  }
}

/** A pipe that broke off is a child that was ended; its end says why. */
async function meaningOf(error: unknown, child: Confined): Promise<unknown> {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') return error;
  return refusal(await child.ending, child.complaint()) ?? error;
}

type Frames = { readonly hashed: readonly HashedFrame[]; readonly times: string };

async function readFrames(child: Confined, facts: VideoFacts, options: HashVideoOptions): Promise<Frames> {
  const longestTimes = VIDEO_LIMITS.frames * VIDEO_LIMITS.timeText;
  const [hashed, times] = await Promise.all([
    hashFrames(child.output, facts, options),
    readText(child.notes, longestTimes),
  ]);
  return { hashed, times };
}

async function hashFrames(
  pixels: Readable,
  facts: VideoFacts,
  { hasher, progress, unframed = false }: HashVideoOptions,
): Promise<readonly HashedFrame[]> {
  const rows = frameRows(hasher, facts, unframed);
  const hashes: HashedFrame[] = [];
  for await (const chunk of pixels) {
    const more = rows.take(chunk as Uint8Array);
    if (more.length === 0) continue;
    hashes.push(...more);
    if (hashes.length > VIDEO_LIMITS.frames) throw tooManyFrames();
    progress?.(hashes.length);
  }
  return hashes;
}

function tooManyFrames(): MatchingError {
  return new MatchingError(
    'matching.video-frames',
    `more than ${VIDEO_LIMITS.frames} frames to hash`,
    'hash one frame a second, or cut the video into parts',
  );
}

async function readText(stream: Readable, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += (part as Uint8Array).length;
    if (bytes > most) throw unreadable('its description has no end');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('latin1');
}
