// Logs for the independent programs: made by our writer, and changed by hand afterwards.

import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileLogStorage } from '../../../src/adapters/log/file-log-storage.ts';
import { LogWriter, type SignCheckpoint } from '../../../src/translog/log/log-writer.ts';
import { makeSignerKey, writeVerifierKey } from '../../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../../src/translog/notes/note.ts';

export type PublishedLog = {
  /** The folder of static files. */
  readonly public: string;
  /** What the log showed at each size. */
  readonly checkpoints: ReadonlyMap<number, Uint8Array>;
};

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const key = await makeSignerKey(sha256, 'desk.example/log-2027', 'note', new Uint8Array(32).fill(7));
export const KEY = writeVerifierKey(key);

/** The true key in the hands of somebody who signs whatever is asked. */
const signAnything: SignCheckpoint = async (_, text) =>
  writeNote({ text, signatures: [await signText(text, key)] });

/** With the shortest entry there is, the longest, and bytes that are no text. */
export function entryOf(index: number): Uint8Array {
  if (index === 3) return new Uint8Array();
  if (index === 5) return new Uint8Array(65_535).fill(0xff);
  return Buffer.from(`entry ${index}\n`);
}

/** @param sizes at which it publishes, rising */
export async function publishLog(
  folder: string,
  sizes: readonly number[],
  entryAt = entryOf,
): Promise<PublishedLog> {
  const storage = await fileLogStorage(folder);
  const writer = await LogWriter.open({ storage, sha256, key, sign: signAnything });
  const checkpoints = new Map<number, Uint8Array>();
  for (const size of sizes) {
    while (writer.size < size) {
      const count = Math.min(50_000, size - writer.size);
      const from = writer.size;
      await Promise.all(Array.from({ length: count }, (_, at) => writer.append(entryAt(from + at))));
    }
    await writer.publish();
    checkpoints.set(size, await readFile(path.join(folder, 'public/checkpoint')));
  }
  await writer.close();
  return { public: path.join(folder, 'public'), checkpoints };
}

/** A folder of checkpoints, as an auditor keeps them. */
export async function save(
  folder: string,
  checkpoints: Iterable<readonly [number | string, Uint8Array]>,
): Promise<string> {
  const saved = await mkdtemp(path.join(folder, 'saved-'));
  for (const [name, bytes] of checkpoints)
    await writeFile(path.join(saved, String(name).padStart(6, '0')), bytes);
  return saved;
}

/** A copy of a log with one file changed. */
export async function copyWith(
  folder: string,
  log: PublishedLog,
  file: string,
  edit: (bytes: Buffer) => Uint8Array,
): Promise<string> {
  const copy = await mkdtemp(path.join(folder, 'copy-'));
  await cp(log.public, copy, { recursive: true });
  await change(path.join(copy, file), edit);
  return copy;
}

export async function change(file: string, edit: (bytes: Buffer) => Uint8Array): Promise<void> {
  await writeFile(file, edit(await readFile(file)));
}

/** RFC 6962, section 2.1. */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(Buffer.concat([Uint8Array.of(0), entry]));
