import { expect, test } from 'vitest';
import { failuresOfExact, failuresOfMerge, failuresOfSkew } from './verdict.ts';

const said = (...words: string[]): unknown => words.map((word) => expect.stringContaining(word));

test('a merge passes when queries were measured beside it, none twice as slow, and none failed', () => {
  const good = { medianRatioOfP99: 2, whileMerging: 1, failedMerges: 0 };
  expect(failuresOfMerge(good)).toEqual([]);
  expect(failuresOfMerge({ ...good, medianRatioOfP99: 2.01 })).toEqual(said('2.01 times'));
  expect(failuresOfMerge({ ...good, medianRatioOfP99: Number.NaN })).toEqual(said('NaN times'));
  expect(failuresOfMerge({ ...good, whileMerging: 0 })).toEqual(said('no query'));
  expect(failuresOfMerge({ ...good, failedMerges: 3 })).toEqual(said('3 merges failed'));
});

test('exactness passes without a difference, with merges that went through meanwhile', () => {
  const good = { differences: 0, whileMerging: 9, failedMerges: 0 };
  expect(failuresOfExact(good)).toEqual([]);
  expect(failuresOfExact({ differences: 1, whileMerging: 0, failedMerges: 2 })).toEqual(
    said('1 answers differ', 'no query', '2 merges failed'),
  );
});

test('skew passes when strangers pay for no copies, and for a flood only its rows', () => {
  const usual = { samples: 5000, p50: 10, p99: 30, worst: 900 };
  const good = { before: usual, afterCopies: usual, afterFlood: { ...usual, p50: 30 }, failedMerges: 0 };
  expect(failuresOfSkew(good)).toEqual([]);
  expect(failuresOfSkew({ ...good, afterCopies: { ...usual, p50: 21 } })).toEqual(said('copies: p50'));
  expect(failuresOfSkew({ ...good, afterCopies: { ...usual, p99: 61 } })).toEqual(said('copies: p99'));
  expect(failuresOfSkew({ ...good, afterFlood: { ...usual, p50: 31 } })).toEqual(said('flood: p50'));
  expect(failuresOfSkew({ ...good, afterFlood: { ...usual, p99: 91 } })).toEqual(said('flood: p99'));
  expect(failuresOfSkew({ ...good, failedMerges: 1 })).toEqual(said('1 merges failed'));
});
