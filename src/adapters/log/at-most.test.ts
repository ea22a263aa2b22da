import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atMost } from './at-most.ts';

test('never more than so many at once, each once', async () => {
  let [under, most] = [0, 0];
  const done: number[] = [];
  await atMost(3, [1, 2, 3, 4, 5, 6, 7], async (one) => {
    most = Math.max(most, (under += 1));
    await setImmediate();
    under -= 1;
    done.push(one);
  });
  expect([most, done.toSorted()]).toEqual([3, [1, 2, 3, 4, 5, 6, 7]]);
});

test('a failure is thrown when nothing is under way any more, and nothing begins after it', async () => {
  const told: string[] = [];
  const all = atMost(2, [0, 1, 2, 3], async (one) => {
    told.push(`begin ${one}`);
    if (one === 0) throw new Error('refused');
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    told.push(`end ${one}`);
  });
  await expect(all).rejects.toThrow('refused');
  expect(told).toEqual(['begin 0', 'begin 1', 'end 1']);
});
