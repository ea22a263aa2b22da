// The platform tells whoever reported what is so when the task runs; asked again it changes nothing.
import { describe, expect, test } from 'vitest';
import { CASE, connectorTo, honestPlatform, smallDesk } from '../../test/support/fake-ports.ts';
import { acted, decides, found, looked, opened, play, REPORT, swept } from '../../test/support/fixtures.ts';
import type { Case } from '../domain/case/case.ts';
import type { ReportState } from '../domain/notice/report.ts';
import type { Connector, Connectors, ReportTold } from '../ports/connector.ts';
import { tellReport } from './tell-report.ts';

function platformThat(answers: ReportTold = { kind: 'told' }) {
  const told: (readonly [string, ReportState])[] = [];
  const connector: Connector = {
    ...connectorTo(honestPlatform()),
    tellReport: async (id, state) => {
      told.push([id, state]);
      return answers;
    },
  };
  const connectors: Connectors = { for: () => connector };
  /** @param since what the case is by the time the platform has answered */
  const tells = (state: Case, since = state) =>
    tellReport(CASE, state, { connectors, cases: { load: async () => since } });
  return { told, connectors, tells };
}

const reported = opened({ report: REPORT });
const removed: Case = play(
  reported,
  found(1, 'c1'),
  decides(1, 'hide'),
  acted(1, 'c1'),
  looked(1, 'c1', 'gone'),
  swept(1),
);

describe('telling of a report', () => {
  test('says what is so now, whatever it was asked for', async () => {
    const { told, tells } = platformThat();
    expect(await tells(removed)).toEqual({
      kind: 'record',
      command: { kind: 'record-report-told', state: 'acted' },
    });
    expect(told).toEqual([['7', 'acted']]);
  });

  test('asks the platform also where it said so before, and records nothing a second time', async () => {
    const { told, tells } = platformThat();
    const before = play(removed, { kind: 'record-report-told', state: 'acted' });
    expect(await tells(before)).toEqual({ kind: 'nothing-to-do' });
    expect(told).toHaveLength(1);
  });

  test('comes back while the platform does not say so, and ends where it forgot the report', async () => {
    const retry = { kind: 'retry', code: 'connector.contradiction', afterMs: null } as const;
    expect(await platformThat(retry).tells(reported)).toEqual(retry);
    expect(await platformThat({ kind: 'unknown' }).tells(reported)).toEqual({
      kind: 'nothing-to-do',
    });
  });

  test('comes back at once where another word is true by the time the platform has answered', async () => {
    expect(await platformThat().tells(reported, removed)).toEqual({
      kind: 'retry',
      code: 'report.other-state',
      afterMs: 0,
    });
  });

  test('waits while the connector is missing, and says nothing of a letter', async () => {
    const ports = { connectors: { for: () => undefined }, cases: { load: async () => reported } };
    expect(await tellReport(CASE, reported, ports)).toMatchObject({ code: 'connector.missing' });
    expect(await platformThat().tells(opened())).toEqual({ kind: 'nothing-to-do' });
  });
});

test('one word after another: a worker takes the next only when the last was said', async () => {
  const desk = await smallDesk(honestPlatform(), { report: REPORT });
  await desk.tell(found(1, 'c1'), decides(1, 'hide'));
  const claim = async () => {
    const held = [];
    for (let some = await one(); some.length > 0; some = await one()) held.push(...some);
    return held.filter(({ work }) => work.kind === 'tell-report');
  };
  const one = () => desk.store.outbox.claim(desk.now, 1, 1_000);
  const [first, ...more] = await claim();
  if (first === undefined) throw new Error('nothing is told');
  expect(more).toEqual([]);
  await desk.store.outbox.finish(first);
  expect(await claim()).toHaveLength(1);
});

test('a whole case: looking when it came, acted once every copy was seen gone, and no mail', async () => {
  const { told, connectors } = platformThat();
  const desk = await smallDesk(honestPlatform(), { report: REPORT });
  const work = async () => {
    for (let rounds = 0; rounds < 20; rounds += 1)
      for (const task of await desk.store.outbox.claim(desk.now, 10, 1_000))
        await desk.runOne(task, connectors);
  };
  await work();
  expect(told.at(-1)).toEqual(['7', 'looking']);
  await desk.tell(decides(1, 'hide'));
  await work();
  expect(told.at(-1)).toEqual(['7', 'acted']);
  const events = await desk.history();
  const at = (kind: string) => events.findIndex((event) => event.kind === kind);
  const acts = events.findIndex((event) => event.kind === 'report-told' && event.state === 'acted');
  expect(acts).toBeGreaterThan(at('copy-verified'));
  expect(acts).toBeGreaterThan(at('item-settled'));
  expect(await desk.state()).toMatchObject({ status: 'answered', told: 'acted' });
  expect(desk.mailer.letters).toEqual([]);
});
