// Handing a decision on over the API: to a person of the desk, to whoever leads it, to a body outside that is enrolled; and a lead who lets go of a
// claim of somebody else.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actPayload, type Asked } from '../../src/domain/decision/act-payload.ts';
import { authorityId, type CaseNumber, decisionId, personId } from '../../src/domain/kernel/ids.ts';
import { after, instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import { client } from '../support/api-client/client.ts';
import { apiUnderTest, type ApiUnderTest, type Signer, tokenFor } from '../support/api-desk.ts';
import { AUTHORITY, found, later, listed, T0 } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

type Client = ReturnType<typeof client>;
type Asks = Parameters<Client['postCasesNumberActs']>[0]['body']['asks'];

const THEIRS = { ...AUTHORITY, id: authorityId('theirs'), addresses: ['desk@theirs.example'] };
const SUCCEEDED = {
  ...{ ...AUTHORITY, id: authorityId('former'), addresses: ['desk@former.example'] },
  successor: { id: AUTHORITY.id, from: T0 },
};

let api: ApiUnderTest;
let hers: Client;
let leads: Client;
let auditor: Client;
let cases = 0;

beforeAll(async () => {
  api = await apiUnderTest();
  hers = client(api.url, api.tokens.reviewer);
  leads = client(api.url, await tokenFor(api.desk, 'lead', api.sora));
  auditor = client(api.url, api.tokens.auditor);
  const imported = { kind: 'imported', at: T0, file: 'digest' } as const;
  await api.desk.enrolments.append({ ...imported, authorities: [AUTHORITY, SUCCEEDED] }, 0);
  await api.other.enrolments.append({ ...imported, authorities: [THEIRS] }, 0);
});
afterAll(() => api.stop());

async function freshCase(): Promise<string> {
  cases += 1;
  const key = `case-${cases}`;
  await open(api.desk, key, { receivedAt: later(cases) }, { items: [listed(cases)] });
  await tell(api.desk, idOf(key), found(1, key));
  return `R-26-${String(cases).padStart(4, '0')}`;
}

/** @param signs in the words of the verbs */
async function signed(number: string, asks: Asks, signs: Asked, her: Signer = api.mina) {
  const act = { id: decisionId(randomUUID()), at: instant(Date.now()), by: her.id };
  const { etag } = await auditor.getCasesNumber({ path: { number } });
  return {
    path: { number },
    headers: { 'idempotency-key': randomUUID() as string, 'if-match': etag ?? '' },
    body: {
      ...{ id: act.id as string, at: new Date(act.at).toISOString(), asks },
      signature: her.sign(actPayload(number as CaseNumber, signs, act)),
    },
  };
}

const escalating = (to: Extract<Asks, { kind: 'escalate-case' }>['to']) =>
  ({ kind: 'escalate-case', to, why: 'law-question', items: [1] }) as const;
const toBody = (id: string): Asked => {
  const to = { kind: 'body', id: authorityId(id) } as const;
  return { kind: 'escalate-case', to, why: 'law-question', about: [1] };
};
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { readonly code: string }) => error.code,
  );
const escalatedOf = async (number: string) =>
  (await auditor.getCasesNumber({ path: { number } })).body.escalated;

test('people and bodies are shown by the ids that an act names, without keys and mailboxes, and none of another desk', async () => {
  expect((await auditor.getPeople({})).body).toEqual({
    people: [
      { id: api.mina.id, name: 'mina' },
      { id: api.sora.id, name: 'sora' },
    ],
    next: null,
  });
  const { authorities, next } = (await hers.getAuthorities({})).body;
  expect({ authorities, next }).toEqual({
    authorities: [
      {
        ...{ id: AUTHORITY.id, kind: AUTHORITY.kind, country: AUTHORITY.country },
        name: { en: AUTHORITY.nameEn, ko: AUTHORITY.name },
      },
    ],
    next: null,
  });
});

test('a decision is put to a body outside that is enrolled now, and to no other', async () => {
  const number = await freshCase();
  const to = (id: string, signs = id) =>
    signed(number, escalating({ kind: 'body', id }), toBody(signs)).then((asked) =>
      hers.postCasesNumberActs(asked),
    );
  expect(await codeOf(to('theirs'))).toBe('authority.unknown');
  expect(await codeOf(to(AUTHORITY.id, 'theirs'))).toBe('decision.signature');
  expect(await escalatedOf(number)).toBeNull();
  expect((await to(AUTHORITY.id)).body).toMatchObject({ number, act: 'escalate-case' });
  expect(await escalatedOf(number)).toMatchObject({
    ...{ to: { kind: 'body', id: AUTHORITY.id }, why: 'law-question', items: [1], by: api.mina.id },
  });
  // Its successor is asked, and is what she signs.
  expect(await codeOf(to('former', 'former'))).toBe('decision.signature');
});

test('a decision is handed on to a person, who has the case then, and to nobody who is not registered', async () => {
  const number = await freshCase();
  const to = (id: string) => {
    const signs = { kind: 'person', id: personId(id) } as const;
    const asks = escalating({ kind: 'person', id });
    return signed(number, asks, { kind: asks.kind, to: signs, why: asks.why, about: [1] }).then((asked) =>
      hers.postCasesNumberActs(asked),
    );
  };
  expect(await codeOf(to('nobody'))).toBe('decision.unknown-person');
  const sora = (await auditor.getPeople({})).body.people.find(({ name }) => name === 'sora');
  await to(sora?.id ?? '');
  expect((await auditor.getCasesNumber({ path: { number } })).body.claim).toMatchObject({ by: api.sora.id });
});

test('only a lead lets go of the claim of somebody else, and signs that she does it as a lead', async () => {
  const number = await freshCase();
  const until = after(instant(Date.now()), 5 * MINUTE);
  const claiming = await signed(number, { kind: 'send-again' }, { kind: 'claim-case', until });
  const { asks: _asks, ...signature } = claiming.body;
  const body = { ...signature, until: new Date(until).toISOString() };
  await hers.putCasesNumberClaim({ path: { number }, headers: claiming.headers, body });
  const asks = { kind: 'release-claim' } as const;
  const asLead = { ...asks, lead: true } as const;
  const tries = [
    codeOf(hers.postCasesNumberActs(await signed(number, asks, asLead))),
    codeOf(leads.postCasesNumberActs(await signed(number, asks, asks, api.sora))),
    codeOf(leads.postCasesNumberActs(await signed(number, asks, asLead))),
  ];
  expect(await Promise.all(tries)).toEqual(['token.role', 'decision.signature', 'decision.signature']);
  const claimOf = async () => (await auditor.getCasesNumber({ path: { number } })).body.claim;
  expect(await claimOf()).toMatchObject({ by: api.mina.id });
  await leads.postCasesNumberActs(await signed(number, asks, asLead, api.sora));
  expect(await claimOf()).toBeNull();
  expect(await codeOf(leads.postCasesNumberActs(await signed(number, asks, asLead, api.sora)))).toBe(
    'claim.none',
  );
});
