// Deciding from the command line: several cases in one act, exceptions, what is said before; a wrong hide undone, holds, questions and handing on.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { after, DAY, HOUR, instant, utc } from '../../src/domain/kernel/instant.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import {
  acted,
  copy,
  COVERAGE,
  found,
  locatedAs,
  looked,
  type NoticeOptions,
  swept,
} from '../support/fixtures.ts';
import { idOf, open, type Store, tell } from '../support/open-case.ts';
import { duty, lawOf, regime, SOURCED } from '../support/laws.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const soon = (days: number): string => utc(after(instant(Date.now()), days * DAY));

let desk: Desk;
let store: Store;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  store = storeOf(desk.db, 'main');
  folder = await mkdtemp(path.join(tmpdir(), 'redress-deciding-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  await ask('people', 'add', 'mina');
  await ask('people', 'add', 'sora');
  await ask('people', 'add', 'mina-laptop', '--same-as', 'mina');
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

async function caseOf(key: string, options: NoticeOptions = {}): Promise<string> {
  await open(store, key, {}, { count: 3, ...options });
  const shared = { ...copy(`${key}-other`), via: 'hash' as const };
  const copies = [copy(`${key}-1`), shared];
  await tell(store, idOf(key), locatedAs(1, { kind: 'found', copies, coverage: COVERAGE }));
  await tell(store, idOf(key), found(2, `${key}-2`), found(3, `${key}-3`));
  return (await store.cases.load(idOf(key)))?.number ?? '';
}

/** Everything that was decided on is hidden and seen gone. */
async function hidden(key: string): Promise<void> {
  for (const item of [1, 2, 3]) {
    const state = await store.cases.load(idOf(key));
    const held = state?.items[item - 1];
    if (held?.status !== 'acting') continue;
    const ids = held.copies.filter(({ status }) => status === 'asked').map(({ copy: { id } }) => id);
    for (const id of ids) await tell(store, idOf(key), acted(item, id), looked(item, id, 'gone'));
    await tell(
      store,
      idOf(key),
      swept(
        item,
        held.copies.map(({ copy: { id } }) => id),
      ),
    );
  }
}

const statuses = async (key: string) =>
  (await store.cases.load(idOf(key)))?.items.map(({ status }) => status);

test('one act decides over two cases but for what is excepted, and says before what would happen', async () => {
  const [one, two] = [await caseOf('bulk-1'), await caseOf('bulk-2')];
  const asked = [
    'decide',
    one,
    '--items',
    'all',
    '--except',
    '3',
    '--also',
    `${two}:1-2`,
    '--hide',
    '--as',
    'mina',
  ];
  const { json: before } = await ask(...asked, '--dry-run');
  expect(before).toMatchObject({
    dryRun: true,
    cases: [
      { number: one, items: [1, 2], copies: 3, refused: null },
      { number: two, items: [1, 2], copies: 3, refused: null },
    ],
  });
  expect(await text(...asked, '--dry-run')).toContain('Nothing was signed and nothing was done.');
  expect(await statuses('bulk-1')).toEqual(Array(3).fill('awaiting-decision'));
  const { json: done } = await ask(...asked);
  expect(done).toMatchObject({
    act: 'hide',
    copies: 6,
    cases: [
      { number: one, decided: [1, 2] },
      { number: two, decided: [1, 2] },
    ],
  });
  expect(await statuses('bulk-1')).toEqual(['acting', 'acting', 'awaiting-decision']);
  expect(await statuses('bulk-2')).toEqual(['acting', 'acting', 'awaiting-decision']);
  const again = await redressHere([
    ...asked.slice(0, 2),
    '--items',
    '3',
    '--also',
    `${two}:1`,
    '--hide',
    '--as',
    'mina',
    '--config',
    config.file,
  ]);
  expect([again.code, again.stdout]).toEqual([1, expect.stringContaining('item.already-decided')]);
  expect(await statuses('bulk-1')).toEqual(['acting', 'acting', 'acting']);
});

test('a slip of the pen decides nothing', async () => {
  const number = await caseOf('slip');
  const by = ['--hide', '--as', 'mina'];
  expect(await refusal('decide', number, '--items', '1', '--except', '2', ...by)).toBe('usage');
  expect(await refusal('decide', number, '--items', '1', '--also', number, ...by)).toBe('usage');
  expect(await refusal('decide', number, '--items', '1', '--spare', 'c9', ...by)).toBe('usage');
  expect(await refusal('decide', number, '--items', '1', '--spare', 'c9=reporting', ...by)).toBe(
    'copy.unknown',
  );
  expect(await refusal('decide', number, '--items', '1', '--spare', 'slip-1=reporting', ...by)).toBe(
    'decision.cannot-spare',
  );
  expect(await statuses('slip')).toEqual(Array(3).fill('awaiting-decision'));
});

test('a copy is left alone, and the answer does not say whose it is', async () => {
  const number = await caseOf('spared');
  const by = ['--items', 'all', '--hide', '--as', 'mina', '--spare', 'spared-other=own-copy'];
  expect((await ask('decide', number, ...by)).json).toMatchObject({ copies: 3 });
  await hidden('spared');
  const page = await text('case', number);
  expect(page).toContain('a person decided that some copies stay');
  expect(page).not.toContain('own-copy');
});

test('a wrong hide is undone by another person, whatever key the first one signs with', async () => {
  const number = await caseOf('wrong');
  await ask('decide', number, '--items', '2', '--hide', '--as', 'mina');
  await hidden('wrong');
  const undo = ['decide', number, '--items', '2', '--restore', '--terms', '4.2', '--as'];
  expect(await refusal(...undo, 'mina')).toBe('decision.same-person');
  expect(await refusal(...undo, 'mina-laptop')).toBe('decision.same-person');
  expect((await ask(...undo, 'sora')).json).toMatchObject({ act: 'restore', decided: [2], copies: 1 });
  expect(await text('people', 'list')).toMatch(/mina-laptop .* same person as mina/);
});

test('a hold has a day, and another person releases it', async () => {
  const number = await caseOf('held');
  const held = ['hold-reasons', number, '--why', 'investigation', '--as', 'mina', '--until'];
  expect(await refusal(...held, soon(-1))).toBe('term.not-then');
  expect((await ask(...held, soon(30))).json).toMatchObject({ held: 'investigation' });
  expect(await text('case', number)).toMatch(/not told yet: somebody investigates .*release-reasons/);
  expect(await refusal('release-reasons', number, '--as', 'mina-laptop')).toBe('reasons.same-person');
  expect((await ask('release-reasons', number, '--as', 'sora')).json).toMatchObject({
    reasonsReleased: true,
  });
});

test('a decision is handed on: the case is hers to whom it goes, and not decided by whoever handed it on', async () => {
  const number = await caseOf('handed');
  const hands = ['escalate', number, '--items', '1', '--why', 'law-question', '--as', 'mina'];
  expect(await refusal(...hands)).toBe('usage');
  expect(await refusal(...hands, '--to', 'nobody')).toBe('decision.unknown-person');
  expect(await refusal(...hands, '--to-body', 'nobody')).toBe('authority.unknown');
  expect((await ask(...hands, '--to', 'sora')).json).toMatchObject({ to: 'person', why: 'law-question' });
  expect(await text('case', number)).toMatch(/escalated item 1 -> person \S+: a question of law/);
  expect(await text('queue')).toMatch(new RegExp(`${number} .*a decision that was handed on .*sora`));
  await ask('hand-back', number, '--as', 'sora');
  expect(await refusal('decide', number, '--items', '1', '--hide', '--as', 'mina')).toBe(
    'escalation.same-person',
  );
  expect((await ask('decide', number, '--items', '1', '--hide', '--as', 'sora')).json).toMatchObject({
    decided: [1],
  });
});

test('a notifier is asked for what is missing, once at a time', async () => {
  const number = await caseOf('asked');
  const asks = ['ask', number, '--missing', 'signature', '--links', '2', '--as', 'mina'];
  expect(await refusal('ask', number, '--missing', 'nothing', '--as', 'mina')).toBe('usage');
  expect((await ask(...asks)).json).toMatchObject({ asked: { missing: ['signature'], links: [2] } });
  expect(await text('case', number)).toMatch(/asked {5}signature; links of item .* 2 .*0 of 2 mails sent/);
  expect(await refusal(...asks)).toBe('asking.open');
  expect((await ask('asked', number, '--taken-back', '--as', 'sora')).json).toMatchObject({
    ended: 'taken-back',
  });
});

test('what no law lets be hidden for now is not', async () => {
  const number = await caseOf('for-now');
  const until = utc(after(instant(Date.now()), 5 * HOUR));
  const hides = ['decide', number, '--items', '1', '--hide', '--for-now', until, '--as', 'mina'];
  expect(await refusal(...hides)).toBe('decision.not-provisional');
});

test('what a law lets one hide at once is hidden for now, and its case says until when', async () => {
  const law = lawOf(
    regime({
      id: 'kr-net-44-2',
      block: { ...SOURCED, days: 9_000 },
      duties: [duty({ key: 'decide', from: 'awareness', ends: 'decided' })],
    }),
  );
  const number = await caseOf('at-once', { law });
  const until = soon(3);
  const hides = ['decide', number, '--items', '2', '--hide', '--as', 'mina'];
  expect((await ask(...hides, '--for-now', until)).json).toMatchObject({ decided: [2] });
  await hidden('at-once');
  expect(await text('case', number)).toContain(`hidden for now / 잠시 가림: decide by ${until}`);
  expect((await ask('case', number)).json).toMatchObject({
    items: [{}, { hiddenForNowUntil: until, result: { word: 'removed' } }, {}],
    clocks: [{ status: 'running' }],
  });
  expect((await ask(...hides)).json).toMatchObject({
    decided: [2],
    case: { items: [{}, { hiddenForNowUntil: null }, {}] },
  });
});
