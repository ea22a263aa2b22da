// Owns processes for mail: each takes one mail at a time, in bounded memory and time. A mail that breaks a bound ends its process, never the
// desk; another is started at once. The desk has two hosts, which share nothing: one for proofs, one for words.
import type { Resolve } from './resolver.ts';
import { type Overrun, type ReadingLimits, type ReadingProcess, startReading } from './reading-process.ts';
import type { Answer, Duty, FromProcess, LookedUp, Prove, Read } from './reading-words.ts';

export interface ReadingHost {
  /** By the process that has the least to do; with one process, in the order asked. Throws `mail.no-reader` when no process can be started. */
  ask(request: Prove | Read, raw: Uint8Array): Promise<Ending>;
  close(): void;
}

/** An answer, or why there is none and the document that was being opened then. */
export type Ending =
  | { readonly answer: Answer }
  | { readonly answer?: undefined; readonly why: Overrun; readonly opened: number | undefined };

/**
 * Two seconds for the mail and for each document: a workbook of 50,000 rows takes 1.4 s of them, a PDF of 300 pages 1.1 s. More than 256 MiB:
 * that workbook needs 290 of resident memory, more than half of it Node and the desk's own code. Measured: docs/letters.md.
 */
const USUAL: HostLimits = {
  cpuSeconds: 2,
  stepMs: 30_000,
  totalCpuSeconds: 30,
  totalMs: 120_000,
  residentBytes: 384 * 1024 ** 2,
  heapMiB: 192,
  processes: 1,
};
/** Look-ups for one mail: five keys, DMARC and its walk up the tree. */
const MAX_LOOK_UPS = 60;

export interface HostLimits extends ReadingLimits {
  /** Mails that are read at the same time, each in a process of its own. */
  readonly processes: number;
}

/** @param resolve DNS, asked on behalf of a process that may ask; @param limits for tests, and how many processes there are */
export function readingHost(
  program: string,
  duty: Duty,
  resolve: Resolve,
  limits: Partial<HostLimits> = {},
): ReadingHost {
  const bounds = { ...USUAL, ...limits };
  const lanes = Array.from({ length: bounds.processes }, () => laneOf(program, duty, resolve, bounds));
  return {
    ask: (request, raw) =>
      lanes.reduce((best, next) => (next.waiting < best.waiting ? next : best)).ask(request, raw),
    close: () => lanes.forEach((lane) => lane.close()),
  };
}

/** One process, or the next when it has ended; it starts with its first mail. */
interface Lane extends ReadingHost {
  readonly waiting: number;
}

function laneOf(program: string, duty: Duty, resolve: Resolve, bounds: ReadingLimits): Lane {
  let [running, closed, waiting]: [ReadingProcess | undefined, boolean, number] = [undefined, false, 0];
  let last: Promise<unknown> = Promise.resolve();

  const started = (): ReadingProcess => {
    if (closed) throw Object.assign(new Error('the mail reader is closed'), { code: 'mail.no-reader' });
    if (running === undefined || running.gone) running = startReading(program, duty, bounds);
    return running;
  };
  const once = async (request: Prove | Read, raw: Uint8Array): Promise<Ending> => {
    const reader = started();
    reader.hold(true);
    try {
      await reader.ready;
      return await readIn(reader, request, raw, resolve);
    } finally {
      reader.hold(false);
      // The next mail does not wait for its start.
      if (reader.gone && !closed) running = startReading(program, duty, bounds);
    }
  };
  return {
    get waiting() {
      return waiting;
    },
    ask(request, raw) {
      waiting += 1;
      const turn = last.then(() => once(request, raw)).finally(() => (waiting -= 1));
      last = turn.catch(() => undefined);
      return turn;
    },
    close() {
      closed = true;
      running?.kill();
    },
  };
}

function readIn(
  reader: ReadingProcess,
  request: Prove | Read,
  raw: Uint8Array,
  resolve: Resolve,
): Promise<Ending> {
  return new Promise((give) => {
    let [lookUps, opened]: [number, number | undefined] = [0, undefined];
    const end = (ending: Ending): void => {
      watch.stop();
      give(ending);
    };
    const hear = (words: FromProcess): void => {
      if (words.kind === 'proven' || words.kind === 'read') end({ answer: words });
      if (words.kind === 'opens') {
        opened = words.index;
        watch.step();
      }
      if (words.kind !== 'look-up') return;
      lookUps += 1;
      void answer(words, lookUps > MAX_LOOK_UPS ? tooMany : resolve).then((reply) => {
        if (!reader.gone) reader.say(reply);
      });
    };
    const watch = reader.listen(hear, (why) => end({ why, opened }));
    if (reader.gone) end({ why: 'crash', opened });
    else reader.say(request, raw);
  });
}

async function answer(
  { question, name, type }: Extract<FromProcess, { kind: 'look-up' }>,
  resolve: Resolve,
): Promise<LookedUp> {
  try {
    return { kind: 'found', question, answer: await resolve(name, type) };
  } catch (error) {
    return { kind: 'not-found', question, code: (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN' };
  }
}

const tooMany: Resolve = () =>
  Promise.reject(Object.assign(new Error('DNS: too many look-ups'), { code: 'ECANCELLED' }));
