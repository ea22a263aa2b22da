// Shows that the power cut cuts: what nobody synced must be gone afterwards, what was synced must be there. Without it a proof
// on a disk that keeps everything would pass for any desk.
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Disk } from './disk.ts';

const TEXT = 'kept only if it was synced\n'.repeat(200);

export interface SelfTest {
  readonly written: 'lost' | 'kept';
  readonly synced: 'lost' | 'kept';
  /** Synced under another name, then renamed without a sync of the folder. */
  readonly renamed: 'lost' | 'kept';
  readonly works: boolean;
}

export async function testDisk(disk: Disk): Promise<SelfTest> {
  const at = (name: string): string => path.join(disk.mount, name);
  await writeFile(at('written'), TEXT);
  await writeSynced(at('synced.part'));
  await rename(at('synced.part'), at('synced'));
  await syncFolder(disk.mount);
  await writeSynced(at('renamed.part'));
  await rename(at('renamed.part'), at('renamed'));
  await disk.freeze();
  await disk.thaw();
  const [written, synced, renamed] = await Promise.all(
    ['written', 'synced', 'renamed'].map((name) => fate(at(name))),
  );
  for (const name of ['written', 'synced', 'renamed', 'renamed.part']) await rm(at(name), { force: true });
  const works = written === 'lost' && synced === 'kept' && renamed === 'lost';
  return { written: written ?? 'kept', synced: synced ?? 'lost', renamed: renamed ?? 'kept', works };
}

async function writeSynced(file: string): Promise<void> {
  await writeFile(file, TEXT, { flush: true });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

async function fate(file: string): Promise<'lost' | 'kept'> {
  const found = await readFile(file, 'utf8').catch(() => '');
  return found === TEXT ? 'kept' : 'lost';
}
