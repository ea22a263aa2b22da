// Skew: queries that have nothing to do with a family, a million copies or a flooded bucket must not pay for them.

import type { HashIndex } from '../../../src/matching/index/hash-index.ts';
import type { MergeEvent } from '../../../src/matching/index/live-parts.ts';
import { BANKS, crowd, opened } from './crowd.ts';
import { measure, spread, stranger } from './latency.ts';
import { bytesOf, type Population, rowOf } from './population.ts';
import { createRandom, type Random } from './random.ts';
import { failuresOfSkew, type Spread } from './verdict.ts';

const SAMPLES = 5000;
/** Of so many runs the one in the middle, by p99. */
const RUNS = 3;
const COPIES = 1_000_000;
const FLOOD = 300_000;

/** Attacks are inserted as anybody would insert, through the heads. */
export async function proveSkew(entries: number, seed: number) {
  const random = createRandom(seed);
  const population = crowd(random, entries);
  const events: MergeEvent[] = [];
  const index = await opened(population, { onMerge: (event) => events.push(event) });
  const strangers = (): Promise<Spread> => middle(index, () => bytesOf(stranger(random)));
  await strangers();
  const before = await strangers();
  const centres = await families(index, population, random);
  const copied = stranger(random);
  const copying = await attack(index, entries, COPIES, () => copied);
  const afterCopies = await strangers();
  const flooding = await attack(index, entries + COPIES, FLOOD, () => sharing(copied, random));
  const afterFlood = await strangers();
  const sharingOneWord = await middle(index, () => bytesOf(sharing(copied, random)));
  const { sealed } = index.stats();
  await index.close();
  const failedMerges = events.filter(({ kind }) => kind === 'failed').length;
  const failures = failuresOfSkew({ before, afterCopies, afterFlood, failedMerges });
  const times = { before, centres, copying, afterCopies, flooding, afterFlood, sharingOneWord };
  return { entries, ...times, sealed, failedMerges, failures };
}

async function middle(index: HashIndex, ask: () => Uint8Array): Promise<Spread> {
  const runs: Spread[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(spread(await measure(index, ask, SAMPLES)));
  return runs.toSorted((a, b) => a.p99 - b.p99)[RUNS >> 1] ?? spread([]);
}

async function families(index: HashIndex, { words, centres }: Population, random: Random): Promise<Spread> {
  const ask = (): Uint8Array => bytesOf(rowOf(words, centres[random.below(centres.length)] ?? 0));
  return spread(await measure(index, ask, SAMPLES / 5));
}

/** Inserts, waiting for merges where they fall behind. @returns seconds */
async function attack(
  index: HashIndex,
  from: number,
  count: number,
  next: () => Uint32Array,
): Promise<number> {
  const started = performance.now();
  for (let at = 0; at < count; at++) {
    if (index.stats().waitingHeads > 4) await index.merge();
    index.insert(from + at, bytesOf(next()), BANKS[0]?.name ?? '');
  }
  // One part before and after: else the number of parts is measured.
  await index.merge('everything');
  return (performance.now() - started) / 1000;
}

/** A stranger that shares the first word, and so a bucket, with `hash`. */
function sharing(hash: Uint32Array, random: Random): Uint32Array {
  const other = stranger(random);
  other[0] = (((other[0] ?? 0) & 0xffff0000) | ((hash[0] ?? 0) & 0xffff)) >>> 0;
  return other;
}
