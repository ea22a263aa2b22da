// Owns the thread in which mail is read: one mail at a time, in bounded memory and time. A mail that breaks a bound ends the
// thread, never the desk; another thread is started at once. Threads share the process: a sealed child process without network
// comes in a later issue, and will be asked in the same words.
import { Worker } from 'node:worker_threads';
import type { Resolve } from './resolver.ts';
import type { Findings, FromThread, ToThread } from './thread-words.ts';

export interface ThreadHost {
  /** Undefined when the mail took too long or too much memory. Throws `mail.no-thread` when no thread can be started. */
  read(raw: Uint8Array, check: boolean): Promise<Findings | undefined>;
  close(): Promise<void>;
}

export interface ThreadLimits {
  /** For one mail, look-ups included: they may take ten seconds of it. */
  readonly maxReadMs: number;
  /** For the thread's own objects, in MiB; the bytes of the mail and their copies come on top. */
  readonly maxHeap: number;
}

const USUAL: ThreadLimits = { maxReadMs: 20_000, maxHeap: 256 };
const MAX_START_MS = 60_000;
/** Look-ups for one mail: five keys, DMARC and its walk up the tree. */
const MAX_LOOK_UPS = 60;
const MAX_YOUNG_HEAP = 32;
const MAX_STACK = 4;
const CODE = new URL('./reading-thread.ts', import.meta.url);

interface Thread {
  readonly worker: Worker;
  /** Settles when the thread can read; rejects when it cannot be started. */
  readonly ready: Promise<void>;
  readonly hasEnded: () => boolean;
}

/** Starts a thread with the first mail. @param resolve DNS, asked on behalf of the thread; @param limits for tests */
export function threadHost(
  resolve: Resolve,
  deskHost: string,
  limits: Partial<ThreadLimits> = {},
): ThreadHost {
  const { maxReadMs, maxHeap } = { ...USUAL, ...limits };
  let thread: Thread | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const inTurn = async (raw: Uint8Array, check: boolean): Promise<Findings | undefined> => {
    if (closed) throw failure('the mail reader is closed');
    if (thread === undefined || thread.hasEnded()) thread = startThread(maxHeap);
    const { worker, ready } = thread;
    worker.ref();
    try {
      await ready;
      const findings = await readIn(worker, { kind: 'read', raw, deskHost, check }, resolve, maxReadMs);
      if (findings === undefined) {
        await worker.terminate();
        thread = closed ? undefined : startThread(maxHeap);
      }
      return findings;
    } catch (error) {
      thread = undefined;
      throw error;
    } finally {
      worker.unref();
    }
  };
  return {
    read(raw, check) {
      const turn = last.then(() => inTurn(raw, check));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      closed = true;
      await thread?.worker.terminate();
    },
  };
}

/** Idle, it keeps no process alive. It sees no environment: there may be passwords in it. */
function startThread(maxHeap: number): Thread {
  const resourceLimits = {
    maxOldGenerationSizeMb: maxHeap,
    maxYoungGenerationSizeMb: MAX_YOUNG_HEAP,
    stackSizeMb: MAX_STACK,
  };
  const worker = new Worker(CODE, { resourceLimits, env: {}, execArgv: [] });
  const ready = new Promise<void>((give, fail) => {
    const timer = setTimeout(() => fail(failure('it does not start')), MAX_START_MS);
    const settle = (end: () => void) => (): void => {
      clearTimeout(timer);
      end();
    };
    worker.once('message', settle(give));
    worker.once('error', (error) => settle(() => fail(failure(error.message)))());
    worker.once(
      'exit',
      settle(() => fail(failure('it ended at once'))),
    );
  });
  ready.catch(() => void worker.terminate());
  let ended = false;
  worker.once('exit', () => {
    ended = true;
  });
  // Without a listener of its own, the error of an idle thread would end the desk.
  worker.on('error', () => undefined);
  worker.unref();
  return { worker, ready, hasEnded: () => ended };
}

function failure(why: string): Error {
  const message = `no thread to read mail in: ${why}; cure: see that memory is free, then restart the desk`;
  return Object.assign(new Error(message), { code: 'mail.no-thread' });
}

/** Undefined when the thread died of the mail or was too slow. */
function readIn(
  worker: Worker,
  request: ToThread,
  resolve: Resolve,
  maxReadMs: number,
): Promise<Findings | undefined> {
  return new Promise((give) => {
    let lookUps = 0;
    const heard = (words: FromThread): void => {
      if (words.kind === 'done') end(words.findings);
      if (words.kind !== 'look-up') return;
      lookUps += 1;
      void answer(words, lookUps > MAX_LOOK_UPS ? tooMany : resolve).then((reply) =>
        worker.postMessage(reply),
      );
    };
    const died = (): void => end(undefined);
    const timer = setTimeout(died, maxReadMs);
    const end = (findings: Findings | undefined): void => {
      clearTimeout(timer);
      worker.off('message', heard).off('error', died).off('exit', died);
      give(findings);
    };
    worker.on('message', heard).on('error', died).on('exit', died);
    worker.postMessage(request);
  });
}

async function answer(
  { question, name, type }: Extract<FromThread, { kind: 'look-up' }>,
  resolve: Resolve,
): Promise<ToThread> {
  try {
    return { kind: 'found', question, answer: await resolve(name, type) };
  } catch (error) {
    return { kind: 'not-found', question, code: (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN' };
  }
}

const tooMany: Resolve = () =>
  Promise.reject(Object.assign(new Error('DNS: too many look-ups'), { code: 'ECANCELLED' }));
