// Which files `redress hash` reads, and how: plain files only, so that no pipe keeps it waiting and no device fills the memory.
import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { MatchingError } from '../../matching/matching-error.ts';
import { CommandError, EXIT } from './output.ts';

/** Names held at once; more of them are refused, never dropped. */
const MOST_FILES = 100_000;
const PIECE_BYTES = 1 << 20;

export interface NamedFiles {
  /** In the order named; those of a folder by name. A folder that cannot be read stands for itself, and is refused as a file. */
  readonly files: readonly string[];
  /** Links, pipes and other things inside folders that are no plain files. */
  readonly passedOver: number;
}

/** What stands in folders, found so far. */
type Found = { files: string[]; passedOver: number };

/**
 * The files themselves, and every file in folders and the folders in them. Links inside a folder are not followed.
 * @throws CommandError `matching.many-files`
 */
export async function namedFiles(named: readonly string[], most = MOST_FILES): Promise<NamedFiles> {
  const all: Found = { files: [], passedOver: 0 };
  for (const name of named) {
    const found: Found = { files: [], passedOver: all.passedOver };
    if (await isFolder(name)) await walk(name, found, most - all.files.length);
    else found.files.push(name);
    if (all.files.length + found.files.length > most) throw manyFiles(most);
    all.files.push(...found.files.sort());
    all.passedOver = found.passedOver;
  }
  return all;
}

const isFolder = (name: string): Promise<boolean> =>
  stat(name).then(
    (seen) => seen.isDirectory(),
    () => false,
  );

/** Collects until there are more files than `most`; folders wait in a list, so that deep ones cost no stack. */
async function walk(top: string, found: Found, most: number): Promise<void> {
  const folders = [top];
  for (let at = 0; at < folders.length && found.files.length <= most; at++) {
    const folder = folders[at] as string;
    for (const entry of await entriesOf(folder, found)) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(name);
      else if (entry.isFile()) found.files.push(name);
      else found.passedOver++;
    }
  }
}

async function entriesOf(folder: string, found: Found) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    found.files.push(folder);
    return [];
  }
}

/**
 * The bytes of a plain file, if there are no more than `limit`.
 * @param tooLarge what is thrown otherwise; told the size, or the limit and one for a file that grows as it is read
 * @throws MatchingError `matching.file-unreadable`
 */
export async function readWhole(
  file: string,
  limit: number,
  tooLarge: (bytes: number) => Error,
): Promise<Uint8Array> {
  try {
    // Not waiting for the other end of a pipe; on plain files it changes nothing.
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const about = await handle.stat();
    if (!about.isFile()) throw unreadable(`not a plain file: ${file}`);
    if (about.size > limit) throw tooLarge(about.size);
    const pieces: Buffer[] = [];
    // `end` is the last byte read: one more than is allowed. The size of a file in /proc is 0 whatever it holds.
    for await (const piece of handle.createReadStream({ end: limit, highWaterMark: PIECE_BYTES }))
      pieces.push(piece as Buffer);
    const bytes = Buffer.concat(pieces);
    if (bytes.length > limit) throw tooLarge(bytes.length);
    return bytes;
  } catch (error) {
    if (error instanceof MatchingError) throw error;
    throw unreadable((error as Error).message);
  }
}

/** The first bytes of a plain file, at most `most`; none of one that cannot be read. */
export async function readHead(file: string, most: number): Promise<Uint8Array> {
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!(await handle.stat()).isFile()) return new Uint8Array();
    const { buffer, bytesRead } = await handle.read(new Uint8Array(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return new Uint8Array();
  }
}

const unreadable = (message: string): MatchingError =>
  new MatchingError(
    'matching.file-unreadable',
    message,
    'name a plain file that exists and that you may read',
  );

const manyFiles = (most: number): CommandError =>
  new CommandError(
    'matching.many-files',
    `more than ${most} files; none was hashed`,
    'hash one folder after the other',
    EXIT.usage,
  );
