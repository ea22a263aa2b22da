// `redress` as a process of its own, with a data folder and a database of its own and nothing else from around it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../src/entry/cli/program.ts';
import { wiring } from '../../src/main/wiring.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The answer of a command with `--json`, or its error. */
export interface Json {
  readonly error?: { readonly code: string; readonly message: string; readonly cure: string | null };
  readonly [key: string]: unknown;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const MAIN = path.join(ROOT, 'src/main.ts');
const LONGEST_RUN_MS = 60_000;

/** The variables a program needs and no setting of ours or of the machine's. */
function plainEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, LANG, ...extra }).filter(([, value]) => value !== undefined),
  );
}

/** Starts `redress`; the caller ends it. `cwd` is the machine's folder for temporary files, where no redress.json is. */
export function startRedress(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, [MAIN, ...args], { cwd: tmpdir(), env: plainEnvironment(env) });
}

/** Runs `redress` to its end. Stdout is given as latin1, byte for byte. */
export function redress(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = startRedress(args, env);
  child.stdin.end();
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('latin1')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

/**
 * Runs the same command line inside this process, which saves a second of start; one at a time, since it takes the console.
 * Not for commands that stay or that hand out raw bytes.
 */
export async function redressHere(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  wire: typeof wiring = wiring,
): Promise<Ran> {
  const { log, error } = console;
  const [toOut, toErr] = [process.stdout.write, process.stderr.write];
  const [surroundings, exitCode] = [process.env, process.exitCode];
  const heard = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof heard, end: string) => (text: unknown) => {
    heard[stream] += `${String(text)}${end}`;
    return true;
  };
  Object.assign(console, { log: into('stdout', '\n'), error: into('stderr', '\n') });
  Object.assign(process.stdout, { write: into('stdout', '') });
  Object.assign(process.stderr, { write: into('stderr', '') });
  process.env = plainEnvironment(env);
  process.exitCode = undefined;
  try {
    return { code: await run(args, wire), ...heard };
  } finally {
    Object.assign(console, { log, error });
    Object.assign(process.stdout, { write: toOut });
    Object.assign(process.stderr, { write: toErr });
    process.env = surroundings;
    process.exitCode = exitCode;
  }
}

/** Runs with `--json` and insists on exactly one JSON object, and nothing else, on stdout. */
export async function redressJson(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  how: typeof redress = redress,
): Promise<{ readonly code: number | null; readonly json: Json; readonly stderr: string }> {
  const { code, stdout, stderr } = await how([...args, '--json'], env);
  const text = how === redress ? Buffer.from(stdout, 'latin1').toString() : stdout;
  if (!/^\{.*\}\n$/.test(text)) throw new Error(`not one JSON object: ${text}\n${stderr}`);
  return { code, json: JSON.parse(text) as Json, stderr };
}

/** A configuration file in a folder that is gone after `remove`. */
export async function configFile(
  settings: object,
): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-cli-'));
  const file = path.join(folder, 'redress.json');
  await writeFile(file, JSON.stringify(settings));
  return { file, remove: () => rm(folder, { recursive: true }) };
}
