// The measurement itself: what it calls found, what it calls a false match, and what it does not.

import { expect, test } from 'vitest';
import { HASH_BYTES } from '../../../src/matching/hash/hash256.ts';
import type { PdqHash } from '../../../src/matching/pdq/hasher.ts';
import { falseMatches } from './false-matches.ts';
import { histogram } from './figures.ts';
import { joined, rowList } from './hashed-scenes.ts';
import { nearest } from './recall.ts';

/** A hash whose first `bits` bits are set. */
function hashOf(bits: number, quality = 100): PdqHash {
  const hash = new Uint8Array(HASH_BYTES);
  for (let bit = 0; bit < bits; bit++) hash[bit >> 3] = (hash[bit >> 3] ?? 0) | (1 << (bit & 7));
  return { hash, quality };
}

function rowsOf(scenes: readonly (readonly PdqHash[])[]) {
  const list = rowList();
  for (const [scene, hashes] of scenes.entries()) list.add(scene, hashes);
  return list.rows();
}

test('the nearest of all asked and stored hashes counts, and behind the gate only those of enough quality', () => {
  const stored = [hashOf(0, 100), hashOf(90, 40)];
  expect(nearest([hashOf(100), hashOf(60)], stored)).toEqual({ any: 10, gated: 60 });
  expect(nearest([hashOf(5, 49)], stored)).toEqual({ any: 5, gated: 256 });
});

test('a pair of scenes within the radius is counted once, however many of their hashes match', () => {
  const rows = rowsOf([[hashOf(0), hashOf(3)], [hashOf(31), hashOf(20)], [hashOf(200)], [hashOf(232, 10)]]);
  const { withoutGate, behindGate } = falseMatches('all', rows, rows, 4);
  expect(withoutGate.pairs).toBe(1);
  expect(withoutGate.scenes).toBe(2);
  expect(withoutGate.examples).toEqual([{ first: 0, second: 1, distance: 17 }]);
  expect(withoutGate.atDistance[17]).toBe(1);
  expect(behindGate.pairs).toBe(1);
});

test('what only hashes of little quality match does not count behind the gate', () => {
  const rows = rowsOf([[hashOf(0, 10)], [hashOf(4, 100)]]);
  const { withoutGate, behindGate } = falseMatches('plain PDQ', rows, rows, 2);
  expect([withoutGate.pairs, behindGate.pairs]).toEqual([1, 0]);
  expect(withoutGate.perMillionPairs).toBe(1e6);
});

test('the nearest other scene is looked for beyond the radius, and never the scene itself', () => {
  const rows = rowsOf([[hashOf(0), hashOf(1)], [hashOf(100)]]);
  const { nearest: found } = falseMatches('plain PDQ', rows, rows, 2);
  expect(found.sample).toBe(2);
  expect(found.bins.filter(({ count }) => count > 0)).toEqual([{ from: 96, to: 103, count: 2 }]);
});

test('rows of several threads follow each other, and bins hold both their ends', () => {
  const rows = joined([rowsOf([[hashOf(1)]]), rowsOf([[hashOf(2, 50), hashOf(3)]])]);
  expect([...rows.scenes, ...rows.qualities]).toEqual([0, 0, 0, 100, 50, 100]);
  expect(rows.hashes).toHaveLength(3 * HASH_BYTES);
  expect(histogram([0, 9, 10, 100], 10, 100).filter(({ count }) => count > 0)).toEqual([
    { from: 0, to: 9, count: 2 },
    { from: 10, to: 19, count: 1 },
    { from: 100, to: 100, count: 1 },
  ]);
});
