// What people see of the order of work from the command line, and that two of them never work on one case.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { found, REPORT } from '../support/fixtures.ts';
import { idOf, open, type Store, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';

let desk: Desk;
let store: Store;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  store = storeOf(desk.db, 'main');
  folder = await mkdtemp(path.join(tmpdir(), 'redress-queue-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  for (const name of ['mina', 'sora']) await ask('people', 'add', name);
});
afterAll(async () => {
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const ask = async (...args: string[]) =>
  (await redressJson([...args, '--config', config.file], {}, redressHere)).json;
const text = async (...args: string[]): Promise<string> =>
  (await redressHere([...args, '--config', config.file])).stdout;
const code = async (...args: string[]): Promise<string | undefined> => (await ask(...args)).error?.code;

test('the queue says in words why each case stands where it stands, and who works on it', async () => {
  expect(await text('queue')).toContain('Nothing waits for anybody.');
  await open(store, 'letter');
  await tell(store, idOf('letter'), found(1, 'c1', 'c2'));
  await open(store, 'report', {}, { report: { ...REPORT, reasons: ['threat'] } });
  await tell(store, idOf('report'), found(1, 'c3'));
  const { queue } = (await ask('queue')) as unknown as { queue: { number: string }[] };
  expect(queue).toMatchObject([
    { place: 1, number: 'R-26-0002', danger: 'threat', copies: 1, needs: 'decision', heldBy: null },
    { place: 2, number: 'R-26-0001', danger: 'none', copies: 2, turnOf: 'authority hanbit', left: 'passed' },
  ]);
  expect(await text('queue')).toMatch(
    /R-26-0002 {2}a threat · .*1 copy in 1 room · a decision\n.*R-26-0001 {2}passed \d+ h \d+ min ago · 2 copies in 1 room/,
  );

  expect(await ask('take', '--as', 'mina')).toMatchObject({ taken: 'R-26-0002' });
  expect(await text('queue')).toMatch(/R-26-0002 .* · mina works on it until 20/);
  expect(await ask('take', '--as', 'sora')).toMatchObject({ taken: 'R-26-0001' });
  expect(await code('take', '--as', 'sora')).toBe('queue.nothing-free');
  const hides = ['decide', 'R-26-0002', '--items', '1', '--hide', '--yes', '--as'];
  expect(await code(...hides, 'sora')).toBe('claim.held');
  expect(await code('take', 'R-26-0002', '--as', 'sora')).toBe('claim.held');
  expect(await code('hand-back', 'R-26-0002', '--as', 'sora')).toBe('claim.held');
  expect(await code('take', 'R-26-0002', '--as', 'mina', '--for', '121')).toBe('claim.too-long');
  expect(await ask('hand-back', 'R-26-0002', '--as', 'mina')).toMatchObject({ handedBack: 'R-26-0002' });

  const ofAnother = ['hand-back', 'R-26-0001', '--of-another', '--as', 'mina'];
  expect(await code(...ofAnother)).toBe('claim.not-lead');
  await ask('tokens', 'add', 'for-mina', '--role', 'lead', '--person', 'mina', '--as', 'sora');
  expect(await ask(...ofAnother)).toMatchObject({ handedBack: 'R-26-0001' });
  expect(await code(...ofAnother)).toBe('claim.none');
  expect(await ask(...hides, 'sora')).toMatchObject({ act: 'hide' });
});
