// `redress hash` on videos: which files are videos, and their frames as a line. One video at a time, because each may take a GiB.
import { hashToText } from '../../matching/hash/hash256.ts';
import { loadHasher } from '../../matching/pdq/load.ts';
import { hashVideo } from '../../matching/video/hash-video.ts';
import { beginsLikeVideo, VIDEO_HEAD_BYTES } from '../../matching/video/kind.ts';
import type { FrameChoice } from '../../matching/video/vpdq.ts';
import { readHead } from './hash-files.ts';

/** A video that was hashed. */
export interface VideoLine {
  readonly kind: 'video';
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly rate: number;
  readonly frames: readonly {
    /** 64 hex digits. */
    readonly hash: string;
    readonly quality: number;
    /** After the first frame. */
    readonly seconds: number;
    readonly frame: number;
    /** Not vPDQ's choice: added because the file's frame rate skips more than two seconds. */
    readonly added?: true;
  }[];
}

export const FRAME_CHOICES: readonly FrameChoice[] = ['every-second', 'every-frame', 'key-frames'];

/** Whether a file is a video by its first bytes; no file that cannot be read is one. */
export async function isVideo(file: string): Promise<boolean> {
  return beginsLikeVideo(await readHead(file, VIDEO_HEAD_BYTES));
}

/**
 * Hashes videos one after the other, however many are asked for at once.
 * @returns a function that throws MatchingError `matching.video-…`
 */
export function createVideoLines(choice: FrameChoice): (file: string) => Promise<VideoLine> {
  const hasher = loadHasher();
  let before: Promise<unknown> = Promise.resolve();
  const line = async (file: string): Promise<VideoLine> => {
    const { width, height, rate, frames } = await hashVideo(file, { hasher, choice });
    const asText = frames.map((frame) => ({ ...frame, hash: hashToText(frame.hash) }));
    return { kind: 'video', file, width, height, rate, frames: asText };
  };
  return (file) => {
    const next = before.then(() => line(file));
    before = next.catch(() => undefined);
    return next;
  };
}
