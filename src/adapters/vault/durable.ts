// Writing a file so that it survives a power cut: bytes, then name, then folder. Kernel caches are not storage.
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes `pieces` in a row under `name` in `folder`; when it returns, both the content and the name are on disk.
 * Order (POSIX): write, fsync of the file, rename, fsync of the folder. A crash leaves the whole file or none.
 * Throws the system's error (ENOSPC, EIO, EACCES …) and leaves nothing behind but a `.part` file at worst.
 */
export async function writeDurably(
  folder: string,
  name: string,
  ...pieces: readonly Uint8Array[]
): Promise<void> {
  const part = path.join(folder, `${randomUUID()}.part`);
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      for (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path.join(folder, name));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Makes renames and removals in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
