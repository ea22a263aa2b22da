import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { LineNumbers } from './line-numbers.ts';

const ENTRIES = 4_000_000;

test('the lines of millions of entries are kept, and not on the heap', () => {
  const before = getHeapStatistics().used_heap_size;
  const lines = new LineNumbers();
  for (let entry = 0; entry < ENTRIES; entry++) lines.add(2 * entry + 1);
  // As an array they would be 32 MB or more.
  expect(getHeapStatistics().used_heap_size - before).toBeLessThan(16 * 2 ** 20);
  for (const entry of [0, 4095, 4096, ENTRIES - 1]) expect(lines.of(entry)).toBe(2 * entry + 1);
  expect(lines.of(2 * ENTRIES)).toBe(0);
});
