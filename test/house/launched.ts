// A small project of its own with our launcher in it, to be launched on Nodes that pretend to be older or newer.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './overlay.ts';

/** What came of a launch. */
export type Launched = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly pid: number;
};

const EMPTY_LOCK = {
  name: 'small',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: { '': { name: 'small' } },
};

/** Says which Node ran it, in which process, with which arguments; does what the first argument asks. */
const PROBE = `
const [what = '0', ...rest] = process.argv.slice(2);
const speak = () => console.log(JSON.stringify({ execPath: process.execPath, pid: process.pid, rest, main: import.meta.main }));
if (what === 'wait') {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => process.exit(42));
  setTimeout(() => process.exit(1), 20_000);
  speak();
} else if (what === 'die') process.kill(process.pid, 'SIGKILL');
else {
  speak();
  process.exitCode = Number(what);
}
`;

/**
 * Makes a project with the launcher, no dependencies and a probe as src/main.ts.
 * @param lock the lock file, for projects whose dependencies cannot be had
 */
export function smallProject(lock: object = EMPTY_LOCK): string {
  const root = mkdtempSync(path.join(tmpdir(), 'redress-launch-'));
  for (const part of ['tools/launch.mjs', 'tools/launch', 'redress']) {
    cpSync(path.join(ROOT, part), path.join(root, part), { recursive: true });
  }
  mkdirSync(path.join(root, 'src'));
  writeFileSync(path.join(root, 'src', 'main.ts'), PROBE);
  const { dependencies } = (lock as typeof EMPTY_LOCK & { packages: { '': { dependencies?: object } } })
    .packages[''];
  writeFileSync(
    path.join(root, 'package.json'),
    JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', dependencies }),
  );
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify(lock));
  return root;
}

/** Links the packaged Node of the real project into a small one. */
export function withPackagedNode(root: string): string {
  const name = `node-${process.platform}-${process.arch}`;
  mkdirSync(path.join(root, 'node_modules', name, 'bin'), { recursive: true });
  symlinkSync(process.execPath, path.join(root, 'node_modules', name, 'bin', 'node'));
  return path.join(root, 'node_modules', name, 'bin', 'node');
}

/** A file to preload that makes a Node give another version as its own. */
function pretence(root: string, version: string): string {
  const file = path.join(root, `pretend-${version}.cjs`);
  const versions = `{ value: { ...process.versions, node: '${version}' } }`;
  writeFileSync(file, `Object.defineProperty(process, 'versions', ${versions});\n`);
  return file;
}

/** Starts `node tools/launch.mjs src/main.ts args`; with `as`, on a Node that says it has that version. */
export function start(
  root: string,
  args: readonly string[],
  as?: string,
  env: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  const preload = as === undefined ? [] : ['--require', pretence(root, as)];
  const command = [
    ...preload,
    path.join(root, 'tools', 'launch.mjs'),
    path.join(root, 'src', 'main.ts'),
    ...args,
  ];
  return spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'], env });
}

/** Waits for the end of a launch; `onOutput` is called once, when the first output has come. */
export function ended(child: ChildProcess, onOutput?: () => void): Promise<Launched> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.once('data', () => onOutput?.());
  child.stdout?.on('data', (chunk) => (said.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (said.stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...said, code, pid: child.pid ?? 0 }));
  });
}

/** Starts the shell script from the folder above the temporary ones, so that the working directory is no help to it. */
export function startScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(script, [...args], { cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'], env });
}

/** Our environment without what npm put there: its settings would beat those of a project's own .npmrc. */
export function withoutNpmSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)));
}

/** A folder to use as PATH that holds only these commands. */
export function pathWith(root: string, commands: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(root, 'bin-'));
  for (const [name, target] of Object.entries(commands)) symlinkSync(target, path.join(folder, name));
  chmodSync(folder, 0o755);
  return folder;
}
