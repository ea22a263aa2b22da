// The sealed tables against the plainest search there is, over rows chosen to be awkward.

import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { HASH_BYTES, type Hash256, hashDistance } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import type { Match } from './match.ts';
import { openSegment, reserveSegment, type SegmentParts } from './segment.ts';

/** Repeatable chance: xorshift of 32 bits. */
function createChance(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const chance = createChance(20_251);
const stranger = (): Hash256 => Uint8Array.from({ length: HASH_BYTES }, () => chance(256));

/** With exactly these bits turned. */
function turned(hash: Hash256, bits: Iterable<number>): Hash256 {
  const other = hash.slice();
  for (const bit of bits) other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return other;
}

function near(hash: Hash256, distance: number): Hash256 {
  const bits = new Set<number>();
  while (bits.size < distance) bits.add(chance(256));
  return turned(hash, bits);
}

function sealed(rows: readonly Hash256[]): SegmentParts {
  const draft = reserveSegment(rows.length);
  for (const [row, hash] of rows.entries())
    draft.words.set(new Uint32Array(hash.slice().buffer), (row * HASH_BYTES) / 4);
  return draft.build(rows.length);
}

const plainly = (rows: readonly Hash256[], hash: Hash256, radius: number): Match[] =>
  rows
    .map((row, id) => ({ id, distance: hashDistance(row, hash) }))
    .filter(({ distance }) => distance <= radius);

const inOrder = (matches: readonly Match[]): Match[] => matches.toSorted((a, b) => a.id - b.id);

const centre = stranger();
const sharing = (bytes: number): Hash256 => {
  const hash = stranger();
  hash.set(centre.subarray(0, bytes));
  return hash;
};
const crowds: Readonly<Record<string, () => Hash256>> = {
  strangers: stranger,
  'a family around one centre': () => near(centre, chance(48)),
  'copies of one': () => centre,
  'one bucket of one table': () => sharing(2),
  'one bucket of two paired tables': () => sharing(4),
  'hashes of few bits': () => near(new Uint8Array(HASH_BYTES), chance(20)),
};

describe.each(Object.entries(crowds))('among %s', (_name, one) => {
  const rows = Array.from({ length: 1501 }, (_, row) => (row % 5 === 0 ? stranger() : one()));
  const segment = openSegment(sealed(rows));

  test('a search finds what comparing with each row finds, each row once', () => {
    for (let round = 0; round < 80; round++) {
      const hash = near(rows[chance(rows.length)] ?? centre, chance(41));
      const radius = round % 2 === 0 ? 31 : chance(32);
      expect(inOrder(segment.search(hash, radius))).toEqual(plainly(rows, hash, radius));
    }
  });

  test('a scan does so at any distance', () => {
    for (const radius of [0, 31, 32, 100, 128, 255, 256])
      expect(segment.scan(centre, radius)).toEqual(plainly(rows, centre, radius));
  });
});

describe('the distance of 31', () => {
  /** Four bits in each pair of words but one, which has three: the worst that the tables must find. */
  const thinnest = (pair: number, inFirst: number): number[] =>
    Array.from({ length: 8 }, (_, at) => at).flatMap((at) => {
      const [first, second] = at === pair ? [inFirst, 3 - inFirst] : [2, 2];
      const low = Array.from({ length: first }, (_, bit) => 32 * at + 5 * bit);
      return [...low, ...Array.from({ length: second }, (_, bit) => 32 * at + 31 - 5 * bit)];
    });
  const cases = Array.from({ length: 32 }, (_, at) => thinnest(at >> 2, at & 3));

  test('is reached however the bits are spread over the words', () => {
    const rows = cases.map((bits) => turned(centre, bits));
    const found = openSegment(sealed(rows)).search(centre, 31);
    expect(inOrder(found)).toEqual(rows.map((_, id) => ({ id, distance: 31 })));
  });

  test('is not passed: one bit more is no match', () => {
    const rows = cases.map((bits) => turned(centre, [...bits, 8]));
    expect(rows.map((row) => hashDistance(row, centre))).toEqual(rows.map(() => 32));
    expect(openSegment(sealed(rows)).search(centre, 31)).toEqual([]);
  });
});

describe('more than the lists of the kernel hold', () => {
  const COUNT = 40_000;

  test('matches come all, and each once', () => {
    const rows = Array.from({ length: COUNT }, () => centre);
    const segment = openSegment(sealed(rows));
    const hash = near(centre, 3);
    for (const found of [segment.search(hash, 31), segment.scan(hash, 31)]) {
      // Numbers, not lists: a list of so many that differs would take minutes to print.
      expect(found.length).toBe(COUNT);
      expect(new Set(found.map(({ id }) => id)).size).toBe(COUNT);
      expect(found.filter(({ distance }) => distance !== 3).length).toBe(0);
    }
  });

  test.each(['index', 'scan'] as const)('by %s, whoever wants no more is told no further list', (by) => {
    const segment = openSegment(sealed(Array.from({ length: COUNT }, () => centre)));
    let told = 0;
    segment.visit(by, centre, 31, () => {
      told++;
      return -1;
    });
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThanOrEqual(16_384);
  });

  test('candidates that are too far do not push out the match among them', () => {
    const rows = Array.from({ length: COUNT }, () => sharing(4));
    rows[COUNT - 1] = near(centre, 31);
    expect(openSegment(sealed(rows)).search(centre, 31)).toEqual([{ id: COUNT - 1, distance: 31 }]);
  });
});

describe('a segment', () => {
  test('holds fewer rows than were reserved, whatever stands behind them', () => {
    const rows = Array.from({ length: 300 }, () => near(new Uint8Array(HASH_BYTES), chance(30)));
    const draft = reserveSegment(60_000);
    draft.words.fill(0x5a5a_5a5a);
    rows.forEach((row, at) => draft.words.set(new Uint32Array(row.slice().buffer), (at * HASH_BYTES) / 4));
    const segment = openSegment(draft.build(rows.length));
    for (const hash of rows.slice(0, 40))
      expect(inOrder(segment.search(hash, 31))).toEqual(plainly(rows, hash, 31));
  });

  test('is searched by another thread in the same memory, at the same time', async () => {
    const parts = sealed(Array.from({ length: 300 }, () => near(centre, chance(40))));
    const here = openSegment(parts);
    const module = new URL('./segment.ts', import.meta.url).href;
    const code = `const { parentPort, workerData: { parts, hash } } = require('node:worker_threads');
      import('${module}').then(({ openSegment }) => parentPort.postMessage(openSegment(parts).search(hash, 31)));`;
    const worker = new Worker(code, { eval: true, workerData: { parts, hash: centre } });
    const there = await new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject));
    expect(there).toEqual(here.search(centre, 31));
    expect(there).not.toEqual([]);
  });

  test('refuses what its tables cannot answer, and sizes that no memory has', () => {
    const segment = openSegment(sealed([centre]));
    const refused = (act: () => unknown, code: string) =>
      expect(act).toThrow(expect.objectContaining({ constructor: MatchingError, code }));
    for (const radius of [-1, 32, 1.5, Number.NaN])
      refused(() => segment.search(centre, radius), 'matching.bad-query');
    refused(() => segment.scan(centre, 257), 'matching.bad-query');
    refused(() => segment.search(centre.subarray(1), 31), 'matching.bad-query');
    for (const rows of [0, 31_000_001, 2.5])
      refused(() => reserveSegment(rows), 'matching.segment-too-large');
  });

  test('says so when more threads open it than it has room for', () => {
    const parts = sealed([centre]);
    for (let opened = 0; opened < 64; opened++) openSegment(parts);
    expect(() => openSegment(parts)).toThrow(expect.objectContaining({ code: 'matching.too-many-readers' }));
  });
});
