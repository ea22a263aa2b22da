// What a child started ends with it.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { killGroup, spawnGroup } from './process-group.ts';

/** Whether it runs: a killed process may stay in the list until somebody asks how it ended. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

test('a killed child takes along what it started', async () => {
  const child = spawnGroup(['/bin/sh', '-c', '/bin/sleep 20 & echo $!; wait'], '/');
  const started = await new Promise<number>((told) =>
    child.stdout?.once('data', (text: Buffer) => told(Number(text.toString()))),
  );
  expect(runs(started)).toBe(true);
  killGroup(child);
  await expect.poll(() => runs(started)).toBe(false);
});

test('a child that has ended is killed without harm', async () => {
  const child = spawnGroup(['/bin/true'], '/');
  await new Promise((ended) => child.once('close', ended));
  expect(() => killGroup(child)).not.toThrow();
});
