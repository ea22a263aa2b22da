// Meta's C++ PDQ as a library: the sources inside the source package of vpdq, compiled as Meta's Makefile does, with a few lines of ours
// that Python can call. Nothing of it is kept in this project.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LONGEST_MS = 10 * 60 * 1000;
const SHIM = path.join(import.meta.dirname, 'meta_pdq.cc');
const FLAGS = ['-std=c++11', '-O3', '-shared', '-fPIC'] as const;
const FOLDERS = ['common', 'hashing', 'downscaling'];

export type MetaPdq = { readonly library: string; readonly compiler: string; readonly source: string };

/**
 * Fetches and compiles what is not there yet.
 * @param pin name and version of the package, such as vpdq==0.2.5
 * @throws Error when there is no compiler, or no package
 */
export async function setUpMetaPdq(folder: string, python: string, pin: string): Promise<MetaPdq> {
  const library = path.join(folder, `meta-pdq-${pin}.so`);
  const { stdout } = await run('g++', ['-dumpfullversion'], { timeout: LONGEST_MS });
  const made = { library, compiler: `g++ ${stdout.trim()} ${FLAGS.slice(0, 2).join(' ')}`, source: pin };
  if (existsSync(library)) return made;
  const sources = path.join(folder, 'meta-pdq');
  await unpack(sources, python, pin);
  const root = path.join(sources, 'cpp');
  const files = FOLDERS.flatMap((name) => cppFiles(path.join(root, 'pdq', 'cpp', name)));
  const half = `${library}.half`;
  await run('g++', [...FLAGS, `-I${root}`, '-o', half, SHIM, ...files], { timeout: LONGEST_MS });
  renameSync(half, library);
  return made;
}

async function unpack(to: string, python: string, pin: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  const words = ['download', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-binary', ':all:'];
  await run(python, ['-m', 'pip', ...words, '-d', to, pin], { timeout: LONGEST_MS });
  const archive = readdirSync(to).find((name) => name.endsWith('.tar.gz')) ?? '';
  await run('tar', ['-xzf', path.join(to, archive), '-C', to, '--strip-components=1'], {
    timeout: LONGEST_MS,
  });
}

const cppFiles = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.cpp'))
    .map((name) => path.join(folder, name));
