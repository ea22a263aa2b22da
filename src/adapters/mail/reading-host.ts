// Owns the process in which mail is read: one mail at a time, in bounded memory and time. A mail that breaks a bound ends the process,
// never the desk; another is started at once. A document that breaks one does not take its letter along: the letter is read again
// without it, and the document is named.
import type { AttachmentCode } from '../../domain/notice/written.ts';
import type { Resolve } from './resolver.ts';
import { type Overrun, type ReadingLimits, type ReadingProcess, startReading } from './reading-process.ts';
import type { Findings, FromProcess, ToProcess, Without } from './reading-words.ts';

export interface ReadingHost {
  /** Undefined when the mail took too long or too much memory. Throws `mail.no-reader` when no process can be started. */
  read(raw: Uint8Array, check: boolean): Promise<Findings | undefined>;
  close(): Promise<void>;
}

/**
 * More than the two seconds and 256 MiB that a parser alone is meant to need: the same process proves who sent the mail, and a
 * workbook of 50,000 rows or a PDF of some hundred pages is honest.
 */
const USUAL: ReadingLimits = { cpuSeconds: 5, stepMs: 30_000, residentBytes: 512 * 1024 ** 2, heapMiB: 320 };
/** Look-ups for one mail: five keys, DMARC and its walk up the tree. */
const MAX_LOOK_UPS = 60;
/** A letter whose documents break this many processes is read without any of them. */
const MAX_BROKEN = 3;

/** @param resolve DNS, asked on behalf of the process; @param limits for tests */
export function readingHost(
  program: string,
  resolve: Resolve,
  deskHost: string,
  limits: Partial<ReadingLimits> = {},
): ReadingHost {
  const bounds = { ...USUAL, ...limits };
  let [running, closed]: [ReadingProcess | undefined, boolean] = [undefined, false];
  let last: Promise<unknown> = Promise.resolve();

  const started = (): ReadingProcess => {
    if (closed) throw Object.assign(new Error('the mail reader is closed'), { code: 'mail.no-reader' });
    if (running === undefined || running.gone) running = startReading(program, bounds);
    return running;
  };
  const once = async (raw: Uint8Array, request: ToProcess): Promise<Ending> => {
    const reader = started();
    reader.hold(true);
    try {
      await reader.ready;
      return await readIn(reader, request, raw, resolve);
    } finally {
      reader.hold(false);
      // The next mail does not wait for its start.
      if (reader.gone && !closed) running = startReading(program, bounds);
    }
  };
  const inTurn = async (raw: Uint8Array, check: boolean): Promise<Findings | undefined> => {
    let without: Without = {};
    for (let broken = 0; ; broken += 1) {
      const all = broken >= MAX_BROKEN;
      const ending = await once(raw, { kind: 'read', deskHost, check, without, all });
      if ('findings' in ending) return ending.findings;
      if (ending.opened === undefined || all) return undefined;
      without = { ...without, [ending.opened]: codeOf(ending.why) };
    }
  };
  return {
    read(raw, check) {
      const turn = last.then(() => inTurn(raw, check));
      last = turn.catch(() => undefined);
      return turn;
    },
    close() {
      closed = true;
      running?.kill();
      return Promise.resolve();
    },
  };
}

const codeOf = (why: Overrun): AttachmentCode =>
  why === 'crash' ? 'attachment.unreadable' : 'attachment.too-large';

type Ending =
  | { readonly findings: Findings }
  | { readonly why: Overrun; readonly opened: number | undefined };

function readIn(
  reader: ReadingProcess,
  request: ToProcess,
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
      if (words.kind === 'done') end({ findings: words.findings });
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
): Promise<ToProcess> {
  try {
    return { kind: 'found', question, answer: await resolve(name, type) };
  } catch (error) {
    return { kind: 'not-found', question, code: (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN' };
  }
}

const tooMany: Resolve = () =>
  Promise.reject(Object.assign(new Error('DNS: too many look-ups'), { code: 'ECANCELLED' }));
