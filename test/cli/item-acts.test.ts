// What people sign about single items from the command line: taken back, asked for again, preserved. And what a case says of its thread.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { after, DAY, instant, utc } from '../../src/domain/kernel/instant.ts';
import type { CaseNumber } from '../../src/domain/kernel/ids.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { wiring } from '../../src/main/wiring.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { AUTHORITY, found, type NoticeOptions } from '../support/fixtures.ts';
import { idOf, letter, open, opening, type Store, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const TOMORROW = utc(after(instant(Date.now()), DAY));

let desk: Desk;
let store: Store;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  store = storeOf(desk.db, 'main');
  folder = await mkdtemp(path.join(tmpdir(), 'redress-items-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  await ask('people', 'add', 'mina');
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
  await open(store, key, {}, options);
  await tell(store, idOf(key), found(1, 'c1'));
  const state = await store.cases.load(idOf(key));
  return state?.number ?? '';
}

test('items are taken back by a signature, and asked for again within the day', async () => {
  const number = await caseOf('back');
  const by = ['--items', '1', '--as', 'mina'];
  const { json } = await ask('withdraw-items', number, ...by);
  expect(json).toMatchObject({ number, act: 'withdraw-items', case: { thread: { withdrawn: [1] } } });
  expect(json['case']).toMatchObject({ items: [{ status: 'settled', result: { word: 'withdrawn' } }] });
  expect(await text('case', number)).toContain('withdrawn item 1');
  expect(await refusal('withdraw-items', number, ...by)).toBe('withdrawal.repeated');
  const undone = await ask('withdraw-items', number, '--undo', ...by);
  expect(undone.json).toMatchObject({ case: { thread: { withdrawn: [] }, items: [{ result: null }] } });
  expect(await refusal('withdraw-items', number, '--undo', ...by)).toBe('withdrawal.unknown');
  expect(await refusal('withdraw-items', number, '--undo', ...by, '--letter', 'any')).toBe('usage');
});

test('a letter is named only if it joined, and a case says which joined and that nobody has looked', async () => {
  const number = await caseOf('joined');
  const by = ['withdraw-items', number, '--items', '1', '--as', 'mina', '--letter'];
  expect(await refusal(...by, 'letter-of-nobody')).toBe('withdrawal.letter-unknown');
  const joined = {
    letter: letter('joining').id,
    receivedAt: instant(Date.now()),
    sender: { level: 'L1' as const, authority: AUTHORITY.id, reasons: [] },
    kind: 'follow-up' as const,
    documentNumber: null,
    asks: ['withdrawal' as const],
    withdraws: [1],
    unclear: false,
    replyBy: null,
    acknowledge: { kind: 'no' as const, why: 'automatic-mail' as const },
    language: 'ko' as const,
  };
  await tell(store, idOf('joined'), { kind: 'join-letter', joined });
  expect(await text('case', number)).toMatch(
    /letter {4}\S+ {2}takes items back \/ 항목을 철회함: 1 {2}new \/ 새 공문 {2}/,
  );
  expect(await text('case', number)).toMatch(/receipt {3}of that letter: nobody was told: .*자동 발송/);
  const listed = (await ask('cases')).json['cases'] as { number: string }[];
  expect(listed.find((row) => row.number === number)).toMatchObject({ needs: 'decision', newLetters: 1 });
  expect(await text('cases')).toMatch(
    new RegExp(`${number} .*needs: decision .*new letters: 1 / 새 공문 1건`),
  );
  expect((await ask(...by, joined.letter)).json).toMatchObject({
    case: { thread: { letters: [{ asks: ['withdrawal'], withdraws: [1], seen: true }], withdrawn: [1] } },
  });
  expect(await text('cases')).not.toMatch(new RegExp(`${number} .*new letters`));
});

test('records are preserved until a day to come, with a ground, and nothing is hidden by it', async () => {
  const number = await caseOf('kept', { measures: ['preserve'] });
  const by = ['--items', '1', '--as', 'mina', '--terms', '3.1'];
  expect(await refusal('preserve', number, ...by, '--until', '2020-01-01T00:00:00Z')).toBe(
    'preservation.ended',
  );
  expect(await refusal('preserve', number, ...by, '--until', 'soon')).toBe('usage');
  expect(await refusal('decide', number, '--hide', ...by)).toBe('decision.only-to-keep');
  const { json } = await ask('preserve', number, ...by, '--until', TOMORROW);
  expect(json).toMatchObject({
    act: 'preserve-items',
    case: {
      thread: { preserved: [{ item: 1, until: TOMORROW }] },
      items: [{ copies: [{ status: 'found' }] }],
    },
  });
  expect(await text('case', number)).toContain('preserved item 1');
});

test('a letter that asks only to keep is hidden by somebody who says so', async () => {
  const number = await caseOf('all-the-same', { measures: ['preserve'] });
  const by = ['--items', '1', '--as', 'mina', '--terms', '3.1', '--although-only-to-keep'];
  expect((await ask('decide', number, '--hide', ...by)).json).toMatchObject({ act: 'hide', copies: 1 });
});

test('a key is asked for once, whatever is signed with it', async () => {
  const number = await caseOf('once', { measures: ['preserve'] });
  let asked = 0;
  const counted: typeof wiring = (file) => {
    const real = wiring(file);
    const keyFile = (name: string): string => {
      asked += 1;
      return real.keyFile(name);
    };
    return { ...real, keyFile };
  };
  const by = ['--items', '1', '--as', 'mina', '--config', config.file];
  const run = (...args: string[]) => redressHere([...args, ...by], {}, counted);
  expect((await run('preserve', number, '--terms', '3.1', '--until', TOMORROW)).code).toBe(0);
  expect(asked).toBe(1);
  expect((await run('withdraw-items', number)).code).toBe(0);
  expect(asked).toBe(2);
});

test('a case names the one that it follows, and those that follow it', async () => {
  const opens = async (key: string, follows?: CaseNumber): Promise<CaseNumber> => {
    const opened = await store.cases.open(letter(key), idOf(key), ({ number, replayed }) => {
      const change = opening({ number, replayed });
      const events = change.events.map((event) =>
        event.kind === 'notice-received' && follows !== undefined ? { ...event, follows } : event,
      );
      return { ...change, events };
    });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    return opened.number;
  };
  const first = await opens('thread-1');
  const [second, third] = [await opens('thread-2', first), await opens('thread-3', first)];
  expect((await ask('case', first)).json).toMatchObject({
    thread: { follows: null },
    followedBy: [second, third],
  });
  expect((await ask('case', second)).json).toMatchObject({ thread: { follows: first }, followedBy: [third] });
  expect((await ask('case', third)).json).toMatchObject({ followedBy: [] });
  expect(await text('case', first)).toContain(`followed  by ${second}, ${third} / 뒤따르는 사건`);
  expect(await text('case', second)).toContain(`follows   ${first}`);
});
