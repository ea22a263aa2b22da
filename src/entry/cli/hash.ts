// `redress hash`: perceptual hashes of pictures and videos, a line a file. One bad file never stops the others.
import { availableParallelism } from 'node:os';
import { hashToText } from '../../matching/hash/hash256.ts';
import { MatchingError } from '../../matching/matching-error.ts';
import {
  createPictureHasher,
  type PictureHash,
  type PictureHasher,
} from '../../matching/picture/picture-hasher.ts';
import { PICTURE_LIMITS } from '../../matching/picture/policy.ts';
import { largeFile } from '../../matching/picture/refusals.ts';
import { sandbox, sandboxLine } from '../../matching/picture/sandbox.ts';
import type { FrameChoice } from '../../matching/video/vpdq.ts';
import { namedFiles, readWhole } from './hash-files.ts';
import { createVideoLines, isVideo, type VideoLine } from './hash-videos.ts';
import { type HashLine, hashWords, passedOverWords, progressWords } from './hash-words.ts';
import { language } from './language.ts';
import { EXIT, type Output } from './output.ts';

export interface HashOptions {
  readonly allTurns?: boolean;
  /** Which frames of a video; default `every-second`. */
  readonly frames?: FrameChoice;
  readonly lang?: 'ko' | 'en';
}

/** More decoders than this only wait for each other's memory. */
const MOST_DECODERS = 4;
const PROGRESS_EVERY_MS = 1_000;

/** Hashes files, and all files in folders. Exit code 1 when one of them was refused. */
export async function hashFiles(
  named: readonly string[],
  options: HashOptions,
  output: Output,
): Promise<void> {
  const lang = options.lang ?? language();
  const { files, passedOver } = await namedFiles(named);
  if (passedOver > 0) output.note(passedOverWords(passedOver, lang));
  const decoders = Math.min(availableParallelism(), MOST_DECODERS, Math.max(1, files.length));
  if (!sandbox().withoutNetwork) output.note(sandboxLine());
  const hasher = createPictureHasher({ decoders });
  const pictureLine = createPictureLines(hasher, options.allTurns === true);
  const videoLine = createVideoLines(options.frames ?? 'every-second');
  try {
    const progress = (done: number) => output.note(progressWords(done, files.length, lang));
    const lines = await inParallel(
      files,
      decoders + 1,
      (file) => hashLine(file, pictureLine, videoLine),
      progress,
    );
    const refused = lines.filter((line) => line.kind === 'refused').length;
    output.result(
      { files: lines, refused, passedOver },
      lines.map((line) => hashWords(line, lang)),
    );
    if (refused > 0) process.exitCode = EXIT.refused;
  } finally {
    hasher.close();
  }
}

type PictureLine = HashLine & { readonly kind: 'picture' };

async function hashLine(
  file: string,
  pictureLine: (file: string) => Promise<PictureLine>,
  videoLine: (file: string) => Promise<VideoLine>,
): Promise<HashLine> {
  try {
    return (await isVideo(file)) ? await videoLine(file) : await pictureLine(file);
  } catch (error) {
    if (!(error instanceof MatchingError)) throw error;
    const { code, message, cure } = error;
    return { kind: 'refused', file, error: { code, message, cure } };
  }
}

function createPictureLines(hasher: PictureHasher, allTurns: boolean) {
  return async (file: string): Promise<PictureLine> => {
    const bytes = await readWhole(file, PICTURE_LIMITS.bytes, largeFile);
    return { kind: 'picture', file, ...asText(await hasher.hash(bytes, { allTurns })) };
  };
}

function asText({ hashes: [first, ...turned], ...rest }: PictureHash) {
  const turns = turned.length === 0 ? {} : { turns: turned.map(hashToText) };
  return { pdq: hashToText(first), ...rest, ...turns };
}

/** Keeps `width` files in work, answers in the order of the files, tells how far it is now and then. */
async function inParallel(
  files: readonly string[],
  width: number,
  work: (file: string) => Promise<HashLine>,
  progress: (done: number) => void,
): Promise<readonly HashLine[]> {
  const lines: HashLine[] = [];
  let [next, done] = [0, 0];
  const timer = setInterval(() => progress(done), PROGRESS_EVERY_MS);
  const worker = async (): Promise<void> => {
    while (next < files.length) {
      const at = next++;
      lines[at] = await work(files[at] as string);
      done++;
    }
  };
  try {
    await Promise.all(Array.from({ length: width }, worker));
  } finally {
    clearInterval(timer);
  }
  return lines;
}
