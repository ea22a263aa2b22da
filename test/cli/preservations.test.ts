// What is kept for whoever asked, from the command line: on a ground, as long as its law says, longer once, no longer by another person; the list
// of it all; and the answer of a case as a table.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { leadingClock } from '../../src/domain/case/clock-state.ts';
import { EVERYWHERE } from '../../src/domain/clock/apply.ts';
import { after, DAY, instant, utc } from '../../src/domain/kernel/instant.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { CORRECTION } from '../support/laws.ts';
import { AUTHORITY, found, locatedAs, type NoticeOptions } from '../support/fixtures.ts';
import { idOf, letter, open, type Store, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

let desk: Desk;
let store: Store;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  store = storeOf(desk.db, 'main');
  folder = await mkdtemp(path.join(tmpdir(), 'redress-kept-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  await ask('people', 'add', 'mina');
  await ask('people', 'add', 'jisoo');
});
afterAll(async () => {
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const ask = (...args: string[]) => redressJson([...args, '--config', config.file], {}, redressHere);
const text = async (...args: string[]): Promise<string> =>
  (await redressHere([...args, '--config', config.file])).stdout;
const refusal = async (...args: string[]): Promise<string | undefined> =>
  (await ask(...args)).json.error?.code;
const inDays = (days: number): string => utc(after(instant(Date.now()), days * DAY));

async function caseOf(key: string, options: NoticeOptions = {}): Promise<string> {
  await open(store, key, {}, { measures: ['preserve'], kind: 'preservation', ...options });
  await tell(store, idOf(key), found(1, 'c1'));
  return (await store.cases.load(idOf(key)))?.number ?? '';
}

const BY_LAW = ['--items', '1', '--as', 'mina', '--law', 'kr-preserve-215-2'];
type Row = { readonly number: string; readonly is: string; readonly daysLeft: number | null };
const listed = async (...args: string[]): Promise<readonly Row[]> =>
  (await ask('preservations', ...args)).json['preservations'] as readonly Row[];

test('is kept as long as the law of its ground says, and no longer', async () => {
  const number = await caseOf('law');
  expect(await refusal('preserve', number, ...BY_LAW, '--until', inDays(61))).toBe('preservation.too-long');
  expect((await ask('preserve', number, ...BY_LAW)).json).toMatchObject({ act: 'preserve-items' });
  expect(await listed()).toContainEqual(
    expect.objectContaining({
      number,
      item: 1,
      body: AUTHORITY.id,
      is: 'running',
      extended: false,
      copies: 1,
    }),
  );
  const [row] = (await listed()).filter((one) => one.number === number);
  expect([59, 60]).toContain(row?.daysLeft);
  const other = await caseOf('terms');
  const byTerms = ['--items', '1', '--as', 'mina', '--terms', '3.1'];
  expect(await refusal('preserve', other, ...byTerms)).toBe('usage');
});

test('is no ground of a decision, named or not, though the clock of its law leads', async () => {
  const { regimes, calendars } = await readBook(path.resolve('law'));
  const keeps = regimes.filter(({ id }) => id === 'kr-preserve-215-2');
  const sent = keeps.map((one) => ({ ...one, invokers: CORRECTION.invokers }));
  const removes = regimes.filter(({ id }) => id === 'kr-tba-22-5');
  const law = { book: { regimes: [...sent, ...removes], calendars }, reach: EVERYWHERE };
  const number = await caseOf('unclear', { kind: 'unclear', law });
  const kept = async () => store.cases.load(idOf('unclear'));
  expect(leadingClock((await kept())?.clocks ?? [])?.regime).toBe('kr-preserve-215-2');
  const hide = ['decide', number, '--items', '1', '--as', 'mina', '--hide', '--although-only-to-keep'];
  expect(await refusal(...hide, '--law', 'kr-preserve-215-2')).toBe('ground.keeps-only');
  expect((await ask(...hide)).json).toMatchObject({ decided: [1] });
  expect((await kept())?.items[0]?.decision?.ground).toEqual({ kind: 'law', regime: 'kr-tba-22-5' });
});

test('is kept longer once, by a letter that joined, as far as the law says', async () => {
  const number = await caseOf('longer');
  await ask('preserve', number, ...BY_LAW);
  const longer = ['extend-preservation', number, '--items', '1', '--as', 'mina', '--until'];
  expect(await refusal(...longer, inDays(92))).toBe('preservation.too-long');
  expect(await refusal(...longer, inDays(85), '--letter', 'nobody')).toBe('preservation.letter-unknown');
  const joined = {
    letter: letter('longer-please').id,
    receivedAt: instant(Date.now()),
    sender: { level: 'L1' as const, authority: AUTHORITY.id, reasons: [] },
    kind: 'preservation' as const,
    documentNumber: null,
    asks: ['keep-longer' as const],
    withdraws: [],
    unclear: false,
    replyBy: null,
  };
  await tell(store, idOf('longer'), { kind: 'join-letter', joined });
  expect(await text('case', number)).toContain(
    `redress extend-preservation ${number} --items N --until MOMENT --letter ${joined.letter}`,
  );
  const done = await ask(...longer, inDays(85), '--letter', joined.letter);
  expect(done.json).toMatchObject({
    case: { thread: { preserved: [{ item: 1, extended: true, releasedAt: null }] } },
  });
  expect(await refusal(...longer, inDays(86))).toBe('preservation.extended');
  expect(await text('preservations')).toMatch(
    new RegExp(`${number} {2}item 1 .* extended / 연장됨 .*kr-preserve`),
  );
});

test('is let go of by another person, and the list says so where all is asked for', async () => {
  const number = await caseOf('free');
  await ask('preserve', number, ...BY_LAW);
  const release = (as: string): string[] => ['release-preservation', number, '--items', '1', '--as', as];
  expect(await refusal(...release('mina'))).toBe('preservation.same-person');
  expect((await ask(...release('jisoo'))).json).toMatchObject({ act: 'release-preservations' });
  expect((await listed()).some((row) => row.number === number)).toBe(false);
  expect(await listed('--all')).toContainEqual(
    expect.objectContaining({ number, is: 'released', daysLeft: null }),
  );
  expect(await text('case', number)).toMatch(/preserved item 1 \/ 항목 1 보전, released \S+ \/ 해제됨/);
});

test('the answer of a case is a table, byte for byte, and none while an item has no result', async () => {
  await open(store, 'table', {}, { languages: ['en'] });
  const number = (await store.cases.load(idOf('table')))?.number ?? '';
  expect(await refusal('case', number, '--csv')).toBe('reply.not-ready');
  await tell(store, idOf('table'), locatedAs(1, { kind: 'gone' }));
  const { json } = await ask('case', number, '--csv');
  expect(json).toMatchObject({ number, name: `${number}.1.csv` });
  const csv = json['csv'] as string;
  expect(csv.startsWith('\uFEFF"Position","Number in the letter",')).toBe(true);
  expect(csv).toContain('\r\n1,1,"…/m/1","already_gone","Already gone",0,0,0,');
});
