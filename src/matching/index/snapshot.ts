// A snapshot file: written so that a power cut leaves the old file or the new one, read block by block so that memory
// does not grow with the file. Its bytes are drawn in snapshot-format.ts.

import { createHash, type Hash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MatchingError } from '../matching-error.ts';
import {
  BLOCK_ENTRIES,
  blockBytes,
  CHECKSUM_BYTES,
  checkAscending,
  checksumOf,
  type Contents,
  DIGEST_BYTES,
  damaged,
  decodeBanks,
  decodeBlock,
  decodeHeader,
  encodeBlock,
  encodeContents,
  type Entries,
  HEADER_BYTES,
  isSnapshot,
  truncated,
} from './snapshot-format.ts';

/** Where a snapshot is read from, in order: a file, or bytes in memory. */
export type ByteSource = {
  readonly size: number;
  /** The next bytes: `length` of them, or fewer at the end. */
  read(length: number): Promise<Buffer>;
};

/** `blocks` may be read once. Nothing it gave is whole before it has ended without an error. */
export type Snapshot = Contents & { blocks(): AsyncGenerator<Entries, void, void> };

type Blocks = Iterable<Entries> | AsyncIterable<Entries>;

/**
 * Writes a snapshot under `file`, replacing what was there; when it returns, content and name are on disk. Where `file` is a
 * link, the file it leads to is replaced, and the link stays.
 * @param blocks of 4096 entries each but the last, ids ascending; together as many as announced
 * @throws MatchingError `matching.bad-bank`, `matching.snapshot-place`; the system's error (ENOSPC, EIO …) when writing fails
 */
export async function writeSnapshot(file: string, contents: Contents, blocks: Blocks): Promise<void> {
  const place = await snapshotPlace(file);
  const folder = path.dirname(place);
  const part = path.join(folder, `.${path.basename(place)}.${randomUUID()}.part`);
  const opened = await open(part, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw badPlace(file, error.code);
  });
  try {
    await writePart(opened, contents, blocks);
    await rename(part, place);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await synced(await open(folder, 'r'));
}

/**
 * The path, free of links, at which a snapshot named `file` will lie. For those who want to know before they begin.
 * @throws MatchingError `matching.snapshot-place`: no such folder, not ours to write, or there is something that is no file
 */
export async function snapshotPlace(file: string): Promise<string> {
  const named = path.resolve(file);
  try {
    const place = (await isThere(named))
      ? await realpath(named)
      : path.join(await realpath(path.dirname(named)), path.basename(named));
    await access(path.dirname(place), constants.W_OK);
    // A device or a pipe would be replaced by a file, too.
    if (!(await isThere(place)) || (await stat(place)).isFile()) return place;
  } catch (error) {
    throw badPlace(file, (error as NodeJS.ErrnoException).code);
  }
  throw badPlace(file, 'what is there is not a regular file');
}

/** Whether there is something of this name, be it a link that leads nowhere. */
const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

async function writePart(file: FileHandle, contents: Contents, blocks: Blocks): Promise<void> {
  try {
    for await (const bytes of encodeSnapshot(contents, blocks)) await file.writeFile(bytes);
  } catch (error) {
    await file.close();
    throw error;
  }
  await synced(file);
}

async function synced(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The bytes of a snapshot, piece by piece. */
export async function* encodeSnapshot(contents: Contents, blocks: Blocks): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  const head = encodeContents(contents);
  digest.update(head);
  yield head;
  let seed = checksumOf(head);
  let left = contents.entries;
  let last = -1;
  for await (const block of blocks) {
    if (block.ids.length !== Math.min(left, BLOCK_ENTRIES)) throw new RangeError('a block of another size');
    checkAscending(block.ids, last);
    const bytes = encodeBlock(block, seed);
    digest.update(bytes);
    yield bytes;
    seed = checksumOf(bytes);
    left -= block.ids.length;
    last = block.ids.at(-1) ?? last;
  }
  if (left !== 0) throw new RangeError(`${left} entries fewer than announced`);
  yield digest.digest();
}

/**
 * Opens a snapshot, hands it to `use`, and closes it whatever happens.
 * @throws MatchingError `matching.snapshot-missing`, and those of `decodeSnapshot`
 */
export async function withSnapshot<T>(file: string, use: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const handle = await opened(file);
  try {
    return await use(await decodeSnapshot(await fileSource(file, handle)));
  } finally {
    await handle.close();
  }
}

/** Whether the file begins as a snapshot does. @throws MatchingError `matching.snapshot-missing` */
export async function isSnapshotFile(file: string): Promise<boolean> {
  const handle = await opened(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return isSnapshot(buffer.subarray(0, bytesRead));
  } catch (error) {
    throw missing(file, error as NodeJS.ErrnoException);
  } finally {
    await handle.close();
  }
}

/** Without waiting for the other end of a pipe; what is no regular file is refused before a byte is read. */
async function opened(file: string): Promise<FileHandle> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => {
      throw missing(file, error);
    },
  );
  const about = await handle.stat().catch(() => undefined);
  if (about?.isFile()) return handle;
  await handle.close();
  throw missing(file, { code: 'not a regular file' });
}

async function fileSource(name: string, file: FileHandle): Promise<ByteSource> {
  const read = (length: number) => file.read(Buffer.allocUnsafe(length), 0, length, null);
  return {
    size: (await file.stat()).size,
    read: async (length) => {
      const { buffer, bytesRead } = await read(length).catch((error: NodeJS.ErrnoException) => {
        throw missing(name, error);
      });
      return buffer.subarray(0, bytesRead);
    },
  };
}

/**
 * Reads and checks the header and the banks; the entries come by `blocks`, each checked before it is given.
 * Memory: one block. A count is believed only after the size of the file agrees with it.
 * @throws MatchingError `matching.snapshot-foreign`, `-newer`, `-damaged`, `-truncated`, `-trailing`, `-duplicate`
 */
export async function decodeSnapshot(source: ByteSource): Promise<Snapshot> {
  const digest = createHash('sha256');
  const header = decodeHeader(await take(source, HEADER_BYTES, digest), source.size);
  const section = await take(source, header.bankBytes + CHECKSUM_BYTES, digest);
  const banks = decodeBanks(section, header.banks);
  const contents = { banks, entries: header.entries };
  return { ...contents, blocks: () => readBlocks(source, contents, checksumOf(section), digest) };
}

async function* readBlocks(
  source: ByteSource,
  { banks, entries }: Contents,
  firstSeed: number,
  digest: Hash,
): AsyncGenerator<Entries, void, void> {
  let seed = firstSeed;
  let last = -1;
  for (let left = entries; left > 0; left -= BLOCK_ENTRIES) {
    const count = Math.min(left, BLOCK_ENTRIES);
    const bytes = await take(source, blockBytes(count), digest);
    const block = decodeBlock(bytes, count, seed, banks.length, last);
    yield block;
    seed = checksumOf(bytes);
    last = block.ids.at(-1) ?? last;
  }
  const told = await take(source, DIGEST_BYTES);
  if (!digest.digest().equals(told)) throw damaged('it does not agree with its SHA-256');
}

async function take(source: ByteSource, length: number, digest?: Hash): Promise<Buffer> {
  const bytes = await source.read(length);
  if (bytes.length < length) throw truncated(source.size, source.size + length - bytes.length);
  digest?.update(bytes);
  return bytes;
}

const missing = (file: string, { code }: { readonly code?: string | undefined }): MatchingError =>
  new MatchingError(
    'matching.snapshot-missing',
    `cannot read ${file}: ${code ?? 'unknown error'}`,
    'name a snapshot file that this user may read: no folder, pipe or device',
  );

const badPlace = (file: string, why: string | undefined): MatchingError =>
  new MatchingError(
    'matching.snapshot-place',
    `cannot write ${file}: ${why ?? 'unknown error'}`,
    'name a file in a folder that exists and that this user may write; what is there already must be a regular file, or a link to one',
  );
