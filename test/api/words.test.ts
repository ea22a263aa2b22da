// The words of reports and appeals over the API: for whoever answers them, recorded first, no account beside them, and nothing else of the vault.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptWords } from '../../src/workflow/kept-words.ts';
import { client } from '../support/api-client/client.ts';
import { apiUnderTest, type ApiUnderTest, type TenantDesk } from '../support/api-desk.ts';
import { decides, found, listed, REPORT } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { ACCOUNT, platformAppeal } from '../support/platform-appeal.ts';
import { storeOf } from '../support/postgres-store.ts';

const [WORDS, CONTACT, APPEAL] = ['협박을 받고 있어요', '밤에만 전화', '제 사진이에요'];
const REPORTED = { words: WORDS, contact: CONTACT, reporter: { id: ACCOUNT } };
/** As the messenger names one. */
const ID = 'messenger:appeal-7:1795132800000';
const NUMBERS = { reported: 'R-26-0001', lost: 'R-26-0002', letter: 'R-26-0003', long: 'R-26-0004' } as const;
/** Its 10,000th unit is the first half of a character. */
const LONG = `${'가'.repeat(9_999)}😀 and more`;

let api: ApiUnderTest;
let reviewer: ReturnType<typeof client>;

beforeAll(async () => {
  api = await apiUnderTest();
  reviewer = client(api.url, api.tokens.reviewer);
  await fill(api.desk);
});
afterAll(() => api.stop());

/** A case of a report and an appeal, one whose words the vault has lost, one of a letter, and one of more words than anybody writes. */
async function fill(desk: TenantDesk): Promise<void> {
  await write(
    desk,
    'reported',
    await sealed(desk, REPORTED),
    await sealed(desk, { words: APPEAL, account: { id: ACCOUNT } }),
  );
  await write(desk, 'lost', 'f'.repeat(64), 'e'.repeat(64));
  const rawDigest = await sealed(desk, { words: 'of a letter' });
  await open(desk, 'letter', { rawDigest }, { letter: 'letter-of-letter' });
  await write(desk, 'long', await sealed(desk, LONG), await sealed(desk, { words: LONG }));
}

const sealed = (desk: TenantDesk, said: object | string): Promise<string> =>
  desk.vault.put(Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)));

async function write(
  desk: TenantDesk,
  key: keyof typeof NUMBERS,
  rawDigest: string,
  words: string,
): Promise<void> {
  const at = Object.keys(NUMBERS).indexOf(key) + 1;
  const report = { level: 'L0', report: REPORT, items: [listed(at)], letter: `letter-of-${key}` } as const;
  await open(desk, key, { rawDigest }, report);
  await tell(desk, idOf(key), found(1, `c-${key}`), decides(1, 'refuse'));
  const written = await tell(desk, idOf(key), platformAppeal(words, ID));
  expect(written.ok).toBe(true);
}

const of = (number: string) => ({ path: { number } });
const ofAppeal = (number: string, appeal = ID) => ({ path: { number, appeal } });
const lastRead = async () =>
  (await client(api.url, api.tokens.auditor).getReads({ query: { limit: 1 } })).body.reads[0];

test('of a report her words and how to reach her, and not which account she has', async () => {
  const { body } = await reviewer.getCasesNumberReport(of(NUMBERS.reported));
  expect(body).toEqual({ words: WORDS, contact: CONTACT, cut: false });
  expect(await lastRead()).toMatchObject({
    ...{ what: 'report-words', number: NUMBERS.reported, part: null, person: api.mina.id, login: null },
  });
});

test('of an appeal its words, to be read before somebody rules on it', async () => {
  const { body: shown } = await reviewer.getCasesNumber({ ...of(NUMBERS.reported), query: {} });
  expect(shown.appeals).toMatchObject([{ id: ID, onPlatform: true }]);
  expect(JSON.stringify(shown)).not.toContain(APPEAL);
  const { body } = await reviewer.getCasesNumberAppealsAppeal(ofAppeal(NUMBERS.reported));
  expect(body).toEqual({ words: APPEAL, cut: false });
  expect(await lastRead()).toMatchObject({ what: 'appeal-words', number: NUMBERS.reported, part: ID });
});

test.each(['report', `appeals/${ID}`])('%s is in no cache, and no longer than anybody writes', async (at) => {
  const { status, headers, body } = await api.get(`/v1/cases/${NUMBERS.long}/${at}`, api.tokens.lead);
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(body).toMatchObject({ words: '가'.repeat(9_999), cut: true });
});

test('where it cannot be recorded no word leaves', async () => {
  const blind = await apiUnderTest((desk) => ({
    ...desk,
    reads: { ...desk.reads, record: () => Promise.reject(new Error('the disk is full')) },
  }));
  try {
    await fill(blind.desk);
    for (const at of ['report', `appeals/${ID}`]) {
      const { status, body } = await blind.get(`/v1/cases/${NUMBERS.reported}/${at}`, blind.tokens.lead);
      expect([status, body['code']]).toEqual([503, 'read.not-recorded']);
      expect(JSON.stringify(body)).not.toMatch(new RegExp(`${WORDS}|${CONTACT}|${APPEAL}`));
    }
  } finally {
    await blind.stop();
  }
});

test('the role of the API in the database finds no letter by itself', async () => {
  const { cases } = storeOf(api.database.as('api'), 'main');
  await expect(keptWords({ cases, vault: api.desk.vault }).report(idOf('reported'))).rejects.toThrow(
    'permission denied',
  );
});

test.each([
  ['report', NUMBERS.lost, 410, 'letter.unknown'],
  [`appeals/${ID}`, NUMBERS.lost, 410, 'letter.unknown'],
  ['report', NUMBERS.letter, 404, 'report.none'],
  [`appeals/${ID}`, NUMBERS.letter, 404, 'appeal.unknown'],
  ['appeals/appeal-2', NUMBERS.reported, 404, 'appeal.unknown'],
  ['report', 'R-26-0900', 404, 'case.unknown'],
])('%s of %s: %i %s, and nothing is recorded', async (at, number, status, code) => {
  const count = async () => (await api.database.pool.query('select * from reads')).rowCount;
  const before = await count();
  const given = await api.get(`/v1/cases/${number}/${at}`, api.tokens.lead);
  expect({ status: given.status, code: given.body['code'] }).toEqual({ status, code });
  expect(await count()).toBe(before);
});
