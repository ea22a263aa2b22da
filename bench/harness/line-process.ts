// A contender: a process of its own that reads one JSON object a line and answers with one. It takes the times itself, so
// that neither the pipe nor JSON is measured.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const TASKSET = '/usr/bin/taskset';
/** The core that contenders are bound to, one after another; the harness itself sleeps meanwhile. */
const CORE = '1';
const MOST_SAID = 4_000;

export type Contender = {
  readonly name: string;
  /** One question, one answer. @throws Error with the end of what the process said on stderr */
  ask<Answer>(question: object): Promise<Answer>;
  stop(): void;
};

/** One thread for everything that would like more. */
const ONE_THREAD = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  UV_THREADPOOL_SIZE: '1',
  MKL_NUM_THREADS: '1',
};

/**
 * @param cores `one` binds the process to a single core where the machine can
 * @param threads `own` leaves libraries as many threads as they like
 */
export function startContender(
  name: string,
  command: readonly [string, ...string[]],
  cores: 'one' | 'all' = 'one',
  threads: 'one' | 'own' = 'one',
): Contender {
  const bound = cores === 'one' && existsSync(TASKSET) ? [TASKSET, '-c', CORE, ...command] : command;
  const [program = command[0], ...words] = bound;
  const child = spawn(program, words, { env: { ...process.env, ...(threads === 'one' ? ONE_THREAD : {}) } });
  return speakingLines(name, child);
}

function speakingLines(name: string, child: ChildProcessWithoutNullStreams): Contender {
  const waiting: { answer(line: string): void; fail(why: Error): void }[] = [];
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-MOST_SAID);
  });
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.answer(line));
  const failAll = (why: string) => {
    for (const one of waiting.splice(0)) one.fail(new Error(`${name} ${why}: ${said.trim()}`));
  };
  child.on('error', (error) => failAll(`did not start (${error.message})`));
  child.on('close', (code, signal) => failAll(`ended (${code ?? signal})`));
  child.stdin.on('error', () => undefined); // the 'close' above says it better
  return {
    name,
    ask: async <Answer>(question: object) => {
      const answer = Promise.withResolvers<string>();
      waiting.push({ answer: answer.resolve, fail: answer.reject });
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return JSON.parse(await answer.promise) as Answer;
    },
    stop: () => {
      child.stdin.end();
      child.kill();
    },
  };
}
