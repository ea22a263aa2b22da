// The server's log stays within its bound and keeps its end.

import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { boundLog, lastLines, logSince } from '../../managed-postgres/log.ts';
import { temporaryFolder } from './folder.ts';

it('cuts a log that grew beyond eight megabytes back to its last megabyte', async () => {
  const path = join(await temporaryFolder(), 'server.log');
  writeFileSync(path, 'x'.repeat(8 * 1024 * 1024));
  boundLog(path);
  expect(statSync(path).size).toBe(8 * 1024 * 1024);
  appendFileSync(path, '\nthe last words\n');
  boundLog(path);
  expect(statSync(path).size).toBe(1024 * 1024);
  expect(lastLines(logSince(path, 0), 1)).toBe('the last words');
});

it('reads from the beginning when the log was cut back after the place asked for', async () => {
  const path = join(await temporaryFolder(), 'server.log');
  writeFileSync(path, 'short');
  expect(logSince(path, 5000)).toBe('short');
  expect(logSince(path, 5)).toBe('');
});
