// What programs read of the desk: each answer recorded before it leaves, without what no route declares, refused in one form.
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf } from '../../src/entry/api/api-server.ts';
import type { Route } from '../../src/entry/api/route.ts';
import { apiUnderTest, type ApiUnderTest, revoke, tokenFor } from '../support/api-desk.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { acted, decides, found, later, looked, swept } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await apiUnderTest();
  for (const at of [1, 2, 3, 4, 5]) await open(api.desk, `case-${at}`, { receivedAt: later(at * 1_000) });
  await tell(api.desk, idOf('case-1'), found(1, 'c1', 'c2'));
  await open(api.other, 'theirs', { receivedAt: later(0) });
  for (let more = 0; more < 6; more += 1) await open(api.other, `theirs-${more}`);
});
afterAll(() => api.stop());

const reader = (path: string) => api.get(path, api.tokens.reader);
const rowsOf = async () => (await api.database.pool.query('select * from reads order by read_id')).rows;

test('a case, its version, and nothing of whoever posted it or of any file', async () => {
  const { status, body, headers } = await reader('/v1/cases/R-26-0001');
  expect(status).toBe(200);
  const { version } = (await api.desk.cases.load(idOf('case-1'))) ?? {};
  expect(headers.get('etag')).toBe(`"${version}"`);
  expect(body).toMatchObject({
    number: 'R-26-0001',
    version,
    needs: 'decision',
    claim: null,
    sender: { level: 'L1', authority: 'hanbit', reasons: [] },
    items: [{ position: 1, link: 'https://chat.example/r/maple/m/1', copies: [{ id: 'c1' }, { id: 'c2' }] }],
  });
  expect(JSON.stringify(body)).not.toMatch(/uploader|sha256|"letter"|messageId/);
  expect(body).not.toHaveProperty('mails');
});

test('what happened, page by page and in order', async () => {
  const ask = (query: string) => api.get(`/v1/cases/R-26-0001/events${query}`, api.tokens.auditor);
  const all = (await ask('')).body['events'] as { seq: number; kind: string }[];
  expect(all[0]).toMatchObject({ seq: 1, kind: 'notice-received', actor: { kind: 'desk' } });
  expect(all.at(-1)).toMatchObject({ kind: 'item-located', item: 1 });
  expect(all.every((event) => !('notice' in event) && !('copies' in event))).toBe(true);
  const seen: number[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const { body } = await ask(`?limit=2&after=${after}`);
    seen.push(...(body['events'] as { seq: number }[]).map(({ seq }) => seq));
    after = body['next'] as number | null;
  }
  expect(seen).toEqual(all.map(({ seq }) => seq));
});

test('pages of cases miss none and repeat none, also while cases come', async () => {
  const numbers: string[] = [];
  let cursor = '';
  do {
    const { body } = await reader(`/v1/cases?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    numbers.push(...(body['cases'] as { number: string }[]).map(({ number }) => number));
    if (cursor === '') await open(api.desk, 'comes-meanwhile', { receivedAt: later(9_000) });
    cursor = (body['next'] as string | null) ?? '';
  } while (cursor !== '');
  expect(numbers).toEqual(['R-26-0005', 'R-26-0004', 'R-26-0003', 'R-26-0002', 'R-26-0001']);
  for (const bad of ['eA', Buffer.from('[1]').toString('base64url'), '!!'])
    expect((await reader(`/v1/cases?cursor=${bad}`)).body).toMatchObject({ code: 'request.invalid' });
});

test('the queue and the clocks as the command line has them', async () => {
  expect((await reader('/v1/queue')).body['queue']).toMatchObject([
    { place: 1, number: 'R-26-0001', copies: 2, needs: 'decision', heldBy: null },
  ]);
  const { body } = await reader('/v1/clocks?limit=1');
  expect(body['clocks']).toMatchObject([{ case: expect.stringMatching(/^R-26-/), targetIsLaw: false }]);
});

test('a case of another desk is unknown here, and so is its token', async () => {
  expect(await api.other.cases.byNumber('R-26-0007')).toBeDefined();
  const { status, body } = await reader('/v1/cases/R-26-0007');
  expect({ status, body }).toMatchObject({ status: 404, body: { code: 'case.unknown' } });
  const theirs = await tokenFor(api.other, 'auditor', api.mina);
  expect((await api.get('/v1/cases', theirs)).body).toMatchObject({ code: 'token.unknown', status: 401 });
});

test('each answer about a case is recorded: who, what, when, which', async () => {
  const before = (await rowsOf()).length;
  await reader('/v1/cases/R-26-0002');
  await api.get('/v1/cases/R-26-0002/events', api.tokens.reviewer);
  await reader('/v1/queue');
  await reader('/v1/me');
  await reader('/v1/cases/R-26-0999');
  const rows = (await rowsOf()).slice(before);
  expect(rows).toMatchObject([
    { tenant_id: 'main', what: 'case', case_id: idOf('case-2'), person_id: null },
    { what: 'events', case_id: idOf('case-2'), person_id: api.mina.id },
    { what: 'queue', case_id: null },
  ]);
  const { body } = await api.get('/v1/reads?limit=2', api.tokens.auditor);
  expect(body['reads']).toMatchObject([
    { what: 'queue', number: null },
    { what: 'events', number: 'R-26-0002', person: api.mina.id },
  ]);
  const next = await api.get(`/v1/reads?limit=1&cursor=${String(body['next'])}`, api.tokens.auditor);
  expect(next.body['reads']).toMatchObject([{ what: 'case', number: 'R-26-0002' }]);
});

test('what cannot be recorded is not answered', async () => {
  const blind = await apiUnderTest((desk) => ({
    ...desk,
    reads: { ...desk.reads, record: () => Promise.reject(new Error('the disk is full')) },
  }));
  try {
    await open(blind.desk, 'one');
    for (const path of ['/v1/cases/R-26-0001', '/v1/queue', '/v1/cases', '/v1/clocks']) {
      const { status, body } = await blind.get(path, blind.tokens.lead);
      expect({ status, body }).toMatchObject({ status: 503, body: { code: 'read.not-recorded' } });
      expect(JSON.stringify(body)).not.toContain('disk');
    }
    expect((await blind.get('/v1/me', blind.tokens.lead)).status).toBe(200);
  } finally {
    await blind.stop();
  }
});

test('every refusal is a problem with its code, and no answer may be kept or framed', async () => {
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['/v1/queue', '', 401, 'token.missing'],
    ['/v1/queue', 'redress_guessed', 401, 'token.unknown'],
    ['/v1/reads', api.tokens.reader, 403, 'token.role'],
    ['/v1/nothing', api.tokens.reader, 404, 'address.unknown'],
    ['/v1/queue?limit=0', api.tokens.reader, 400, 'request.invalid'],
    ['/v1/queue?secret-word=1', api.tokens.reader, 400, 'request.invalid'],
    ['/v1/cases/whatever', api.tokens.reader, 400, 'request.invalid'],
  ];
  for (const [path, token, status, code] of cases) {
    const { headers, body, ...given } = await api.get(path, token);
    expect({ path, status: given.status }).toEqual({ path, status });
    expect(body).toEqual({
      type: `urn:redress:problem:${code}`,
      title: expect.any(String),
      status,
      code,
      detail: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toMatch(/secret-word|whatever|redress_guessed/);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  }
});

test('a token that was taken back opens nothing from the next request on', async () => {
  const token = await tokenFor(api.desk, 'reader', api.mina);
  expect((await api.get('/v1/me', token)).body).toMatchObject({ role: 'reader', person: null });
  await revoke(api.desk, token, api.mina);
  expect((await api.get('/v1/me', token)).body).toMatchObject({ code: 'token.unknown' });
  const hers = (await api.get('/v1/me', api.tokens.reviewer)).body;
  expect(hers).toMatchObject({ role: 'reviewer', person: { id: api.mina.id, name: 'mina' } });
  expect(Math.abs(Date.parse(String(hers['at'])) - Date.now())).toBeLessThan(60_000);
});

test('what is told of requests holds no value, no token and no number', async () => {
  api.answered.length = 0;
  await reader('/v1/cases/R-26-0003');
  await reader('/v1/cases?limit=1&status=open');
  await reader('/v1/unknown/R-26-0003');
  await expect.poll(() => api.answered.length).toBe(3);
  expect(api.answered).toMatchObject([
    { method: 'GET', route: '/v1/cases/:number', status: 200 },
    { method: 'GET', route: '/v1/cases', status: 200 },
    { method: 'GET', route: '', status: 404, token: null },
  ]);
  expect(JSON.stringify(api.answered)).not.toMatch(/R-26|limit|open|redress_/);
});

test('headers over 16 KiB are not read', async () => {
  const { hostname, port } = new URL(api.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET /v1/me HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(17_000)}\r\n\r\n`),
    );
    socket.on('data', (data) => resolve(data.toString()));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1.1 431/);
});

test('an answer that does not come is not waited for', async () => {
  const slow: Route = {
    ...{ method: 'GET', path: '/v1/slow', does: 'x', roles: ['reader'], reads: null, codes: [] },
    answer: { type: 'object', properties: {} },
    handle: () => new Promise(() => undefined),
  };
  const settings = { version: '0', withinMs: 50, onAnswered: () => undefined, onTrouble: () => undefined };
  const app = apiOf(api.desk, settings, [slow]);
  const headers = { authorization: `Bearer ${api.tokens.reader}` };
  const answer = await app.inject({ url: '/v1/slow', headers });
  expect(answer.json()).toMatchObject({ status: 408, code: 'request.slow' });
  expect(answer.headers['content-type']).toBe('application/problem+json');
  await app.close();
});

test('a failure inside tells whoever asked nothing of itself, and the log its code alone', async () => {
  const broken: Route = {
    ...{
      method: 'GET',
      path: '/v1/broken',
      does: 'x',
      roles: ['reader'],
      reads: null,
      codes: [],
      answer: { type: 'object', properties: {} },
    },
    handle: () => Promise.reject(Object.assign(new Error('row of somebody'), { code: '57014' })),
  };
  const troubles: string[][] = [];
  const settings = {
    ...{ version: '0', onAnswered: () => undefined },
    onTrouble: (...told: string[]) => troubles.push(told),
  };
  const app = apiOf(api.desk, settings, [broken]);
  const headers = { authorization: `Bearer ${api.tokens.reader}` };
  const answer = await app.inject({ url: '/v1/broken', headers });
  expect(answer.json()).toMatchObject({ status: 500, code: 'server.unexpected' });
  expect(answer.body).not.toContain('somebody');
  expect(troubles).toEqual([['57014', '/v1/broken']]);
  await app.close();
});

test('a route that does not say who may does not come into being', () => {
  const settings = { version: '0', onAnswered: () => undefined, onTrouble: () => undefined };
  const { roles: _, ...silent } = {
    ...({ method: 'GET', path: '/v1/open', does: 'x', reads: null, codes: [], answer: {} } as const),
    roles: [],
    handle: async () => ({ body: {} }),
  };
  expect(() => apiOf(api.desk, settings, [silent as unknown as Route])).toThrow('does not say who may');
  const app = apiOf(api.desk, settings, []);
  expect(() => app.get('/v1/open', () => 'open')).toThrow('does not say who may');
});

test('what happened to a case whose posters were told: the decision that an event rests on is its id', async () => {
  await open(api.desk, 'told', { receivedAt: later(20_000) });
  const id = idOf('told');
  const whole = [found(1, 'c9'), decides(1, 'hide'), acted(1, 'c9'), looked(1, 'c9', 'gone'), swept(1)];
  await tell(api.desk, id, ...whole);
  const told = { of: 1, decision: decisionId('hide-1'), account: 'uploader-name', outcome: 'told' } as const;
  const written = await tell(api.desk, id, { kind: 'record-reasons', ...told, digest: 'd' });
  expect(written.ok).toBe(true);
  const { number } = (await api.desk.cases.load(id)) ?? {};
  const { status, body } = await api.get(`/v1/cases/${number}/events`, api.tokens.auditor);
  expect(status).toBe(200);
  const events = body['events'] as { kind: string; decision?: unknown }[];
  const decisionOf = (kind: string) => events.find((event) => event.kind === kind)?.decision;
  expect(decisionOf('item-decided')).toMatchObject({ id: 'hide-1', act: 'hide' });
  expect(decisionOf('reasons-sent')).toBe('hide-1');
  expect(JSON.stringify(events)).not.toContain('uploader-name');
});
