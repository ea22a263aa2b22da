// What the command line shows of people is in the record of reads before it is shown, with the account of the machine and whoever she says she
// is; where it cannot be recorded nothing is shown.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';
import { postgresGateList } from '../../src/adapters/store/postgres/gate-list.ts';
import { letterId } from '../../src/domain/kernel/ids.ts';
import { wiring } from '../../src/main/wiring.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { configFile, type Ran, redressHere } from '../support/command-line.ts';
import { decides, found, later, listed, REPORT } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { ACCOUNT, platformAppeal } from '../support/platform-appeal.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const COMMANDS = path.resolve(import.meta.dirname, '../../src/entry/cli');
const NUMBER = 'R-26-0001';
const LETTER = 'Words of whoever asks';
const WORDS = 'Words of whoever appeals';
const LINK = 'https://chat.example/r/maple/m/1';
const FROM = 'somebody@elsewhere.example';
const FILED = '018f0000-0000-7000-8000-0000000000f1';

let database: Desk;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  database = await openedDatabase(anyFlavor());
  folder = await mkdtemp(path.join(tmpdir(), 'redress-recorded-'));
  config = await configFile({ data: folder, database: { url: database.url }, log: { level: 'silent' } });
  await run('people', 'add', 'mina');
  const store = storeOf(database.db, 'main');
  const vault = await fileVault(path.join(folder, 'vault'));
  const rawDigest = await vault.put(Buffer.from(LETTER));
  const notice = { level: 'L0', report: REPORT, items: [listed(1)], letter: 'letter-of-one' } as const;
  await open(store, 'one', { rawDigest, evidence: { source: { notifier: 'mark-1', words: null } } }, notice);
  await tell(store, idOf('one'), found(1, 'c1'), decides(1, 'refuse'));
  await tell(store, idOf('one'), platformAppeal(await vault.put(Buffer.from(WORDS))));
  await store.filed.put({
    ...{ id: letterId(FILED), contentKey: 'filed', rawDigest, receivedAt: later(1), as: 'newsletter' },
    ...{ from: FROM, about: null, evidence: {} },
  });
  await postgresGateList(database.db, 'main').keepStop({
    ...{ id: 'stop-1', connector: 'messenger', sha256: 'a'.repeat(64), uploader: ACCOUNT, verdict: 'hold' },
    ...{ at: later(1), like: { case: idOf('one'), distance: 4 } },
  });
});
afterAll(async () => {
  await database.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

/** A platform that holds one upload, and knows which place a link names. */
const platform = {
  gates: new Map([
    ['messenger', { held: async () => [{ blob: 'b1', mime: 'image/png', uploader: ACCOUNT }] }],
  ]),
  connectors: { for: () => ({ spotOf: () => 'maple/1' }) },
};

/** The command line over a real desk, beside that platform. @param change of the desk, such as a record that takes no writes */
const wired =
  (change: object = {}): typeof wiring =>
  (file) => {
    const real = wiring(file);
    return {
      ...real,
      openDesk: async () => ({ ...(await real.openDesk()), ...platform, ...change }) as never,
    };
  };
const run = (...args: string[]): Promise<Ran> => redressHere([...args, '--config', config.file], {}, wired());

interface Row {
  readonly what: string;
  readonly case_id: string | null;
  readonly part: string | null;
  readonly login: string | null;
  readonly token_id: string | null;
  readonly person_id: string | null;
}
const rows = async (): Promise<readonly Row[]> =>
  (await database.pool.query<Row>('select * from reads order by read_id')).rows;

/** A command, what it shows, and what is recorded of it: the word, whether the case is known, and which part of it. */
const VIEWS: readonly (readonly [string, string, string, boolean, string | null])[] = [
  [`case ${NUMBER}`, LINK, 'case', true, null],
  [`case ${NUMBER} --events`, 'notice-received', 'events', true, null],
  [`case ${NUMBER} --verify`, NUMBER, 'receipts', true, null],
  [`case ${NUMBER} --raw`, LETTER, 'letter', true, null],
  [`case ${NUMBER} --csv`, 'refused', 'answer', true, null],
  [`case ${NUMBER} --appeal appeal-1`, WORDS, 'appeal-words', true, 'appeal-1'],
  [`item-list ${NUMBER}`, LINK, 'item-list', true, null],
  ['filed list', FROM, 'filed', false, null],
  [`filed show ${FILED}`, FROM, 'filed', false, FILED],
  [`filed show ${FILED} --raw`, LETTER, 'filed-letter', false, FILED],
  ['gate stops', ACCOUNT, 'gate-stops', false, null],
  [`gate stops ${NUMBER}`, ACCOUNT, 'gate-stops', true, null],
  ['gate held', ACCOUNT, 'gate-held', false, null],
  [`media-index near ${LINK}`, 'maple', 'media-near', false, null],
  ['misuse', '', 'misuse', false, null],
];

describe.each(VIEWS)('redress %s', (line, shows, what, ofCase, part) => {
  test('is recorded: by which account, as whom, what', async () => {
    const before = (await rows()).length;
    const told = await run(...line.split(' '), '--as', 'mina');
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining(shows) });
    const { rows: people } = await database.pool.query<{ person_id: string }>('select person_id from people');
    expect((await rows()).slice(before)).toMatchObject([
      {
        ...{ what, part, case_id: ofCase ? idOf('one') : null, token_id: null },
        ...{ login: userInfo().username, person_id: people[0]?.person_id },
      },
    ]);
  });

  test.each([[], ['--json']])('shows nothing where it cannot be recorded %s', async (...how) => {
    const full = { record: () => Promise.reject(new Error('the disk is full')), list: async () => [] };
    const args = [...line.split(' '), ...how, '--config', config.file];
    const { code, stdout, stderr } = await redressHere(args, {}, wired({ reads: full }));
    expect(code).toBe(3);
    expect(`${stdout}${stderr}`).toContain('read.not-recorded');
    for (const kept of [LETTER, WORDS, ACCOUNT, FROM, 'notice-received', '"items"', 'base64'])
      expect(`${stdout}${stderr}`).not.toContain(kept);
  });
});

test('whoever gives no name is known by the account of the machine alone, and nobody reads under a name that nobody has', async () => {
  const before = (await rows()).length;
  expect((await run('case', NUMBER)).code).toBe(0);
  expect((await rows()).slice(before)).toMatchObject([{ login: userInfo().username, person_id: null }]);
  const refused = await run('case', NUMBER, '--raw', '--as', 'nobody');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('decision.unknown-person');
  expect(await rows()).toHaveLength(before + 1);
});

test('a row is by a token or by an account, never by nobody and never by both', async () => {
  const insert = (token: string | null, login: string | null) =>
    database.pool.query(
      "insert into reads (tenant_id, read_id, at, token_id, login, what) values ('other', $1, now(), $2, $3, 'case')",
      [`${token}-${login}`, token, login],
    );
  await expect(insert(null, null)).rejects.toThrow('reads_by_somebody');
  await expect(insert('t', 'l')).rejects.toThrow('reads_by_somebody');
  await insert('t', null);
});

/** What hands out words, contacts or accounts; whoever calls one of them records first. */
const HANDS_OUT =
  /\b(?:rawLetter|vault\.get|appealWords|showAppealWords|filed\.(?:list|get)|readStops|readHeld|nearCopies|itemListText|readPatterns|cases\.history)\(/;
/** Views of a case, shown by cases.ts once it has recorded which. */
const RECORDED_BEFORE = ['appeal-words.ts', 'receipts.ts'];

test('no file of the command line hands out what is kept of people and forgets the record', async () => {
  const forgetful: string[] = [];
  const handing: string[] = [];
  for (const name of (await readdir(COMMANDS)).filter((one) => /(?<!\.test)\.ts$/.test(one))) {
    const source = await readFile(path.join(COMMANDS, name), 'utf8');
    if (!HANDS_OUT.test(source)) continue;
    handing.push(name);
    if (!source.includes('await recorded(') && !RECORDED_BEFORE.includes(name)) forgetful.push(name);
  }
  expect(handing).toEqual(expect.arrayContaining(['cases.ts', 'filed.ts', 'gate.ts', 'misuse.ts']));
  expect(handing).toEqual(expect.arrayContaining(RECORDED_BEFORE));
  expect(forgetful).toEqual([]);
});
