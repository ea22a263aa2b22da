// `npm test` counts honestly: a skip is named with its reason, an unexpected one fails in CI, a broken file is a failure.
// Run on a copy of the tree with one planted test file and without the project's own test settings.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { copyOfTheTree } from './overlay.ts';

const FILE = 'test/planted/planted.test.ts';
const SKIPPED = `${FILE} > waits for a package`;
const RUN_MS = 60_000;
const IMPORT = "import { expect, test } from 'vitest';\n";
const PASSES = "test('holds', () => expect(1).toBe(1));\n";
const SKIPS = "test('waits for a package', ({ skip }) => skip('no such package here'));\n";
const FAILS = "test('breaks', () => expect(1).toBe(2));\n";

const overlay = copyOfTheTree();
afterAll(overlay.remove);
overlay.write('vitest.config.ts', 'export default {};\n');

/** The end of what `npm test` says about one planted file, and its exit code. */
async function outcome(
  text: string,
  ...args: string[]
): Promise<{ readonly code: number; readonly lines: string[] }> {
  overlay.write(FILE, text);
  const command = [path.join(overlay.root, 'tools', 'test.ts'), ...args, FILE];
  const env = { ...process.env, CI: 'false', NO_COLOR: '1' };
  const run = promisify(execFile)(process.execPath, command, { cwd: overlay.root, env });
  const { stdout, code } = await run.then(
    (said) => ({ ...said, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
  return { code, lines: stdout.trimEnd().split('\n') };
}

describe('npm test', { timeout: RUN_MS }, () => {
  test('ends with the totals, and names a skip with its reason', async () => {
    const { code, lines } = await outcome(IMPORT + PASSES + SKIPS);
    expect(lines).toContain(`skipped: ${SKIPPED}: no such package here`);
    expect({ code, last: lines.at(-1) }).toEqual({ code: 0, last: '1 passed, 0 failed, 1 skipped' });
  });

  test('in CI, a skip nobody allowed is a failure', async () => {
    const { code, lines } = await outcome(IMPORT + PASSES + SKIPS, '--ci');
    expect({ code, last: lines.at(-1) }).toEqual({ code: 1, last: '1 passed, 1 failed, 0 skipped' });
  });

  test('in CI, a skip on the list with its reason is no failure', async () => {
    const skips = [{ test: SKIPPED, reason: 'planted: the package does not exist' }];
    overlay.write('tools/exceptions.json', JSON.stringify({ rules: [], skips }));
    const { code, lines } = await outcome(IMPORT + PASSES + SKIPS, '--ci');
    expect({ code, last: lines.at(-1) }).toEqual({ code: 0, last: '1 passed, 0 failed, 1 skipped' });
  });

  test('a failing test and a file that cannot be loaded are failures', async () => {
    const failing = await outcome(IMPORT + PASSES + FAILS);
    const broken = await outcome("import 'nowhere-at-all';\n");
    expect([failing.code, failing.lines.at(-1)]).toEqual([1, '1 passed, 1 failed, 0 skipped']);
    expect([broken.code, broken.lines.at(-1)]).toEqual([1, '0 passed, 1 failed, 0 skipped']);
  });
});
