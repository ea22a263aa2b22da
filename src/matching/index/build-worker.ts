// The worker that makes sealed parts: out of parts of the index (a merge) or out of a snapshot (a load). It lives for one
// request. What it reads of the index does not change under it but for bits that mark entries as deleted.

import { parentPort, workerData } from 'node:worker_threads';
import { MatchingError } from '../matching-error.ts';
import type { Bank } from './bank.ts';
import { mergedBlocks, type Run, sortedRun } from './runs.ts';
import { seal } from './seal.ts';
import type { SealedParts } from './sealed.ts';
import { withSnapshot } from './snapshot.ts';

/** `seed`: secret of the tables that find equal hashes. `capacity`: living entries of the runs, or a few more. */
export type BuildRequest =
  | {
      readonly kind: 'merge';
      readonly runs: readonly Run[];
      readonly capacity: number;
      readonly seed: number;
    }
  | { readonly kind: 'load'; readonly file: string; readonly seed: number };

export type BuildReply =
  | { readonly kind: 'sealed'; readonly parts: SealedParts }
  | { readonly kind: 'progress'; readonly entries: number; readonly of: number }
  | { readonly kind: 'done'; readonly banks: readonly Bank[] }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly cure: string };

const reply = (message: BuildReply): void => parentPort?.postMessage(message);

async function answer(request: BuildRequest): Promise<void> {
  try {
    const banks = request.kind === 'merge' ? await merge(request) : await load(request);
    reply({ kind: 'done', banks });
  } catch (error) {
    if (!(error instanceof MatchingError)) throw error;
    reply({ kind: 'refused', code: error.code, message: error.message, cure: error.cure });
  }
}

async function merge({ runs, capacity, seed }: Extract<BuildRequest, { kind: 'merge' }>) {
  const blocks = mergedBlocks(runs.map(sortedRun));
  for await (const parts of seal(blocks, capacity, seed)) reply({ kind: 'sealed', parts });
  return [];
}

async function load({ file, seed }: Extract<BuildRequest, { kind: 'load' }>): Promise<readonly Bank[]> {
  return await withSnapshot(file, async (snapshot) => {
    const { banks, entries: of } = snapshot;
    const progress = (entries: number): void => reply({ kind: 'progress', entries, of });
    for await (const parts of seal(snapshot.blocks(), of, seed, progress)) reply({ kind: 'sealed', parts });
    return banks;
  });
}

await answer(workerData as BuildRequest);
