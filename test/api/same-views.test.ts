// The command line and the API show the same: one view of each, less on the API where accounts would leave.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../src/domain/kernel/instant.ts';
import { client } from '../support/api-client/client.ts';
import { apiUnderTest, type ApiUnderTest } from '../support/api-desk.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { decides, found, later, listed, REPORT } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

let api: ApiUnderTest;
let auditor: ReturnType<typeof client>;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  api = await apiUnderTest();
  auditor = client(api.url, api.tokens.auditor);
  folder = await mkdtemp(path.join(tmpdir(), 'redress-views-'));
  config = await configFile({ data: folder, database: { url: api.database.url }, log: { level: 'silent' } });
  await shown('people', 'add', 'hana');
  const evidence = { source: { notifier: 'mark-1', words: null } };
  for (let at = 1; at <= 5; at += 1) {
    const letter = { level: 'L0' as const, report: REPORT, items: [listed(at)], letter: `letter-of-a${at}` };
    await open(api.desk, `a${at}`, { evidence, receivedAt: instant(Date.now()) }, letter);
    await tell(api.desk, idOf(`a${at}`), found(1, `c${at}`), decides(1, 'refuse'));
  }
});
afterAll(async () => {
  await api.stop();
  await config.remove();
  await rm(folder, { recursive: true });
});

const shown = async (...args: string[]) =>
  (await redressJson([...args, '--config', config.file], {}, redressHere)).json as Readonly<
    Record<string, unknown>
  >;

test('what to do now in danger', async () => {
  const said = await shown('danger', 'R-26-0001', '--is', 'minor', '--as', 'hana');
  const { body } = await auditor.getCasesNumberEmergency({ path: { number: 'R-26-0001' } });
  expect(body.emergency).toMatchObject({ danger: 'child' });
  expect(said['emergency']).toEqual(body.emergency);
});

test('patterns of misuse, and what was done about notifiers', async () => {
  const because = ['--reason', 'same-again', '--as', 'hana'];
  const warned = await shown('warn-notifier', 'R-26-0001', '--cases', 'R-26-0002,R-26-0003', ...because);
  const { patterns, acts } = await shown('misuse');
  const there = (await auditor.getMisuse({})).body.patterns;
  expect(there).toHaveLength(1);
  expect(there.map(({ casesNext: _, ...pattern }) => pattern)).toEqual(patterns);
  const done = (await auditor.getMisuseActs({})).body.acts;
  expect(done).toMatchObject([{ id: warned['id'], by: 'hana' }]);
  expect(done).toEqual(acts);
});

test('what the gate stopped, without the account over the API', async () => {
  await api.desk.gateList.keepStop({
    ...{
      id: 'stop-1',
      connector: 'messenger',
      sha256: 'a'.repeat(64),
      uploader: 'account-77',
      verdict: 'hold',
    },
    ...{ at: later(1), like: { case: idOf('a2'), distance: 4 } },
  });
  const [here] = (await shown('gate', 'stops'))['stops'] as readonly object[];
  const [there] = (await auditor.getGateStops({})).body.stops;
  expect(here).toEqual({ ...there, uploader: 'account-77' });
  expect(there).not.toHaveProperty('uploader');
});
