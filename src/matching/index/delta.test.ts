// The head that takes inserts, against the plainest search there is.

import { describe, expect, test } from 'vitest';
import { HASH_BYTES, type Hash256, hashDistance } from '../hash/hash256.ts';
import { createDelta } from './delta.ts';

let state = 77;
/** Repeatable chance: a linear congruence, its upper bits. */
function chance(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (state >>> 8) % limit;
}

const stranger = (): Hash256 => Uint8Array.from({ length: HASH_BYTES }, () => chance(256));

function near(hash: Hash256, turns: number): Hash256 {
  const other = hash.slice();
  for (let left = turns; left > 0; left--) {
    const bit = chance(256);
    other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }
  return other;
}

describe('a delta', () => {
  test('finds each hash from its insert on, and whatever comparing with each finds', () => {
    const delta = createDelta(1000);
    const rows: Hash256[] = [];
    for (let row = 0; row < 1000; row++) {
      const like = rows[chance(row + 1)] ?? stranger();
      rows.push(row % 3 === 0 ? stranger() : near(like, chance(42)));
      expect(delta.insert(rows[row] ?? like)).toBe(row);
      if (row % 5 !== 0) continue;
      const hash = near(rows[row] ?? like, chance(32));
      const radius = row % 2 === 0 ? 31 : chance(32);
      const expected = rows
        .map((one, id) => ({ id, distance: hashDistance(one, hash) }))
        .filter(({ distance }) => distance <= radius);
      expect(delta.search(hash, radius).toSorted((a, b) => a.id - b.id)).toEqual(expected);
      expect(delta.scan(hash, radius)).toEqual(expected);
    }
  });

  test('answers with all its rows when all match', () => {
    const delta = createDelta(20_000);
    const hash = stranger();
    for (let row = 0; row < 20_000; row++) delta.insert(hash);
    const all = delta.search(hash, 0).toSorted((a, b) => a.id - b.id);
    expect(all).toEqual(Array.from({ length: 20_000 }, (_, id) => ({ id, distance: 0 })));
  });

  test('refuses more rows than it has room for, and what is no hash', () => {
    const delta = createDelta(1);
    expect(() => delta.insert(new Uint8Array(31))).toThrow(
      expect.objectContaining({ code: 'matching.bad-hash' }),
    );
    delta.insert(stranger());
    expect(() => delta.insert(stranger())).toThrow(expect.objectContaining({ code: 'matching.delta-full' }));
    expect(() => delta.search(stranger(), 32)).toThrow(
      expect.objectContaining({ code: 'matching.bad-query' }),
    );
  });
});
