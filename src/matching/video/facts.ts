// What ffprobe says about a file, read with mistrust: the one picture stream we decode, or a refusal. Pure; the child is in probe.ts.

import { MatchingError } from '../matching-error.ts';
import { refuseLength, refuseRate, refuseSides } from './limits.ts';

/** What is known before a frame is decoded. */
export type VideoFacts = {
  readonly width: number;
  readonly height: number;
  /** Frames a second: the average over the file, as vPDQ takes it. */
  readonly rate: number;
  /** Length in seconds as the header claims it; `undefined` where it claims none. */
  readonly seconds: number | undefined;
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * The facts of the first picture stream that is no cover image.
 * @throws MatchingError `matching.video-unreadable`, `matching.video-no-pictures`, `matching.video-side`, `matching.video-rate`,
 *   `matching.video-length`
 */
export function readFacts(probeText: string): VideoFacts {
  const probe = parse(probeText);
  const stream = list(probe['streams']).find(isMovingPicture);
  if (stream === undefined)
    throw new MatchingError(
      'matching.video-no-pictures',
      'the file has no moving pictures that this ffmpeg can decode',
      'hash still pictures as pictures; sound alone cannot be hashed here',
    );
  return {
    ...sides(stream),
    rate: rate(stream),
    seconds: seconds(record(probe['format'])['duration'] ?? stream['duration']),
  };
}

function parse(text: string): Fields {
  try {
    return record(JSON.parse(text));
  } catch {
    throw unreadable('the probe told nothing');
  }
}

/** The refusal of a file that is no video, or none of the formats we let in. */
export function unreadable(why: string): MatchingError {
  return new MatchingError(
    'matching.video-unreadable',
    `not a video that can be read: ${why}`,
    'give an MP4, MOV, WebM, Matroska, AVI, MPEG, FLV, Ogg, ASF or GIF file; animated WebP is hashed as a picture',
  );
}

function isMovingPicture(stream: Fields): boolean {
  const cover = record(stream['disposition'])['attached_pic'] === 1;
  return stream['codec_type'] === 'video' && !cover;
}

function sides(stream: Fields): Pick<VideoFacts, 'width' | 'height'> {
  const [width, height] = [numeral(stream['width']), numeral(stream['height'])];
  refuseSides(width, height);
  return { width, height };
}

/** The average rate, or the lowest that every time stamp fits where there is no average: the reference's order. */
function rate(stream: Fields): number {
  const found = fraction(stream['avg_frame_rate']) ?? fraction(stream['r_frame_rate']) ?? 0;
  refuseRate(found);
  return found;
}

function fraction(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [above = Number.NaN, below = Number.NaN] = text.split('/').map(Number);
  const value = above / below;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function seconds(claimed: unknown): number | undefined {
  const length = numeral(claimed);
  if (!Number.isFinite(length) || length <= 0) return undefined;
  refuseLength(length);
  return length;
}

/** A number, or the text of one. */
function numeral(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(record) : [];
}
