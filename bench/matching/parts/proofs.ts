// Parts identity and exactness: the proofs that stand as commands of their own, run here and summed up. Each tells its result by its
// exit code and what it prints.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Setting } from '../options.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
const LONGEST_MS = 40 * 60 * 1000;
const MOST_OUTPUT = 64 * 2 ** 20;
const KEPT_LINES = 60;

export type Proof = {
  readonly name: string;
  readonly command: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** The end of what it printed. */
  readonly said: string;
};
export type ProofsPart = { readonly proofs: readonly Proof[]; readonly absent: readonly string[] };

type Wanted = { readonly name: string; readonly file: string; readonly words: readonly string[] };

export async function proveIdentity(setting: Setting): Promise<ProofsPart> {
  const { python = 'python3', metaPdq } = setting.peers;
  const photos = setting.photos === undefined ? [] : ['--photos', path.resolve(setting.photos)];
  const kernel = {
    name: "PDQ kernel against Meta's C++",
    file: 'bench/matching/identity.ts',
    words: ['--pictures', setting.quick ? '300' : '10000', ...photos, '--python', python],
  };
  const video = {
    name: 'video frames',
    file: 'bench/matching/video-identity.ts',
    words: ['--python', python],
  };
  if (metaPdq === undefined) {
    const { proofs, absent } = await proveAll(setting, [video]);
    return { proofs, absent: [...absent, kernel.name] };
  }
  return proveAll(setting, [{ ...kernel, words: [...kernel.words, '--library', metaPdq.library] }, video]);
}

export async function proveExactness(setting: Setting): Promise<ProofsPart> {
  const sizes = setting.quick
    ? [[100_000, 500]]
    : [
        [1_000_000, 10_000],
        [10_000_000, 1_000],
      ];
  const exact = sizes.map(([entries = 0, queries = 0]) => ({
    name: `live index, ${entries.toLocaleString('en-US')} entries`,
    file: 'bench/matching/live.ts',
    words: ['--entries', `${entries}`, '--queries', `${queries}`, '--only', 'exact'],
  }));
  const entries = setting.quick ? '100000' : '1000000';
  const merge = {
    name: 'queries during a merge',
    file: 'bench/matching/live.ts',
    words: ['--entries', entries, '--only', 'merge'],
  };
  const core = exact.map(({ name, words }) => ({
    name: name.replace('live index', 'one part'),
    file: 'bench/matching/exactness.ts',
    words: words.slice(0, 4),
  }));
  return proveAll(setting, [...core, ...exact, merge]);
}

async function proveAll(setting: Setting, wanted: readonly Wanted[]): Promise<ProofsPart> {
  const proofs: Proof[] = [];
  const absent: string[] = [];
  for (const one of wanted) {
    if (!existsSync(path.join(ROOT, one.file))) {
      absent.push(one.name);
      continue;
    }
    setting.say(`proof: ${one.name}`);
    proofs.push(await prove(one));
  }
  return { proofs, absent };
}

async function prove({ name, file, words }: Wanted): Promise<Proof> {
  const started = performance.now();
  const outcome = await run(process.execPath, [file, ...words], {
    cwd: ROOT,
    timeout: LONGEST_MS,
    maxBuffer: MOST_OUTPUT,
  }).then(
    ({ stdout }) => ({ passed: true, said: stdout }),
    (error: { stdout?: string; stderr?: string }) => ({
      passed: false,
      said: `${error.stdout ?? ''}${error.stderr ?? ''}`,
    }),
  );
  return {
    name,
    command: ['node', 'tools/launch.mjs', file, ...words.map(placeless)].join(' '),
    passed: outcome.passed,
    seconds: Math.round((performance.now() - started) / 1000),
    said: outcome.said.trim().split('\n').slice(-KEPT_LINES).join('\n'),
  };
}

/** What lies elsewhere on every machine, by its kind. */
function placeless(word: string): string {
  if (!path.isAbsolute(word)) return word;
  if (word.endsWith('.so')) return 'LIBRARY';
  return word.includes('venv') ? 'PYTHON' : 'FOLDER';
}
