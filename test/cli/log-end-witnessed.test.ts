// `redress log end --policy`: the last checkpoint is the one that everybody keeps, so witnesses that were away are asked again, and the proof of
// the end has all of them.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Json, redressHere, redressJson, startRedress } from '../support/command-line.ts';

const PATIENCE_MS = 60_000;

let folder = '';
let running: ChildProcess[] = [];
const at = (name: string): string => path.join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'log-end-witnessed-'));
});
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  running = [];
  await rm(folder, { recursive: true, force: true });
});

async function here(...args: readonly string[]): Promise<Json & { readonly code: number | null | string }> {
  const { code, json } = await redressJson(args, {}, redressHere);
  return { ...json, code: json.error?.code ?? code };
}

async function keygen(name: string, file: string, ...more: readonly string[]): Promise<string> {
  const { publicKey } = await here('log', 'keygen', name, '--out', at(`${file}.key`), ...more);
  await writeFile(at(`${file}.pub`), `${String(publicKey)}\n`);
  return String(publicKey);
}

/** @returns what it says when it listens */
async function start(...args: readonly string[]): Promise<{ readonly listening: string }> {
  const child = startRedress([...args, '--json']);
  running.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return JSON.parse(said.toString()) as { listening: string };
}

const startWitness = (name: string) =>
  start(
    ...['witness', '--key', at(`${name}.key`), '--memory', at(`${name}.memory`)],
    ...['--logs', at('logs'), '--port', '0'],
  );

test(
  'the last checkpoint gets the witnesses that were away when the same command is given again',
  async () => {
    const key = await keygen('desk.example/log-2027', 'log');
    const keys = { east: await keygen('east.example', 'east', '--witness') };
    const west = await keygen('west.example', 'west', '--witness');
    await writeFile(at('logs'), `log ${key}\nquorum none\n`);
    await writeFile(at('lines'), 'one\ntwo\nthree\n');
    const socket = at('signer.sock');
    const signer = ['--key', at('log.key'), '--memory', at('memory'), '--socket', socket];
    await start('log', 'signer', ...signer);
    const { listening: east } = await startWitness('east');
    const policy = (westAt: string) =>
      writeFile(
        at('policy'),
        `witness east ${keys.east} ${east}\nwitness west ${west} ${westAt}\ngroup both all east west\nquorum both\n`,
      );
    await policy('http://127.0.0.1:9');
    const [log, pub] = [at('log'), ['--key', at('log.pub')]];
    await here('log', 'append', log, ...pub, at('lines'));
    const end = () =>
      here(
        ...['log', 'end', log, ...pub, '--signer', socket, '--no-next'],
        ...['--policy', at('policy'), '--out', at('end.tlog-proof')],
      );
    const checked = () => here('verify', 'ending', at('end.tlog-proof'), ...pub, '--policy', at('policy'));
    expect(await end()).toMatchObject({
      ...{ code: 0, size: 4, signedBy: ['east'], isQuorum: false, failed: [{ witness: 'west' }] },
    });
    expect(await checked()).toMatchObject({ code: 'log.no-quorum' });
    const once = await readFile(path.join(log, 'public/checkpoint'), 'utf8');
    await policy((await startWitness('west')).listening);
    expect(await end()).toMatchObject({ code: 0, signedBy: ['east', 'west'], isQuorum: true, failed: [] });
    const twice = await readFile(path.join(log, 'public/checkpoint'), 'utf8');
    // What was there stays as it was: nobody is asked twice, and one line came.
    expect(twice.startsWith(once)).toBe(true);
    expect(twice.split('\n').length).toBe(once.split('\n').length + 1);
    expect(await checked()).toMatchObject({ code: 0, next: null, checkpoint: { size: 4, isQuorum: true } });
    expect(await end()).toMatchObject({ code: 0, isQuorum: true });
    expect(await readFile(path.join(log, 'public/checkpoint'), 'utf8')).toBe(twice);
  },
  PATIENCE_MS,
);
