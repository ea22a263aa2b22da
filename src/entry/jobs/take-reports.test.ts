// The loop that takes reports up: one that breaks holds up no other and waits longer each time, and a platform that asks us to wait is left alone.
import { testMarks } from '../../../test/support/marks.ts';
import { afterEach, expect, test } from 'vitest';
import { connectorTo, honestPlatform, memoryVault } from '../../../test/support/fake-ports.ts';
import { ORIGIN, T0 } from '../../../test/support/fixtures.ts';
import { KOREAN_LAW } from '../../../test/support/laws.ts';
import { memoryStore } from '../../adapters/store/memory/memory-store.ts';
import { NOTHING_INDEXED } from '../../domain/content/index-state.ts';
import { SECOND } from '../../domain/kernel/instant.ts';
import type { Connector, FoundReport } from '../../ports/connector.ts';
import type { Loop } from './loop.ts';
import { startReports } from './take-reports.ts';

const loops: Loop[] = [];
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.stop();
});

async function started(ids: readonly string[], answers: (id: string) => FoundReport) {
  const store = memoryStore();
  await store.mediaIndex.write('messenger', {
    seen: NOTHING_INDEXED,
    next: NOTHING_INDEXED,
    observations: ids.map((report, at) => ({ kind: 'report', report, order: at + 1, at: T0 })),
  });
  const [asked, told] = [[] as string[], [] as string[]];
  const connector: Connector = {
    ...connectorTo(honestPlatform()),
    report: async (id) => {
      asked.push(id);
      return answers(id);
    },
  };
  let running = 0;
  let fresh = 0;
  const near = { spare: async () => undefined };
  const ports = {
    ...store,
    near,
    vault: memoryVault(),
    ids: { fresh: () => `id-${(fresh += 1)}` },
    marks: testMarks,
  };
  loops.push(
    startReports({
      connector,
      rules: { origin: ORIGIN, law: KOREAN_LAW },
      ports,
      clock: () => T0,
      running: () => running,
      pollMs: 1,
      onReceived: ({ kind }) => told.push(kind),
      onHeld: (code) => told.push(code),
      onError: (error) => told.push((error as Error).message),
    }),
  );
  return { asked, told, pass: (milliseconds: number) => void (running += milliseconds) };
}

const found = (id: string): FoundReport => ({
  kind: 'report',
  ...{ id, at: T0, reasons: ['other'], place: `/r/maple/m/${id}` },
  ...{ signedIn: true, words: false, contact: false, keysFor: [], ended: false, sealed: Buffer.from(id) },
});
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

test('more reports than are read at a time each become a case', async () => {
  const ids = Array.from({ length: 120 }, (_, at) => String(at + 1));
  const { told } = await started(ids, found);
  await expect.poll(() => told.length).toBe(120);
  expect(new Set(told)).toEqual(new Set(['opened']));
});

test('one that breaks holds up none behind it, and is tried again later and later', async () => {
  const { asked, told, pass } = await started(['1', '2', '3'], (id) => {
    if (id === '1') throw new Error('in an unknown form');
    return found(id);
  });
  await expect.poll(() => told).toEqual(['in an unknown form', 'opened', 'opened']);
  const tries = () => asked.filter((id) => id === '1').length;
  for (const [at, pause] of [1, 2, 4].entries()) {
    pass(pause * SECOND - 1);
    await quiet();
    expect(tries()).toBe(at + 1);
    pass(1);
    await expect.poll(tries).toBe(at + 2);
  }
});

test('a platform that asks us to wait is left alone for so long, and people hear of it once', async () => {
  let busy = true;
  const { asked, told, pass } = await started(['1', '2'], (id) =>
    busy ? { kind: 'retry', code: 'connector.rate-limited', afterMs: 20 * SECOND } : found(id),
  );
  await expect.poll(() => told).toEqual(['connector.rate-limited']);
  pass(20 * SECOND - 1);
  await quiet();
  expect(asked).toEqual(['1']);
  busy = false;
  pass(1);
  await expect.poll(() => told).toEqual(['connector.rate-limited', 'opened', 'opened']);
});

test('a hundred in the same words stand before nobody who says something of her own, even if they came first', async () => {
  const own = 'He shows a picture of me that I never gave to anybody.';
  const same = 'Everybody has to report this account today, please act at once.';
  const ids = Array.from({ length: 100 }, (_, at) => String(at + 1));
  const opened: string[] = [];
  const { told } = await started(ids, (id) => {
    opened.push(id);
    return { ...found(id), reporter: `r${id}`, said: id === '100' ? own : same } as FoundReport;
  });
  await expect.poll(() => told.length).toBe(100);
  // Five are looked at first, the newest of them first; of those that are then taken up she is one.
  expect(opened.slice(0, 2)).toEqual(['100', '99']);
  expect(opened.slice(5, 7)).toContain('100');
  expect(new Set(told)).toEqual(new Set(['opened']));
});
