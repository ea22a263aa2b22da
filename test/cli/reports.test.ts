// A serving desk takes up what people report in its messenger, also after it was killed in between: one case each, none lost, and no word
// of theirs in its log.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { migrateToLatest } from '../../src/adapters/store/postgres/migrate.ts';
import { ADMIN_TOKEN, anyFlavor, pngOf, useMessenger } from '../messenger/messenger-under-test.ts';
import { redress, redressHere, redressJson, startRedress } from '../support/command-line.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const WORDS = '친구가 협박을 받고 있어요';
const CONTACT = '밤에만 010-0000-0000';
const yeoul = useMessenger({ rates: { reportsPerMinute: 10_000 } });
let folder = '';
let database: FreshDatabase;
let opened: OpenDatabase;
let settings: Record<string, string> = {};
let said = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-reports-'));
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
    // What a killed desk held comes back soon.
    REDRESS_JOBS_LEASE_SECONDS: '5',
    REDRESS_JOBS_SWEEP_SECONDS: '1',
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
  let own = '';
  child.stdout.on('data', (chunk: Buffer) => {
    own += chunk.toString();
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!own.includes('"ready"')) await once(child.stdout, 'data');
  return async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
}

async function count(table: string): Promise<number> {
  const { rows } = await opened.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? 0;
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 1_800; looks += 1) {
    if (await reached()) return;
    await delay(50);
  }
  throw new Error('it never came');
}

it('a desk that is killed again and again makes one case of each report, and loses none', async () => {
  const author = await yeoul.person();
  const room = await yeoul.room(author);
  const id = await yeoul.send(author, room, 'look', [await yeoul.upload(author, pngOf('reported'))]);
  const report = async (body: object, token?: string): Promise<void> => {
    const ask = { body: { reasons: ['other'], ...body }, ...(token === undefined ? {} : { token }) };
    expect((await yeoul.ask('POST', '/api/reports', ask)).status).toBe(201);
  };
  const reports = 24;
  for (let made = 0; made < reports / 2; made += 1) await report({ target: { link: `/r/${room}/m/${id}` } });
  for (const enough of [1, 4, 9]) {
    const end = await serving();
    await until(async () => (await count('cases')) >= enough);
    await end('SIGKILL');
    for (let made = 0; made < 3; made += 1) await report({ target: { room } }, author);
  }
  const end = await serving();
  for (let made = 0; made < 2; made += 1) await report({ target: { link: `/i/yi_${made}-leads-nowhere` } });
  await report(
    { target: { message: { room, id } }, reasons: ['threat'], words: WORDS, contact: CONTACT },
    author,
  );
  await until(async () => (await count('cases')) >= reports);
  await until(
    async () => (await count("outbox where state = 'waiting' and work->>'kind' = 'tell-report'")) === 0,
  );
  await delay(500);
  await end('SIGTERM');
  expect([await count('cases'), await count('platform_reports where taken_at is null')]).toEqual([
    reports,
    0,
  ]);
  const { json } = await yeoul.admin('GET', '/admin/v1/reports?limit=200');
  const states = (json.reports as unknown as readonly { readonly state: string }[]).map(({ state }) => state);
  expect(states).toEqual(Array.from({ length: reports }, () => 'looking'));
}, 240_000);

it('shows what is urgent first, and her words only to who asks for them', async () => {
  const listed = await redressHere(['cases'], settings);
  const [first = ''] = listed.stdout.split('\n');
  expect(first).toMatch(/reported: threat \/ 협박 {2}first \/ 먼저 보기$/);
  const [number = ''] = first.split(' ');
  const { json } = await redressJson(['case', number], settings, redressHere);
  expect(json).toMatchObject({ report: { reasons: ['threat'], signedIn: true, words: true, contact: true } });
  const shown = await redressHere(['case', number], settings);
  expect(shown.stdout).toMatch(/told {6}somebody is looking at it \/ 담당자가 보고 있음/);
  const events = await redressHere(['case', number, '--events', '--json'], settings);
  for (const text of [said, listed.stdout, shown.stdout, events.stdout, JSON.stringify(json)])
    expect(text).not.toMatch(/협박을 받고|010-0000|밤에만/);
  const raw = await redress(['case', number, '--raw'], settings);
  expect(JSON.parse(Buffer.from(raw.stdout, 'latin1').toString())).toMatchObject({
    words: WORDS,
    contact: CONTACT,
    reporter: { id: expect.any(Number) },
  });
}, 120_000);

it('counts what is posted again while cases wait, beside each in the order of work', async () => {
  const end = await serving();
  const author = await yeoul.person();
  const room = await yeoul.room(author);
  await yeoul.send(author, room, 'and again', [await yeoul.upload(author, pngOf('reported'))]);
  await until(async () => (await count('cases where new_copies = 1')) > 0);
  await end('SIGTERM');
  const listed = await redressHere(['queue'], settings);
  expect(listed.stdout).toMatch(/1 cop(y|ies) in 1 room · 1 more since, and spreading/);
  expect(listed.stdout).not.toMatch(/2 more since/);
}, 120_000);
