// What a decoder can see and do from behind its wrapper, and how it ends. Where this machine allows less, the sandbox says so.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { killGroup, spawnGroup } from './process-group.ts';
import { useOf } from './process-use.ts';
import { behindWrapper, sandbox, sandboxLine } from './sandbox.ts';

const started: ChildProcess[] = [];
// Also those of a test that failed: some of them would run for ever.
afterEach(() => {
  for (const child of started.splice(0)) killGroup(child);
});

function shutIn(...words: readonly string[]): ChildProcess {
  const child = spawnGroup([...sandbox().wrapper, ...words], '/');
  started.push(child);
  return child;
}

/** Everything it writes until it ends. */
async function saidBy(child: ChildProcess): Promise<string> {
  let said = '';
  child.stdout?.setEncoding('latin1').on('data', (text: string) => (said += text));
  await new Promise((ended) => child.once('close', ended));
  return said;
}

/** Words on the command line of every process there is. */
function commandLines(): readonly string[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [readFileSync(`/proc/${name}/cmdline`, 'latin1')] : [];
    } catch {
      return []; // ended meanwhile
    }
  });
}

test('it sees no process but its own where the sandbox says so, and only there', async () => {
  const seen = (await saidBy(shutIn('ls', '/proc'))).split('\n').filter((name) => /^\d+$/.test(name));
  expect(seen.length === 1).toBe(sandbox().alone);
  expect(sandboxLine()).toContain(sandbox().alone ? 'sees no other process' : "sees this user's processes");
});

test('what it started ends with it, also what fled from its process group', async () => {
  const seconds = '20.0417';
  const child = shutIn('sh', '-c', `setsid sleep ${seconds} & wait`);
  const fled = (): boolean => commandLines().some((words) => words === `sleep\0${seconds}\0`);
  await expect.poll(fled).toBe(true);
  killGroup(child);
  if (sandbox().alone) await expect.poll(fled).toBe(false);
});

test('it ends with the process that started it, even one that is killed at once', async () => {
  const mark = '20.0418';
  const words = JSON.stringify([...sandbox().wrapper, 'sleep', mark]);
  const parent = spawn(process.execPath, [
    '-e',
    `const [program, ...args] = ${words}; require('node:child_process').spawn(program, args, { detached: true }); setTimeout(() => undefined, 60_000)`,
  ]);
  const runs = (): boolean => commandLines().some((line) => line === `sleep\0${mark}\0`);
  await expect.poll(runs, { timeout: 10_000 }).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  if (existsSync('/usr/bin/setpriv')) await expect.poll(runs, { timeout: 10_000 }).toBe(false);
});

test('its use of the processor is known, not that of the wrapper that waits for it', async () => {
  const child = shutIn('sh', '-c', 'while :; do :; done');
  const used = (): number => useOf(behindWrapper(child.pid) ?? 0)?.cpuSeconds ?? 0;
  await expect.poll(used, { timeout: 20_000 }).toBeGreaterThan(0.1);
  killGroup(child);
});

const endingOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((told) => child.once('exit', (code, signal) => told(signal ?? code)));

test('its exit code, and the signal of its own fault, are told through the wrapper', async () => {
  expect(await endingOf(shutIn('sh', '-c', 'exit 7'))).toBe(7);
  // The first process of a namespace does not end by SIGABRT, but by the fault with which abort(3) goes on.
  const ending = await endingOf(shutIn(process.execPath, '-e', 'process.abort()'));
  expect(['SIGSEGV', 'SIGILL', 'SIGTRAP', 'SIGABRT']).toContain(ending);
});

test('killed by the system, as when memory is short, it has ended badly for its wrapper too', async () => {
  const child = shutIn('sleep', '20');
  const ended = endingOf(child);
  const itself = (): number => behindWrapper(child.pid) ?? 0;
  await expect.poll(() => useOf(itself())).toBeDefined();
  process.kill(itself(), 'SIGKILL');
  // unshare of util-linux 2.38 cannot end itself by this one signal and says 1.
  expect(['SIGKILL', 1]).toContain(await ended);
});
