// What a thread is asked to do with its share of the scenes, and what it answers.

import { parentPort, type TransferListItem, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { METHODS } from '../methods.ts';
import { sceneOf } from '../scene/scene.ts';
import { type HashRows, PAIRS_SIDE, rowList } from './hashed-scenes.ts';
import { recallOfScene, type SceneRecall } from './recall.ts';

/** Scenes `first`, `first + step`, ... below `scenes`. */
export type Job = {
  readonly kind: 'recall' | 'hashes';
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly scenes: number;
};

/** For each method, in its order. */
export type MethodRows = { readonly stored: HashRows; readonly asked: HashRows };

export type Answer =
  | { readonly kind: 'done-one' }
  | { readonly kind: 'recall'; readonly scenes: readonly SceneRecall[] }
  | { readonly kind: 'hashes'; readonly methods: readonly MethodRows[] };

const job = workerData as Job;
const hasher = loadHasher();
const say = (answer: Answer, moved: readonly TransferListItem[] = []): void =>
  parentPort?.postMessage(answer, moved);

async function recall(): Promise<void> {
  const scenes: SceneRecall[] = [];
  for (let number = job.first; number < job.scenes; number += job.step) {
    scenes.push(await recallOfScene(job.seed, number, hasher));
    say({ kind: 'done-one' });
  }
  say({ kind: 'recall', scenes });
}

function hashes(): void {
  const lists = METHODS.map((method) => ({ method, stored: rowList(), asked: rowList() }));
  for (let number = job.first; number < job.scenes; number += job.step) {
    const { pixels } = sceneOf(job.seed, number, PAIRS_SIDE);
    for (const { method, stored, asked } of lists) {
      stored.add(number, method.store(pixels, hasher));
      asked.add(number, method.ask(pixels, hasher));
    }
    say({ kind: 'done-one' });
  }
  const methods = lists.map(({ stored, asked }) => ({ stored: stored.rows(), asked: asked.rows() }));
  const moved = methods.flatMap(({ stored, asked }) => [stored.hashes.buffer, asked.hashes.buffer]);
  say({ kind: 'hashes', methods }, moved as readonly ArrayBuffer[]);
}

if (parentPort !== null) {
  sharp.concurrency(1); // the threads are ours already
  if (job.kind === 'recall') await recall();
  else hashes();
}
