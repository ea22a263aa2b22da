// Kernels: the committed .wasm is what its source compiles to today, byte for byte; and the sources, which ESLint cannot
// read, stay as small as every other file.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileKernels, KERNELS } from '../kernels/compile.ts';
import type { Check, Offence } from './rule.ts';
import { filesUnder, textOf } from './tree.ts';

const MOST_LINES = 400;
const MOST_LINES_IN_FUNCTION = 70;
const FUNCTION = /^(?:export )?(?:@inline )?function [^]*?^\}/gm;

const nameOf = (text: string): string => /function (\w+)/.exec(text)?.[1] ?? 'a function';

function sizes(root: string, file: string): Offence[] {
  const text = textOf(root, file) ?? '';
  const long = (lines: number, most: number, what: string): Offence[] =>
    lines > most ? [{ file, rule: 'kernel-size', message: `${what} has ${lines} lines, limit ${most}` }] : [];
  const functions = [...text.matchAll(FUNCTION)].flatMap(([whole]) =>
    long(whole.split('\n').length, MOST_LINES_IN_FUNCTION, nameOf(whole)),
  );
  return [...long(text.split('\n').length, MOST_LINES, 'the file'), ...functions];
}

async function stale(root: string): Promise<Offence[]> {
  const into = mkdtempSync(path.join(tmpdir(), 'kernels-'));
  try {
    const compiled = await compileKernels(root, into);
    return compiled.flatMap(({ wasm, bytes }) => {
      const file = path.posix.join(KERNELS, wasm);
      const kept = path.join(root, file);
      if (existsSync(kept) && readFileSync(kept).equals(bytes)) return [];
      return [
        { file, rule: 'kernel-stale', message: 'is not what its source compiles to; cure: npm run kernels' },
      ];
    });
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

async function run(root: string): Promise<readonly Offence[]> {
  const sources = filesUnder(root, KERNELS).filter((file) => file.endsWith('.ts'));
  return [...sources.flatMap((file) => sizes(root, file)), ...(await stale(root))];
}

export const kernels: Check = {
  name: 'kernels',
  keeps: `the compiled kernels of ${KERNELS}/ are what their sources compile to, and the sources stay small`,
  run,
};
