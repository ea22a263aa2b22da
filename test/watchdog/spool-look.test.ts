import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lookAtSpool } from '../../src/adapters/watchdog/spool-look.ts';

const NOW = 1_795_000_000_000;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function mail(name: string, agoMs: number): Promise<void> {
  await writeFile(path.join(folder, name), '');
  const at = new Date(NOW - agoMs);
  await utimes(path.join(folder, name), at, at);
}

test('mail that waits for more than five minutes is seen, and newer mail is not', async () => {
  await mail('b.mail', 299_000);
  expect(await lookAtSpool(folder, NOW)).toEqual({ stuck: null, waiting: 1, aside: 0 });
  await mail('a.mail', 301_000);
  expect(await lookAtSpool(folder, NOW)).toEqual({ stuck: 'a.mail', waiting: 2, aside: 0 });
});

test('what was set aside is counted; a folder that is not there holds nothing', async () => {
  await mkdir(path.join(folder, 'aside'));
  await writeFile(path.join(folder, 'aside', 'c.mail'), '');
  expect(await lookAtSpool(folder, NOW)).toEqual({ stuck: null, waiting: 0, aside: 1 });
  expect(await lookAtSpool(path.join(folder, 'nowhere'), NOW)).toEqual({ stuck: null, waiting: 0, aside: 0 });
});
