// The vault as a folder: one file per letter, named by its SHA-256, spread over 256 folders.
import { createHash } from 'node:crypto';
import { access, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Vault } from '../../ports/vault.ts';
import { syncFolder, writeDurably } from './durable.ts';

/** @param folder created if missing, readable by the desk's account only */
export async function fileVault(folder: string): Promise<Vault> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(path.dirname(folder));
  return {
    async put(bytes) {
      const digest = digestOf(bytes);
      const shelf = path.join(folder, digest.slice(0, 2));
      if (await exists(path.join(shelf, digest))) {
        // Perhaps of a run that died before its name was on disk.
        await syncFolder(shelf);
        return digest;
      }
      await mkdir(shelf, { recursive: true, mode: 0o700 });
      await syncFolder(folder);
      await writeDurably(shelf, digest, bytes);
      return digest;
    },
    async get(digest) {
      if (!/^[0-9a-f]{64}$/.test(digest)) return undefined;
      const bytes = await readIfThere(path.join(folder, digest.slice(0, 2), digest));
      // A letter that rotted on the disk is no longer the letter.
      return bytes !== undefined && digestOf(bytes) === digest ? bytes : undefined;
    },
  };
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Undefined when there is no such file; a disk in trouble throws, and is asked again. */
async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
