// A child where the system allows no namespaces: its limits, and what flees from its group. With namespaces: test/matching.

import { afterEach, expect, test, vi } from 'vitest';
import { runConfined } from './confined.ts';
import { refusal } from './refusals.ts';

vi.mock('./namespaces.ts', () => ({ namespaces: () => ({ words: [], ownProcesses: false }) }));

const fled: number[] = [];
afterEach(() => {
  for (const pid of fled.splice(0)) process.kill(pid, 'SIGKILL');
});

const run = (script: string, cpuSeconds = 20) =>
  runConfined({ program: 'sh', arguments: ['-c', script], cpuSeconds, wallSeconds: 600 });

test('the shell tells by its status that the processor limit ended the program', async () => {
  const child = run('while :; do :; done', 1);
  child.output.resume();
  child.notes.resume();
  expect(await child.ending).toEqual({ kind: 'cpu' });
});

test('a process that fled and holds the pipes is not waited for, and the reader is told', async () => {
  // The shell ends only once the other has left its group: before, it would die with it.
  const left = 'until [ "$(ps -o sid= -p $p | tr -d " ")" = "$p" ]; do :; done';
  const child = run(`setsid sleep 500 & p=$!; ${left}; echo $p`);
  child.notes.on('error', () => undefined).resume();
  const read = async () => {
    for await (const chunk of child.output) fled.push(Number(String(chunk)));
  };
  await expect(read()).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
  const ending = await child.ending;
  expect(ending).toEqual({ kind: 'fled' });
  expect(refusal(ending, '')?.code).toBe('matching.video-broken');
});
