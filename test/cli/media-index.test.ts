// `redress serve` follows its messenger, and `redress media-index` says how far it has come: a desk and a messenger as processes
// and servers of their own, killed in between.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { migrateToLatest } from '../../src/adapters/store/postgres/migrate.ts';
import type { IndexState } from '../../src/domain/content/index-state.ts';
import { ADMIN_TOKEN, anyFlavor, pngOf, useMessenger } from '../messenger/messenger-under-test.ts';
import { redressHere, redressJson, startRedress } from '../support/command-line.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

interface Status {
  readonly platforms: readonly {
    readonly platform: string;
    readonly history: { readonly state: string };
    readonly coverage: { readonly complete: boolean; readonly blind: readonly string[] };
  }[];
}

const yeoul = useMessenger();
let folder = '';
let database: FreshDatabase;
let settings: Record<string, string> = {};
let opened: OpenDatabase;
const index = () => postgresMediaIndex(opened.db, 'main');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-index-'));
  database = await freshDatabase(anyFlavor());
  opened = openDatabase(database.url, () => undefined);
  await migrateToLatest(opened.db);
  settings = {
    REDRESS_DATA: path.join(folder, 'data'),
    REDRESS_DATABASE_URL: database.url,
    REDRESS_SMTP_PORT: '0',
    REDRESS_MESSENGER_API: yeoul.url,
    REDRESS_MESSENGER_ADMIN_TOKEN: ADMIN_TOKEN,
    REDRESS_MESSENGER_MEMBER_TOKEN: await yeoul.person(),
    REDRESS_MAIL_REQUIRE_TLS: 'false',
  };
});
afterAll(async () => {
  await opened.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A desk that has said that it is ready. */
async function serving() {
  const child = startRedress(['serve', '--json'], settings);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.resume();
  while (!said.includes('"ready"')) await once(child.stdout, 'data');
  return {
    log: () => said,
    async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
      const gone = once(child, 'exit');
      child.kill(signal);
      return ((await gone) as [number | null])[0];
    },
  };
}

async function status() {
  const { json } = await redressJson(['media-index', 'status'], settings, redressHere);
  const [one] = (json as unknown as Status).platforms;
  if (one === undefined) throw new Error('no platform');
  return one;
}

/** Looks at the database by itself: a command of its own for each look would take seconds. */
async function until(reached: (state: IndexState, spots: number) => boolean) {
  for (let looks = 0; looks < 600; looks += 1) {
    const [state, { spots }] = [await index().state('messenger'), await index().counts('messenger')];
    if (reached(state, spots)) return { state, spots };
    await delay(100);
  }
  throw new Error('it never came');
}

it('a desk indexes what was there before it came, follows what comes, also after it was killed, and stops cleanly', async () => {
  const author = await yeoul.person();
  const room = await yeoul.room(author);
  const post = async (name: string) =>
    yeoul.send(author, room, undefined, [await yeoul.upload(author, pngOf(name))]);
  for (let at = 0; at < 5; at += 1) await post(`before ${at}`);
  expect(await status()).toMatchObject({
    platform: 'messenger',
    history: { state: 'unread' },
    coverage: {
      complete: false,
      blind: ['e2ee', 'remoteServers', 'beforeIndexing', 'notIndexed', 'altered'],
    },
  });
  const first = await serving();
  const indexed = await until(({ readAt }) => readAt !== null);
  expect(await status()).toMatchObject({
    follows: true,
    history: { state: 'read', rooms: { done: 1, total: 1 } },
    coverage: { blind: ['e2ee', 'remoteServers', 'altered'] },
  });
  await post('while it is followed');
  await until((_, spots) => spots === indexed.spots + 1);
  await first.end('SIGKILL');
  for (let at = 0; at < 3; at += 1) await post(`while it was down ${at}`);
  const second = await serving();
  const caught = await until((_, spots) => spots === indexed.spots + 4);
  expect(caught.state.run).toEqual(indexed.state.run);
  const asked = await redressJson(['media-index', 'backfill', 'messenger'], settings, redressHere);
  expect(asked.json).toEqual({ requested: ['messenger'] });
  await until(
    ({ run }) => run !== null && run.finishedAt !== null && run.startedAt !== indexed.state.run?.startedAt,
  );
  expect(await second.end('SIGTERM')).toBe(0);
  expect(second.log()).toContain('"event":"history-ended"');
}, 120_000);

it('is told to people in plain words', async () => {
  const { stdout } = await redressHere(['media-index', 'status'], settings);
  expect(stdout).toMatch(/messenger {2}followed/);
  expect(stdout).toMatch(/history {3}read, rooms 1 of 1, requests \d+/);
  expect(stdout).toMatch(/not seen: encrypted rooms, other servers, .*altered copies/);
});

it('of a platform without a connector is refused, with the cure', async () => {
  const { code, json } = await redressJson(['media-index', 'backfill', 'telegram'], settings, redressHere);
  expect(code).toBe(1);
  expect(json.error?.code).toBe('connector.missing');
  const none = await redressJson(
    ['media-index', 'status'],
    { ...settings, REDRESS_MESSENGER_API: '' },
    redressHere,
  );
  expect(none.json).toEqual({ platforms: [] });
});
