// `redress serve` answers programs where it is told to, and nowhere else.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';
import { configFile, redressHere, redressJson, startRedress } from '../support/command-line.ts';
import { REPORT } from '../support/fixtures.ts';
import { open } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';

// Whole desks are started here, one after the other.
vi.setConfig({ testTimeout: 120_000 });

let desk: Desk;
let folder = '';

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  folder = await mkdtemp(path.join(tmpdir(), 'redress-api-'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true });
});

const settings = (api: object) =>
  configFile({
    data: folder,
    database: { url: desk.url },
    smtp: { port: 0 },
    log: { level: 'info' },
    ...api,
  });

/** Its first line, and everything it wrote until it was stopped. */
async function served(file: string, during: (ready: { api?: string }) => Promise<void>): Promise<string> {
  const child = startRedress(['serve', '--json', '--config', file]);
  const ended = once(child, 'exit');
  let wrote = '';
  child.stderr.on('data', (chunk: Buffer) => (wrote += chunk.toString()));
  try {
    const ready = await new Promise<{ api?: string }>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        wrote += chunk.toString();
        const line = wrote.split('\n').find((one) => one.includes('"ready"'));
        if (line !== undefined) resolve(JSON.parse(line) as { api?: string });
      });
      child.on('exit', () => reject(new Error(wrote)));
    });
    await during(ready);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
  return wrote;
}

test('off unless it is switched on; on, it answers whoever has a token, and its log names no case', async () => {
  const off = await settings({});
  await served(off.file, async (ready) => expect(ready).not.toHaveProperty('api'));
  await off.remove();

  const on = await settings({ api: { enabled: true, port: 0 } });
  const ask = (...args: string[]) => redressJson([...args, '--config', on.file], {}, redressHere);
  await ask('people', 'add', 'mina');
  const { json } = await ask('tokens', 'add', 'board', '--role', 'reader', '--as', 'mina');
  const authorization = `Bearer ${String(json['token'])}`;
  const looking = await ask('tokens', 'add', 'looking', '--role', 'auditor', '--as', 'mina');
  const leading = await ask('tokens', 'add', 'leading', ...'--role lead --person mina --as mina'.split(' '));
  const vault = await fileVault(path.join(folder, 'vault'));
  const rawDigest = await vault.put(Buffer.from('{"words":"her words"}'));
  const reported = { report: REPORT, letter: 'letter-of-reported', level: 'L0' } as const;
  await open(storeOf(desk.db, 'main'), 'reported', { rawDigest }, reported);
  const log = await served(on.file, async ({ api = '' }) => {
    expect(api).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const me = await fetch(`${api}/v1/me`, { headers: { authorization } });
    expect(await me.json()).toMatchObject({ token: 'board', role: 'reader', person: null });
    expect((await fetch(`${api}/v1/cases/R-26-0042`, { headers: { authorization } })).status).toBe(404);
    expect((await fetch(`${api}/v1/queue`)).status).toBe(401);
    const auditor = { authorization: `Bearer ${String(looking.json['token'])}` };
    const looked = async (at: string) => (await fetch(`${api}/v1/${at}`, { headers: auditor })).status;
    // As the role that the API has in the database, and over what the desk lends it.
    for (const at of ['misuse', 'misuse/acts', 'people', 'authorities', 'gate/stops', 'reads'])
      expect([at, await looked(at)]).toEqual([at, 200]);
    expect(await looked('gate/held')).toBe(409);
    // The letter is named in a table that the role of the API does not see, and lies in the desk's vault.
    const lead = { authorization: `Bearer ${String(leading.json['token'])}` };
    const report = await fetch(`${api}/v1/cases/R-26-0001/report`, { headers: lead });
    expect([report.status, await report.json()]).toEqual([
      200,
      { words: 'her words', contact: null, cut: false },
    ]);
  });
  expect(log).toContain('"route":"/v1/cases/:number","status":404');
  expect(log).not.toContain('R-26-0042');
  expect(log).not.toContain(String(json['token']));
  await on.remove();
});

test('a port that another program has is named', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const file = await settings({ api: { enabled: true, port }, log: { level: 'silent' } });
  const { json } = await redressJson(['serve', '--config', file.file]);
  expect(json.error).toMatchObject({ code: 'api.port-taken', cure: expect.stringContaining('API_PORT') });
  taken.close();
  await file.remove();
});
