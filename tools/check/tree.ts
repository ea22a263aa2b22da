// Reads the project's tree: names of files and folders, texts. Skips what is not ours or not source.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NOT_OURS = new Set(['node_modules', '.git', '.redress', 'coverage']);

/** The folders that hold our code; a folder of `docs/` may be called what it likes. */
export const CODE_FOLDERS = [
  'src',
  'messenger',
  'managed-postgres',
  'demo',
  'prove',
  'test',
  'tools',
  'bench',
  'web',
];

/** All files under `folder`, relative to `root`, sorted, with forward slashes. */
export function filesUnder(root: string, folder: string): readonly string[] {
  return entriesUnder(root, folder).filter((entry) => !entry.endsWith('/'));
}

/** All folders under `folder`, relative to `root`, each ending in `/`. */
export function foldersUnder(root: string, folder: string): readonly string[] {
  return entriesUnder(root, folder).filter((entry) => entry.endsWith('/'));
}

function entriesUnder(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  const here = readdirSync(path.join(root, folder), { withFileTypes: true });
  return here
    .filter((entry) => !NOT_OURS.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      return entry.isDirectory() ? [`${name}/`, ...entriesUnder(root, name)] : [name];
    });
}

/** The text of a file of the tree; `undefined` when there is none. */
export function textOf(root: string, file: string): string | undefined {
  const place = path.join(root, file);
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
}

/** The number of the line (from 1) in which the character at `index` stands. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
