// The desk under proof as a black box: one process that serves, and commands of its command line. Its log goes to a file.
import { appendFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { type Line, type Program, startProgram } from './program.ts';
import type { Scene } from './scene.ts';

const START_LIMIT_MS = 120_000;
const COMMAND_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 30_000;
const DESK = 'src/main.ts';

export interface Desk {
  /** Starts the process and answers when it serves: milliseconds it took, or why it did not. */
  start(): Promise<Started>;
  /** Starts the process and leaves it alone. */
  launch(): void;
  lives(): boolean;
  /** What the process that serves, or last served, wrote to its standard error. */
  errors(): string;
  /** SIGKILL to the whole process group; the database is not in it. */
  killHard(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** As an operator would: SIGTERM, and SIGKILL if that takes too long. */
  stop(): Promise<void>;
  /** Runs one command; undefined when it failed (the desk or its database may just be dead). */
  command(...args: string[]): Promise<Line | undefined>;
  /** SIGKILL to every command that runs now. @returns how many there were */
  killCommands(): number;
  onLine(listener: (line: Line) => void): void;
  until(test: (line: Line) => boolean, ms: number): Promise<Line | undefined>;
}

export type Started =
  | { readonly kind: 'serves'; readonly ms: number }
  | { readonly kind: 'failed'; readonly says: string };

export function deskOf(scene: Scene): Desk {
  const log = path.join(scene.folder, 'desk.log');
  const listeners = new Set<(line: Line) => void>();
  const commands = new Set<Program>();
  let serving: Program | undefined;
  const note = (line: object): void => appendFileSync(log, `${JSON.stringify(line)}\n`);
  const launch = (): Program => {
    note({ event: 'prover-starts-desk', at: new Date().toISOString() });
    const program = startProgram(DESK, ['serve', '--config', scene.configFile, '--json']);
    program.onLine((line) => {
      note(line);
      for (const listener of listeners) listener(line);
    });
    void program.ended.then((code) => note({ event: 'prover-saw-desk-end', code, says: program.errors() }));
    serving = program;
    return program;
  };
  return {
    launch: () => void launch(),
    start: () => startServing(launch()),
    lives: () => serving?.lives() ?? false,
    errors: () => serving?.errors() ?? '',
    killHard: async () => serving?.kill('SIGKILL'),
    signal: (signal) => serving?.signal(signal),
    async stop() {
      await Promise.all([...commands].map((command) => command.kill('SIGKILL')));
      if (serving !== undefined) await stopServing(serving);
    },
    async command(...args) {
      const program = startProgram(DESK, [...args, '--config', scene.configFile, '--json']);
      commands.add(program);
      const answer = await answerOf(program);
      commands.delete(program);
      if (answer === undefined) note({ event: 'prover-command-failed', args, says: program.errors() });
      return answer;
    },
    killCommands() {
      for (const command of commands) command.signal('SIGKILL');
      return commands.size;
    },
    onLine: (listener) => void listeners.add(listener),
    until: async (test, ms) => serving?.until(test, ms),
  };
}

async function startServing(program: Program): Promise<Started> {
  const began = performance.now();
  const ready = await program.until((line) => line['event'] === 'ready', START_LIMIT_MS);
  if (ready !== undefined) return { kind: 'serves', ms: Math.round(performance.now() - began) };
  const says = program.errors() || 'no reason given';
  await program.kill('SIGKILL');
  return { kind: 'failed', says };
}

async function stopServing(program: Program): Promise<void> {
  const timer = setTimeout(() => program.signal('SIGKILL'), STOP_LIMIT_MS);
  await program.kill('SIGTERM');
  clearTimeout(timer);
}

/** The last line of a command that went well. */
async function answerOf(program: Program): Promise<Line | undefined> {
  let last: Line | undefined;
  program.onLine((line) => {
    last = line;
  });
  const timer = setTimeout(() => program.signal('SIGKILL'), COMMAND_LIMIT_MS);
  const code = await program.ended;
  clearTimeout(timer);
  return code === 0 ? last : undefined;
}

/** A port nobody uses now: the desk must come back on the same one. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
