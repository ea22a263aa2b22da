// A case in a real database, from its first look to its answer: what the platform could do is shown with it, in both languages, and its chain
// of receipts is whole until somebody changes a row behind the desk's back.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { type DeskParts, deskParts } from '../journeys/desk-parts.ts';
import { genuineLetter } from '../mail/desk-mail.ts';
import { CAPABILITIES } from '../support/capabilities.ts';
import { configFile, redress, redressHere, redressJson } from '../support/command-line.ts';
import { connectorTo, honestPlatform } from '../support/fake-ports.ts';

const NUMBER = 'R-26-0001';
const platform = {
  ...connectorTo(honestPlatform('c1', 'c2')),
  capabilities: async () => ({ ...CAPABILITIES, endpoints: [] }),
};
let desk: DeskParts;
let opened: ReturnType<typeof openDatabase>;
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await deskParts(() => platform);
  opened = openDatabase(desk.databaseUrl, () => undefined);
  await probePlatform(platform, postgresMediaIndex(opened.db, 'main'), desk.now());
  const id = await desk.receive(genuineLetter());
  await desk.workOff(id);
  await desk.decideHide(id);
  await desk.workOff(id);
  config = await configFile({ data: desk.folder, database: { url: desk.databaseUrl } });
});
afterAll(async () => {
  await opened.close();
  await desk.close();
  await config.remove();
});

const ask = (...args: string[]) =>
  redressJson(['case', NUMBER, ...args, '--config', config.file], {}, redressHere);

it('is shown with what its platform could do then', async () => {
  expect((await ask()).json).toMatchObject({ platforms: [{ platform: 'messenger', version: '1' }] });
  const [english, korean] = await Promise.all(
    ['en_GB.UTF-8', 'ko_KR.UTF-8'].map((LANG) =>
      redress(['case', NUMBER, '--config', config.file], { LANG, LC_ALL: LANG }),
    ),
  );
  expect(english?.stdout).toContain('as it was when asked');
  expect(Buffer.from(korean?.stdout ?? '', 'latin1').toString()).toContain('확인 시점');
});

it('is shown with what was kept of each copy before it was hidden', async () => {
  const { json } = await ask();
  expect(json['items']).toMatchObject([
    {
      copies: [{ record: { sha256: 'cc', postedAt: '2026-11-20T00:00:00Z' } }, { record: { bytes: 5_120 } }],
    },
  ]);
});

it('has a whole chain: two copies preserved, hidden and looked at', async () => {
  const { code, json } = await ask('--verify');
  expect([code, json]).toEqual([
    0,
    { number: NUMBER, receipts: { links: 6, unlinked: 0, head: expect.stringMatching(/^[0-9a-f]{64}$/) } },
  ]);
});

it('of which one receipt was changed behind the desk’s back is found, and the record named', async () => {
  const { rows } = await opened.pool.query<{ seq: number }>(
    "select seq from case_events where kind = 'action-recorded' order by seq limit 1",
  );
  await opened.pool.query('alter table case_events disable trigger case_events_append_only');
  await opened.pool.query(
    `update case_events set body = jsonb_set(body, '{receipts,0,status}', '404') where seq = $1`,
    [rows[0]?.seq],
  );
  await opened.pool.query('alter table case_events enable trigger case_events_append_only');
  const { code, json } = await ask('--verify');
  expect(code).toBe(1);
  expect(json.error).toMatchObject({ code: 'receipts.broken' });
  expect(json.error?.message).toContain(` ${rows[0]?.seq} `);
});
