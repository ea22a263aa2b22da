// Shares the scenes among threads and puts together what they answer.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { joined } from './hashed-scenes.ts';
import type { Answer, Job, MethodRows } from './jobs.ts';
import type { SceneRecall } from './recall.ts';

export type Work = { readonly seed: number; readonly scenes: number; readonly say: (line: string) => void };

const MOST_THREADS = 8;
/** How often progress is told. */
const TELLINGS = 10;

function thread(job: Job, doneOne: () => void): Promise<Answer> {
  const worker = new Worker(new URL('./jobs.ts', import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => {
    worker.on('message', (answer: Answer) => (answer.kind === 'done-one' ? doneOne() : resolve(answer)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code}, without an answer`)));
  });
}

async function shared(kind: Job['kind'], { seed, scenes, say }: Work): Promise<readonly Answer[]> {
  const step = Math.min(MOST_THREADS, availableParallelism());
  const often = Math.ceil(scenes / TELLINGS);
  let done = 0;
  const doneOne = (): void => {
    if (++done % often === 0) say(`${kind}: ${done} of ${scenes} scenes`);
  };
  return await Promise.all(
    Array.from({ length: step }, (_, first) => thread({ kind, seed, first, step, scenes }, doneOne)),
  );
}

export async function recallOfScenes(work: Work): Promise<readonly SceneRecall[]> {
  const answers = await shared('recall', work);
  return answers.flatMap((answer) => (answer.kind === 'recall' ? answer.scenes : []));
}

/** For each method, in its order: the rows of all scenes. */
export async function hashesOfScenes(work: Work): Promise<readonly MethodRows[]> {
  const answers = await shared('hashes', work);
  const parts = answers.flatMap((answer) => (answer.kind === 'hashes' ? [answer.methods] : []));
  return (parts[0] ?? []).map((_, which) => {
    const of = parts.flatMap((methods) => methods[which] ?? []);
    return { stored: joined(of.map(({ stored }) => stored)), asked: joined(of.map(({ asked }) => asked)) };
  });
}
