// One decoder process, seen from outside: started shut in, given one picture at a time, watched, killed on overrun.

import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { MatchingError } from '../matching-error.ts';
import {
  type Answer,
  answersInto,
  type Hashed,
  type HashedParts,
  requestHeader,
  type Wanted,
} from './frames.ts';
import { PICTURE_LIMITS } from './policy.ts';
import { killGroup, spawnGroup } from './process-group.ts';
import { type Use, useOf } from './process-use.ts';
import { crashedDecoder, hungryPicture, noDecoder, slowPicture } from './refusals.ts';
import { behindWrapper, nodeOptions, sandbox } from './sandbox.ts';

const PROGRAM = path.join(import.meta.dirname, 'decoder-process.ts');
/** How often a decoder at work is looked at. */
const LOOK_MS = 20;
/** A decoder that is not ready by now never will be. */
const LONGEST_START_MS = 20_000;
/** The end of what a decoder says on stderr, kept for the error. */
const MOST_SAID = 2_000;

export type DecoderChild = {
  /** Resolves when it takes pictures. @throws MatchingError `matching.decoder-start` */
  readonly ready: Promise<void>;
  /** One picture; the caller waits for the answer before giving the next. @throws MatchingError */
  hash(file: Uint8Array, allTurns: boolean): Promise<Hashed>;
  /** The same for its parts. */
  parts(file: Uint8Array): Promise<HashedParts>;
  /** Whether it is gone, by itself or by `kill`. */
  readonly gone: boolean;
  kill(): void;
};

/** What the child is asked for: its first sign of life (request 0) or the answer to a picture. */
type Asked = { readonly request: number; readonly wanted: Wanted };
/** What it owes for it. */
type Debt = Asked & { readonly settle: (answer: Answer) => void; readonly fail: (why: Error) => void };

/** How many hashes are owed; all turns are eight, the picture as it is among them. */
const HASHES = { plain: 1, turns: 8 } as const;

/** @param program what is run in place of the decoder: tests let it lie */
export function startDecoder(program = PROGRAM): DecoderChild {
  const child = spawnShutIn(program);
  let debt: Debt | undefined;
  let [said, gone, requests] = ['', false, 0];

  /** Settles what is owed, once. */
  const pay = (how: (owed: Debt) => void): void => {
    const owed = debt;
    debt = undefined;
    if (owed !== undefined) how(owed);
  };
  const owe = (asked: Asked): Promise<Answer> =>
    new Promise((settle, fail) => (debt = { ...asked, settle, fail }));
  const stop = (why: Error): void => {
    if (gone) return; // by now its number may be another's
    gone = true;
    killGroup(child);
    // Whoever fled from the group may hold the other ends open.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
    pay(({ fail }) => fail(why));
  };

  child.stdin?.on('error', () => undefined); // its exit tells more
  child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-MOST_SAID)));
  // The process may be in hostile hands: one line that nobody asked for, and it is not believed again.
  const listen = answersInto((answer) => {
    if (answer !== undefined && isOwed(answer, debt)) pay(({ settle }) => settle(answer));
    else stop(crashedDecoder('it talks nonsense'));
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (!gone) listen(text);
  });
  child.on('error', (error) => stop(noDecoder(error.message)));
  child.on('exit', (code, signal) => stop(crashedDecoder(signal ?? `exit code ${code}`)));

  const ready = readiness(owe, stop, () => said);

  const asked = async (file: Uint8Array, wanted: Wanted): Promise<Answer> => {
    await ready;
    if (gone) throw noDecoder('it ended before this picture came');
    const watch = watchOver(behindWrapper(child.pid) ?? 0, stop);
    const answered = owe({ request: ++requests, wanted });
    child.stdin?.write(requestHeader(file.length, requests, wanted));
    child.stdin?.write(file);
    try {
      return await answered;
    } finally {
      clearInterval(watch);
    }
  };

  return {
    ready,
    get gone() {
      return gone;
    },
    kill: () => stop(crashedDecoder('closed')),
    hash: async (file, allTurns) => answerOr(await asked(file, allTurns ? 'turns' : 'plain'), 'hashed'),
    parts: async (file) => answerOr(await asked(file, 'parts'), 'parted'),
  };
}

/** Resolves at its first sign of life; stops what gives none in time. */
function readiness(
  owe: (asked: Asked) => Promise<Answer>,
  stop: (why: Error) => void,
  said: () => string,
): Promise<void> {
  const starting = setTimeout(
    () => stop(noDecoder(`not ready after ${LONGEST_START_MS} ms`)),
    LONGEST_START_MS,
  );
  const ready = owe({ request: 0, wanted: 'plain' })
    .then(
      () => undefined,
      (why: MatchingError) => {
        throw why.code === 'matching.picture-crash' ? noDecoder(said().trim() || why.message) : why;
      },
    )
    .finally(() => clearTimeout(starting));
  ready.catch(() => undefined); // asked for again by whoever hashes
  return ready;
}

function spawnShutIn(decoder: string): ChildProcess {
  const words = [...sandbox().wrapper, process.execPath, ...nodeOptions(), decoder];
  return spawnGroup(words, path.parse(PROGRAM).root);
}

/** Whether this is the answer to what was asked, and to nothing else. */
function isOwed(answer: Answer, debt: Debt | undefined): boolean {
  if (answer.request !== debt?.request || (answer.kind === 'ready') !== (debt.request === 0)) return false;
  if (answer.kind === 'ready' || answer.kind === 'refused') return true;
  const { wanted } = debt;
  if (wanted === 'parts')
    return answer.kind === 'parted' && answer.stored.length > 0 && answer.asked.length > 0;
  return answer.kind === 'hashed' && answer.hashes.length === HASHES[wanted];
}

/** The answer of this kind. @throws MatchingError for a refusal */
function answerOr<Kind extends 'hashed' | 'parted'>(
  answer: Answer,
  kind: Kind,
): Extract<Answer, { readonly kind: Kind }> {
  if (answer.kind === 'refused') throw new MatchingError(answer.code, answer.message, answer.cure);
  if (answer.kind !== kind) throw noDecoder('it answered out of turn');
  return answer as Extract<Answer, { readonly kind: Kind }>;
}

/** Looks at the process until the interval is cleared, and stops it when this picture costs too much. */
function watchOver(pid: number, stop: (why: Error) => void): NodeJS.Timeout {
  const [before, begin] = [useOf(pid), performance.now()];
  return setInterval(() => {
    const why = overrun(before, useOf(pid), (performance.now() - begin) / 1_000);
    if (why !== undefined) stop(why);
  }, LOOK_MS);
}

/** Which limit is passed, if any. */
function overrun(before: Use | undefined, now: Use | undefined, wallSeconds: number): Error | undefined {
  const cpuSeconds = (now?.cpuSeconds ?? 0) - (before?.cpuSeconds ?? 0);
  const limits = PICTURE_LIMITS;
  if (cpuSeconds > limits.cpuSeconds)
    return slowPicture(`${cpuSeconds.toFixed(1)} s of processor time, limit ${limits.cpuSeconds} s`);
  if ((now?.residentBytes ?? 0) > limits.residentBytes) return hungryPicture(now?.residentBytes ?? 0);
  if (wallSeconds > limits.wallSeconds)
    return slowPicture(`${wallSeconds.toFixed(1)} s by the clock, limit ${limits.wallSeconds} s`);
  return undefined;
}
