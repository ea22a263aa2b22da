// Misuse over the API, through the generated client: what is shown, what a person may do with her own key and what nobody may, once however
// often it is sent, and nothing of another desk.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AskedOfNotifier } from '../../src/domain/case/limiting.ts';
import { notifierPayload, toldPayload } from '../../src/domain/decision/notifier-payload.ts';
import { type CaseNumber, decisionId } from '../../src/domain/kernel/ids.ts';
import { after, DAY, instant } from '../../src/domain/kernel/instant.ts';
import { client } from '../support/api-client/client.ts';
import { apiUnderTest, type ApiUnderTest, type Signer, tokenFor } from '../support/api-desk.ts';
import { decides, found, listed, REPORT } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

type Client = ReturnType<typeof client>;
const MARK = 'mark-of-one';
const nowHere = () => instant(Date.now());

let api: ApiUnderTest;
let hers: Client;
let soras: Client;
let auditor: Client;

beforeAll(async () => {
  api = await apiUnderTest();
  hers = client(api.url, api.tokens.reviewer);
  soras = client(api.url, await tokenFor(api.desk, 'reviewer', api.sora));
  auditor = client(api.url, api.tokens.auditor);
  for (let at = 1; at <= 5; at += 1) await refused(api.desk, `a${at}`, at);
  for (let at = 1; at <= 6; at += 1) await refused(api.other, `theirs-${at}`, at);
});
afterAll(() => api.stop());

/** A report of one account, told of and refused by a person. */
async function refused(desk: ApiUnderTest['desk'], key: string, at: number): Promise<void> {
  const evidence = { source: { notifier: MARK, words: null } };
  const options = { level: 'L0', report: REPORT, items: [listed(at)], letter: `letter-of-${key}` } as const;
  await open(desk, key, { evidence, receivedAt: nowHere() }, options);
  await tell(desk, idOf(key), found(1, `copy-${key}`), decides(1, 'refuse'));
}

type Steps = Parameters<Client['postCasesNumberNotifier']>[0]['body']['asks'];

/** A step on whoever sent that case, signed over the mark that the API gives. */
async function stepOn(number: string, asks: Steps, her: Signer = api.mina) {
  const { notifier } = (await auditor.getCasesNumberNotifier({ path: { number } })).body;
  const act = { id: decisionId(randomUUID()), at: nowHere(), by: her.id };
  const more = asks.kind === 'lift' ? [] : asks.cases;
  const asked: AskedOfNotifier = {
    ...{ kind: asks.kind, notifier: notifier ?? '' },
    cases: [...new Set([number, ...more])] as CaseNumber[],
    reason: asks.kind === 'lift' ? null : asks.reason,
    until: asks.kind === 'limit' ? instant(Date.parse(asks.until)) : null,
  };
  const signature = her.sign(notifierPayload(asked, act));
  return {
    path: { number },
    headers: { 'idempotency-key': randomUUID() },
    body: { id: act.id as string, at: new Date(act.at).toISOString(), signature, asks },
  };
}

function telling(of: string, her: Signer = api.mina) {
  const act = { id: decisionId(randomUUID()), at: nowHere(), by: her.id };
  return {
    path: { act: of },
    headers: { 'idempotency-key': randomUUID() },
    body: {
      ...{ id: act.id as string, at: new Date(act.at).toISOString() },
      signature: her.sign(toldPayload(of, act)),
    },
  };
}

const withBadSignature = (asked: ReturnType<typeof telling>) => ({
  ...asked,
  body: { ...asked.body, signature: `${'A'.repeat(86)}==` },
});
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { readonly code: string }) => error.code,
  );
const actsNow = async () => (await auditor.getMisuseActs({})).body.acts;
const readsNow = async () =>
  (await auditor.getReads({ query: { limit: 5 } })).body.reads.map(({ what, number }) => [what, number]);

const THREE = ['R-26-0001', 'R-26-0002', 'R-26-0003'];
const warn = { kind: 'warn', cases: THREE, reason: 'same-again' } as const;

test('patterns and notices are shown with their figures, in pages, each look recorded, and none of another desk', async () => {
  const { patterns, next } = (await auditor.getMisuse({})).body;
  expect(patterns).toMatchObject([
    { kind: 'refused', notifiers: 1, newcomers: 1, outcomes: { refused: 5, waiting: 0 }, danger: 0 },
  ]);
  expect([patterns[0]?.cases.length, patterns[0]?.casesNext, next]).toEqual([5, null, null]);
  const rest = (await auditor.getMisuse({ query: { casesAfter: 3 } })).body.patterns;
  expect(rest.map(({ cases }) => cases)).toEqual([patterns[0]?.cases.slice(3)]);
  expect((await auditor.getMisuse({ query: { after: 1 } })).body.patterns).toEqual([]);
  const number = 'R-26-0001';
  const first = (await auditor.getCasesNumberNotifier({ path: { number }, query: { limit: 4 } })).body;
  expect(first).toMatchObject({ notifier: MARK, next: 4 });
  const second = (await auditor.getCasesNumberNotifier({ path: { number }, query: { after: 4 } })).body;
  expect([...first.notices, ...second.notices].map((one) => [one.number, one.outcome])).toEqual(
    [1, 2, 3, 4, 5].map((at) => [`R-26-000${at}`, 'refused']),
  );
  expect(await codeOf(auditor.getCasesNumberNotifier({ path: { number: 'R-26-0006' } }))).toBe(
    'case.unknown',
  );
  await auditor.getMisuseActs({});
  expect(await readsNow()).toEqual([
    ['misuse-acts', null],
    ['notifier', number],
    ['notifier', number],
    ['misuse', null],
    ['misuse', null],
  ]);
});

test('a notifier is warned, goes on, is limited for a time, is told each time, and may be let go', async () => {
  const limit = { ...warn, kind: 'limit', until: new Date(after(nowHere(), DAY)).toISOString() } as const;
  expect(await codeOf(hers.postCasesNumberNotifier(await stepOn('R-26-0001', limit)))).toBe(
    'notifier.not-warned',
  );
  const warned = (await hers.postCasesNumberNotifier(await stepOn('R-26-0001', warn))).body;
  expect(warned).toMatchObject({ kind: 'warn', cases: THREE, byMail: false });
  expect(warned.tell).toContain('R-26-0003');
  expect(await codeOf(hers.postCasesNumberNotifier(await stepOn('R-26-0001', limit)))).toBe(
    'notifier.not-warned',
  );
  expect((await hers.putMisuseActsActTold(telling(warned.id))).body).toEqual({ told: warned.id });
  expect(await codeOf(soras.putMisuseActsActTold(telling(warned.id, api.sora)))).toBe('notifier.told');
  await refused(api.desk, 'b', 10);
  const limited = (await soras.postCasesNumberNotifier(await stepOn('R-26-0006', limit, api.sora))).body;
  expect(limited.cases).toEqual(['R-26-0006', ...THREE]);
  expect(await actsNow()).toMatchObject([
    { kind: 'warn', by: 'mina', told: { how: 'person' }, holds: false },
    { id: limited.id, kind: 'limit', by: 'sora', reason: 'same-again', told: null, holds: false },
  ]);
  await hers.putMisuseActsActTold(telling(limited.id));
  expect((await actsNow()).at(-1)).toMatchObject({ id: limited.id, holds: true });
  expect(await codeOf(hers.postCasesNumberNotifier(await stepOn('R-26-0006', limit)))).toBe(
    'notifier.limited',
  );
  const lifted = (await hers.postCasesNumberNotifier(await stepOn('R-26-0001', { kind: 'lift' }))).body;
  expect(lifted).toMatchObject({ kind: 'lift', cases: ['R-26-0001'] });
  expect((await actsNow()).some(({ holds }) => holds)).toBe(false);
});

test('the same step sent again is done once and answered the same, also when its answer was lost', async () => {
  const before = (await actsNow()).length;
  const asked = await stepOn('R-26-0002', warn);
  const all = await Promise.all([1, 2, 3].map(() => hers.postCasesNumberNotifier(asked)));
  const [first] = all;
  expect(all.map(({ body }) => body)).toEqual([first?.body, first?.body, first?.body]);
  const losing = (key: string) =>
    api.database.pool.query('update kept_answers set answer = null where key = $1', [key]);
  await losing(asked.headers['idempotency-key']);
  expect((await hers.postCasesNumberNotifier(asked)).body).toEqual(first?.body);
  expect((await actsNow()).length).toBe(before + 1);
  const newKey = { ...asked, headers: { 'idempotency-key': randomUUID() } };
  const lift = { ...newKey, body: { ...asked.body, asks: { kind: 'lift' as const } } };
  expect(await codeOf(hers.postCasesNumberNotifier(lift))).toBe('decision.signature');
  expect(await codeOf(soras.postCasesNumberNotifier(newKey))).toBe('decision.signature');
  const other = { ...asked, body: { ...asked.body, asks: { ...warn, reason: 'in-concert' as const } } };
  expect(await codeOf(hers.postCasesNumberNotifier(other))).toBe('idempotency.reused');
  const saying = telling(asked.body.id);
  await hers.putMisuseActsActTold(saying);
  await losing(saying.headers['idempotency-key']);
  expect((await hers.putMisuseActsActTold(saying)).body).toEqual({ told: asked.body.id });
  expect(await codeOf(hers.putMisuseActsActTold({ ...saying, path: { act: randomUUID() } }))).toBe(
    'idempotency.reused',
  );
});

test('a token alone does nothing to anybody: not without her key, not with another’s, not for another step', async () => {
  const before = await actsNow();
  const asked = await stepOn('R-26-0003', warn);
  const fresh = (body: object) => ({
    ...asked,
    headers: { 'idempotency-key': randomUUID() },
    body: { ...asked.body, ...body },
  });
  const tries = [
    soras.postCasesNumberNotifier(fresh({})),
    hers.postCasesNumberNotifier(fresh({ signature: `${'A'.repeat(86)}==` })),
    hers.postCasesNumberNotifier(fresh({ asks: { ...warn, reason: 'in-concert' } })),
    hers.postCasesNumberNotifier(fresh({ asks: { ...warn, cases: THREE.slice(1) } })),
    hers.postCasesNumberNotifier({ ...fresh({}), path: { number: 'R-26-0004' } }),
    hers.putMisuseActsActTold(telling(before[0]?.id ?? '', api.sora)),
    // What is there already is not said to be hers because its id is known.
    hers.postCasesNumberNotifier(fresh({ id: before[0]?.id })),
    hers.putMisuseActsActTold(withBadSignature(telling(before[0]?.id ?? ''))),
  ];
  expect(await Promise.all(tries.map(codeOf))).toEqual(Array(8).fill('decision.signature'));
  const old = { ...asked, body: { ...asked.body, at: new Date(Date.now() - 11 * 60_000).toISOString() } };
  expect(await codeOf(hers.postCasesNumberNotifier(old))).toBe('decision.signature');
  expect(await codeOf(hers.postCasesNumberNotifier({ ...asked, headers: {} as typeof asked.headers }))).toBe(
    'idempotency.missing',
  );
  for (const role of ['reader', 'auditor', 'operator'] as const)
    expect(await codeOf(client(api.url, api.tokens[role]).postCasesNumberNotifier(fresh({})))).toBe(
      'token.role',
    );
  expect(await actsNow()).toEqual(before);
});

test('another desk’s notifiers, notices and steps are not there, although they bear the same mark', async () => {
  const before = await actsNow();
  const theirs = { ...warn, cases: ['R-26-0001', 'R-26-0002', 'R-26-0009'] };
  expect(await codeOf(hers.postCasesNumberNotifier(await stepOn('R-26-0001', theirs)))).toBe(
    'notifier.too-few',
  );
  const id = randomUUID();
  const made = { kind: 'warn', notifier: MARK, cases: THREE as CaseNumber[], reason: 'same-again' } as const;
  await api.other.notifiers.add(
    { ...made, until: null, id: decisionId(id), by: api.mina.id, at: nowHere() },
    'signed elsewhere',
  );
  expect(await codeOf(hers.putMisuseActsActTold(telling(id)))).toBe('notifier.told');
  expect(await codeOf(hers.putMisuseActsActTold(telling(randomUUID())))).toBe('notifier.told');
  expect(await actsNow()).toEqual(before);
  expect((await api.other.notifiers.acts())[0]?.told).toBeNull();
});

test('whoever cannot be told from others is shown as nobody, and nothing is held against her', async () => {
  await open(api.desk, 'nobody', { receivedAt: nowHere() }, { level: 'L0', items: [listed(60)] });
  const number = 'R-26-0007';
  expect((await auditor.getCasesNumberNotifier({ path: { number } })).body).toEqual({
    ...{ notifier: null, notices: [], next: null },
  });
  expect(await codeOf(hers.postCasesNumberNotifier(await stepOn(number, warn)))).toBe('notifier.not-known');
});
