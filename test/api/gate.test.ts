// The gate over the API: what was stopped, what a platform holds, and a person's word on a held upload: with her key, once, and never about a file
// that is not held.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../src/domain/content/locator.ts';
import { gatePayload } from '../../src/domain/decision/gate-payload.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { HoldingGate } from '../../src/workflow/rule-on-held.ts';
import type { HeldFile } from '../../src/ports/gate.ts';
import { client } from '../support/api-client/client.ts';
import { apiUnderTest, type ApiUnderTest, type Signer } from '../support/api-desk.ts';
import { later, listed } from '../support/fixtures.ts';
import { idOf, open } from '../support/open-case.ts';

type Client = ReturnType<typeof client>;
const SHA = 'a'.repeat(64);
const FILE: HeldFile = { blob: 'file-held-1', sha256: SHA, uploader: 'account-77', mime: 'image/png' };

/** A platform with one held file. */
const platform = {
  holds: [FILE] as HeldFile[],
  heard: [] as string[],
  /** What it answers to an order: it does it, says yes and does nothing, or is busy. */
  does: 'all' as 'all' | 'nothing' | 'busy',
  silent: false,
};
const order =
  (what: 'allow' | 'refuse'): HoldingGate['allow'] =>
  async (blob, { key }) => {
    platform.heard.push(`${what} ${blob} ${key}`);
    if (platform.does === 'busy') return { kind: 'retry', code: 'connector.busy', afterMs: null };
    if (platform.does === 'all') platform.holds = platform.holds.filter((file) => file.blob !== blob);
    return { kind: 'accepted', receipts: [] };
  };
const gate: HoldingGate = {
  held: async () =>
    platform.silent ? { kind: 'retry', code: 'connector.busy', afterMs: null } : platform.holds,
  allow: order('allow'),
  refuse: order('refuse'),
};

let api: ApiUnderTest;
let hers: Client;
let auditor: Client;
let gates = new Map<Platform, HoldingGate>([['messenger', gate]]);

beforeAll(async () => {
  api = await apiUnderTest((desk) => ({
    ...desk,
    get gates() {
      return gates;
    },
  }));
  hers = client(api.url, api.tokens.reviewer);
  auditor = client(api.url, api.tokens.auditor);
  for (const at of [1, 2]) await open(api.desk, `case-${at}`, {}, { items: [listed(at)] });
  for (let at = 1; at <= 5; at += 1)
    await api.desk.gateList.keepStop({
      ...{ id: `stop-${at}`, connector: 'messenger', sha256: SHA, uploader: 'account-77' },
      // Two at the same moment: a page may end between them.
      at: later(Math.floor(at / 2) * 1_000),
      verdict: at === 5 ? 'hold' : 'refuse',
      like: { case: idOf(at % 2 === 0 ? 'case-2' : 'case-1'), distance: at === 5 ? 9 : 0 },
    });
  const theirs = {
    id: 'theirs',
    connector: 'messenger',
    sha256: SHA,
    uploader: 'x',
    at: later(9_000),
  } as const;
  await api.other.gateList.keepStop({
    ...theirs,
    verdict: 'hold',
    like: { case: idOf('case-1'), distance: 1 },
  });
});
beforeEach(() => {
  Object.assign(platform, { holds: [FILE], heard: [], does: 'all', silent: false });
  gates = new Map([['messenger', gate]]);
});
afterAll(() => api.stop());

function ruling(said: 'allow' | 'refuse', her: Signer = api.mina, file = FILE.blob) {
  const act = { id: decisionId(randomUUID()), at: instant(Date.now()), by: her.id };
  const signature = her.sign(gatePayload({ connector: 'messenger', blob: file, ruling: said }, act));
  return {
    path: { file },
    headers: { 'idempotency-key': randomUUID() as string },
    body: {
      ...{ id: act.id as string, at: new Date(act.at).toISOString() },
      ...{ signature, platform: 'messenger', ruling: said },
    },
  };
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { readonly code: string }) => error.code,
  );
const rulings = async () =>
  (await api.database.pool.query<{ ruling: string }>('select ruling from gate_rulings')).rows.length;
const lastRead = async () =>
  (await auditor.getReads({ query: { limit: 1 } })).body.reads.map(({ what, number }) => [what, number]);

test('what was stopped comes newest first and page by page, of one case or of all, recorded, without accounts and hashes', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
    const { body } = await auditor.getGateStops({ query });
    expect(JSON.stringify(body)).not.toMatch(/account-77|aaaa/);
    seen.push(...body.stops.map(({ id }) => id));
    cursor = body.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(['stop-5', 'stop-4', 'stop-3', 'stop-2', 'stop-1']);
  expect(await lastRead()).toEqual([['gate-stops', null]]);
  const { stops } = (await auditor.getGateStops({ query: { number: 'R-26-0002' } })).body;
  expect(stops).toMatchObject([
    { id: 'stop-4', platform: 'messenger', case: 'R-26-0002', verdict: 'refuse', distance: 0 },
    { id: 'stop-2' },
  ]);
  expect(await lastRead()).toEqual([['gate-stops', 'R-26-0002']]);
  expect(await codeOf(auditor.getGateStops({ query: { number: 'R-26-0099' } }))).toBe('case.unknown');
  for (const bad of ['eA', Buffer.from('[1]').toString('base64url')])
    expect(await codeOf(auditor.getGateStops({ query: { cursor: bad } }))).toBe('request.invalid');
});

test('what is held is shown with the case whose picture it looks like, recorded, without the account', async () => {
  const { body } = await auditor.getGateHeld({});
  expect(body).toMatchObject({
    held: [{ platform: 'messenger', file: FILE.blob, kind: 'image/png', case: 'R-26-0001', distance: 9 }],
    next: null,
  });
  expect(JSON.stringify(body)).not.toMatch(/account-77|aaaa/);
  expect(await lastRead()).toEqual([['gate-held', null]]);
  platform.silent = true;
  expect(await codeOf(auditor.getGateHeld({}))).toBe('gate.not-said');
  gates = new Map();
  expect(await codeOf(auditor.getGateHeld({}))).toBe('gate.off');
  expect(await codeOf(hers.putGateHeldFileRuling(ruling('allow')))).toBe('gate.off');
});

test('she lets it through or drops it, signed and recorded first, and the same request again is one act', async () => {
  const asked = ruling('refuse');
  const done = (await hers.putGateHeldFileRuling(asked)).body;
  expect(done).toEqual({ platform: 'messenger', file: FILE.blob, ruling: 'refuse', act: asked.body.id });
  expect((await hers.putGateHeldFileRuling(asked)).body).toEqual(done);
  expect(platform.heard).toEqual([`refuse ${FILE.blob} gate/${asked.body.id}`]);
  const lost = 'update kept_answers set answer = null where key = $1';
  await api.database.pool.query(lost, [asked.headers['idempotency-key']]);
  expect((await hers.putGateHeldFileRuling(asked)).body).toEqual(done);
  // Under the same key: the platform does it once.
  expect(new Set(platform.heard).size).toBe(1);
  const { rows } = await api.database.pool.query('select * from gate_rulings where act_id = $1', [done.act]);
  expect(rows).toMatchObject([{ ruling: 'refuse', person_id: api.mina.id, tenant_id: 'main' }]);
});

test('done is said only after a look, and what was not done is said again with the same act', async () => {
  const asked = ruling('allow');
  platform.does = 'busy';
  expect(await codeOf(hers.putGateHeldFileRuling(asked))).toBe('gate.not-told');
  platform.does = 'nothing';
  expect(await codeOf(hers.putGateHeldFileRuling(asked))).toBe('gate.not-done');
  platform.does = 'all';
  expect((await hers.putGateHeldFileRuling(asked)).body).toMatchObject({ ruling: 'allow' });
});

test('a token alone says nothing of any file, and of what is not held nothing is said to the platform', async () => {
  const before = await rulings();
  const asked = ruling('allow');
  const fresh = (body: object) => ({
    ...asked,
    headers: ruling('allow').headers,
    body: { ...asked.body, ...body },
  });
  const tries = [
    hers.putGateHeldFileRuling(fresh({ signature: `${'A'.repeat(86)}==` })),
    hers.putGateHeldFileRuling(fresh({ ruling: 'refuse' })),
    hers.putGateHeldFileRuling({ ...fresh({}), path: { file: 'file-other' } }),
    hers.putGateHeldFileRuling(ruling('allow', api.sora)),
  ].map(codeOf);
  expect(await Promise.all(tries)).toEqual(Array(4).fill('decision.signature'));
  for (const role of ['reader', 'auditor', 'operator'] as const)
    expect(await codeOf(client(api.url, api.tokens[role]).putGateHeldFileRuling(fresh({})))).toBe(
      'token.role',
    );
  // Perhaps hidden for another reason: to show it is no word of the gate.
  expect(await codeOf(hers.putGateHeldFileRuling(ruling('allow', api.mina, 'file-hidden')))).toBe(
    'gate.not-held',
  );
  expect([platform.heard, await rulings()]).toEqual([[], before]);
});

test('two things are not signed under one id', async () => {
  platform.does = 'busy';
  const asked = ruling('allow');
  expect(await codeOf(hers.putGateHeldFileRuling(asked))).toBe('gate.not-told');
  const act = { id: decisionId(asked.body.id), at: instant(Date.parse(asked.body.at)), by: api.mina.id };
  const said = { connector: 'messenger', blob: FILE.blob, ruling: 'refuse' } as const;
  const other = {
    ...asked,
    headers: { 'idempotency-key': randomUUID() as string },
    body: { ...asked.body, ruling: said.ruling, signature: api.mina.sign(gatePayload(said, act)) },
  };
  platform.heard = [];
  expect(await codeOf(hers.putGateHeldFileRuling(other))).toBe('decision.replayed');
  expect(platform.heard).toEqual([]);
});
