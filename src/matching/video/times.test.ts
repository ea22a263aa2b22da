import { expect, test } from 'vitest';
import { framePlaces } from './times.ts';

const printed = (times: readonly (number | string)[], rules: readonly string[] = []) =>
  times
    .map((time, at) => `frame:${at}    pts:1       pts_time:${time}\nredress=${rules[at] ?? 'rate'}\n`)
    .join('');

test('times count from the first frame that was shown', () => {
  expect(framePlaces(printed([3, 4, 5.5]), 3, 29.97, 'every-second')).toEqual([
    { seconds: 0, frame: 0 },
    { seconds: 1, frame: 29 },
    { seconds: 2.5, frame: 58 },
  ]);
});

test('key frames have the number that their time tells', () => {
  expect(framePlaces(printed([0, 2, 8]), 3, 25, 'key-frames').map(({ frame }) => frame)).toEqual([
    0, 50, 200,
  ]);
});

test('frames added by time take no number from those that the rate chose, and say so', () => {
  expect(
    framePlaces(printed([0, 2, 3, 4], ['rate', 'time', 'time', 'rate']), 4, 100, 'every-second'),
  ).toEqual([
    { seconds: 0, frame: 0 },
    { seconds: 2, frame: 200, added: true },
    { seconds: 3, frame: 300, added: true },
    { seconds: 4, frame: 100 },
  ]);
});

test.each([
  ['missing', printed([0, 1])],
  ['not numbers', printed([0, 'NOPTS', 2])],
  ['before the first', printed([5, 1, 6])],
])('times that are %s give way to number and rate', (_, text) => {
  expect(framePlaces(text, 3, 10, 'every-frame').map(({ seconds }) => seconds)).toEqual([0, 0.1, 0.2]);
});
