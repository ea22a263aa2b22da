// How long single queries take, and the same while a worker rewrites the whole index.

import { setImmediate } from 'node:timers/promises';
import type { HashIndex } from '../../../src/matching/index/hash-index.ts';
import type { MergeEvent } from '../../../src/matching/index/live-parts.ts';
import { BANKS, crowd, opened } from './crowd.ts';
import { bytesOf, flipped, rowOf, WORDS } from './population.ts';
import { createRandom, type Random } from './random.ts';
import { failuresOfMerge, type Spread } from './verdict.ts';

const SAMPLES = 20_000;
/** Enough that a head fills and another takes its place. */
const INSERTS = 100_000;
const WARM_UP = 5000;
/** Between two turns of the event loop. */
const BATCH = 16;
const ROUNDS = 5;

export async function proveMerge(entries: number, seed: number) {
  const random = createRandom(seed);
  const { words } = crowd(random, entries);
  const events: MergeEvent[] = [];
  const index = await opened({ words, centres: [] }, { onMerge: (event) => events.push(event) });
  // Strangers and near-duplicates of strangers in turn: families are long answers, and skew is measured by itself.
  const ask = (): Uint8Array =>
    random.below(2) === 0
      ? bytesOf(stranger(random))
      : bytesOf(flipped(rowOf(words, entries - 1 - random.below(Math.floor(entries / 2))), 20, random));
  await measure(index, ask, WARM_UP);
  const rounds: { readonly idle: Spread; readonly merging: Spread; readonly mergeSeconds: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const idle = spread(await measure(index, ask, SAMPLES));
    rounds.push({ idle, ...(await rewrite(index, ask, round)) });
  }
  const inserts = measureInserts(index, random, entries);
  await index.close();
  const ratios = rounds.map(({ idle, merging }) => merging.p99 / idle.p99).toSorted((a, b) => a - b);
  const outcome = {
    medianRatioOfP99: ratios[ROUNDS >> 1] ?? Number.NaN,
    // Of the round with the fewest: a median over rounds in which nothing was measured says nothing.
    whileMerging: Math.min(...rounds.map(({ merging }) => merging.samples)),
    failedMerges: events.filter(({ kind }) => kind === 'failed').length,
  };
  return { entries, rounds, ...outcome, inserts, failures: failuresOfMerge(outcome) };
}

/** Queries while a worker rewrites the index, which it does because an entry was deleted. */
async function rewrite(index: HashIndex, ask: () => Uint8Array, deleted: number) {
  index.delete(deleted);
  const started = performance.now();
  const merged = index.merge('everything');
  await setImmediate();
  const merging = spread(await measure(index, ask, Infinity, () => index.stats().merging));
  await merged;
  return { merging, mergeSeconds: (performance.now() - started) / 1000 };
}

/** Microseconds of each query. */
export async function measure(
  index: HashIndex,
  ask: () => Uint8Array,
  samples: number,
  goOn = (): boolean => true,
): Promise<number[]> {
  const times: number[] = [];
  while (times.length < samples && goOn()) {
    for (let left = BATCH; left > 0; left--) {
      const hash = ask();
      const started = performance.now();
      index.query(hash);
      times.push(1000 * (performance.now() - started));
    }
    await setImmediate();
  }
  return times;
}

/** Each insert with the query that finds it. */
function measureInserts(index: HashIndex, random: Random, entries: number): Spread {
  const times: number[] = [];
  for (let at = 0; at < INSERTS; at++) {
    const hash = bytesOf(stranger(random));
    const started = performance.now();
    index.insert(entries + at, hash, BANKS[0]?.name ?? '');
    times.push(1000 * (performance.now() - started));
    if (index.query(hash).matches[0]?.id !== entries + at)
      throw new Error(`entry ${entries + at} is not found`);
  }
  return spread(times);
}

export const stranger = (random: Random): Uint32Array =>
  Uint32Array.from({ length: WORDS }, () => random.next());

/** In microseconds. */
export function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1));
  return { samples: sorted.length, p50: at(0.5), p99: at(0.99), worst: at(1) };
}
