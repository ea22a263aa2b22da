// What a signer or a witness signed last, as one small file a log: what was signed, with its size and root, and whether the log has ended. It belongs to no database and to no backup:
// brought back from an old copy it would let history be signed twice.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { fromBase64, textOf, toBase64, utf8 } from '../../translog/bytes.ts';
import type { Memory } from '../../translog/log/guard.ts';
import type { GuardMemory } from '../../translog/log/witness.ts';
import { readNumber } from '../../translog/tree/size.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import { lockFolder, makeFolder, readIfThere, replaceDurably } from './durable.ts';

export type OpenMemory = GuardMemory & {
  /** What the public may see: the note signed last. */
  latest(originHash: string): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
};

/** The third line of what is remembered of a log that has ended. */
const ENDED = 'ended';
const FOR_US = { file: 0o600, folder: 0o700 };

/** @throws TranslogError `log.in-use` when another process remembers here */
export async function guardMemory(folder: string): Promise<OpenMemory> {
  await makeFolder(folder, FOR_US.folder);
  const unlock = await lockFolder(folder);
  const fileOf = (originHash: string) => path.join(folder, originHash);
  return {
    load: async (origin) => {
      const bytes = await readIfThere(fileOf(hashOf(origin)));
      return bytes === undefined ? undefined : readMemory(origin, bytes);
    },
    save: (origin, memory, note) =>
      replaceDurably(fileOf(hashOf(origin)), utf8(written(memory, note)), FOR_US.file),
    latest: async (originHash) => {
      const bytes = /^[0-9a-f]{64}$/.test(originHash) ? await readIfThere(fileOf(originHash)) : undefined;
      return bytes === undefined ? undefined : utf8(parts(bytes).note);
    },
    close: unlock,
  };
}

const hashOf = (origin: string): string => createHash('sha256').update(origin).digest('hex');

const written = ({ size, root, isEnded = false }: Memory, note: Uint8Array): string =>
  `${size}\n${toBase64(root)}\n${isEnded ? `${ENDED}\n` : ''}\n${textOf(note)}`;

function parts(bytes: Uint8Array) {
  const text = textOf(bytes);
  const split = text.indexOf('\n\n');
  const [size = '', root = '', ...more] = text.slice(0, Math.max(0, split)).split('\n');
  return { size, root, more, note: text.slice(split + 2) };
}

/** Doubt is no reason to begin anew: a guard that cannot remember signs nothing. */
function readMemory(origin: string, bytes: Uint8Array): Memory {
  const { size, root, more } = parts(bytes);
  try {
    const isEnded = more[0] === ENDED;
    if (more.length > Number(isEnded)) throw new Error('a line that nobody knows');
    return { size: readNumber(size, 'the size'), root: fromBase64(root), ...(isEnded ? { isEnded } : {}) };
  } catch {
    throw new TranslogError(
      'log.memory-damaged',
      `what was signed last for ${origin} cannot be read`,
      'sign nothing more with this key, and begin a new one with a new name and key (redress log begin --reason key-lost)',
    );
  }
}
