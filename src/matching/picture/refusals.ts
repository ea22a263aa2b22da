// What a picture is refused with: the codes of docs/errors.md with their words and cures, in one place for server and browser.

import { MatchingError } from '../matching-error.ts';
import { MOST_DECODERS, PICTURE_LIMITS } from './policy.ts';

const MEGAPIXELS = PICTURE_LIMITS.pixels / 1e6;
const MEBIBYTES = PICTURE_LIMITS.bytes / (1 << 20);
const HUMAN = 'let a person look at it';

export const emptyPicture = (): MatchingError =>
  new MatchingError('matching.picture-empty', 'the file has no bytes', 'get the file again');

/** @param seen what the first bytes look like, in words */
export const otherKind = (seen: string): MatchingError =>
  new MatchingError(
    'matching.picture-kind',
    `not a JPEG, PNG or WebP: ${seen}`,
    'save it as JPEG or PNG; hash a video or an animation as a video',
  );

/** @param detail what the reader or the decoder found */
export const damagedPicture = (detail: string): MatchingError =>
  new MatchingError(
    'matching.picture-damaged',
    `not a whole picture: ${detail}`,
    `get the file again, or ${HUMAN}`,
  );

export const largeFile = (bytes: number): MatchingError =>
  new MatchingError(
    'matching.picture-bytes',
    `${bytes} bytes, limit ${PICTURE_LIMITS.bytes} (${MEBIBYTES} MiB)`,
    `make the file smaller, or ${HUMAN}`,
  );

export const manyPixels = (width: number, height: number): MatchingError =>
  new MatchingError(
    'matching.picture-pixels',
    `${width} x ${height} pixels, limit ${MEGAPIXELS} million`,
    `make the picture smaller, or ${HUMAN}`,
  );

/** @param used such as `2.1 s of processor time, limit 2 s` */
export const slowPicture = (used: string): MatchingError =>
  new MatchingError('matching.picture-time', `decoding took ${used}`, HUMAN);

export const hungryPicture = (bytes: number): MatchingError =>
  new MatchingError(
    'matching.picture-memory',
    `decoding took ${Math.round(bytes / (1 << 20))} MiB, limit ${PICTURE_LIMITS.residentBytes / (1 << 20)} MiB`,
    HUMAN,
  );

/** The decoder ended by itself: this picture found a defect in it. @param how exit code or signal */
export const crashedDecoder = (how: string): MatchingError =>
  new MatchingError(
    'matching.picture-crash',
    `the decoder ended on this picture (${how})`,
    `keep the file and report it; ${HUMAN}`,
  );

/** No picture's fault: the decoder process does not come up. @param said the end of what it said */
export const noDecoder = (said: string): MatchingError =>
  new MatchingError(
    'matching.decoder-start',
    `the picture decoder does not start: ${said === '' ? 'it says nothing' : said}`,
    'npm ci installs it; `redress doctor` says what else is missing',
  );

/** @param waiting how many pictures wait already */
export const fullQueue = (waiting: number): MatchingError =>
  new MatchingError(
    'matching.picture-queue',
    `${waiting} pictures wait already`,
    'wait for answers before asking more',
  );

export const closedHasher = (): MatchingError =>
  new MatchingError(
    'matching.picture-closed',
    'this hasher is closed',
    'make another with createPictureHasher',
  );

/** No picture would ever get its turn, or the machine none of its memory. */
export const badDecoders = (decoders: number): MatchingError =>
  new MatchingError(
    'matching.bad-decoders',
    `${decoders} is no number of decoder processes`,
    `give a whole number from 1 to ${MOST_DECODERS}`,
  );
