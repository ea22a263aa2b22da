// Owns one process for mail: one mail at a time, in bounded memory and time. A mail that breaks a bound ends the process, never the desk;
// another is started at once. The desk has two hosts, which share nothing: one for proofs, one for words.
import type { Resolve } from './resolver.ts';
import { type Overrun, type ReadingLimits, type ReadingProcess, startReading } from './reading-process.ts';
import type { Answer, Duty, FromProcess, LookedUp, Prove, Read } from './reading-words.ts';

export interface ReadingHost {
  /** In the order asked. Throws `mail.no-reader` when no process can be started. */
  ask(request: Prove | Read, raw: Uint8Array): Promise<Ending>;
  close(): void;
}

/** An answer, or why there is none and the document that was being opened then. */
export type Ending =
  | { readonly answer: Answer }
  | { readonly answer?: undefined; readonly why: Overrun; readonly opened: number | undefined };

/** More than two seconds and 256 MiB: a workbook of 50,000 rows or a PDF of some hundred pages is honest. */
const USUAL: ReadingLimits = { cpuSeconds: 5, stepMs: 30_000, residentBytes: 512 * 1024 ** 2, heapMiB: 320 };
/** Look-ups for one mail: five keys, DMARC and its walk up the tree. */
const MAX_LOOK_UPS = 60;

/** @param resolve DNS, asked on behalf of a process that may ask; @param limits for tests */
export function readingHost(
  program: string,
  duty: Duty,
  resolve: Resolve,
  limits: Partial<ReadingLimits> = {},
): ReadingHost {
  const bounds = { ...USUAL, ...limits };
  let [running, closed]: [ReadingProcess | undefined, boolean] = [undefined, false];
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
    ask(request, raw) {
      const turn = last.then(() => once(request, raw));
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
