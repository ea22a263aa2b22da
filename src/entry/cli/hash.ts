// `redress hash`: perceptual hashes of pictures, a line a file. One bad file never stops the others.
import { open, readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { hashToText } from '../../matching/hash/hash256.ts';
import { MatchingError } from '../../matching/matching-error.ts';
import { PICTURE_LIMITS } from '../../matching/picture/policy.ts';
import {
  createPictureHasher,
  type PictureHash,
  type PictureHasher,
} from '../../matching/picture/picture-hasher.ts';
import { largeFile } from '../../matching/picture/refusals.ts';
import { sandbox, sandboxLine } from '../../matching/picture/sandbox.ts';
import { type HashLine, hashWords, progressWords } from './hash-words.ts';
import { language } from './language.ts';
import { EXIT, type Output } from './output.ts';

export interface HashOptions {
  readonly allTurns?: boolean;
  readonly lang?: 'ko' | 'en';
}

/** More decoders than this only wait for each other's memory. */
const MOST_DECODERS = 4;
const MOST_FILES = 100_000;
const PROGRESS_EVERY_MS = 1_000;

/** Hashes files, and all files in folders. Exit code 1 when one of them was refused. */
export async function hashFiles(
  named: readonly string[],
  options: HashOptions,
  output: Output,
): Promise<void> {
  const lang = options.lang ?? language();
  const files = (await Promise.all(named.map(filesAt))).flat().slice(0, MOST_FILES);
  const decoders = Math.min(availableParallelism(), MOST_DECODERS, Math.max(1, files.length));
  if (!sandbox().withoutNetwork) output.note(sandboxLine());
  const hasher = createPictureHasher({ decoders });
  try {
    const progress = (done: number) => output.note(progressWords(done, files.length, lang));
    const lines = await inParallel(files, decoders + 1, (file) => hashLine(hasher, file, options), progress);
    const refused = lines.filter((line) => line.kind === 'refused').length;
    output.result(
      { files: lines, refused },
      lines.map((line) => hashWords(line, lang)),
    );
    if (refused > 0) process.exitCode = EXIT.refused;
  } finally {
    hasher.close();
  }
}

/** The file itself, or every file in a folder and the folders in it, by name. */
async function filesAt(name: string): Promise<readonly string[]> {
  const isFolder = await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [name];
  const entries = await readdir(name, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

async function hashLine(hasher: PictureHasher, file: string, options: HashOptions): Promise<HashLine> {
  try {
    const bytes = await readPicture(file);
    const hashed = await hasher.hash(bytes, { allTurns: options.allTurns === true });
    return { kind: 'picture', file, ...asText(hashed) };
  } catch (error) {
    if (!(error instanceof MatchingError)) throw error;
    const { code, message, cure } = error;
    return { kind: 'refused', file, error: { code, message, cure } };
  }
}

function asText({ hashes: [first, ...turned], ...rest }: PictureHash) {
  const turns = turned.length === 0 ? {} : { turns: turned.map(hashToText) };
  return { pdq: hashToText(first), ...rest, ...turns };
}

/** Looks at the size first: a file that will be refused is not read. */
async function readPicture(file: string): Promise<Uint8Array> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    if (size > PICTURE_LIMITS.bytes) throw largeFile(size);
    return await handle.readFile();
  } catch (error) {
    if (error instanceof MatchingError) throw error;
    throw new MatchingError(
      'matching.file-unreadable',
      (error as Error).message,
      'name a file that exists and that you may read',
    );
  }
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
