// A log as a folder. `public/` holds plain static files that any web server can hand out as they are; `pending/` holds what was acknowledged and is
// not public yet. Each file is written beside its place, synced, renamed, and its folder synced: whole or not at all, and there after a power cut.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { LogFile, LogStorage } from '../../translog/log/log-storage.ts';
import { TranslogError } from '../../translog/translog-error.ts';

const PENDING = 'pending/';
/** Files written side by side: the disk syncs many at about the price of one. */
const AT_ONCE = 16;
const PART = '.part';
const FOR_ALL = { file: 0o644, folder: 0o755 };
const FOR_US = { file: 0o600, folder: 0o700 };

/** @param folder made if it is missing */
export async function fileLogStorage(folder: string): Promise<LogStorage> {
  const [open, hidden] = [path.join(folder, 'public'), path.join(folder, 'pending')];
  await makeFolder(open, FOR_ALL.folder);
  await makeFolder(hidden, FOR_US.folder);
  await removeParts(hidden);
  const placeOf = (name: string): string =>
    name.startsWith(PENDING) ? path.join(hidden, name.slice(PENDING.length)) : path.join(open, name);
  const modeOf = (name: string) => (name.startsWith(PENDING) ? FOR_US : FOR_ALL);
  return {
    read: (name) => readIfThere(placeOf(name)),
    async write(files) {
      const folders = new Set(files.map(({ path: name }) => path.dirname(placeOf(name))));
      for (const one of folders) await makeFolder(one, FOR_ALL.folder);
      await atMost(AT_ONCE, files, (file) => writeOnce(placeOf(file.path), file, modeOf(file.path).file));
      await atMost(AT_ONCE, [...folders], syncFolder);
    },
    async replace(file) {
      await writeBeside(placeOf(file.path), file.bytes, FOR_ALL.file);
      await syncFolder(path.dirname(placeOf(file.path)));
    },
    async list(name) {
      const names = await readdir(placeOf(`${name}/`));
      return names
        .filter((one) => !one.endsWith(PART))
        .toSorted()
        .map((one) => `${name}/${one}`);
    },
    async remove(names) {
      await atMost(AT_ONCE, names, (name) => rm(placeOf(name), { force: true }));
      if (names.length > 0) await syncFolder(hidden);
    },
    lock: () => lock(folder),
  };
}

/** The same bytes again are synced again: whoever wrote them may have been stopped before that. */
async function writeOnce(place: string, { path: name, bytes }: LogFile, mode: number): Promise<void> {
  const there = await readIfThere(place);
  if (there === undefined) return writeBeside(place, bytes, mode);
  if (Buffer.compare(there, bytes) === 0) return sync(place);
  throw new TranslogError(
    'log.other-bytes',
    `${name} is there already, with other bytes`,
    'the log was changed by something else: stop, and bring its files back from a copy',
  );
}

async function writeBeside(place: string, bytes: Uint8Array, mode: number): Promise<void> {
  const part = `${place}.${randomUUID()}${PART}`;
  try {
    const file = await open(part, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, place);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Each folder that had to be made is made durable in the one above it. */
async function makeFolder(folder: string, mode: number): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = folder; made.startsWith(first); made = path.dirname(made))
    await syncFolder(path.dirname(made));
}

const syncFolder = (folder: string): Promise<void> => sync(folder);

async function sync(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(place: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(place);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a writer that was stopped left half written; nobody was told of it. */
async function removeParts(folder: string): Promise<void> {
  const parts = (await readdir(folder)).filter((name) => name.endsWith(PART));
  await Promise.all(parts.map((name) => rm(path.join(folder, name), { force: true })));
}

async function atMost<One>(
  count: number,
  all: readonly One[],
  act: (one: One) => Promise<unknown>,
): Promise<void> {
  const rest = all.values();
  const worker = async () => {
    for (const one of rest) await act(one);
  };
  await Promise.all(Array.from({ length: Math.min(count, all.length) }, worker));
}

/**
 * Held by the process and by nothing on the disk, so that a killed writer leaves no lock behind: a socket in Linux's abstract names.
 * It keeps two processes of one machine apart; a folder shared by two machines needs more.
 */
async function lock(folder: string): Promise<() => Promise<void>> {
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex');
  const server = createServer();
  const held = Promise.withResolvers<undefined>();
  server.once('error', held.reject);
  server.listen({ path: `\0redress-log-${name}` }, () => {
    held.resolve(undefined);
  });
  await held.promise.catch((error: unknown) => {
    throw new TranslogError(
      'log.in-use',
      `another process writes this log (${error instanceof Error ? error.message : String(error)})`,
      'stop it first, or let it write',
    );
  });
  server.unref();
  return () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
}
