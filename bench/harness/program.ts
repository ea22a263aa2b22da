// A program under measurement: one process and its children, heard by its JSON lines, its memory summed over all of them.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { familyMiB } from './processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LOOK_MS = 200;
const START_MS = 120_000;
const MOST_SAID = 4_000;

export type Line = Readonly<Record<string, unknown>>;

export interface Program {
  readonly pid: number;
  /** Its line that says that it serves. */
  readonly ready: Line;
  /** Largest sum of resident memory since the start, in MiB; shared pages count once for each process. */
  mostMiB(): number;
  stop(): Promise<void>;
  /** SIGKILL, at once. */
  kill(): Promise<void>;
}

/** Runs a file of this tree until it is stopped. @throws Error when it ends or does not serve */
export async function startProgram(
  file: string,
  args: readonly string[],
  hear: (line: Line) => void,
): Promise<Program> {
  const child = spawn(process.execPath, [path.join(ROOT, file), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: ownEnvironment(),
  });
  let [said, most] = ['', 0];
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-MOST_SAID)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const timer = setInterval(() => (most = Math.max(most, familyMiB(child.pid ?? 0))), LOOK_MS);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    clearInterval(timer);
    child.kill(signal);
    await ended;
  };
  const stop = (): Promise<void> => end('SIGTERM');
  const ready = await new Promise<Line>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${file} does not serve: ${said}`)), START_MS);
    void ended.then(() => reject(new Error(`${file} ended: ${said}`)));
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = parsed(text);
      if (line['event'] === 'ready') {
        clearTimeout(late);
        resolve(line);
      }
      hear(line);
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { pid: child.pid ?? 0, ready, mostMiB: () => most, stop, kill: () => end('SIGKILL') };
}

/** Runs one command to its end. @returns its last line */
export const runCommand = async (file: string, args: readonly string[]): Promise<Line> =>
  (await runLines(file, args)).at(-1) ?? {};

/** The same. @returns all its lines */
export async function runLines(file: string, args: readonly string[]): Promise<readonly Line[]> {
  const child = spawn(process.execPath, [path.join(ROOT, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: ownEnvironment(),
  });
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => lines.push(parsed(text)));
  await new Promise((resolve) => child.once('close', resolve));
  return lines;
}

/** Settings of the person's own desk must not reach this one. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(REDRESS_|DATABASE_URL$|PG[A-Z]+$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function parsed(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { text };
  }
}
