// A desk that is killed in the middle of telling: nothing is left untold, and nothing of a case comes before what happened earlier in it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aesSealing, keyIn } from '../../src/adapters/crypto/sealing.ts';
import { postgresWebhooks } from '../../src/adapters/store/postgres/webhooks.ts';
import { personId } from '../../src/domain/kernel/ids.ts';
import { MINUTE } from '../../src/domain/kernel/instant.ts';
import { placeOf } from '../../src/workflow/send-webhooks.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { acted, decides, found, looked, swept, T0 } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { SECRET } from './receiver.ts';

const CASES = 20;
const KILLS = 6;
/** So many are on their way at once, and may come again after a kill. */
const AT_ONCE = 8;
const PROGRAM = path.join(import.meta.dirname, 'sending-process.ts');

let database: Desk;
let folder: string;
let receiver: Server;
const heard: string[] = [];
let killed = 0;
/** Kills the sender once so many messages came; the message of that moment gets no answer. */
let killAt = Number.POSITIVE_INFINITY;
let sender: ChildProcess | undefined;

beforeAll(async () => {
  database = await openedDatabase(anyFlavor());
  folder = await mkdtemp(path.join(tmpdir(), 'redress-webhooks-'));
  receiver = createServer((request, response) => {
    heard.push(String(request.headers['webhook-id']));
    request.resume();
    if (heard.length >= killAt) {
      killAt = Number.POSITIVE_INFINITY;
      killed += Number(sender?.kill('SIGKILL') === true);
      return;
    }
    response.writeHead(204).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterAll(async () => {
  sender?.kill('SIGKILL');
  receiver?.closeAllConnections();
  receiver?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

function start(turn: number): ChildProcess {
  const args = [PROGRAM, database.url, 'main', path.join(folder, 'key'), String(turn * 2 * MINUTE)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

const waiting = async (): Promise<number> =>
  (await database.pool.query<{ n: number }>('select count(*)::int as n from webhook_deliveries')).rows[0]
    ?.n ?? -1;

test(`${KILLS} kills while ${CASES} cases are told of: all of it, each case in its order`, {
  timeout: 120_000,
}, async () => {
  const store = storeOf(database.db, 'main');
  const sealing = aesSealing(await keyIn(path.join(folder, 'key')));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await postgresWebhooks(database.db, 'main').add(
    { id: 'hook', name: 'board', url, addedAt: T0, addedBy: personId('mina') },
    sealing.seal(Buffer.from(SECRET), placeOf('hook')),
    'signed elsewhere',
  );
  for (let at = 0; at < CASES; at += 1) {
    const [key, copy] = [`k${at}`, `c${at}`];
    await open(store, key);
    await tell(store, idOf(key), found(1, copy), decides(1, 'hide'));
    await tell(store, idOf(key), acted(1, copy), looked(1, copy, 'gone'), swept(1));
  }
  const owed = await waiting();
  expect(owed).toBe(3 * CASES);
  for (let turn = 0; turn < KILLS; turn += 1) {
    killAt = heard.length + 1 + turn;
    sender = start(turn);
    await once(sender, 'exit');
  }
  expect(killed).toBe(KILLS);
  sender = start(KILLS);
  await vi.waitUntil(async () => (await waiting()) === 0, { timeout: 100_000, interval: 100 });
  const first = [...new Set(heard)];
  expect(first).toHaveLength(owed);
  for (let at = 0; at < CASES; at += 1) {
    const seqs = first
      .filter((id) => id.startsWith(`evt_${idOf(`k${at}`)}_`))
      .map((id) => Number(id.split('_').at(-1)));
    expect(seqs, `case ${at}`).toEqual(seqs.toSorted((a, b) => a - b));
    expect(seqs).toHaveLength(3);
  }
  expect(heard.length - owed).toBeLessThanOrEqual(KILLS * AT_ONCE);
  console.log(
    `webhooks: ${KILLS} kills, ${owed} messages owed, ${heard.length} came, ${first.length} different`,
  );
});
