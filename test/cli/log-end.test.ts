// `redress log end` with a real signer, stopped by kill -9 at each step: a stranger in the middle of the signer's socket knows where the command
// is by what it asks, and kills it, or the signer, before a request arrives or before its answer does.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Json, redress, redressHere, redressJson, startRedress } from '../support/command-line.ts';

const PATIENCE_MS = 60_000;

let folder = '';
let running: ChildProcess[] = [];
let servers: Server[] = [];
const at = (name: string): string => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'log-end-'));
  for (const year of ['2027', '2028', '2029']) await keygen(`desk.example/log-${year}`, year);
  await writeFile(at('lines'), Array.from({ length: 255 }, (_, index) => `entry ${index}\n`).join(''));
});
afterEach(async () => {
  for (const child of running) await stop(child);
  for (const server of servers) server.close();
  [running, servers] = [[], []];
  await rm(folder, { recursive: true, force: true });
});

async function here(...args: readonly string[]): Promise<Json & { readonly code: number | null | string }> {
  const { code, json } = await redressJson(args, {}, redressHere);
  return { ...json, code: json.error?.code ?? code };
}

async function keygen(name: string, file: string): Promise<void> {
  const { publicKey } = await here('log', 'keygen', name, '--out', at(`${file}.key`));
  await writeFile(at(`${file}.pub`), `${String(publicKey)}\n`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** @param memory a folder: what a signer remembers stays there when it is killed */
async function startSigner(year: string, memory = `${year}.memory`): Promise<ChildProcess> {
  const options = ['--key', at(`${year}.key`), '--memory', at(memory), '--socket', at(`${year}.sock`)];
  const child = startRedress(['log', 'signer', ...options]);
  running.push(child);
  await once(child.stdout, 'data');
  return child;
}

const append = (log: string, year = '2027') =>
  here('log', 'append', at(log), '--key', at(`${year}.pub`), at('lines'));
const publish = (log: string, year = '2027') =>
  here('log', 'publish', at(log), '--key', at(`${year}.pub`), '--signer', at(`${year}.sock`));
const endArgs = (socket = '2027.sock', ...next: readonly string[]) => [
  ...['log', 'end', at('log'), '--key', at('2027.pub'), '--signer', at(socket)],
  ...(next.length === 0 ? ['--next', at('2028.pub')] : next),
];
const begin = (log: string, year: string, reason: string, after = at('log')) =>
  here(
    ...['log', 'begin', at(log), '--key', at(`${year}.pub`), '--after', after],
    ...['--old-key', at('2027.pub'), '--reason', reason],
  );
const succession = (next = 'next', year = '2028') =>
  here(
    ...['verify', 'succession', at('log'), at(next)],
    ...['--old-key', at('2027.pub'), '--key', at(`${year}.pub`)],
  );
const remembered = async (): Promise<string> => {
  const [name = ''] = await readdir(at('2027.memory'));
  return readFile(path.join(at('2027.memory'), name), 'utf8');
};

type Moment = { readonly path: '/sign' | '/end'; readonly when: 'asked' | 'answered' };

/** A socket before the signer's: at the moment it does what it is told and passes nothing on, once. */
async function between(moment: Moment, act: () => Promise<unknown>): Promise<string> {
  let isDone = false;
  const server = createServer((asked, reply) => {
    void (async () => {
      const isMoment = !isDone && asked.url === moment.path;
      if (isMoment) isDone = true;
      if (isMoment && moment.when === 'asked') return act().finally(() => reply.destroy());
      const parts: Buffer[] = [];
      for await (const part of asked) parts.push(part as Buffer);
      const to = request({ socketPath: at('2027.sock'), path: asked.url ?? '', method: 'POST' });
      to.end(Buffer.concat(parts));
      const [answer] = (await once(to, 'response')) as [NodeJS.ReadableStream & { statusCode?: number }];
      const said: Buffer[] = [];
      for await (const part of answer) said.push(part as Buffer);
      if (isMoment) return act().finally(() => reply.destroy());
      return reply.writeHead(answer.statusCode ?? 500).end(Buffer.concat(said));
    })();
  });
  servers.push(server);
  server.listen(at('between.sock'));
  await once(server, 'listening');
  return 'between.sock';
}

const MOMENTS: readonly (readonly [string, Moment, { published: number; isEnded: boolean }])[] = [
  [
    'before the last checkpoint is signed',
    { path: '/sign', when: 'asked' },
    { published: 255, isEnded: false },
  ],
  [
    'after it is signed, before it is public',
    { path: '/sign', when: 'answered' },
    { published: 255, isEnded: false },
  ],
  ['before the signer hears of the end', { path: '/end', when: 'asked' }, { published: 256, isEnded: false }],
  [
    'after the signer remembered the end',
    { path: '/end', when: 'answered' },
    { published: 256, isEnded: true },
  ],
];

/** What must be true when the end was finished, however it came about. */
async function expectEnded(): Promise<void> {
  expect(await redressJson(endArgs(), {}, redressHere)).toMatchObject({ code: 0, json: { size: 256 } });
  expect(await remembered()).toMatch(/^256\n[^\n]+\nended\n\n/);
  expect(await append('log')).toMatchObject({ code: 'log.ended' });
  expect(await publish('log')).toMatchObject({ code: 0, size: 256, isNew: false });
  expect(await begin('next', '2028', 'year')).toMatchObject({ code: 0, isBothSided: true });
  await startSigner('2028');
  expect(await publish('next', '2028')).toMatchObject({ code: 0, size: 1 });
  expect(await succession()).toMatchObject({ code: 0, isBothSided: true, reason: 'year' });
}

describe('the end of a log', () => {
  test.each(MOMENTS)(
    'killed %s is finished by the same command; nothing is added meanwhile',
    async (_, moment, { published, isEnded }) => {
      await startSigner('2027');
      await append('log');
      await publish('log');
      const socket = await between(moment, () => Promise.all(running.slice(1).map(stop)));
      const ending = startRedress(endArgs(socket));
      running.push(ending);
      await once(ending, 'exit');
      expect(ending.signalCode).toBe('SIGKILL');
      const checkpoint = await readFile(at('log/public/checkpoint'), 'utf8');
      expect(checkpoint.split('\n')[1]).toBe(String(published));
      expect((await remembered()).split('\n')[2] === 'ended').toBe(isEnded);
      // The entry is durable: whoever opens the log now adds nothing, and can end it in no other way.
      expect(await append('log')).toMatchObject({ code: 'log.ended' });
      expect(await here(...endArgs('2027.sock', '--no-next'))).toMatchObject({ code: 'log.ended' });
      expect(await here(...endArgs('2027.sock', '--next', at('2029.pub')))).toMatchObject({
        code: 'log.ended',
      });
      await expectEnded();
    },
    PATIENCE_MS,
  );

  test.each(MOMENTS)(
    'is finished when the signer was killed %s, and started again with what it remembers',
    async (_, moment, { isEnded }) => {
      const signer = await startSigner('2027');
      await append('log');
      await publish('log');
      const socket = await between(moment, () => stop(signer));
      expect(await here(...endArgs(socket))).toMatchObject({ code: 'log.no-signer' });
      await startSigner('2027');
      expect((await remembered()).split('\n')[2] === 'ended').toBe(isEnded);
      await expectEnded();
    },
    PATIENCE_MS,
  );

  test(
    'is remembered by the signer: an old copy of the log, or one that grew, is never signed again',
    async () => {
      const signer = await startSigner('2027');
      await append('log');
      await publish('log');
      await cp(at('log'), at('copy'), { recursive: true });
      expect(await here(...endArgs())).toMatchObject({ code: 0 });
      await stop(signer);
      await startSigner('2027');
      await append('copy');
      expect(await publish('copy')).toMatchObject({ code: 'log.ended' });
      await append('anew');
      expect(await publish('anew')).toMatchObject({ code: 'log.ended' });
      expect(await remembered()).toMatch(/^256\n[^\n]+\nended\n\n/);
      expect(await publish('log')).toMatchObject({ code: 0, size: 256, isNew: false });
      // A memory that is damaged is no memory that it may go on.
      const [name = ''] = await readdir(at('2027.memory'));
      const file = path.join(at('2027.memory'), name);
      await writeFile(file, (await readFile(file, 'utf8')).replace('\nended\n', '\nendod\n'));
      expect(await publish('copy')).toMatchObject({
        error: { message: expect.stringContaining('log.memory-damaged') as string },
      });
    },
    PATIENCE_MS,
  );

  test(
    'does not hinder whoever stole the key, and leaves everybody the proof',
    async () => {
      const signer = await startSigner('2027');
      await append('log');
      await publish('log');
      await cp(at('log'), at('thief'), { recursive: true });
      expect(await here(...endArgs())).toMatchObject({ code: 0 });
      expect(await begin('next', '2028', 'year')).toMatchObject({ code: 0 });
      await startSigner('2028');
      await publish('next', '2028');
      await stop(signer);
      // The thief has the key, and a signer of his own that remembers nothing.
      await startSigner('2027', 'thief.memory');
      await append('thief');
      expect(await publish('thief')).toMatchObject({ code: 0, size: 510 });
      const asked = ['--old-key', at('2027.pub'), '--key', at('2028.pub')];
      const seen = at('thief/public/checkpoint');
      expect(
        await here('verify', 'succession', at('log'), at('next'), ...asked, '--seen', seen),
      ).toMatchObject({
        code: 'log.grew-after-end',
      });
      expect(await here('verify', 'succession', at('thief'), at('next'), ...asked)).toMatchObject({
        code: 'log.rewritten',
      });
    },
    PATIENCE_MS,
  );

  test('takes no line for it: nobody ends or begins a log by adding an entry', async () => {
    await startSigner('2027');
    await append('log');
    expect(await here(...endArgs('2027.sock', '--no-next'))).toMatchObject({ code: 0, next: null });
    const entries = await readFile(at('log/public/tile/entries/000'), 'latin1');
    const ending = entries.slice(entries.indexOf('translog-succession'));
    await writeFile(at('lines'), ending);
    for (const whole of [[], ['--whole']]) {
      const args = ['log', 'append', at('other'), '--key', at('2028.pub'), at('lines'), ...whole];
      expect(await here(...args)).toMatchObject({ code: 'log.reserved' });
    }
  });
});

describe('a log that follows another', () => {
  test('is begun only after the end, in an empty folder, with a name and a key of its own', async () => {
    await startSigner('2027');
    await append('log');
    await publish('log');
    expect(await begin('next', '2028', 'year')).toMatchObject({ code: 'log.no-ending' });
    expect(await here(...endArgs())).toMatchObject({
      code: 0,
      next: expect.stringContaining('2028') as string,
    });
    expect(await begin('next', '2029', 'year')).toMatchObject({ code: 'log.other-succession' });
    expect(await begin('next', '2029', 'key-lost')).toMatchObject({ code: 'log.other-succession' });
    expect(await begin('next', '2027', 'year')).toMatchObject({ code: 'log.other-succession' });
    await append('full', '2028');
    expect(await begin('full', '2028', 'year')).toMatchObject({ code: 'log.not-empty' });
    const checkpoint = at('log/public/checkpoint');
    expect(await begin('next', '2028', 'year', checkpoint)).toMatchObject({ code: 'log.no-ending' });
    for (const _ of ['once', 'again'])
      expect(await begin('next', '2028', 'year')).toMatchObject({ code: 0, size: 256 });
    expect(await append('next', '2028')).toMatchObject({ first: 1, size: 256 });
    expect(await begin('next', '2028', 'year')).toMatchObject({ code: 'log.not-empty' });
  });

  test('may follow one whose key was lost, by a checkpoint that was kept', async () => {
    await startSigner('2027');
    await append('log');
    await publish('log');
    const checkpoint = at('log/public/checkpoint');
    expect(await begin('next', '2028', 'key-lost', checkpoint)).toMatchObject({ isBothSided: false });
    await startSigner('2028');
    await publish('next', '2028');
    expect(await succession()).toMatchObject({ code: 0, isBothSided: false, reason: 'key-lost' });
  });

  test('is asked for with --next or --no-next', async () => {
    expect(
      await redress(['log', 'end', at('log'), '--key', at('2027.pub'), '--signer', at('x')]),
    ).toMatchObject({
      code: 2,
    });
  });
});
