// One process for mail, seen from outside: started shut in, given one mail at a time, watched, killed with its group on overrun.
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { killGroup, spawnGroup } from '../../matching/picture/process-group.ts';
import { useOf } from '../../matching/picture/process-use.ts';
import { behindWrapper, packageFolders, readingOnly, sandbox } from '../../matching/picture/sandbox.ts';
import { believed } from './believed.ts';
import { type Duty, type FromProcess, frame, linesInto, type ToProcess } from './reading-words.ts';

export interface ReadingLimits {
  /** Of the processor, for the words of one mail or for one document of it. */
  readonly cpuSeconds: number;
  /** By the clock, for the same; look-ups may take ten seconds of it. */
  readonly stepMs: number;
  /** For the mail and all its documents together: who says again and again that the next document begins gets no more. */
  readonly totalCpuSeconds: number;
  readonly totalMs: number;
  readonly residentBytes: number;
  /** Of the heap; resident memory holds the mail and its pieces on top. */
  readonly heapMiB: number;
}

/** `total`: the whole mail took too long, whatever document was open. */
export type Overrun = 'cpu' | 'memory' | 'time' | 'total' | 'crash';

export interface ReadingProcess {
  /** Settles when it can read; rejects with `mail.no-reader` when it cannot be started. */
  readonly ready: Promise<void>;
  readonly gone: boolean;
  say(words: ToProcess, mail?: Uint8Array): void;
  /** Hears what it says and how it ends, until the function that is returned is called. A step begins now. */
  listen(hear: (words: FromProcess) => void, ended: (why: Overrun) => void): { step(): void; stop(): void };
  /** Keeps the desk alive while there is something to read. */
  hold(isHeld: boolean): void;
  kill(): void;
}

/** Our own code that the program may import: what makes proofs needs this folder, and cannot load what opens documents. */
const CODE: Readonly<Record<Duty, string>> = {
  proofs: import.meta.dirname,
  words: path.resolve(import.meta.dirname, '../..'),
};
const LOOK_MS = 20;
const LONGEST_START_MS = 60_000;
const MOST_SAID = 2_000;

/** @param program what is run: the composition root names it; @param duty what it is believed of */
export function startReading(program: string, duty: Duty, limits: ReadingLimits): ReadingProcess {
  const child = spawned(program, duty, limits);
  let [gone, said] = [false, ''];
  let hear: (words: FromProcess) => void = () => undefined;
  let ended: (why: Overrun) => void = () => undefined;
  const stop = (why: Overrun): void => {
    if (gone) return;
    gone = true;
    killGroup(child);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
    ended(why);
  };
  child.stdin?.on('error', () => undefined); // its exit tells more
  child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-MOST_SAID)));
  child.on('error', () => stop('crash'));
  child.on('exit', () => stop(/heap out of memory|allocation failed/i.test(said) ? 'memory' : 'crash'));
  const lines = linesInto((words) => {
    const heard = believed(words, duty);
    if (heard === undefined) stop('crash');
    else if (!gone) hear(heard);
  });
  child.stdout?.setEncoding('utf8').on('data', lines);

  const ready = new Promise<void>((give, fail) => {
    const timer = setTimeout(() => stop('time'), LONGEST_START_MS);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      act();
    };
    hear = ({ kind }) => settle(kind === 'ready' ? give : () => stop('crash'));
    ended = () => settle(() => fail(noReader(said.trim() || 'it does not start')));
  });
  ready.catch(() => undefined); // asked for again by whoever reads
  hold(child, false);
  return {
    ready,
    get gone() {
      return gone;
    },
    say: (words, mail) => {
      for (const bytes of frame(Buffer.from(JSON.stringify(words)))) child.stdin?.write(bytes);
      if (mail !== undefined) for (const bytes of frame(mail)) child.stdin?.write(bytes);
    },
    listen: (hears, ends) => {
      [hear, ended] = [hears, ends];
      const watch = watchOver(() => behindWrapper(child.pid) ?? 0, limits, stop);
      return { step: watch.step, stop: watch.stop };
    },
    hold: (isHeld) => hold(child, isHeld),
    kill: () => stop('crash'),
  };
}

function spawned(program: string, duty: Duty, { heapMiB }: ReadingLimits): ChildProcess {
  const folders = [CODE[duty], path.dirname(program), ...packageFolders('mailauth')];
  const options = [
    ...readingOnly(folders),
    `--max-old-space-size=${heapMiB}`,
    '--disallow-code-generation-from-strings',
  ];
  return spawnGroup([...sandbox().wrapper, process.execPath, ...options, program], '/');
}

function hold(child: ChildProcess, isHeld: boolean): void {
  for (const part of [child, child.stdin, child.stdout, child.stderr] as ({
    ref?(): void;
    unref?(): void;
  } | null)[]) {
    if (isHeld) part?.ref?.();
    else part?.unref?.();
  }
}

function noReader(why: string): Error {
  const cure = 'see that memory is free, then restart the desk';
  return Object.assign(new Error(`no process to read mail in: ${why}; cure: ${cure}`), {
    code: 'mail.no-reader',
    cure,
  });
}

/** Looks at the process until it is told to stop, and ends it when a step, or all of them, cost too much. */
function watchOver(
  pid: () => number,
  limits: ReadingLimits,
  end: (why: Overrun) => void,
): { step(): void; stop(): void } {
  const now = (): Moment => ({ cpu: useOf(pid())?.cpuSeconds ?? 0, at: performance.now() });
  const first = now();
  let step = first;
  const timer = setInterval(() => {
    const { cpu, at } = now();
    if (cpu - step.cpu > limits.cpuSeconds) end('cpu');
    else if ((useOf(pid())?.residentBytes ?? 0) > limits.residentBytes) end('memory');
    else if (at - step.at > limits.stepMs) end('time');
    else if (cpu - first.cpu > limits.totalCpuSeconds || at - first.at > limits.totalMs) end('total');
  }, LOOK_MS);
  return {
    step: () => {
      step = now();
    },
    stop: () => clearInterval(timer),
  };
}

interface Moment {
  /** Seconds of the processor. */
  readonly cpu: number;
  readonly at: number;
}
