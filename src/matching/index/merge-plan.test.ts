import { expect, test } from 'vitest';
import { MAX_SEGMENT_ENTRIES, planMerge, planRewrite } from './merge-plan.ts';

const sizes = (...entries: number[]) => entries.map((count) => ({ entries: count, dead: 0 }));

test('a segment joins when it is not more than eight times what joins it, itself carried on by the smaller ones', () => {
  expect(planMerge(sizes(800, 801), 100)).toEqual([0, 1]);
  expect(planMerge(sizes(801), 100)).toEqual([]);
  expect(planMerge(sizes(100_000, 7_000, 900), 100)).toEqual([]);
  expect(planMerge(sizes(50_000, 6_000, 700), 100)).toEqual([2, 1, 0]);
});

test('a large segment is written again once more than a quarter of it is deleted', () => {
  expect(planMerge([{ entries: 100_000, dead: 25_000 }], 1)).toEqual([]);
  expect(planMerge([{ entries: 100_000, dead: 25_001 }], 1)).toEqual([0]);
});

test('no merge makes a segment larger than one memory holds', () => {
  expect(planRewrite(sizes(MAX_SEGMENT_ENTRIES, 10), 1)).toEqual([1]);
  expect(planRewrite(sizes(MAX_SEGMENT_ENTRIES - 11, 10), 1)).toEqual([1, 0]);
});
