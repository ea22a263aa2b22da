// `redress log run` as a process among processes: its signer, senders that repeat themselves, kill -9, a disk that fails, SIGTERM.

import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logAt } from '../../src/adapters/log/log-client.ts';
import { keepPublishing } from '../../src/entry/cli/log-run.ts';
import { utf8 } from '../../src/translog/bytes.ts';
import { decodeBundle } from '../../src/translog/tiles/entry-bundle.ts';
import { bundlesOf, tilePath } from '../../src/translog/tiles/tile.ts';
import { redressHere, redressJson, startRedress } from '../support/command-line.ts';

let keys = '';
beforeAll(async () => {
  keys = await mkdtemp(path.join(tmpdir(), 'log-run-keys-'));
  const { stdout } = await redressHere([
    ...['log', 'keygen', 'desk.example/log', '--out', path.join(keys, 'key')],
  ]);
  await writeFile(path.join(keys, 'pub'), stdout);
});
afterAll(() => rm(keys, { recursive: true }));

let folder = '';
let running: Set<ChildProcess>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'log-run-'));
  running = new Set();
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);

/** Started, and listening. */
async function started(...args: readonly string[]) {
  const child = startRedress(['log', ...args, '--json']);
  running.add(child);
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const lines = createInterface({ input: child.stdout });
  const listens = new Promise<boolean>((resolve) => {
    lines.on('line', (line) => {
      if (line.includes('"listening"')) resolve(true);
    });
    void ended.then(() => {
      resolve(false);
    });
  });
  const isUp = await listens;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    return ended;
  };
  return { isUp, end, ended, errors: () => errors };
}
const startSigner = () =>
  started('signer', '--key', path.join(keys, 'key'), '--memory', at('memory'), '--socket', at('signer.sock'));
const startRun = () =>
  started(
    ...['run', at('log'), '--key', path.join(keys, 'pub'), '--signer', at('signer.sock')],
    ...['--socket', at('log.sock')],
  );
const json = async (...args: readonly string[]) => {
  const { code, json: said } = await redressJson(['log', ...args], {}, redressHere);
  return said.error === undefined ? { code, ...said } : { code, error: said.error.code };
};

async function publicEntries(): Promise<string[]> {
  const checkpoint = await readFile(at('log/public/checkpoint'), 'utf8');
  const all: string[] = [];
  for (const bundle of bundlesOf(Number(checkpoint.split('\n')[1]))) {
    const bytes = await readFile(path.join(at('log/public'), tilePath(bundle)));
    all.push(...decodeBundle(bytes, bundle.width).map((entry) => Buffer.from(entry).toString()));
  }
  return all;
}

// Many processes are started, on machines that have other work as well.
describe('a log that a process keeps', { timeout: 120_000 }, () => {
  it('has each entry once, in order, whatever was killed while a sender sent and sent again', async () => {
    const signer = await startSigner();
    let run = await startRun();
    const client = logAt(at('log.sock'));
    const ENTRIES = 300;
    const killsAt = new Set([37, 120, 121, 255]);
    const repeatsAt = new Set([30, 119, 121, 254, 299]);
    const kills: Promise<unknown>[] = [];
    for (let index = 0; index < ENTRIES; ) {
      const sending = client.append(utf8(`entry ${index}`), index);
      if (killsAt.delete(index)) kills.push(run.end('SIGKILL'));
      const isIn = await sending.then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'log.no-writer' });
          return false;
        },
      );
      if (kills.length > 0) {
        await Promise.all(kills.splice(0));
        run = await startRun();
        expect(run.isUp).toBe(true);
        expect((await client.status()).size).toBeGreaterThanOrEqual(index + (isIn ? 1 : 0));
      }
      // Acknowledged, and sent again all the same now and then.
      if (isIn) index += repeatsAt.delete(index) ? -20 : 1;
    }
    expect((await client.publish()).size).toBe(ENTRIES);
    client.close();
    expect(await run.end('SIGTERM')).toBe(0);
    await signer.end('SIGTERM');
    expect(await publicEntries()).toEqual(Array.from({ length: ENTRIES }, (_, index) => `entry ${index}`));
  });

  it('takes what commands send to it, and is the only one that writes', async () => {
    await startSigner();
    await startRun();
    expect((await stat(at('log.sock'))).mode & 0o777).toBe(0o660);
    await writeFile(at('entries'), 'one\ntwo\nthree\n');
    const to = ['--to', at('log.sock')];
    expect(await json('append', at('entries'), ...to)).toMatchObject({ first: 0, count: 3, size: 3 });
    const placed = ['append', at('entries'), ...to, '--at', '2'];
    expect(await json(...placed)).toEqual({ code: 1, error: 'log.other-entry' });
    expect(await json('append', at('entries'), ...to, '--at', '4')).toEqual({ code: 1, error: 'log.gap' });
    for (const _ of [1, 2])
      expect(await json('append', at('entries'), ...to, '--at', '0')).toMatchObject({ first: 0, size: 3 });
    expect(await json('append', at('entries'), ...to, '--at', '3')).toMatchObject({ first: 3, size: 6 });
    expect(await json('publish', ...to)).toMatchObject({ code: 0, size: 6, isNew: true });
    const direct = await redressJson(
      ['log', 'append', at('log'), at('entries'), '--key', path.join(keys, 'pub')],
      {},
      redressHere,
    );
    expect(direct.json.error).toMatchObject({
      code: 'log.in-use',
      cure: expect.stringContaining('--to') as string,
    });
    const second = await startRun();
    expect([second.isUp, await second.ended]).toEqual([false, 1]);
    expect(second.errors()).toContain('log.in-use');
  });

  it('goes on taking entries while its signer is away, says so, and publishes once it is back', async () => {
    const run = await startRun();
    const client = logAt(at('log.sock'));
    for (let index = 0; index < 5; index++) await client.append(utf8(`entry ${index}`));
    await expect(client.publish()).rejects.toMatchObject({ code: 'log.no-signer' });
    expect(await client.append(utf8('entry 5'))).toBe(5);
    expect(await client.status()).toMatchObject({ size: 6, published: 0 });
    await startSigner();
    expect(await client.publish()).toMatchObject({ size: 6 });
    await client.append(utf8('entry 6'));
    client.close();
    // Ended cleanly, it publishes once more.
    expect(await run.end('SIGTERM')).toBe(0);
    expect(await publicEntries()).toHaveLength(7);
  });

  it('publishes by itself when it starts with entries that wait for it', async () => {
    await writeFile(at('entries'), 'one\ntwo\n');
    await json('append', at('log'), at('entries'), '--key', path.join(keys, 'pub'));
    await startSigner();
    const run = await startRun();
    expect(await run.end('SIGTERM')).toBe(0);
    expect(await publicEntries()).toEqual(['one', 'two']);
  });

  it('ends with the code of the disk when the disk fails, and goes on where it was once that is mended', async () => {
    await startSigner();
    const run = await startRun();
    const client = logAt(at('log.sock'));
    await client.append(utf8('one'), 0);
    const inTheWay = at('log/pending/0000000000000001');
    await mkdir(inTheWay);
    await expect(client.append(utf8('two'), 1)).rejects.toMatchObject({ code: 'log.disk' });
    expect(await run.ended).toBe(1);
    expect(run.errors()).toContain('[log.disk]');
    await rmdir(inTheWay);
    await startRun();
    for (const [index, word] of ['one', 'two'].entries())
      expect(await client.append(utf8(word), index)).toBe(index);
    client.close();
  });

  it('listens nowhere where something else is', async () => {
    for (const [name, start] of [
      ['log.sock', startRun],
      ['signer.sock', startSigner],
    ] as const) {
      await writeFile(at(name), 'precious');
      const process = await start();
      expect([process.isUp, await process.ended], name).toEqual([false, 1]);
      expect(process.errors()).toContain('log.socket-taken');
      expect(await readFile(at(name), 'utf8')).toBe('precious');
    }
  });
});

describe('the hours of a log', () => {
  it('begin at once, and come sooner after a publishing that failed', async () => {
    const pauses: number[] = [];
    const answers = [false, false, true, true];
    await keepPublishing({
      publish: () => (answers.shift() === true ? Promise.resolve() : Promise.reject(new Error('away'))),
      everyMs: 3_600_000,
      pause(ms) {
        pauses.push(ms);
        return Promise.resolve(answers.length > 0);
      },
    });
    expect(pauses).toEqual([60_000, 60_000, 3_600_000, 3_600_000]);
  });
});
