// Compiles the kernels of src/matching: one .wasm for each line of its list. No checks are compiled in (`--noAssert`):
// the TypeScript at the door of each kernel checks what it is given.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the sources, their list and the compiled kernels are, relative to the root. */
export const KERNELS = 'src/matching/kernels';
const FLAGS = ['-O3', '--noAssert'];

type Kernel = { readonly source: string; readonly wasm: string; readonly flags: readonly string[] };

/** A kernel as compiled now. */
export type Compiled = { readonly wasm: string; readonly bytes: Buffer };

function asc(root: string, args: readonly string[]): Promise<void> {
  const script = path.join(root, 'node_modules/assemblyscript/bin/asc.js');
  const child = spawn(process.execPath, [script, ...args], {
    cwd: path.join(root, KERNELS),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim()))));
  });
}

async function compileOne(root: string, into: string, kernel: Kernel): Promise<Compiled> {
  const out = path.join(into, kernel.wasm);
  await asc(root, [kernel.source, ...FLAGS, ...kernel.flags, '--outFile', out]);
  return { wasm: kernel.wasm, bytes: readFileSync(out) };
}

/**
 * Compiles every kernel of the list into the folder `into`.
 * @throws Error with what the compiler said
 */
export async function compileKernels(root: string, into: string): Promise<readonly Compiled[]> {
  const list = JSON.parse(readFileSync(path.join(root, KERNELS, 'kernels.json'), 'utf8')) as Kernel[];
  return Promise.all(list.map((kernel) => compileOne(root, into, kernel)));
}
