// Ours on the disk: entries that are durable when they are acknowledged, a log that grows, proofs out of its files, and all of it verified.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileLogStorage } from '../../../src/adapters/log/file-log-storage.ts';
import { sha256 } from '../../../src/adapters/log/sha256.ts';
import { LogWriter } from '../../../src/translog/log/log-writer.ts';
import { verifyLog } from '../../../src/translog/log/verify-log.ts';
import { openCheckpoint } from '../../../src/translog/notes/checkpoint.ts';
import { makeSignerKey, readVerifierKey, writeVerifierKey } from '../../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../../src/translog/notes/note.ts';
import { type ReadFile, treeReader } from '../../../src/translog/tiles/tree-reader.ts';
import type {
  Appended,
  Appends,
  Proved,
  ProveFiles,
  VerifiedFolder,
  Verify,
  Write,
  Written,
} from '../questions.ts';
import { entryAt, peakMiB, toBase64 } from './entries.ts';
import { hasher, timedProofs } from './memory.ts';

const ORIGIN = 'bench.example/ours';
const SEED_BYTES = 32;
/** As often as the peer. */
const PUBLISH_MS = 1000;

type Open = { readonly writer: LogWriter; readonly key: string; close(): Promise<void> };

/** A new log that publishes once a second, as the peer does. */
async function openLog(folder: string): Promise<Open> {
  const key = await makeSignerKey(sha256, ORIGIN, 'note', randomBytes(SEED_BYTES));
  const writer = await LogWriter.open({
    ...{ storage: await fileLogStorage(folder), sha256, key },
    sign: async (_, text) => writeNote({ text, signatures: [await signText(text, key)] }),
  });
  let published: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    published = writer.publish();
  }, PUBLISH_MS);
  timer.unref();
  const close = async () => {
    clearInterval(timer);
    await published;
    await writer.publish();
    await writer.close();
  };
  return { writer, key: writeVerifierKey(key), close };
}

export async function appends({ folder, bytes, waiting, seconds }: Appends): Promise<Appended> {
  const { writer, key, close } = await openLog(folder);
  let [next, counted, isCounting, isOver] = [0, 0, false, false];
  const caller = async () => {
    while (!isOver) {
      await writer.append(entryAt(next++, bytes));
      if (isCounting) counted++;
    }
  };
  const callers = Promise.all(Array.from({ length: waiting }, caller));
  await Promise.race([callers, sleep(200 * seconds)]);
  isCounting = true;
  const started = performance.now();
  await Promise.race([callers, sleep(1000 * seconds)]);
  const [appended, took] = [counted, (performance.now() - started) / 1000];
  isOver = true;
  await callers;
  await close();
  return { appended, seconds: took, size: next, key };
}

let growing: Open | undefined;

export async function write({ folder, bytes, waiting, size }: Write): Promise<Written> {
  const started = performance.now();
  growing ??= await openLog(folder);
  const { writer, key } = growing;
  while (writer.size < size) {
    const from = writer.size;
    const count = Math.min(waiting, size - from);
    await Promise.all(Array.from({ length: count }, (_, at) => writer.append(entryAt(from + at, bytes))));
  }
  const seconds = (performance.now() - started) / 1000;
  await writer.publish();
  return { seconds, publishedSeconds: (performance.now() - started) / 1000, rssMiB: peakMiB(), key };
}

const filesOf =
  (folder: string): ReadFile =>
  (name) =>
    readFile(path.join(folder, name)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });

export async function verify({ folder, key }: Verify): Promise<VerifiedFolder> {
  const started = performance.now();
  const note = await readFile(path.join(folder, 'checkpoint'));
  const checkpoint = await openCheckpoint(note, readVerifierKey(sha256, key));
  const { entries, tiles } = await verifyLog(hasher, { checkpoint, read: filesOf(folder) });
  const seconds = (performance.now() - started) / 1000;
  return { entries, tiles, root: toBase64(checkpoint.root), seconds, rssMiB: peakMiB() };
}

/** A reader of its own each time, with the memory that it has by itself. */
export const proveFiles = (question: ProveFiles): Promise<Proved> =>
  timedProofs(treeReader(hasher, question.size, filesOf(question.folder)), question);
