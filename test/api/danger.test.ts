// Somebody in danger, over the API: what to do now and whom to turn to, and a person's word that changes it. Nothing is spared without her key.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FoundDanger } from '../../src/domain/case/desk-events.ts';
import { actPayload } from '../../src/domain/decision/act-payload.ts';
import { type CaseNumber, decisionId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { client } from '../support/api-client/client.ts';
import { apiUnderTest, type ApiUnderTest, type Signer } from '../support/api-desk.ts';
import { found, listed } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

const [NOBODY, THREAT, MARKED] = ['R-26-0001', 'R-26-0002', 'R-26-0003'];
const LINKS = [31, 32].map((at) => listed(at).locator.link);

let api: ApiUnderTest;
let hers: ReturnType<typeof client>;
let reader: ReturnType<typeof client>;

beforeAll(async () => {
  api = await apiUnderTest();
  hers = client(api.url, api.tokens.reviewer);
  reader = client(api.url, api.tokens.reader);
  await open(api.desk, 'nobody', {}, { items: [listed(11)] });
  await open(api.desk, 'threat', {}, { dangers: ['threat'], items: [listed(21)] });
  await open(api.desk, 'marked', {}, { items: [listed(31), listed(32)] });
});
afterAll(() => api.stop());

const emergencyOf = async (number = '') => (await reader.getCasesNumberEmergency({ path: { number } })).body;
const etagOf = async (number = '') => (await reader.getCasesNumber({ path: { number } })).etag ?? '';
const spared = async (tenant = 'main') => {
  const sql = 'select key from media_spared where tenant_id = $1 order by key';
  const { rows } = await api.database.pool.query<{ key: string }>(sql, [tenant]);
  return rows.map(({ key }) => key);
};
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { readonly code: string }) => error.code,
  );

/** @param signs what she signs, where that is something else than what is asked */
async function mark(number = '', danger: FoundDanger = 'none', signs = danger, her: Signer = api.mina) {
  const act = { id: decisionId(randomUUID()), at: instant(Date.now()), by: her.id };
  const asked = { kind: 'mark-danger', danger } as const;
  const signature = her.sign(actPayload(number as CaseNumber, { ...asked, danger: signs }, act));
  return {
    path: { number },
    headers: { 'idempotency-key': randomUUID() as string, 'if-match': await etagOf(number) },
    body: { id: act.id as string, at: new Date(act.at).toISOString(), signature, asks: asked },
  };
}

test('what to do now, in both languages, and whom to turn to where the law applies; recorded', async () => {
  const { emergency, found: word } = await emergencyOf(THREAT);
  expect(word).toBeNull();
  expect(emergency).toMatchObject({
    danger: 'threat',
    says: { en: expect.stringContaining('THREATENED'), ko: expect.stringContaining('협박') },
    countries: [{ country: 'KR', underAgeBelow: 19, overdue: false }],
  });
  const [first] = emergency?.steps ?? [];
  expect(first).toMatchObject({ step: 'hide-first', says: { ko: expect.stringContaining('숨김') } });
  const phones = emergency?.countries.flatMap(({ contacts }) => contacts.map(({ phone }) => phone));
  expect(phones).toContain('112');
  const { reads } = (await client(api.url, api.tokens.auditor).getReads({ query: { limit: 1 } })).body;
  expect(reads).toMatchObject([{ what: 'emergency', number: THREAT }]);
});

test('a case in which nobody is in danger says so, and the view names no link', async () => {
  expect(await emergencyOf(NOBODY)).toEqual({ found: null, emergency: null });
  expect(JSON.stringify(await emergencyOf(THREAT))).not.toContain('chat.example');
});

test('without her key nothing is said and nothing is spared', async () => {
  const signed = await mark(MARKED, 'minor');
  const junk = { ...signed, body: { ...signed.body, signature: `${'A'.repeat(86)}==` } };
  for (const asked of [
    junk,
    await mark(MARKED, 'minor', 'none'),
    await mark(MARKED, 'minor', 'minor', api.sora),
  ])
    expect(await codeOf(hers.postCasesNumberActs(asked))).toBe('decision.signature');
  for (const role of ['reader', 'auditor', 'operator'] as const)
    expect(await codeOf(client(api.url, api.tokens[role]).postCasesNumberActs(signed))).toBe('token.role');
  expect(await spared()).toEqual([]);
  expect(await emergencyOf(MARKED)).toEqual({ found: null, emergency: null });
});

test('somebody under age: every place is spared and her word stands although the case has changed; that nobody is in danger needs a fresh look', async () => {
  const [asked, none] = [await mark(MARKED, 'minor'), await mark(MARKED, 'none')];
  await tell(api.desk, idOf('marked'), found(1, 'c1'));
  expect(await codeOf(hers.postCasesNumberActs(none))).toBe('case.changed');
  expect(await spared()).toEqual([]);
  const done = (await hers.postCasesNumberActs(asked)).body;
  expect(done).toMatchObject({ number: MARKED, act: 'mark-danger' });
  expect(await spared()).toEqual(LINKS);
  expect((await hers.postCasesNumberActs(asked)).body).toEqual(done);
  expect(await emergencyOf(MARKED)).toMatchObject({
    found: 'minor',
    emergency: { danger: 'child', steps: [{ step: 'no-pictures' }, {}, {}, {}, {}] },
  });
  const { queue } = (await reader.getQueue({})).body;
  expect(queue.find(({ number }) => number === MARKED)).toMatchObject({ danger: 'child' });
  expect(await spared('other')).toEqual([]);
  expect(await codeOf(hers.postCasesNumberActs(await mark(MARKED, 'minor')))).toBe('danger.marked');
});

test('where nobody is in danger she says so; what was spared stays spared', async () => {
  await hers.postCasesNumberActs(await mark(MARKED, 'none'));
  await hers.postCasesNumberActs(await mark(THREAT, 'none'));
  expect(await emergencyOf(MARKED)).toEqual({ found: 'none', emergency: null });
  expect(await emergencyOf(THREAT)).toEqual({ found: 'none', emergency: null });
  expect(await spared()).toEqual(LINKS);
});
