// What a folder takes on the disk: whole blocks, as the file system gives them out.

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const BLOCK = 512;

export function bytesOnDisk(folder: string): { readonly bytes: number; readonly files: number } {
  let [bytes, files] = [0, 0];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    bytes += BLOCK * statSync(path.join(entry.parentPath, entry.name)).blocks;
    files++;
  }
  return { bytes, files };
}
