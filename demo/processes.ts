// The programs of the demo: started, listened to line by line, and stopped in order, whatever happens.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DemoError } from './options.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 15_000;
const MAX_KEPT_LINES = 40;

export type Line = Readonly<Record<string, unknown>>;

export interface Program {
  /** The first line for which `test` holds, now or later. */
  until(test: (line: Line) => boolean, ms: number): Promise<Line | undefined>;
  onLine(listener: (line: Line) => void): void;
  /** Everything it said until now, word for word, on both ways out. */
  said(): string;
  stop(): Promise<void>;
}

/** Starts a program of ours that speaks in JSON lines, and waits for the line that says it is ready. */
export async function start(
  file: string,
  args: readonly string[],
  ready: string,
  nodeArgs: readonly string[] = [],
): Promise<Program> {
  const child = spawn(process.execPath, [...nodeArgs, path.join(ROOT, file), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: ownEnvironment(),
  });
  const heard = listenTo(child);
  const program = programOf(child, heard);
  const first = await Promise.race([
    program.until((line) => ready in line || line['event'] === ready, START_TIMEOUT_MS),
    exited(child),
  ]);
  if (first === undefined || first === 'exited') {
    await program.stop();
    throw notStarted(file, heard.errors);
  }
  return program;
}

/** Settings of the person's own desk must not reach the demo's. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(REDRESS_|YEOUL_|DATABASE_URL$)/.test(name)),
  );
}

interface Heard {
  readonly lines: Line[];
  readonly texts: string[];
  readonly errors: string[];
  readonly listeners: Set<(line: Line) => void>;
}

function listenTo(child: ChildProcess): Heard {
  const heard: Heard = { lines: [], texts: [], errors: [], listeners: new Set() };
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = parse(text);
      heard.texts.push(text);
      heard.lines.push(line);
      for (const listener of heard.listeners) listener(line);
    });
  }
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (text) => {
      heard.texts.push(text);
      heard.errors.push(text);
      if (heard.errors.length > MAX_KEPT_LINES) heard.errors.shift();
    });
  }
  return heard;
}

function parse(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { text };
  }
}

function programOf(child: ChildProcess, heard: Heard): Program {
  return {
    onLine: (listener) => void heard.listeners.add(listener),
    said: () => heard.texts.join('\n'),
    until(test, ms) {
      const earlier = heard.lines.find(test);
      if (earlier !== undefined) return Promise.resolve(earlier);
      return new Promise((resolve) => {
        const listener = (line: Line): void => {
          if (test(line)) end(line);
        };
        const timer = setTimeout(() => end(undefined), ms);
        const end = (line: Line | undefined): void => {
          clearTimeout(timer);
          heard.listeners.delete(listener);
          resolve(line);
        };
        heard.listeners.add(listener);
      });
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await exited(child);
      clearTimeout(timer);
    },
  };
}

function exited(child: ChildProcess): Promise<'exited'> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve('exited');
  return new Promise((resolve) => {
    child.once('exit', () => resolve('exited'));
    child.once('error', () => resolve('exited'));
  });
}

function notStarted(file: string, errors: readonly string[]): DemoError {
  const says =
    errors.find((line) => /^(redress|yeoul): |Error: /.test(line)) ?? errors.at(-1) ?? 'no reason given';
  const cure = errors.find((line) => line.trim().startsWith('cure: '))?.replace(/^\s*cure: /, '');
  const taken = /in use|is taken/.test(says);
  return new DemoError(
    taken ? 'demo.port-taken' : 'demo.not-started',
    `${file.startsWith('src') ? 'the desk' : 'the messenger'} did not start: ${says.replace(/^(redress|yeoul): /, '')}`,
    taken ? 'choose other ports: npm run demo -- --port 5180' : (cure ?? 'run ./redress doctor'),
  );
}

const CLI_TIMEOUT_MS = 300_000;

/** Runs one command of the desk and answers its JSON. */
export function redress(configFile: string, ...args: string[]): Promise<Line> {
  return redressAt([], configFile, ...args);
}

/** The same with arguments for Node itself. */
export function redressAt(nodeArgs: readonly string[], configFile: string, ...args: string[]): Promise<Line> {
  const child = spawn(
    process.execPath,
    [...nodeArgs, path.join(ROOT, 'src/main.ts'), ...args, '--config', configFile, '--json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: CLI_TIMEOUT_MS,
      env: ownEnvironment(),
    },
  );
  const heard = listenTo(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const answer = heard.lines.at(-1);
      if (code === 0 && answer !== undefined) resolve(answer);
      else
        reject(
          new DemoError(
            'demo.command-failed',
            `redress ${args[0]}: ${heard.errors.join(' ')}`,
            'run ./redress doctor',
          ),
        );
    });
  });
}
