import { expect, test } from 'vitest';
import { threadCount, usualThreads } from './threads.ts';

test('two threads decode where there are two cores, and one where there is one', () => {
  expect(usualThreads({ width: 1280, height: 720 }, 2)).toBe(2);
  expect(usualThreads({ width: 1280, height: 720 }, 64)).toBe(2);
  expect(usualThreads({ width: 1280, height: 720 }, 1)).toBe(1);
});

test('pictures over 4K are decoded by one thread, which takes less memory', () => {
  expect(usualThreads({ width: 4096, height: 2304 }, 8)).toBe(2);
  expect(usualThreads({ width: 5120, height: 2880 }, 8)).toBe(1);
});

test('a caller gets one to sixteen', () => {
  expect([-1, 0, 3.9, 99].map(threadCount)).toEqual([1, 1, 3, 16]);
});
