// Files that are there after a power cut, whole or not at all: written beside their place, synced, renamed, and the folder synced.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { TranslogError } from '../../translog/translog-error.ts';

export const PART = '.part';

/** The file is whole when this returns; its name is durable once its folder was synced. */
export async function writeBeside(place: string, bytes: Uint8Array, mode: number): Promise<void> {
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

export async function replaceDurably(place: string, bytes: Uint8Array, mode: number): Promise<void> {
  await writeBeside(place, bytes, mode);
  await sync(path.dirname(place));
}

/**
 * Each folder that has to be made is made durable in the one above it. Step by step: Node's own recursive mkdir does not come back from
 * places where nothing can be made, such as /proc.
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    await makeFolder(path.dirname(folder), mode);
    await mkdir(folder, { mode });
  }
  await sync(path.dirname(folder));
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** What the system refuses, said with a cure. */
export async function onDisk<Value>(place: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof TranslogError) throw error;
    throw new TranslogError(
      'log.disk',
      `${place}: ${error instanceof Error ? error.message : String(error)}`,
      'make room, or mend the disk or its permissions, and start again: what was acknowledged is kept',
    );
  }
}

/** Of a file or a folder. */
export async function sync(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function readIfThere(place: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(place);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** It keeps two processes of one machine apart; a folder shared by two machines needs more. @throws TranslogError `log.in-use` @returns how to let go */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> =>
  holdName(await realpath(folder), folder);

/**
 * Held by the process and by nothing on the disk, so that a killed process leaves no lock behind: a socket in Linux's abstract names.
 * @param shown what the name stands for, in words for people
 * @throws TranslogError `log.in-use` @returns how to let go
 */
export async function holdName(name: string, shown: string): Promise<() => Promise<void>> {
  const digest = createHash('sha256').update(name).digest('hex');
  const server = createServer();
  const held = Promise.withResolvers<undefined>();
  server.once('error', held.reject);
  server.listen({ path: `\0redress-log-${digest}` }, () => {
    held.resolve(undefined);
  });
  await held.promise.catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new TranslogError(
      'log.in-use',
      `another process works in ${shown} (${why})`,
      'stop it first, or let it work; what keeps a log (redress log run) takes entries at its socket: redress log append --to SOCKET',
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
