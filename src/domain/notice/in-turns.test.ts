// Who is served next: those of one hand stand in nobody's way, however early they came.
import { expect, test } from 'vitest';
import { inTurns } from './in-turns.ts';

const order = (lines: readonly (readonly string[])[]) =>
  inTurns(
    lines.map((of, at) => ({ of, at })),
    ({ of }) => of,
  ).map(({ at }) => at);

test('each line has its turn, and of the same turn the first to come is first', () => {
  expect(order([['a'], ['a'], ['a'], ['b'], ['c'], ['b']])).toEqual([0, 3, 4, 1, 5, 2]);
  expect(order([[], [], []])).toEqual([0, 1, 2]);
});

test('whoever stands in two lines waits for the longer of them', () => {
  const flood = Array.from({ length: 500 }, (_, at) => [`address ${at}`, 'words']);
  const places = order([...flood, ['address x', 'words of hers']]);
  expect(places.indexOf(500)).toBe(1);
  expect(places.toSorted((a, b) => a - b)).toEqual(places.map((_, at) => at));
});
