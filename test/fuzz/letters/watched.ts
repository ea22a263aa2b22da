// A process that reads inputs, shut in and watched as the desk's own reading process is: src/adapters/mail/reading-process.ts.
import path from 'node:path';
import { frame, linesInto } from '../../../src/adapters/mail/reading-words.ts';
import { killGroup, spawnGroup } from '../../../src/matching/picture/process-group.ts';
import { useOf } from '../../../src/matching/picture/process-use.ts';
import {
  behindWrapper,
  packageFolders,
  readingOnly,
  sandbox,
} from '../../../src/matching/picture/sandbox.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const WORKER = path.join(import.meta.dirname, 'worker.ts');
const LOOK_MS = 20;
/** Wider than those of the desk (src/adapters/mail/reading-host.ts): here the letter is understood in the same process too. */
export const LIMITS = { cpuSeconds: 5, wallMs: 60_000, residentBytes: 512 * 1024 ** 2, heapMiB: 320 };

export interface Answer {
  /** `WRONG ...` when it is a finding. */
  readonly outcome: string;
  /** Of the processor. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

export interface Watched {
  /** In order. An input that ends the process is the last to be answered. */
  ask(inputs: readonly Buffer[]): Promise<readonly Answer[]>;
  readonly isGone: boolean;
  kill(): void;
}

/** Starts a process for one target; answers when it can read. */
export async function startWatched(target: string, worker = WORKER, limits = LIMITS): Promise<Watched> {
  const folders = [path.join(ROOT, 'src'), path.join(ROOT, 'test'), ...packageFolders('mailauth')];
  const options = [
    ...readingOnly(folders),
    `--max-old-space-size=${limits.heapMiB}`,
    '--disallow-code-generation-from-strings',
  ];
  const child = spawnGroup([...sandbox().wrapper, process.execPath, ...options, worker, target], '/');
  let [isGone, said] = [false, ''];
  let hear: (outcome: string, cpuMs: number) => void = () => undefined;
  const end = (why: string): void => {
    if (isGone) return;
    isGone = true;
    killGroup(child);
    hear(`WRONG: ${why}`, 0);
  };
  child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2_000)));
  child.stdin?.on('error', () => undefined); // its end tells more
  child.on('error', (error) => end(`cannot start: ${error.message}`));
  child.on('exit', () => end(`the process ended: ${said.trim()}`));
  const lines = linesInto((words) => {
    const { outcome = '', cpuMs = 0 } = (words ?? {}) as Partial<Answer>;
    if (!isGone) hear(outcome, cpuMs);
  });
  child.stdout?.setEncoding('utf8').on('data', lines);
  const started = await new Promise<string>((give) => (hear = give));
  if (started !== '') throw new Error(started);

  const use = () => useOf(behindWrapper(child.pid) ?? 0) ?? { cpuSeconds: 0, residentBytes: 0 };
  return {
    get isGone() {
      return isGone;
    },
    kill: () => end('killed'),
    ask(inputs) {
      const answers: Answer[] = [];
      let [cpu, began, peak, seen] = [use().cpuSeconds, performance.now(), 0, 0];
      const look = (): void => {
        const now = use();
        // Each answer begins a new step.
        if (answers.length > seen) [seen, cpu, began] = [answers.length, now.cpuSeconds, performance.now()];
        peak = Math.max(peak, now.residentBytes);
        if (now.cpuSeconds - cpu > limits.cpuSeconds) end(`over ${limits.cpuSeconds} s of the processor`);
        else if (now.residentBytes > limits.residentBytes)
          end(`over ${limits.residentBytes} bytes of memory`);
        else if (performance.now() - began > limits.wallMs) end(`over ${limits.wallMs} ms`);
      };
      return new Promise((give) => {
        const timer = setInterval(look, LOOK_MS);
        hear = (outcome, cpuMs) => {
          answers.push({ outcome, cpuMs, residentBytes: peak });
          if (answers.length < inputs.length && !isGone) return;
          clearInterval(timer);
          give(answers);
        };
        for (const bytes of inputs) for (const part of frame(bytes)) child.stdin?.write(part);
      });
    },
  };
}
