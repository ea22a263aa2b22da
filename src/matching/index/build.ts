// Asks a worker of its own for sealed parts. A worker that dies is an error here and nowhere else: nothing it was given
// is changed.

import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { MatchingError } from '../matching-error.ts';
import type { Bank } from './bank.ts';
import type { BuildReply, BuildRequest } from './build-worker.ts';
import type { Run } from './runs.ts';
import type { SealedParts } from './sealed.ts';

/** `banks` are those of the file; empty after a merge. */
export type Built = { readonly parts: readonly SealedParts[]; readonly banks: readonly Bank[] };

/** A build under way. */
export type Building = { readonly result: Promise<Built>; stop(): Promise<void> };

export type OnProgress = (entries: number, of: number) => void;

/** The module that a build runs in; a bundler that moves it says where it is. */
export const BUILD_WORKER = new URL('./build-worker.ts', import.meta.url);

/** @param capacity living entries of the runs, or a few more */
export const buildMerged = (runs: readonly Run[], capacity: number, module: URL): Building =>
  build({ kind: 'merge', runs, capacity, seed: secret() }, module);

/** @throws what `decodeSnapshot` throws */
export const buildLoaded = (file: string, module: URL, onProgress: OnProgress): Building =>
  build({ kind: 'load', file, seed: secret() }, module, onProgress);

const secret = (): number => randomBytes(4).readInt32LE();

function build(request: BuildRequest, module: URL, onProgress: OnProgress = () => undefined): Building {
  const worker = new Worker(module, { workerData: request });
  const result = new Promise<Built>((resolve, reject) => {
    const parts: SealedParts[] = [];
    worker.on('message', (reply: BuildReply) => {
      if (reply.kind === 'sealed') parts.push(reply.parts);
      else if (reply.kind === 'progress') onProgress(reply.entries, reply.of);
      else if (reply.kind === 'done') resolve({ parts, banks: reply.banks });
      else reject(new MatchingError(reply.code, reply.message, reply.cure));
    });
    worker.on('error', (error: Error) => reject(crashed(error.message)));
    worker.on('exit', (code) => reject(crashed(`it ended with code ${code}`)));
  });
  return {
    result,
    stop: async () => {
      await worker.terminate();
    },
  };
}

const crashed = (what: string): MatchingError =>
  new MatchingError(
    'matching.build-crashed',
    `the worker that builds the index died: ${what}`,
    'nothing is lost and queries go on; give the process more memory if it ran out, then merge again',
  );
