// A serving desk that keeps the gate: it tells the messenger where to ask, answers it, and says what it stopped.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN_TOKEN, anyFlavor, pngOf, useMessenger } from '../messenger/messenger-under-test.ts';
import { redressHere, redressJson, startRedress } from '../support/command-line.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const yeoul = useMessenger({ gatePrivate: true });
let folder = '';
let database: FreshDatabase;
let settings: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-gate-'));
  database = await freshDatabase(anyFlavor());
  settings = {
    REDRESS_DATA: path.join(folder, 'data'),
    REDRESS_DATABASE_URL: database.url,
    REDRESS_SMTP_PORT: '0',
    REDRESS_MESSENGER_API: yeoul.url,
    REDRESS_MESSENGER_ADMIN_TOKEN: ADMIN_TOKEN,
    REDRESS_MESSENGER_MEMBER_TOKEN: await yeoul.person(),
    REDRESS_MAIL_REQUIRE_TLS: 'false',
    REDRESS_GATE_ENABLED: 'true',
    REDRESS_GATE_PORT: '0',
  };
  expect((await redressHere(['migrate'], settings)).code).toBe(0);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const gateNow = async () =>
  (await yeoul.admin('GET', '/admin/v1/gate')).json as unknown as {
    readonly url?: string;
    readonly asked: Readonly<Record<string, number>>;
  };

it('tells the messenger where to ask, is asked, lets through what nobody took down, and stops with the desk', async () => {
  const child = startRedress(['serve', '--json'], settings);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const gone = once(child, 'exit');
  while (!said.includes('"gate-connected"') && child.exitCode === null) await delay(100);
  const { url = '' } = await gateNow();
  expect(said).toContain(new URL(url).origin);
  // A machine under load may need longer than the messenger usually waits.
  await yeoul.admin('PUT', '/admin/v1/gate', { budgetMs: 10_000, onError: 'closed' });
  const author = await yeoul.person();
  expect(await yeoul.upload(author, pngOf('anything'))).not.toBe('');
  expect((await gateNow()).asked).toMatchObject({ allow: 1, failed: 0 });
  for (const [what, list] of [
    ['stops', 'stops'],
    ['held', 'held'],
  ] as const)
    expect((await redressJson(['gate', what], settings, redressHere)).json).toMatchObject({ [list]: [] });
  child.kill('SIGTERM');
  await gone;
  await expect(fetch(url, { method: 'POST' })).rejects.toThrow();
}, 120_000);

it('is off unless it is wanted, and says how to turn it on', async () => {
  const { code, json } = await redressJson(
    ['gate', 'held'],
    { ...settings, REDRESS_GATE_ENABLED: 'false' },
    redressHere,
  );
  expect([code, json['error']]).toMatchObject([
    1,
    { code: 'gate.off', cure: expect.stringContaining('gate.enabled') },
  ]);
});
