// Reads letters in threads of the desk's own: trusted code over words that may be hostile. What takes too long, or too much memory, ends its
// thread and no other; the desk's own thread goes on answering meanwhile. Threads start when they are needed, and rest.
import { Worker } from 'node:worker_threads';
import type { LetterReader, NotRead } from '../../ports/letter-reader.ts';
import type { Read, Written } from './letter-thread.ts';

export interface ThreadLimits {
  /** Letters that are read at the same time. */
  readonly threads: number;
  /** By the clock, for one letter; measured, the longest letter that its limits allow takes a tenth of it. */
  readonly milliseconds: number;
  readonly heapMiB: number;
}

const USUAL = { milliseconds: 30_000, heapMiB: 320 };

/** `close` ends the threads; what they were reading is `broken`. */
export type ClosableLetterReader = LetterReader & { close(): Promise<void> };

/** @param program the thread's: the composition root names it */
export function letterThreads(
  program: string,
  given: Partial<ThreadLimits> & Pick<ThreadLimits, 'threads'>,
): ClosableLetterReader {
  const limits = { ...USUAL, ...given };
  const resting: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  const turn = async (): Promise<void> => {
    if (busy >= limits.threads) await new Promise<void>((give) => waiting.push(give));
    else busy += 1;
  };
  /** Whoever waits takes over the place. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };
  const started = (): Worker => {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: limits.heapMiB } });
    all.add(worker);
    worker.on('exit', () => all.delete(worker));
    return worker;
  };
  return {
    async read(letter, rules) {
      await turn();
      const worker = resting.pop() ?? started();
      worker.ref();
      const { reading, isAlive } = await readIn(worker, { letter, rules }, limits.milliseconds);
      if (isAlive) {
        worker.unref();
        resting.push(worker);
      } else await worker.terminate();
      leave();
      return reading;
    },
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

interface Ended {
  readonly reading: Read;
  readonly isAlive: boolean;
}

function readIn(worker: Worker, written: Written, milliseconds: number): Promise<Ended> {
  return new Promise((give) => {
    const end = (reading: Read, isAlive: boolean): void => {
      clearTimeout(timer);
      worker.removeAllListeners('message').removeAllListeners('error').removeListener('exit', exited);
      worker.on('error', () => undefined); // it may break once more while it is ended
      give({ reading, isAlive });
    };
    const exited = (): void => end('broken', false);
    const timer = setTimeout(() => end('too-long', false), milliseconds);
    worker.on('message', (reading: Read) => end(reading, true));
    worker.on('error', (error) => end(whyOf(error), false));
    worker.on('exit', exited);
    worker.postMessage(written);
  });
}

const whyOf = (error: unknown): NotRead =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-long' : 'broken';
