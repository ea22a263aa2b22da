// A watch over loops that may never end: nothing on the thread that hangs could tell of it, so another thread looks on.

import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

type Watched = { readonly beats: Int32Array; readonly limitMs: number; readonly says: string };

/**
 * @param limitMs by the clock between two beats; generous, since machines are shared
 * @param says printed before the number of the round that hangs, such as the seed
 * @returns to be called at the beginning of each round
 */
export function watchHangs(limitMs: number, says: string): (round: number) => void {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const watched: Watched = { beats, limitMs, says };
  new Worker(new URL(import.meta.url), { workerData: watched, execArgv: [] }).unref();
  return (round) => Atomics.store(beats, 0, round);
}

/** Ends the whole process, since a thread that hangs cannot be asked to. */
function look({ beats, limitMs, says }: Watched): void {
  let [round, since] = [-1, performance.now()];
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    if (now !== round) [round, since] = [now, performance.now()];
    if (performance.now() - since <= limitMs) return;
    writeSync(2, `${says}, round ${round}: hangs, more than ${limitMs} ms\n`);
    process.kill(process.pid, 'SIGKILL');
  }, limitMs / 10);
}

if (!isMainThread) look(workerData as Watched);
