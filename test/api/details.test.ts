// What there is to know of one case beside its state, in pieces that leave nothing out.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY } from '../../src/domain/kernel/instant.ts';
import { apiUnderTest, type ApiUnderTest } from '../support/api-desk.ts';
import { acted, decides, found, later, listed, looked, signed, swept } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

const COPIES = Array.from({ length: 120 }, (_, at) => `c${at}`);
const RECORDS = COPIES.map((copy) => ({ copy, digest: 'ab' }));
let api: ApiUnderTest;

beforeAll(async () => {
  api = await apiUnderTest();
  await open(api.desk, 'one', {}, { items: [listed(1), listed(2), listed(3)] });
  await tell(api.desk, idOf('one'), found(1, ...COPIES), found(2, 'd1'), decides(2, 'hide'));
  await tell(api.desk, idOf('one'), acted(2, 'd1'), looked(2, 'd1', 'gone'), swept(2));
  for (const at of [1, 2, 3, 4, 5])
    await open(api.desk, `joins-${at}`, { receivedAt: later(at * 1_000) }, { items: [listed(1)] });
  await open(api.other, 'theirs', {}, { items: [listed(1)] });
});
afterAll(() => api.stop());

const CASE = '/v1/cases/R-26-0001';
const audited = async (path: string) => (await api.get(`${CASE}${path}`, api.tokens.auditor)).body;

/** Every page of a list, one after the other. @returns what was in them, and how many there were */
async function pages(path: string, member: string, ask = audited) {
  const all: Readonly<Record<string, unknown>>[] = [];
  let [count, after]: [number, number | string | null] = [0, 0];
  while (after !== null && count < 99) {
    const body = await ask(`${path}${path.includes('?') ? '&' : '?'}after=${after}`);
    all.push(...(body[member] as Readonly<Record<string, unknown>>[]));
    count += 1;
    after = body['next'] as number | null;
  }
  return { all, count };
}

test('items come page by page, each with its first copies and where the others begin', async () => {
  const { all, count } = await pages('?limit=2', 'items');
  expect({ positions: all.map(({ position }) => position), count }).toEqual({
    positions: [1, 2, 3],
    count: 2,
  });
  expect(all[0]?.['copies']).toHaveLength(50);
  expect(all.map(({ copiesNext }) => copiesNext)).toEqual([50, null, null]);
});

test('copies of an item come page by page, with what the search could not see', async () => {
  const { all, count } = await pages('/items/1/copies?limit=50', 'copies');
  expect(all.map(({ id }) => id)).toEqual(COPIES);
  expect(count).toBe(3);
  const { coverage } = await audited('/items/1/copies?limit=1');
  expect(coverage).toMatchObject({ complete: false, blind: ['e2ee'] });
  expect(await audited('/items/9/copies')).toMatchObject({ status: 409, code: 'item.unknown' });
  expect(JSON.stringify(all)).not.toMatch(/uploader|blob|container|address/);
});

test('cases about the same place come page by page, and none of another desk', async () => {
  const { all, count } = await pages('/joined?limit=2', 'joined');
  const numbers = ['R-26-0002', 'R-26-0003', 'R-26-0004', 'R-26-0005', 'R-26-0006'];
  expect(all.map(({ number }) => number)).toEqual(numbers);
  expect(count).toBe(3);
  expect(all[0]).toMatchObject({ item: 1, position: 1, decision: null, appealOpen: false });
});

test('what was told to whoever posted it: how many are owed, and nobody’s account', async () => {
  expect(await audited('/reasons')).toMatchObject({ held: false, owed: 1, told: [], next: null });
  const told = { kind: 'record-reasons', of: 2, decision: 'hide-2', account: 'uploader-1', digest: 'ab' };
  const state = await api.desk.cases.load(idOf('one'));
  const account = state?.items[1]?.copies[0]?.copy.uploader ?? '';
  await tell(api.desk, idOf('one'), { ...told, account, outcome: 'told' } as Parameters<typeof tell>[2]);
  const after = await audited('/reasons');
  expect(after).toMatchObject({
    owed: 0,
    told: [{ item: 2, decision: 'hide-2', done: 'hidden', outcome: 'told' }],
  });
  if (account !== '') expect(JSON.stringify(after)).not.toContain(account);
});

test('what is kept for whoever asked, with its end', async () => {
  const ground = { kind: 'terms', clause: '9' } as const;
  const act = {
    kind: 'preserve-item',
    item: 1,
    ground,
    until: later(9 * DAY),
    records: RECORDS,
    act: signed('keep-1'),
  };
  const kept = await tell(api.desk, idOf('one'), act as unknown as Parameters<typeof tell>[2]);
  expect(kept.ok ? 'done' : kept.error.code).toBe('done');
  const lead = async (path: string) => (await api.get(path, api.tokens.lead)).body;
  const all = (await lead('/v1/preservations?ended=true'))['preservations'];
  expect(all).toMatchObject([{ number: 'R-26-0001', item: 1, ground: 'terms:9', extended: false }]);
});

test('letters of a thread and the chain of receipts', async () => {
  expect(await audited('/letters')).toEqual({ letters: [], follows: null, followedBy: [], next: null });
  expect(await audited('/receipts')).toMatchObject({ kind: 'whole' });
});

test('the queue and the clocks come page by page, each clock once, however the time goes on', async () => {
  const lead = async (path: string) => (await api.get(path, api.tokens.lead)).body;
  const queued = await pages('/v1/queue?limit=2', 'queue', lead);
  const all = (await lead('/v1/queue'))['queue'] as { number: string }[];
  expect(queued.all.map(({ number }) => number)).toEqual(all.map(({ number }) => number));
  expect(queued.all.map(({ place }) => place)).toEqual(all.map((_, at) => at + 1));
  const seen: string[] = [];
  let cursor: unknown = '';
  while (cursor !== null) {
    const body = await lead(`/v1/clocks?limit=2${cursor === '' ? '' : `&cursor=${String(cursor)}`}`);
    seen.push(
      ...(body['clocks'] as { case: string; clock: string }[]).map((one) => `${one.case} ${one.clock}`),
    );
    cursor = body['next'];
  }
  const clocks = (await lead('/v1/clocks'))['clocks'] as { case: string; clock: string }[];
  expect(clocks.length).toBeGreaterThan(4);
  expect(seen).toEqual(clocks.map((one) => `${one.case} ${one.clock}`));
  for (const bad of [[1], [1, 99, 1, 'a', 'b'], [1e99, 1, 1, 'a', 'b'], [1, 1, -5, 'a', 'b']]) {
    const text = Buffer.from(JSON.stringify(bad)).toString('base64url');
    expect(await lead(`/v1/clocks?cursor=${text}`)).toMatchObject({ code: 'request.invalid' });
  }
});
