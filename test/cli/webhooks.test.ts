// Webhooks from the command line: added by a person who signs, their secret shown once, tried, listed, sent again, removed.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { open } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

let desk: Desk;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;
let receiver: Server;
let url = '';
let secret = '';
const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  folder = await mkdtemp(path.join(tmpdir(), 'redress-webhooks-'));
  config = await settings(true);
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await ask('people', 'add', 'mina');
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const settings = (allowed: boolean) =>
  configFile({
    ...{ data: folder, database: { url: desk.url }, log: { level: 'silent' } },
    webhooks: { private: allowed },
  });
const ask = async (...args: string[]) =>
  (await redressJson([...args, '--config', config.file], {}, redressHere)).json;
const code = async (...args: string[]): Promise<string | undefined> => (await ask(...args)).error?.code;

test('a secret is shown once and signs what is sent; in the database it lies sealed', async () => {
  const added = await ask('webhooks', 'add', 'board', url, '--as', 'mina');
  expect(added).toMatchObject({ name: 'board', url });
  secret = String(added['secret']);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { rows } = await desk.pool.query<{ sealed: Buffer }>('select sealed from webhooks');
  expect(rows[0]?.sealed.toString('latin1')).not.toContain(secret.slice(6));
  expect(await ask('webhooks', 'test', 'board')).toMatchObject({ tested: 'board' });
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  const over = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const own = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(over)
    .digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${own}`);
  expect(JSON.parse(body)).toMatchObject({ type: 'test', data: {} });
});

test('a name is used once, an address is https, and who adds it is known', async () => {
  const add = (name: string, to: string, by = 'mina') => code('webhooks', 'add', name, to, '--as', by);
  expect(await add('board', url)).toBe('webhook.exists');
  expect(await add('Board', url)).toBe('webhook.bad-name');
  expect(await add('other', 'ftp://board.example/')).toBe('webhook.insecure');
  expect(await add('other', url, 'nobody')).toBe('decision.unknown-person');
  expect(await code('webhooks', 'test', 'other')).toBe('webhook.unknown');
});

test('without the operator’s word nothing goes into a private network, also to one that was added before', async () => {
  const allowed = config;
  config = await settings(false);
  const before = heard.length;
  expect(await code('webhooks', 'test', 'board')).toBe('webhook.private-address');
  expect(await code('webhooks', 'add', 'inside', url, '--as', 'mina')).toBe('webhook.insecure');
  expect(heard).toHaveLength(before);
  await config.remove();
  config = allowed;
});

test('what waits and what was given up is counted, listed and sent again; removed, it is told nothing', async () => {
  const store = storeOf(desk.db, 'main');
  for (const key of ['a', 'b']) await open(store, key);
  expect((await ask('webhooks', 'list'))['webhooks']).toMatchObject([{ name: 'board', waiting: 2, dead: 0 }]);
  await desk.pool.query(
    "update webhook_deliveries set state = 'dead', dead_at = now(), last_code = 'webhook.refused', attempts = 10",
  );
  const { checks } = await ask('doctor');
  expect(checks).toContainEqual(
    expect.objectContaining({ name: 'webhook', state: 'warning', says: 'board: 0 waiting, 2 given up' }),
  );
  const dead = await ask('webhooks', 'dead', 'board', '--limit', '1');
  expect(dead['dead']).toMatchObject([{ case: 'R-26-0001', version: 1, code: 'webhook.refused', tries: 10 }]);
  expect(dead['next']).toEqual(expect.any(String));
  expect(await ask('webhooks', 'again', 'board')).toMatchObject({ again: 2 });
  expect((await ask('webhooks', 'list'))['webhooks']).toMatchObject([{ waiting: 2, dead: 0 }]);
  expect(await ask('webhooks', 'remove', 'board', '--as', 'mina')).toMatchObject({ removed: 'board' });
  expect((await ask('webhooks', 'list'))['webhooks']).toEqual([]);
  expect((await desk.pool.query('select 1 from webhook_deliveries')).rowCount).toBe(0);
  expect(await code('webhooks', 'add', 'board', url, '--as', 'mina')).toBe('webhook.exists');
});
