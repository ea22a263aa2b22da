// One log under proof, its signer and its commands, all from outside: `log keygen`, `signer`, `append`, `publish`.
import { writeFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Line, type Program, startProgram } from './program.ts';
import { type LogLedger, openLogLedger } from './log-ledger.ts';
import { readLogKey } from './public-log.ts';

const MAIN = 'src/main.ts';
const START_LIMIT_MS = 120_000;
const COMMAND_LIMIT_MS = 120_000;

export interface Outcome {
  /** null: it was killed. */
  readonly code: number | null;
  readonly answer: Line | undefined;
  readonly errors: string;
  readonly ms: number;
}

export interface LogDesk {
  readonly folder: string;
  readonly log: string;
  readonly memory: string;
  readonly socket: string;
  readonly ledger: LogLedger;
  /** Starts the signer and waits until it listens. */
  startSigner(during?: During): Promise<Program>;
  /** Starts the process that keeps the log. @returns at once; it listens later */
  startRun(): Program;
  /** Where that process listens. */
  readonly runSocket: string;
  append(lines: readonly string[], during?: During): Promise<Outcome>;
  publish(during?: During): Promise<Outcome>;
  /** Lines that no log of this proof has seen. */
  freshLines(count: number): readonly string[];
  /** Other entries than ever were in this log, which are to be refused: nothing of them goes into the ledger. */
  publishAgain(count: number): Promise<Outcome>;
  copyTo(place: string): Promise<void>;
  bringBack(place: string): Promise<void>;
}

export interface During {
  readonly under?: readonly string[];
  /** Is told of the program as soon as it was started. */
  readonly act?: (program: Program) => void;
}

/** @param cache where compiled code may be kept: it makes each start cheaper and changes nothing else */
export async function openLogDesk(folder: string, name: string, cache: string): Promise<LogDesk> {
  const under = ['env', `NODE_COMPILE_CACHE=${cache}`];
  const at = (file: string): string => path.join(folder, file);
  await mkdir(folder, { recursive: true });
  const made = await outcomeOf(
    startProgram(MAIN, ['log', 'keygen', name, '--out', at('log.key'), '--json'], under),
  );
  const publicKey = String(made.answer?.['publicKey'] ?? '');
  await writeFile(at('log.pub'), `${publicKey}\n`);
  const [log, memory, socket] = [at('log'), at('memory'), at('signer.sock')];
  const ledger = openLogLedger(log, memory, readLogKey(publicKey));
  let written = 0;
  const run = async (args: readonly string[], during: During): Promise<Outcome> => {
    const program = startProgram(MAIN, ['log', ...args, '--json'], [...under, ...(during.under ?? [])]);
    const outcome = outcomeOf(program);
    during.act?.(program);
    return outcome;
  };
  const publish = (during: During): Promise<Outcome> =>
    run(['publish', log, '--key', at('log.pub'), '--signer', socket], during);
  return {
    ...{ folder, log, memory, socket, ledger, runSocket: at('run.sock') },
    startRun: () =>
      startProgram(
        MAIN,
        [
          ...['log', 'run', log, '--key', at('log.pub'), '--signer', socket],
          ...['--socket', at('run.sock'), '--json'],
        ],
        under,
      ),
    async startSigner(during = {}) {
      const args = ['log', 'signer', '--key', at('log.key'), '--memory', memory, '--socket', socket];
      const program = startProgram(MAIN, [...args, '--json'], [...under, ...(during.under ?? [])]);
      during.act?.(program);
      const ready = await program.until((line) => 'listening' in line, START_LIMIT_MS);
      if (ready === undefined && program.lives()) await program.kill('SIGKILL');
      return program;
    },
    async append(lines, during = {}) {
      writeFileSync(at('entries.txt'), lines.map((line) => `${line}\n`).join(''));
      ledger.sent(lines);
      const outcome = await run(['append', log, '--key', at('log.pub'), at('entries.txt')], during);
      const first = outcome.answer?.['first'];
      // An answer counts even when the process was killed right behind it.
      if (typeof first === 'number') ledger.acknowledged(first, lines);
      return outcome;
    },
    publish: (during = {}) => publish(during),
    freshLines: (count) =>
      Array.from({ length: count }, () => {
        written += 1;
        return `${name} entry ${written}`;
      }),
    async publishAgain(count) {
      const lines = Array.from({ length: count }, (_, index) => `${name} other ${index}`);
      writeFileSync(at('entries.txt'), lines.map((line) => `${line}\n`).join(''));
      const added = await run(['append', log, '--key', at('log.pub'), at('entries.txt')], {});
      return added.code === 0 ? publish({}) : { ...added, errors: `append: ${added.errors}` };
    },
    copyTo: (place) => cp(log, place, { recursive: true }),
    async bringBack(place) {
      await rm(log, { recursive: true, force: true });
      await cp(place, log, { recursive: true });
    },
  };
}

async function outcomeOf(program: Program): Promise<Outcome> {
  const began = performance.now();
  let answer: Line | undefined;
  program.onLine((line) => {
    answer = line;
  });
  const timer = setTimeout(() => program.signal('SIGKILL'), COMMAND_LIMIT_MS);
  const code = await program.ended;
  clearTimeout(timer);
  return { code, answer, errors: program.errors(), ms: performance.now() - began };
}
