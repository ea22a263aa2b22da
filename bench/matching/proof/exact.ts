// Exactness of the live index: every answer against comparing with each entry, while inserts, deletes and merges go on.

import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { HashIndex } from '../../../src/matching/index/hash-index.ts';
import type { MergeEvent } from '../../../src/matching/index/live-parts.ts';
import { BANKS, bankOf, crowd, opened } from './crowd.ts';
import { bytesOf, flipped, type Population, WORDS } from './population.ts';
import { createRandom, type Random } from './random.ts';
import { Reference } from './reference.ts';
import { failuresOfExact } from './verdict.ts';

/** Of each step between two queries: a run of 10,000 fills five heads. */
const INSERTS = 33;
const DELETES = 11;
/** A merge that rewrites everything is begun this often in a run, unless one goes on, besides those of full heads. */
const REWRITES = 20;
const MAX_SHOWN = 5;

type Tally = {
  queries: number;
  whileMerging: number;
  matches: number;
  inserted: number;
  deleted: number;
  differences: number;
  readonly shown: unknown[];
};

type Stage = {
  readonly index: HashIndex;
  readonly reference: Reference;
  readonly population: Population;
  readonly random: Random;
  readonly tally: Tally;
};

export async function proveExact(entries: number, queries: number, seed: number) {
  const random = createRandom(seed);
  const population = crowd(random, entries);
  const events: MergeEvent[] = [];
  const stage: Stage = {
    index: await opened(population, { onMerge: (event) => events.push(event) }),
    reference: new Reference(
      BANKS,
      population.words,
      Uint8Array.from({ length: entries }, (_, id) => bankOf(id)),
      queries * INSERTS,
    ),
    population,
    random,
    tally: { queries: 0, whileMerging: 0, matches: 0, inserted: 0, deleted: 0, differences: 0, shown: [] },
  };
  await walk(stage, queries);
  const { sealed } = stage.index.stats();
  await stage.index.close();
  const merges = events.filter(({ kind }) => kind === 'finished').length;
  const outcome = { ...stage.tally, merges, failedMerges: events.length - merges };
  return { entries, ...outcome, sealed, failures: failuresOfExact(outcome) };
}

async function walk(stage: Stage, queries: number): Promise<void> {
  let rewriting: Promise<void> | undefined;
  while (stage.tally.queries < queries) {
    change(stage);
    compare(stage);
    if (stage.tally.queries % Math.ceil(queries / REWRITES) === 0 && !stage.index.stats().merging)
      rewriting = stage.index.merge('everything');
    // Lets the worker's message in, and with it the swap.
    await setImmediate();
  }
  await rewriting;
}

function change({ index, reference, population, random, tally }: Stage): void {
  for (let left = INSERTS; left > 0; left--) {
    const id = freeId(reference, random);
    const hash = flipped(sought(reference, population, random), random.below(3), random);
    index.insert(id, bytesOf(hash), BANKS[bankOf(id)]?.name ?? '');
    reference.insert(id, hash, bankOf(id));
    tally.inserted++;
  }
  for (let left = DELETES; left > 0; left--) {
    const id = random.below(reference.rows);
    if (index.delete(id) !== reference.has(id)) tally.differences++;
    reference.delete(id);
    tally.deleted++;
  }
}

/** Mostly a new id, at times one that was deleted before. */
function freeId(reference: Reference, random: Random): number {
  const id = random.below(reference.rows);
  return reference.has(id) ? reference.rows : id;
}

function compare({ index, reference, population, random, tally }: Stage): void {
  const hash = sought(reference, population, random);
  const answer = index.query(bytesOf(hash));
  const expected = reference.answer(hash);
  tally.queries++;
  tally.matches += expected.length;
  if (index.stats().merging) tally.whileMerging++;
  if (isDeepStrictEqual(answer.matches, expected) && answer.complete) return;
  tally.differences++;
  if (tally.shown.length < MAX_SHOWN)
    tally.shown.push({ query: tally.queries, found: answer.matches.length, expected: expected.length });
}

/** A stranger, the centre of a family, or an entry of ours with up to 40 bits turned. */
function sought(reference: Reference, { centres }: Population, random: Random): Uint32Array {
  const kind = random.below(10);
  if (kind === 0) return Uint32Array.from({ length: WORDS }, () => random.next());
  const row = kind === 1 ? (centres[random.below(centres.length)] ?? 0) : random.below(reference.rows);
  return flipped(reference.row(row), random.below(41), random);
}
