// A throw-away copy of the whole tree, so that a test can break a rule without breaking the tree. node_modules is linked.

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Outcome } from '../../tools/check/rule.ts';

/** The project's root. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

const LEFT_OUT = new Set(['node_modules', '.git', '.redress', 'coverage']);
const OUTPUT_LIMIT_BYTES = 32 * 1024 * 1024;

/** A copy of the tree that can be written to and thrown away. */
export type Overlay = {
  readonly root: string;
  /** Writes a file, with its folders. */
  readonly write: (file: string, text: string) => void;
  /** Rewrites a file of the copy; a missing one counts as empty. */
  readonly change: (file: string, edit: (text: string) => string) => void;
  readonly remove: () => void;
};

function textOrNothing(place: string): string {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return '';
  }
}

/** Copies the tree into a new temporary folder. */
export function copyOfTheTree(): Overlay {
  const root = mkdtempSync(path.join(tmpdir(), 'redress-rules-'));
  cpSync(ROOT, root, { recursive: true, filter: (source) => !LEFT_OUT.has(path.basename(source)) });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  return {
    root,
    write,
    change: (file, edit) => write(file, edit(textOrNothing(path.join(root, file)))),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs `npm run check` on a tree and gives back what each check found. */
export async function checkTree(root: string, ...only: readonly string[]): Promise<readonly Outcome[]> {
  const args = [
    path.join(ROOT, 'tools', 'check.ts'),
    '--json',
    '--root',
    root,
    ...only.flatMap((name) => ['--only', name]),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    maxBuffer: OUTPUT_LIMIT_BYTES,
  }).catch((error: { stdout: string; code: number }) => {
    if (error.code === 1) return error;
    throw error;
  });
  return (JSON.parse(stdout) as { outcomes: Outcome[] }).outcomes;
}

/** Loads the settings file of a tool, whose type we do not know to the compiler but to ourselves. */
export async function settingsOf<T>(file: string): Promise<T> {
  const loaded = (await import(pathToFileURL(path.join(ROOT, file)).href)) as { default: T };
  return loaded.default;
}
