// Proves the core: `node tools/launch.mjs bench/matching/exactness.ts --entries 1000000 --queries 10000`. Every answer of
// the tables against comparing with each row, over strangers, families, copies and a flooded pair of buckets. live.ts
// proves what stands above it, while it changes.

import { availableParallelism, loadavg } from 'node:os';
import { commandOptions } from '../harness/command.ts';
import type { Match } from '../../src/matching/index/match.ts';
import { openSegment, reserveSegment, type Segment } from '../../src/matching/index/segment.ts';
import { bytesOf, type Population, populate, rowOf, WORDS, writeRow } from './proof/population.ts';
import { createRandom, type Random } from './proof/random.ts';

const FAMILIES = 100;
/** Of all rows, the last: one in so many is a copy of another, one in so many shares its first pair of words. */
const COPIES = 100;
const FLOODED = 200;
const MAX_DISTANCE = 40;
const RADIUS = 31;

const values = commandOptions(import.meta.filename, {
  entries: { type: 'string', default: '1000000' },
  queries: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '7' },
});

type Outcome = {
  readonly entries: number;
  readonly queries: number;
  readonly matches: number;
  readonly atTheEdge: number;
  readonly differences: number;
};

/** Families first, then strangers, then copies, then the flood. */
function awkward(count: number, random: Random): Population {
  const familySize = Math.floor(Math.min(1000, count / (4 * FAMILIES)));
  const population = populate({ count, families: FAMILIES, familySize, spread: 45 }, random);
  const { words } = population;
  const flood = count - Math.floor(count / FLOODED);
  for (let row = flood - Math.floor(count / COPIES); row < flood; row++)
    writeRow(words, row, rowOf(words, random.below(row)));
  for (let row = flood; row < count; row++) words[row * WORDS] = words[flood * WORDS] ?? 0;
  return population;
}

/** With exactly so many bits turned. */
function planted(hash: Uint32Array, distance: number, random: Random): Uint32Array {
  const other = hash.slice();
  const turned = new Set<number>();
  while (turned.size < distance) turned.add(random.below(256));
  for (const bit of turned) other[bit >> 5] = (other[bit >> 5] ?? 0) ^ (1 << (bit & 31));
  return other;
}

/** A stranger, the centre of a family, one of the flood, or any row; with 0 to 40 bits turned. */
function sought({ words, centres }: Population, random: Random): Uint32Array {
  const count = words.length / WORDS;
  const kind = random.below(10);
  if (kind === 0) return Uint32Array.from({ length: WORDS }, () => random.next());
  const row =
    kind === 1
      ? (centres[random.below(centres.length)] ?? 0)
      : kind === 2
        ? count - 1 - random.below(Math.floor(count / FLOODED))
        : random.below(count);
  return planted(rowOf(words, row), random.below(MAX_DISTANCE + 1), random);
}

function sealed({ words }: Population): Segment {
  const rows = words.length / WORDS;
  const draft = reserveSegment(rows);
  draft.words.set(words);
  return openSegment(draft.build(rows));
}

/** The scan tells rows in their order; the tables in theirs. */
function same(found: readonly Match[], scanned: readonly Match[]): boolean {
  const sorted = found.toSorted((a, b) => a.id - b.id);
  return (
    sorted.length === scanned.length &&
    sorted.every(({ id, distance }, at) => id === scanned[at]?.id && distance === scanned[at].distance)
  );
}

function prove(entries: number, queries: number, seed: number): Outcome {
  const random = createRandom(seed);
  const population = awkward(entries, random);
  const segment = sealed(population);
  let [matches, atTheEdge, differences] = [0, 0, 0];
  for (let query = 0; query < queries; query++) {
    const hash = bytesOf(sought(population, random));
    const radius = query % 4 === 3 ? random.below(RADIUS + 1) : RADIUS;
    const scanned = segment.scan(hash, radius);
    if (!same(segment.search(hash, radius), scanned)) differences++;
    matches += scanned.length;
    atTheEdge += scanned.filter(({ distance }) => distance === RADIUS).length;
  }
  return { entries, queries, matches, atTheEdge, differences };
}

const started = performance.now();
const outcome = prove(Number(values.entries), Number(values.queries), Number(values.seed));
const seconds = Math.round((performance.now() - started) / 1000);
const machine = { cores: availableParallelism(), load: loadavg()[0]?.toFixed(1), node: process.version };
console.log(JSON.stringify({ proof: 'core', seconds, machine, ...outcome }, null, 2));
if (outcome.differences !== 0) process.exitCode = 1;
