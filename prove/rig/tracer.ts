// strace on the one thread of a process that does its file operations: lists them, or makes one of them fail, or kills the process as it begins.
// With one such thread (UV_THREADPOOL_SIZE=1) their order is the same in every run.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Program } from './program.ts';

const CALLS = 'openat,read,getdents64,mkdir,write,pwrite64,fsync,rename,unlink,statx,close';
const WAIT_MS = 60_000;
const LOOK_MS = 5;

export interface FileOperation {
  readonly call: string;
  /** Which call of this name it was, from 1 on. */
  readonly at: number;
  /** As strace wrote it. */
  readonly text: string;
}

export interface Fault extends FileOperation {
  readonly effect: 'EIO' | 'ENOSPC' | 'KILL';
}

/** Why it cannot be done here; undefined when it can. */
export function whyNoTracer(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'only root may put a tracer on another process everywhere';
  return spawnSync('strace', ['--version']).status === 0
    ? undefined
    : 'strace is missing: apt-get install strace';
}

export interface Tracer {
  /** Put this in front of the program. */
  readonly under: readonly string[];
  /** Waits for the program's thread, traces it, and lets the program go on. */
  attach(program: Program, fault?: Fault): Promise<void>;
  /** What was seen so far. Call it when the tracer has ended, or the program is idle. */
  operations(): readonly FileOperation[];
  /** Whether the fault was put on an operation in one of these folders. */
  wasHit(folders: readonly string[]): boolean;
  stop(): Promise<void>;
}

/** @param place a folder for this tracer alone */
export async function makeTracer(place: string): Promise<Tracer> {
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  const [thread, out] = [path.join(place, 'thread'), path.join(place, 'trace')];
  const preload = pathToFileURL(path.join(import.meta.dirname, 'pool-pause.mjs'));
  preload.searchParams.set('place', place);
  let strace: ChildProcess | undefined;
  const lines = (): readonly string[] => (existsSync(out) ? readFileSync(out, 'utf8').split('\n') : []);
  return {
    under: ['env', 'UV_THREADPOOL_SIZE=1', `NODE_OPTIONS=--import=${preload.href}`],
    async attach(program, fault) {
      if (!(await until(() => existsSync(thread) || !program.lives()))) throw new Error('no thread came');
      const inject = fault === undefined ? [] : ['-e', injection(fault)];
      const args = ['-y', '-s', '16', '-e', `trace=${CALLS}`, ...inject, '-o', out];
      strace = spawn('strace', [...args, '-p', readFileSync(thread, 'utf8').trim()], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      strace.stderr?.on('data', (text: Buffer) => {
        said += text.toString();
      });
      if (!(await until(() => said.includes('attached')))) throw new Error(`strace: ${said}`);
      await writeFile(path.join(place, 'go'), '');
    },
    operations: () => countCalls(lines()),
    wasHit: (folders) => {
      const hit = lines().find((line) => line.includes('(INJECTED)'));
      // A process that is killed as a call begins leaves that call as the last thing it did.
      const text = hit ?? lines().findLast((line) => /^\w+\(/.test(line)) ?? '';
      return isIn(folders, text);
    },
    async stop() {
      if (strace === undefined || strace.exitCode !== null || strace.signalCode !== null) return;
      const ended = new Promise((resolve) => strace?.once('close', resolve));
      strace.kill('SIGINT');
      await ended;
    },
  };
}

/** Whether a line of strace names one of these folders or something below it. */
export const isIn = (folders: readonly string[], text: string): boolean =>
  folders.some((folder) => ['/', '"', '>'].some((end) => text.includes(folder + end)));

const injection = ({ call, at, effect }: Fault): string =>
  effect === 'KILL' ? `inject=${call}:signal=KILL:when=${at}` : `inject=${call}:error=${effect}:when=${at}`;

function countCalls(lines: readonly string[]): readonly FileOperation[] {
  const counts = new Map<string, number>();
  return lines.flatMap((text) => {
    const [, call] = /^(\w+)\(/.exec(text) ?? [];
    if (call === undefined) return [];
    const at = (counts.get(call) ?? 0) + 1;
    counts.set(call, at);
    return [{ call, at, text }];
  });
}

async function until(test: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
    if (test()) return true;
    await delay(LOOK_MS);
  }
  return false;
}
