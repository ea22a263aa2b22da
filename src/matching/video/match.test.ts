import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashDistance, hashToText } from '../hash/hash256.ts';
import { matchVideos, USUAL_RULES } from './match.ts';
import { createVideoBank } from './video-bank.ts';
import type { FrameHash } from './vpdq.ts';

/** Few different hashes, near and far from each other, so that frames match, repeat and miss. */
const frames = fc
  .array(fc.record({ far: fc.nat(5), near: fc.nat(40), quality: fc.nat(100) }), { maxLength: 30 })
  .map((all) => all.map(({ far, near, quality }, at) => frameOf(at, far, near, quality)));

/** A frame whose hash is the `far`-th pattern with its first `near` bits turned. */
function frameOf(at: number, far: number, near = 0, quality = 100): FrameHash {
  const hash = Uint8Array.from(
    { length: 32 },
    (_, byte) => (((far + 1) * 0x9e3779b1 * (byte + 7)) >>> 13) & 255,
  );
  for (let bit = 0; bit < near; bit++) hash[bit >> 3] = (hash[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return { hash, quality, seconds: at, frame: at * 30 };
}

/** One different picture a second, from the `from`-th on. */
function film(from: number, seconds: number, speed = 1): FrameHash[] {
  return Array.from({ length: seconds }, (_, at) => frameOf(at, from + Math.round(at * speed)));
}

/** The reference's count, written the slow way: percent of `some` with a match in `others`. */
function plainShare(some: readonly FrameHash[], others: readonly FrameHash[], most: number): number {
  if (some.length === 0 || others.length === 0) return 0;
  const matched = some.filter(({ hash }) => others.some((other) => hashDistance(hash, other.hash) <= most));
  return (matched.length * 100) / some.length;
}

const good = (all: readonly FrameHash[]) => all.filter(({ quality }) => quality >= 50);
const different = (all: readonly FrameHash[]) => [
  ...new Map(all.map((one) => [hashToText(one.hash), one])).values(),
];

describe('the shares of two videos', () => {
  test('are those of a plain count over different hashes of good quality', () => {
    fc.assert(
      fc.property(frames, frames, (query, stored) => {
        const { queryShare, storedShare } = matchVideos(query, stored);
        const [asked, kept] = [different(good(query)), different(good(stored))];
        expect(queryShare).toBe(plainShare(asked, kept, 31));
        expect(storedShare).toBe(plainShare(kept, asked, 31));
      }),
    );
  });

  test('count every frame where that is asked for, with another distance and quality', () => {
    fc.assert(
      fc.property(frames, frames, fc.nat(256), (query, stored, distance) => {
        const found = matchVideos(query, stored, { repeats: 'each', distance, quality: 0 });
        expect(found.queryShare).toBe(plainShare(query, stored, distance));
        expect(found.storedShare).toBe(plainShare(stored, query, distance));
      }),
    );
  });

  test('distance 31 is a match and 32 is none', () => {
    const stored = [frameOf(0, 1)];
    expect(matchVideos([frameOf(0, 1, 31)], stored).queryShare).toBe(100);
    expect(matchVideos([frameOf(0, 1, 32)], stored).queryShare).toBe(0);
    expect(USUAL_RULES.distance).toBe(31);
  });

  test('more pairs than can be compared in good time are refused with the cure', () => {
    const long = Array.from({ length: 15_000 }, (_, at) => frameOf(at, 0));
    expect(() => matchVideos(long, long)).toThrow(expect.objectContaining({ code: 'matching.video-pairs' }));
  });
});

describe('where two videos are the same', () => {
  test('an excerpt is found inside the longer video, to the second in both', () => {
    const stored = film(100, 60);
    const query = [...film(500, 5), ...film(120, 15), ...film(700, 5)].map((one, at) => ({
      ...one,
      seconds: at,
    }));
    expect(matchVideos(query, stored).stretches).toEqual([
      { query: { from: 5, to: 19 }, stored: { from: 20, to: 34 }, frames: 15 },
    ]);
  });

  test('a scene that comes twice in the stored video is found twice', () => {
    const stored = [...film(0, 10), ...film(900, 20), ...film(0, 10)].map((one, at) => ({
      ...one,
      seconds: at,
    }));
    const places = matchVideos(film(0, 10), stored).stretches.map((stretch) => stretch.stored);
    expect(places).toEqual([
      { from: 0, to: 9 },
      { from: 30, to: 39 },
    ]);
  });

  test.each([0.9, 0.95, 1.05, 1.1])('a copy that plays %d times as fast is one stretch', (speed) => {
    const { stretches } = matchVideos(film(0, 120, speed), film(0, 150));
    expect(stretches).toHaveLength(1);
    expect(stretches[0]?.query.from).toBe(0);
    expect(stretches[0]?.query.to).toBeGreaterThan(115);
    expect(Math.abs((stretches[0]?.stored.to ?? 0) - 119 * speed)).toBeLessThan(3);
  });

  test('a stretch goes on over some altered seconds, and ends at many', () => {
    const stored = film(0, 60);
    const hole = (from: number, to: number) =>
      stored.filter(({ seconds }) => seconds < from || seconds >= to);
    expect(matchVideos(hole(20, 24), stored).stretches).toHaveLength(1);
    expect(matchVideos(hole(20, 40), stored).stretches).toHaveLength(2);
  });

  test('a still picture inside a film, and frames in another order, make no stretch of the wrong place', () => {
    const still = film(3, 1).flatMap((one) =>
      Array.from({ length: 20 }, (_, at) => ({ ...one, seconds: at })),
    );
    expect(matchVideos(still, film(0, 20)).stretches).toEqual([]);
    const backwards = film(0, 20).map((one) => ({ ...one, seconds: 19 - one.seconds }));
    expect(matchVideos(backwards, film(0, 20)).stretches).toEqual([]);
  });

  test('two still videos are one stretch, not one for each way to lay them together', () => {
    const still = Array.from({ length: 50 }, (_, at) => frameOf(at, 1));
    expect(matchVideos(still, still).stretches).toEqual([
      { query: { from: 0, to: 49 }, stored: { from: 0, to: 49 }, frames: 50 },
    ]);
  });

  test('wherever an excerpt is cut, its stretch is the cut', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.integer({ min: 3, max: 20 }), (from, length) => {
        const { stretches, queryShare } = matchVideos(film(from, length), film(0, 100));
        expect(queryShare).toBe(100);
        expect(stretches).toEqual([
          { query: { from: 0, to: length - 1 }, stored: { from, to: from + length - 1 }, frames: length },
        ]);
      }),
    );
  });
});

describe('a bank of videos behind an index', () => {
  test('says the same of each video as comparing the pairs does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { maxLength: 5 }), frames, async (videos, query) => {
        const bank = createVideoBank({}, 1000);
        const rows = videos.flatMap((video, at) => bank.add(`video ${at}`, video));
        const search = (hash: Uint8Array) =>
          rows.filter((row) => hashDistance(row.hash, hash) <= 31).reverse();
        const found = await bank.match(query, search);
        const pairs = videos.map((video, at) => ({ name: `video ${at}`, ...matchVideos(query, video) }));
        const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
        expect([...found].sort(byName)).toEqual(pairs.filter(({ queryShare }) => queryShare > 0));
      }),
    );
  });

  test('tells the best first and ignores ids of others', async () => {
    const bank = createVideoBank();
    const rows = [...bank.add('half', film(0, 5)), ...bank.add('whole', film(0, 10))];
    const search = (hash: Uint8Array) => [
      { id: 99 },
      ...rows.filter((row) => hashDistance(row.hash, hash) <= 31),
    ];
    const found = await bank.match(film(0, 10), search);
    expect(found.map(({ name, queryShare }) => [name, queryShare])).toEqual([
      ['whole', 100],
      ['half', 50],
    ]);
  });
});
