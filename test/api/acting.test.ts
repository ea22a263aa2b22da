// Acting over the API: with a person's own key, on what she has seen, and once however often it is sent.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ground } from '../../src/domain/case/event.ts';
import { actPayload, type Asked } from '../../src/domain/decision/act-payload.ts';
import { decisionPayload, releasePayload } from '../../src/domain/decision/payload.ts';
import { appealId, type CaseNumber, copyId, decisionId } from '../../src/domain/kernel/ids.ts';
import { after, instant, MINUTE, utc } from '../../src/domain/kernel/instant.ts';
import { apiUnderTest, type ApiUnderTest, type Given, type Signer, tokenFor } from '../support/api-desk.ts';
import { copy, COVERAGE, found, later, locatedAs } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

const GROUND: Ground = { kind: 'terms', clause: '3.2' };
let api: ApiUnderTest;
let cases = 0;

beforeAll(async () => {
  api = await apiUnderTest();
});
afterAll(() => api.stop());

/** A case of its own with located copies. */
async function freshCase(count = 1): Promise<CaseNumber> {
  cases += 1;
  const key = `case-${cases}`;
  await open(api.desk, key, { receivedAt: later(cases) }, { count });
  for (let item = 1; item <= count; item += 1) await tell(api.desk, idOf(key), found(item, `${key}-${item}`));
  return `R-26-${String(cases).padStart(4, '0')}` as CaseNumber;
}

/** Its item stands at the link, and once more somewhere else. */
async function caseWithACopyElsewhere(): Promise<CaseNumber> {
  cases += 1;
  const key = `case-${cases}`;
  await open(api.desk, key, { receivedAt: later(cases) });
  const copies = [copy(`${key}-1`), { ...copy('elsewhere'), via: 'hash' as const }];
  await tell(api.desk, idOf(key), locatedAs(1, { kind: 'found', copies, coverage: COVERAGE }));
  return `R-26-${String(cases).padStart(4, '0')}` as CaseNumber;
}

const etagOf = async (number: CaseNumber): Promise<string> =>
  (await api.get(`/v1/cases/${number}`, api.tokens.reader)).headers.get('etag') ?? '';
const seqOf = async (number: CaseNumber) => {
  const id = await api.desk.cases.byNumber(number);
  return id === undefined ? [] : api.desk.cases.history(id);
};

interface Sent {
  readonly token?: string;
  readonly key?: string;
  readonly etag?: string;
  readonly method?: string;
}

async function send(path: string, body: object, sent: Sent = {}): Promise<Given> {
  const { token = api.tokens.reviewer, key = randomUUID(), etag, method = 'POST' } = sent;
  const headers = {
    'content-type': 'application/json',
    ...(key === '' ? {} : { 'idempotency-key': key }),
    ...(etag === undefined ? {} : { 'if-match': etag }),
  };
  return api.get(path, token, { method, headers, body: JSON.stringify(body) });
}

const nowHere = () => instant(Date.now());

function decision(
  number: CaseNumber,
  items: readonly number[],
  act: 'hide' | 'refuse',
  her: Signer,
  ground: Ground = GROUND,
) {
  const at = nowHere();
  const id = randomUUID();
  const payload = decisionPayload(number, items, {
    ...{ id: decisionId(id), act, ground, at, by: her.id },
  });
  return { id, at: utc(at), act, items, ground, signature: her.sign(payload) };
}

function signedAct(number: CaseNumber, asked: Asked, her: Signer, at = nowHere()) {
  const id = randomUUID();
  const signature = her.sign(actPayload(number, asked, { id: decisionId(id), at, by: her.id }));
  return { id, at: new Date(at).toISOString(), signature };
}

test('she decides with her own key on what she has read, and the same request sent again is done once', async () => {
  const number = await freshCase(2);
  const path = `/v1/cases/${number}/decisions`;
  const body = decision(number, [1, 2], 'hide', api.mina);
  const sent = { key: randomUUID(), etag: await etagOf(number) };
  const first = await send(path, body, sent);
  expect(first.body).toMatchObject({ number, act: 'hide', status: 'open' });
  expect(first.status).toBe(200);
  const events = await seqOf(number);
  const decided = events.filter(({ kind }) => kind === 'item-decided');
  expect(decided).toMatchObject([
    { item: 1, actor: { kind: 'person', id: api.mina.id }, decision: { id: body.id } },
    { item: 2, actor: { kind: 'person', id: api.mina.id } },
  ]);
  const again = await send(path, body, sent);
  expect(again.body).toEqual(first.body);
  expect(await seqOf(number)).toEqual(events);
  const other = await send(path, { ...body, items: [1] }, sent);
  expect(other.body).toMatchObject({ status: 422, code: 'idempotency.reused' });
  const fresh = await send(path, body, { etag: await etagOf(number) });
  expect(fresh.body).toEqual({ ...first.body });
  expect(await seqOf(number)).toEqual(events);
});

test('a ground is a law of this desk, another one as such, or the terms; what is none says which are near', async () => {
  const number = await freshCase();
  const on = async (ground: Ground) =>
    send(`/v1/cases/${number}/decisions`, decision(number, [1], 'hide', api.mina, ground), {
      etag: await etagOf(number),
    });
  const unknown = await on({ kind: 'law', regime: 'kr-kmcsc' });
  expect(unknown.body).toMatchObject({ status: 422, code: 'ground.unknown' });
  expect(JSON.stringify(unknown.body)).toContain('kr-kmcsc-correction');
  const stray = await on({ kind: 'law', regime: 'us-tida', article: 'Art. 99' });
  expect(stray.body).toMatchObject({ status: 422, code: 'ground.no-article' });
  const { laws } = (await api.get('/v1/laws', api.tokens.reviewer)).body;
  expect(laws).toContainEqual(expect.objectContaining({ regime: 'us-tida', articles: ['Art. 1'] }));
  expect((await on({ kind: 'other-law', law: 'because' })).body).toMatchObject({ code: 'ground.no-law' });
  const known = await on({ kind: 'law', regime: 'us-tida', article: 'art. 1' });
  expect(known.body).toMatchObject({ number, act: 'hide' });
});

test('one act over several cases is sent once for each, with the version of each, and leaves alone what it names', async () => {
  const [one, two] = [await caseWithACopyElsewhere(), await freshCase()];
  const keys = [cases - 1, cases];
  const list = [
    { number: one, items: [1] },
    { number: two, items: [1] },
  ];
  const decide = async (spared: string, her = api.mina) => {
    const [id, at] = [randomUUID(), nowHere()];
    const spares = [{ copy: copyId(spared), why: 'own-copy' as const }];
    const terms = {
      ...{ id: decisionId(id), act: 'hide' as const, ground: GROUND, at, by: her.id },
      list,
      spares,
    } as const;
    const signature = her.sign(decisionPayload(one, [1], terms));
    const body = { ...{ id, at: utc(at), act: 'hide', ground: GROUND, signature }, list, spares };
    return Promise.all(
      list.map(async ({ number, items }) => {
        const etag = await etagOf(number);
        return (await send(`/v1/cases/${number}/decisions`, { ...body, items }, { etag })).body;
      }),
    );
  };
  expect(await decide('c-mistyped')).toMatchObject([{ code: 'copy.unknown' }, { code: 'copy.unknown' }]);
  expect(await decide('elsewhere')).toMatchObject([{ act: 'hide' }, { act: 'hide' }]);
  const decided = (await api.desk.cases.load(idOf(`case-${keys[0]}`)))?.items ?? [];
  expect(decided.map(({ decision: made }) => made?.act)).toEqual(['hide']);
  const ids = new Set(
    [...(await seqOf(one)), ...(await seqOf(two))].flatMap((event) =>
      event.kind === 'item-decided' ? event.decision.id.split('#')[0] : [],
    ),
  );
  expect(ids.size).toBe(1);
  const path = `/v1/cases/${two}/decisions`;
  const other = { ...decision(two, [1], 'hide', api.mina), list };
  expect((await send(path, other, { etag: await etagOf(two) })).body).toMatchObject({
    code: 'decision.signature',
  });
});

test('two at once with one key: one act, one answer', async () => {
  const number = await freshCase();
  const body = decision(number, [1], 'refuse', api.mina);
  const sent = { key: randomUUID(), etag: await etagOf(number) };
  const both = await Promise.all([1, 2, 3, 4].map(() => send(`/v1/cases/${number}/decisions`, body, sent)));
  expect(both.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const decided = (await seqOf(number)).filter(({ kind }) => kind === 'item-decided');
  expect(decided).toHaveLength(1);
});

test('an answer that was lost between the act and its keeping is given all the same', async () => {
  const number = await freshCase();
  const body = decision(number, [1], 'hide', api.mina);
  const sent = { key: randomUUID(), etag: await etagOf(number) };
  const path = `/v1/cases/${number}/decisions`;
  await send(path, body, sent);
  await api.database.pool.query('update kept_answers set answer = null where key = $1', [sent.key]);
  expect((await send(path, body, sent)).body).toMatchObject({ number, act: 'hide' });
  const decided = (await seqOf(number)).filter(({ kind }) => kind === 'item-decided');
  expect(decided).toHaveLength(1);
});

test('nobody acts on what she has not seen', async () => {
  const number = await freshCase();
  const path = `/v1/cases/${number}/decisions`;
  const etag = await etagOf(number);
  const body = decision(number, [1], 'hide', api.mina);
  expect((await send(path, body)).body).toMatchObject({ status: 428, code: 'case.no-version' });
  expect((await send(path, body, { etag: '*' })).body).toMatchObject({ code: 'case.no-version' });
  const claim = { kind: 'claim-case', until: after(nowHere(), 5 * MINUTE) } as const;
  const claimed = { ...signedAct(number, claim, api.mina), until: new Date(claim.until).toISOString() };
  expect((await send(`/v1/cases/${number}/claim`, claimed, { method: 'PUT' })).status).toBe(200);
  const key = randomUUID();
  expect((await send(path, body, { etag, key })).body).toMatchObject({ status: 412, code: 'case.changed' });
  expect((await seqOf(number)).some(({ kind }) => kind === 'item-decided')).toBe(false);
  expect((await send(path, body, { etag: await etagOf(number), key })).status).toBe(200);
});

test('a token alone decides nothing: not without her key, not with somebody else’s, not for a program', async () => {
  const number = await freshCase();
  const path = `/v1/cases/${number}/decisions`;
  const etag = await etagOf(number);
  const code = async (body: object, sent: Sent = {}) =>
    (await send(path, body, { etag, ...sent })).body['code'];
  const hers = decision(number, [1], 'hide', api.mina);
  expect(await code(hers, { token: await tokenFor(api.desk, 'reviewer', api.sora) })).toBe(
    'decision.signature',
  );
  expect(await code({ ...hers, act: 'refuse' })).toBe('decision.signature');
  expect(await code({ ...hers, signature: `${'A'.repeat(86)}==` })).toBe('decision.signature');
  expect(await code({ ...hers, signature: '' })).toBe('request.invalid');
  for (const role of ['reader', 'auditor', 'operator'] as const)
    expect(await code(hers, { token: api.tokens[role] })).toBe('token.role');
  expect(await code(hers, { key: '' })).toBe('idempotency.missing');
  expect(await code({ ...hers, extra: 1 })).toBe('request.invalid');
  const other = await freshCase();
  const moved = await send(`/v1/cases/${other}/decisions`, hers, { etag: await etagOf(other) });
  expect(moved.body['code']).toBe('decision.signature');
  expect((await seqOf(number)).some(({ kind }) => kind === 'item-decided')).toBe(false);
});

test('what was signed and recorded answers for nothing else that is asked under its id and signature', async () => {
  const number = await freshCase(2);
  const path = `/v1/cases/${number}/decisions`;
  const hers = decision(number, [1], 'hide', api.mina);
  expect((await send(path, hers, { etag: await etagOf(number) })).status).toBe(200);
  const asks = [{ act: 'refuse' }, { items: [2] }, { ground: { kind: 'terms', clause: '9.9' } }];
  for (const other of asks) {
    const given = await send(path, { ...hers, ...other }, { etag: await etagOf(number) });
    expect(given.body).toMatchObject({ status: 403, code: 'decision.signature' });
  }
  expect((await send(path, hers, { etag: await etagOf(number) })).body).toMatchObject({ act: 'hide' });
  expect((await seqOf(number)).filter(({ kind }) => kind === 'item-decided')).toHaveLength(1);
});

test('a claim keeps others out until it is handed back', async () => {
  const number = await freshCase();
  const claim = async (her: Signer, token: string, until: number | null) => {
    const asked: Asked =
      until === null ? { kind: 'release-claim' } : { kind: 'claim-case', until: instant(until) };
    const body = {
      ...signedAct(number, asked, her),
      until: until === null ? null : new Date(until).toISOString(),
    };
    return (await send(`/v1/cases/${number}/claim`, body, { token, method: 'PUT' })).body;
  };
  const soras = await tokenFor(api.desk, 'reviewer', api.sora);
  const soon = Date.now() + 10 * MINUTE;
  expect(await claim(api.mina, api.tokens.reviewer, soon)).toMatchObject({ act: 'claim-case' });
  expect((await api.get(`/v1/cases/${number}`, soras)).body).toMatchObject({ claim: { by: api.mina.id } });
  expect(await claim(api.sora, soras, soon)).toMatchObject({ code: 'claim.held', status: 409 });
  const body = decision(number, [1], 'hide', api.sora);
  const decided = await send(`/v1/cases/${number}/decisions`, body, {
    ...{ token: soras, etag: await etagOf(number) },
  });
  expect(decided.body).toMatchObject({ code: 'claim.held' });
  expect(await claim(api.mina, api.tokens.reviewer, null)).toMatchObject({ act: 'release-claim' });
  expect(await claim(api.sora, soras, soon)).toMatchObject({ act: 'claim-case' });
});

test('other acts: what a lead alone may ask, and each in the words that are signed', async () => {
  const number = await freshCase();
  const act = async (asked: Asked, asks: object, token: string) => {
    const body = { ...signedAct(number, asked, api.mina), asks };
    return (await send(`/v1/cases/${number}/acts`, body, { token, etag: await etagOf(number) })).body;
  };
  const { reviewer, lead } = api.tokens;
  const regime = (await api.desk.cases.load(idOf(`case-${cases}`)))?.laws[0]?.regime ?? '';
  const law = { kind: 'withdraw-law', regime, reason: 'not-this-law' } as const;
  expect(await act(law, law, reviewer)).toMatchObject({ status: 403, code: 'token.role' });
  const ground: Ground = { kind: 'terms', clause: '9' };
  const until = after(nowHere(), 60 * MINUTE);
  const keep = { kind: 'preserve-items', items: [1], ground, until } as const;
  expect(await act(keep, { ...keep, until: new Date(until).toISOString() }, reviewer)).toMatchObject({
    act: 'preserve-items',
  });
  const told = { kind: 'record-milestone', milestone: 'status-told', reachedAt: null } as const;
  expect(await act(told, told, reviewer)).toMatchObject({ act: 'record-milestone' });
  expect(await act({ kind: 'send-again' }, { kind: 'send-again' }, reviewer)).toMatchObject({ status: 409 });
  expect(await act(law, law, lead)).toMatchObject({ act: 'withdraw-law' });
  const unknown = { kind: 'withdraw-items', items: [1], letter: 'letter-9' };
  expect(await act(unknown as Asked, unknown, reviewer)).toMatchObject({ status: 409 });
  expect(await act(told, { ...told, milestone: 'told-everybody' }, reviewer)).toMatchObject({
    code: 'request.invalid',
  });
});

test('a law that the desk did not see is applied in the edition she names, and no other', async () => {
  const number = await freshCase();
  const act = async (edition: string) => {
    const law = { kind: 'apply-law', law: { regime: 'us-tida', edition } } as unknown as Asked;
    const asks = { kind: 'apply-law', regime: 'us-tida', edition };
    const body = { ...signedAct(number, law, api.mina), asks };
    return (await send(`/v1/cases/${number}/acts`, body, { etag: await etagOf(number) })).body;
  };
  expect(await act('2020-01-01')).toMatchObject({ status: 409, code: 'regime.unknown' });
  const { laws } = (await api.get('/v1/laws', api.tokens.reviewer)).body as {
    laws: { [key: string]: string }[];
  };
  const edition = laws.find(({ regime }) => regime === 'us-tida')?.['edition'] ?? '';
  expect(await act(edition)).toMatchObject({ act: 'apply-law' });
  const applied = await api.desk.cases.load(idOf(`case-${cases}`));
  expect(applied?.laws.map(({ regime }) => regime)).toContain('us-tida');
});

test('an appeal is recorded and answered by somebody who never decided on the item', async () => {
  const number = await freshCase();
  const refusing = decision(number, [1], 'refuse', api.mina);
  await send(`/v1/cases/${number}/decisions`, refusing, { etag: await etagOf(number) });
  const act = async (asked: Asked, her: Signer, token = api.tokens.reviewer) => {
    const body = { ...signedAct(number, asked, her), asks: asked };
    return {
      id: body.id,
      ...(await send(`/v1/cases/${number}/acts`, body, { token, etag: await etagOf(number) })),
    };
  };
  const against = decisionId(refusing.id);
  const appeal = { kind: 'receive-appeal', item: 1, from: 'notifier', against } as const;
  expect((await act({ ...appeal, against: decisionId('another') }, api.mina)).status).toBe(409);
  const received = await act(appeal, api.mina);
  expect(received.body).toMatchObject({ act: 'receive-appeal' });
  const ruling = {
    kind: 'decide-appeal',
    appeal: appealId(received.id),
    upheld: false,
    ground: GROUND,
  } as const;
  expect((await act(ruling, api.mina)).status).toBe(409);
  const soras = await tokenFor(api.desk, 'reviewer', api.sora);
  expect((await act(ruling, api.sora, soras)).body).toMatchObject({ act: 'decide-appeal' });
  const shown = (await api.get(`/v1/cases/${number}`, api.tokens.reader)).body;
  expect(shown['appeals']).toMatchObject([
    { item: 1, by: 'notifier', upheld: false, decidedBy: api.sora.id },
  ]);
});

test('whoever posted it is told although the letter asks for secrecy, once a lead says so', async () => {
  cases += 1;
  await open(api.desk, `case-${cases}`, { receivedAt: later(cases) }, { confidential: true });
  const number = `R-26-${String(cases).padStart(4, '0')}` as CaseNumber;
  const held = async () => (await api.get(`/v1/cases/${number}/reasons`, api.tokens.auditor)).body['held'];
  const asked = { kind: 'release-reasons' } as const;
  const act = async (token: string) => {
    const body = { ...signedAct(number, asked, api.mina), asks: asked };
    return (await send(`/v1/cases/${number}/acts`, body, { token, etag: await etagOf(number) })).body;
  };
  expect(await held()).toBe(true);
  expect(await act(api.tokens.reviewer)).toMatchObject({ status: 403, code: 'token.role' });
  expect(await act(api.tokens.lead)).toMatchObject({ act: 'release-reasons' });
  expect(await held()).toBe(false);
});

test('a withheld reply is released with the signature of the command line', async () => {
  cases += 1;
  await open(api.desk, `case-${cases}`, { receivedAt: later(cases) }, { level: 'L0' });
  const number = `R-26-${String(cases).padStart(4, '0')}` as CaseNumber;
  const at = nowHere();
  const id = randomUUID();
  const signature = api.mina.sign(releasePayload(number, { id: decisionId(id), by: api.mina.id, at }));
  const body = { id, at: utc(at), signature, asks: { kind: 'release-reply' } };
  const given = await send(`/v1/cases/${number}/acts`, body, { etag: await etagOf(number) });
  expect(given.body['code']).toMatch(/^reply\./);
});

test('an old signature decides nothing, nor one that is dated ahead', async () => {
  const number = await freshCase();
  const claim = { kind: 'claim-case', until: after(nowHere(), 5 * MINUTE) } as const;
  for (const at of [after(nowHere(), -11 * MINUTE), after(nowHere(), MINUTE)]) {
    const body = { ...signedAct(number, claim, api.mina, at), until: new Date(claim.until).toISOString() };
    const given = await send(`/v1/cases/${number}/claim`, body, { method: 'PUT' });
    expect(given.body).toMatchObject({ code: 'decision.stale', status: 409 });
  }
});

test('a body that is too large, or no JSON, is refused before anything is read of it', async () => {
  const path = '/v1/cases/R-26-0001/acts';
  const large = await send(path, { asks: 'x'.repeat(70_000) });
  expect(large.body).toMatchObject({ status: 413, code: 'request.too-large' });
  const words = await api.get(path, api.tokens.lead, { method: 'POST', body: 'hide it' });
  expect(words.body).toMatchObject({ status: 415, code: 'request.media-type' });
  const poison = await api.get(path, api.tokens.lead, {
    ...{ method: 'POST', body: '{"__proto__":{"role":"lead"}}' },
    headers: { 'content-type': 'application/json' },
  });
  expect(poison.body).toMatchObject({ status: 400, code: 'request.invalid' });
});
