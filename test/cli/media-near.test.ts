// `redress serve` looks at pictures and `redress media-index near` names what looks alike: a desk and a messenger as processes and servers of
// their own. What a report says may show a child is never looked at.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { migrateToLatest } from '../../src/adapters/store/postgres/migrate.ts';
import { scene } from '../matching/picture-files.ts';
import { expectStatus } from '../connectors/messenger-world.ts';
import { ADMIN_TOKEN, anyFlavor, useMessenger } from '../messenger/messenger-under-test.ts';
import { redressHere, redressJson, startRedress } from '../support/command-line.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

/** Two desks are started one after the other, which takes a busy machine a while. */
const PATIENCE_MS = 240_000;
const yeoul = useMessenger();
let folder = '';
let database: FreshDatabase;
let settings: Record<string, string> = {};
let opened: OpenDatabase;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-near-'));
  database = await freshDatabase(anyFlavor());
  opened = openDatabase(database.url, () => undefined);
  await migrateToLatest(opened.db);
  settings = {
    REDRESS_DATA: path.join(folder, 'data'),
    REDRESS_DATABASE_URL: database.url,
    REDRESS_SMTP_PORT: '0',
    REDRESS_MESSENGER_API: yeoul.url,
    REDRESS_MESSENGER_ORIGIN: yeoul.url,
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

async function post(bytes: Buffer): Promise<{ readonly link: string; readonly blob: string }> {
  const author = await yeoul.person();
  const room = await yeoul.room(author);
  const blob = await yeoul.upload(author, bytes);
  const id = await yeoul.send(author, room, undefined, [blob]);
  return { blob, link: `${yeoul.url}/r/${room}/m/${id}` };
}

async function looked(): Promise<Readonly<Record<string, string>>> {
  const { rows } = await opened.pool.query<{ blob: string; state: string }>(
    'select blob, state from media_hashes',
  );
  return Object.fromEntries(rows.map(({ blob, state }) => [blob, state]));
}

const numberOf = async (sql: string): Promise<number> =>
  (await opened.pool.query<{ number: number }>(sql)).rows[0]?.number ?? 0;
const spared = () => numberOf('select count(*)::int as number from media_spared');
const indexed = () => numberOf('select count(*)::int as number from media_files');

/** A desk that serves until `enough` of what it has looked at. */
async function serveUntil(more: Record<string, string>, enough: () => Promise<boolean>): Promise<string> {
  const child = startRedress(['serve', '--json'], { ...settings, ...more });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.resume();
  try {
    for (let looks = 0; !(await enough()); looks += 1) {
      if (looks > 900) throw new Error(`it never came: ${said.slice(-2_000)}`);
      await delay(100);
    }
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
  return said;
}

const near = async (link: string) =>
  (await redressJson(['media-index', 'near', link], settings, redressHere)).json as unknown as {
    readonly waiting: number;
    readonly candidates: readonly { readonly place: string; readonly distance: number }[];
  };

it(
  'a desk names a mirrored copy, and neither strangers nor what a report says may show a child',
  async () => {
    const bytes = await scene(1, 320, 240).png().toBuffer();
    const original = await post(bytes);
    const mirrored = await post(await sharp(bytes).flop().png().toBuffer());
    await post(await scene(2, 320, 240).png().toBuffer());
    const child = await post(await sharp(bytes).resize(280, 210).png().toBuffer());
    const report = { target: { link: child.link }, reasons: ['minor'] };
    await expectStatus(201, yeoul.ask('POST', '/api/reports', { body: report }));

    const off = { REDRESS_MESSENGER_FINGERPRINTS: 'false' };
    await serveUntil(off, async () => (await spared()) > 0 && (await indexed()) === 4);
    expect(Object.values(await looked())).not.toContain('hashed');
    expect((await near(original.link)).candidates).toEqual([]);

    await serveUntil({}, async () => Object.keys(await looked()).length === 4);
    expect(Object.values(await looked()).toSorted()).toEqual(['hashed', 'hashed', 'hashed', 'spared']);
    const { waiting, candidates } = await near(original.link);
    expect([waiting, candidates.map(({ place }) => place)]).toEqual([0, [mirrored.link]]);
    expect(candidates[0]?.distance).toBeLessThanOrEqual(31);
  },
  PATIENCE_MS,
);

it('a link that is no message of this desk’s platforms is refused', async () => {
  const answer = await redressHere(['media-index', 'near', 'https://elsewhere.example/r/a/m/1'], settings);
  expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining('connector.missing')]);
});
