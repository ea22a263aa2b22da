// A loop without an end is told of and ended.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const WATCH = path.join(import.meta.dirname, 'hang-watch.ts');

/** Runs a program that is watched; killed by the test itself if nobody else does. */
function run(rest: string) {
  const program = `import { watchHangs } from ${JSON.stringify(WATCH)}; const beat = watchHangs(300, 'seed 5'); ${rest}`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 20_000,
    killSignal: 'SIGTERM',
    encoding: 'utf8',
  });
}

test('a round that does not end is named, and the process ends', () => {
  const { signal, stderr } = run('beat(1); beat(7); for (;;);');
  expect(stderr).toContain('seed 5, round 7: hangs');
  expect(signal).toBe('SIGKILL');
});

test('a program that is done ends by itself', () => {
  const { status, signal } = run('beat(1);');
  expect({ status, signal }).toEqual({ status: 0, signal: null });
});
