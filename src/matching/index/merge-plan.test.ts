import { expect, test } from 'vitest';
import { planMerge, planRewrite } from './merge-plan.ts';

const MOST = 25_000_000;
const sizes = (...entries: number[]) => entries.map((count) => ({ entries: count, dead: 0 }));

test('a segment joins when it is not more than eight times what joins it, itself carried on by the smaller ones', () => {
  expect(planMerge(sizes(800, 801), 100, MOST)).toEqual([0, 1]);
  expect(planMerge(sizes(801), 100, MOST)).toEqual([]);
  expect(planMerge(sizes(100_000, 7_000, 900), 100, MOST)).toEqual([]);
  expect(planMerge(sizes(50_000, 6_000, 700), 100, MOST)).toEqual([2, 1, 0]);
});

test('a large segment is written again once more than a quarter of it is deleted', () => {
  expect(planMerge([{ entries: 100_000, dead: 25_000 }], 1, MOST)).toEqual([]);
  expect(planMerge([{ entries: 100_000, dead: 25_001 }], 1, MOST)).toEqual([0]);
});

test('no merge makes a segment larger than one memory holds', () => {
  expect(planMerge(sizes(800, 101), 100, 1000)).toEqual([1]);
  expect(planMerge(sizes(800, 100), 100, 1000)).toEqual([1, 0]);
  expect(planRewrite(sizes(990, 11), 1000)).toEqual([]);
  expect(planRewrite(sizes(989, 11), 1000)).toEqual([[1, 0]]);
});

test('rewriting reaches each segment that holds something deleted, those above the limit too, one by one', () => {
  const segments = [
    { entries: 1500, dead: 1 },
    { entries: 1000, dead: 1000 },
    { entries: 990, dead: 0 },
    { entries: 1200, dead: 201 },
    { entries: 400, dead: 0 },
    { entries: 500, dead: 0 },
  ];
  expect(planRewrite(segments, 1000)).toEqual([[1, 4, 5], [3], [0]]);
  expect(planRewrite([{ entries: 9, dead: 9 }], 1000)).toEqual([[0]]);
  expect(planRewrite(sizes(7), 1000)).toEqual([]);
});
