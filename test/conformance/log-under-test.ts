// A log with a key of its own and a signer that stands guard, for the proofs of its storage.
import { sha256 } from '../../src/adapters/log/sha256.ts';
import { utf8 } from '../../src/translog/bytes.ts';
import { judgeClaim, type Memory } from '../../src/translog/log/guard.ts';
import type { LogStorage } from '../../src/translog/log/log-storage.ts';
import { LogWriter, type SignCheckpoint } from '../../src/translog/log/log-writer.ts';
import { verifyLog } from '../../src/translog/log/verify-log.ts';
import { openCheckpoint } from '../../src/translog/notes/checkpoint.ts';
import { makeSignerKey } from '../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../src/translog/notes/note.ts';
import type { ReadFile } from '../../src/translog/tiles/tree-reader.ts';
import { treeHasher } from '../../src/translog/tree/hash.ts';

const key = await makeSignerKey(sha256, 'desk.example/log', 'note', new Uint8Array(32).fill(9));

export const entryAt = (index: number): Uint8Array => utf8(`entry ${index}`);

/** Signs only what continues what it signed before. */
export function guardedSigner(): SignCheckpoint {
  let memory: Memory | undefined;
  return async (claim, text) => {
    memory = judgeClaim(treeHasher(sha256), memory, claim);
    return writeNote({ text, signatures: [await signText(text, key)] });
  };
}

export const openedLog = (storage: LogStorage, sign: SignCheckpoint = guardedSigner()): Promise<LogWriter> =>
  LogWriter.open({ storage, sha256, key, sign });

export const appendTo = (writer: LogWriter, from: number, to: number): Promise<readonly number[]> =>
  Promise.all(Array.from({ length: to - from }, (_, at) => writer.append(entryAt(from + at))));

/** What somebody finds who reads the whole log and believes nothing of it but its key. @returns its entries as text */
export async function recomputed(read: ReadFile): Promise<readonly string[]> {
  const note = await read('checkpoint');
  if (note === undefined) throw new Error('no checkpoint is public');
  const entries: string[] = [];
  await verifyLog(treeHasher(sha256), {
    ...{ checkpoint: await openCheckpoint(note, key), read },
    seen: (entry) => entries.push(Buffer.from(entry).toString()),
  });
  return entries;
}

export const entriesUpTo = (size: number): readonly string[] =>
  Array.from({ length: size }, (_, index) => `entry ${index}`);
