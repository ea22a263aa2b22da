// What the end of a decoder means for its video: nothing, or a refusal with its code.

import { MatchingError } from '../matching-error.ts';
import type { Ending } from './confined.ts';
import { VIDEO_LIMITS } from './limits.ts';

const BY_HAND = 'look at it by hand, or hash a smaller version of it';

/** The refusal for a child that did not end well; `undefined` for one that did. `complaint` is quoted, shortened. */
export function refusal(ending: Ending, complaint: string): MatchingError | undefined {
  switch (ending.kind) {
    case 'ended':
      return ending.status === 0 ? undefined : broken(complaint);
    case 'cpu':
      return new MatchingError(
        'matching.video-cpu',
        'the video takes more CPU time than its length allows',
        BY_HAND,
      );
    case 'memory':
      return new MatchingError(
        'matching.video-memory',
        `the video takes more than ${VIDEO_LIMITS.memoryBytes} bytes of memory to decode`,
        BY_HAND,
      );
    case 'wall':
      return new MatchingError(
        'matching.video-slow',
        'the video was not decoded in time',
        'try again when the machine is less busy',
      );
    case 'fled':
      return broken('the decoder left another process behind');
    case 'stopped':
      return new MatchingError('matching.video-stopped', 'the caller stopped the decoding', 'start it again');
    case 'missing':
      return new MatchingError(
        'matching.video-no-ffmpeg',
        'ffmpeg or ffprobe is not installed here',
        'install it (Debian: `apt-get install ffmpeg`, 5.1 or newer)',
      );
  }
}

/** The refusal of a file whose pictures cannot be decoded. */
export function broken(complaint: string): MatchingError {
  return new MatchingError(
    'matching.video-broken',
    `the pictures cannot be decoded: ${firstLine(complaint)}`,
    'check that the file is whole, for example by playing it',
  );
}

const LONGEST_QUOTE = 160;

/** One line that is safe to print: what the decoder says may quote the file. */
function firstLine(complaint: string): string {
  const line = complaint.split('\n').find((text) => text.trim() !== '') ?? 'no reason given';
  return line.replace(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_QUOTE);
}
