// A small tamper-evident log as a folder, made by the real writer, with two witnesses of three under its checkpoints.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileLogStorage } from '../../src/adapters/log/file-log-storage.ts';
import { utf8 } from '../../src/translog/bytes.ts';
import { LogWriter, type SignCheckpoint } from '../../src/translog/log/log-writer.ts';
import { cosign } from '../../src/translog/notes/cosignature.ts';
import { makeSignerKey, writeVerifierKey } from '../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../src/translog/notes/note.ts';

export type SmallLog = {
  readonly folder: string;
  /** Of the log, as text. */
  readonly key: string;
  /** Of another log. */
  readonly otherKey: string;
  /** The file of a checkpoint that was published. */
  checkpoint(size: number): string;
  /** A policy file: so many of its three witnesses, of which two signed. */
  policy(least: number): Promise<string>;
};

/** 2027-01-15T08:00:00Z */
const SIGNED_AT = 1_800_000_000;
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const keyOf = (name: string, type: 'note' | 'cosignature', byte: number) =>
  makeSignerKey(sha256, name, type, new Uint8Array(32).fill(byte));

/** @param sizes at which it publishes, rising */
export async function smallLog(
  folder: string,
  sizes: readonly number[],
  entryAt = (index: number) => `entry ${index}`,
): Promise<SmallLog> {
  const key = await keyOf('desk.example/log', 'note', 9);
  const otherKey = await keyOf('other.example/log', 'note', 10);
  const witnesses = {
    east: await keyOf('east.example', 'cosignature', 11),
    west: await keyOf('west.example', 'cosignature', 12),
    north: await keyOf('north.example', 'cosignature', 13),
  };
  const { east, west } = witnesses;
  const sign: SignCheckpoint = async (_, text) => {
    const cosigned = [east, west].map(async ({ name, id, ...rest }, at) => ({
      ...{ name, id },
      bytes: await cosign(text, SIGNED_AT + at, { name, id, ...rest }),
    }));
    return writeNote({ text, signatures: [await signText(text, key), ...(await Promise.all(cosigned))] });
  };
  const kept = path.join(folder, 'kept');
  const checkpoint = (size: number): string => path.join(kept, `checkpoint-${size}`);
  const storage = await fileLogStorage(folder);
  const writer = await LogWriter.open({ storage, sha256, key, sign });
  await mkdir(kept, { recursive: true });
  for (const size of sizes) {
    const from = writer.size;
    await Promise.all(
      Array.from({ length: size - from }, (_, at) => writer.append(utf8(entryAt(from + at)))),
    );
    await writer.publish();
    await writeFile(checkpoint(size), await readFile(path.join(folder, 'public/checkpoint')));
  }
  await writer.close();
  return {
    ...{ folder, checkpoint, key: writeVerifierKey(key), otherKey: writeVerifierKey(otherKey) },
    async policy(least) {
      const file = path.join(folder, `policy-${least}`);
      const lines = Object.entries(witnesses).map(
        ([name, one]) => `witness ${name} ${writeVerifierKey(one)}`,
      );
      await writeFile(file, `${lines.join('\n')}\ngroup all3 ${least} east west north\nquorum all3\n`);
      return file;
    },
  };
}
