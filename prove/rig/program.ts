// A program of ours run from outside, in a process group of its own so that SIGKILL reaches all of it. It is heard by the
// JSON lines on its standard output.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MAX_KEPT_LINES = 20;

export type Line = Readonly<Record<string, unknown>>;

export interface Program {
  /** Waits for a line; undefined when the program ended or `ms` passed before it came. Only lines from now on count. */
  until(test: (line: Line) => boolean, ms: number): Promise<Line | undefined>;
  onLine(listener: (line: Line) => void): void;
  /** The last lines of its standard error. */
  errors(): string;
  lives(): boolean;
  /** Signals the whole group; answers when the program is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Signals the group and goes on at once. */
  signal(signal: NodeJS.Signals): void;
  readonly ended: Promise<number | null>;
}

/**
 * @param file of this tree, e.g. `src/main.ts`
 * @param under a program that runs it, with its arguments: `faketime …`
 */
export function startProgram(file: string, args: readonly string[], under: readonly string[] = []): Program {
  const [program = process.execPath, ...before] = [...under, process.execPath];
  const child = spawn(program, [...before, path.join(ROOT, file), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: ownEnvironment(),
  });
  const listeners = new Set<(line: Line) => void>();
  const errors: string[] = [];
  eachLine(child.stdout, (text) => {
    for (const listener of listeners) listener(parse(text));
  });
  eachLine(child.stderr, (text) => {
    errors.push(text);
    if (errors.length > MAX_KEPT_LINES) errors.shift();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  return {
    ended,
    onLine: (listener) => void listeners.add(listener),
    until: (test, ms) => Promise.race([nextLine(listeners, test, ms), ended.then(() => undefined)]),
    errors: () => errors.join('\n'),
    lives: () => child.exitCode === null && child.signalCode === null,
    signal: (signal) => signalGroup(child, signal),
    async kill(signal) {
      signalGroup(child, signal);
      await ended;
    },
  };
}

/** Settings of the person's own desk must not reach the one under proof. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(REDRESS_|YEOUL_|DATABASE_URL$|PG[A-Z]+$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function eachLine(stream: ChildProcess['stdout'], hear: (text: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', hear);
}

function parse(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { text };
  }
}

function nextLine(
  listeners: Set<(line: Line) => void>,
  test: (line: Line) => boolean,
  ms: number,
): Promise<Line | undefined> {
  return new Promise((resolve) => {
    const end = (line: Line | undefined): void => {
      clearTimeout(timer);
      listeners.delete(listener);
      resolve(line);
    };
    const listener = (line: Line): void => {
      if (test(line)) end(line);
    };
    const timer = setTimeout(() => end(undefined), ms);
    listeners.add(listener);
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
