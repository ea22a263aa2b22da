// The folder that holds the database servers of one test run: made by the run's first process, found by its workers.

import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'REDRESS_TEST_RUN';

/** The name carries the process that owns the run, so that a later run can clear what a killed one left. */
export const RUN_NAME = /^redress-test-(\d+)-/;

/** The run's folder; made on first use, and told to child processes by the environment. */
export function runFolder(): string {
  const known = process.env[VARIABLE];
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), `redress-test-${process.pid}-`));
  chmodSync(folder, 0o711); // the server's account must be able to walk in
  process.env[VARIABLE] = folder;
  return folder;
}
