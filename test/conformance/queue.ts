// What the order of work must be in every store: that of src/domain/case/order-of-work.ts, with claims, at any moment.
import { expect, test } from 'vitest';
import { FLOOD } from '../../src/domain/case/flood.ts';
import { inOrder } from '../../src/domain/case/order-of-work.ts';
import { triageOf } from '../../src/domain/case/triage.ts';
import { HOUR } from '../../src/domain/kernel/instant.ts';
import type { Command } from '../../src/domain/case/command.ts';
import { copy, COVERAGE, decides, found, later, listed, REPORT, signed, T0 } from '../support/fixtures.ts';
import { idOf, open, type Store, tell } from '../support/open-case.ts';

const ALL = 1_000;
const KINDS = [
  {},
  { level: 'L0' as const },
  { level: 'L0' as const, report: { ...REPORT, reasons: ['threat'] as const } },
  { report: { ...REPORT, reasons: ['minor'] as const, signedIn: true } },
  { report: REPORT },
];

const copies = (count: number): Command => ({
  kind: 'record-location',
  item: 1,
  location: {
    kind: 'found',
    coverage: COVERAGE,
    copies: Array.from({ length: count }, (_, at) => ({ ...copy(`c${at}`), container: `room-${at % 3}` })),
  },
});

export function queueConformance(fresh: () => Promise<Store>): void {
  test('is the same as the rules say, for cases of every kind at any moment', async () => {
    const store = await fresh();
    const keys = Array.from({ length: 30 }, (_, at) => `k${at}`);
    for (const [at, key] of keys.entries()) {
      const receivedAt = later((at * 5 * HOUR) % (70 * HOUR));
      // Every third place is listed by several.
      const items = [listed(at % 3 === 0 ? 900 : at)];
      const evidence = { source: { notifier: `n${at % 4}`, words: at % 3 === 0 ? null : `w${at % 2}` } };
      await open(
        store,
        key,
        { receivedAt, evidence },
        { ...KINDS[at % KINDS.length], items, letter: `letter-of-${key}` },
      );
      if (at % 4 > 0) await tell(store, idOf(key), copies(at % 5));
    }
    for (const hours of [0, 20, 50, 90]) {
      const now = later(hours * HOUR);
      const queue = await store.cases.queue(now, ALL);
      expect(queue.length).toBeGreaterThan(10);
      expect(queue.map(({ number }) => number)).toEqual(inOrder(queue, now).map(({ number }) => number));
      for (const row of queue) {
        const state = await store.cases.load(row.id);
        expect(row).toMatchObject(state === undefined ? {} : triageOf(state));
      }
    }
    const marked = (await store.cases.queue(T0, ALL)).filter(({ firstOfPlace }) => firstOfPlace);
    expect(marked.length).toBeGreaterThan(2);
    expect(await store.cases.queue(T0, 3)).toEqual((await store.cases.queue(T0, ALL)).slice(0, 3));
  });

  test('knows a flood by the marks of its letters, and an account of which something was hidden before', async () => {
    const store = await fresh();
    for (let at = 0; at < FLOOD; at += 1) {
      const evidence = { source: { notifier: `n${at}`, words: 'same' } };
      await open(...([store, `f${at}`, { evidence }] as const), {
        ...{ level: 'L0', report: REPORT },
        items: [listed(at)],
        letter: `letter-of-f${at}`,
      });
      await tell(store, idOf(`f${at}`), found(1, `f${at}`));
    }
    await open(store, 'earlier', {}, { items: [listed(100)] });
    await tell(store, idOf('earlier'), found(1, 'c1'), decides(1, 'hide'));
    await open(store, 'later', {}, { items: [listed(101)] });
    await tell(store, idOf('later'), found(1, 'c2'));
    await store.counts?.count();
    const queue = await store.cases.queue(T0, ALL);
    const told = queue.map(({ notifier, shares, earlier }) => ({ notifier, shares, earlier }));
    expect(told).toContainEqual({ notifier: 'n3', shares: { why: 'words', many: FLOOD }, earlier: 1 });
    expect(queue.filter(({ shares }) => shares === null).map(({ id, earlier }) => [id, earlier])).toEqual([
      [idOf('later'), 1],
    ]);
  });

  test('of several accounts counts that of which most was hidden, and never the case itself', async () => {
    const store = await fresh();
    const by = (item: number, ...uploaders: readonly string[]): Command => ({
      kind: 'record-location',
      item,
      location: {
        kind: 'found',
        coverage: COVERAGE,
        copies: uploaders.map((uploader, at) => ({ ...copy(`${uploader}-${item}-${at}`), uploader })),
      },
    });
    const begin = async (key: string, at: number, ...commands: readonly Command[]): Promise<void> => {
      await open(store, key, {}, { items: [listed(at), listed(at + 1)] });
      await tell(store, idOf(key), ...commands);
    };
    await begin('a', 0, by(1, 'often', 'once'), decides(1, 'hide'));
    await begin('b', 10, by(1, 'often'), decides(1, 'hide'));
    // Here something is hidden, and something waits.
    await begin('c', 20, by(1, 'often', 'other'), decides(1, 'hide'), by(2, 'often'));
    await begin('d', 30, by(1, 'once', 'often', 'new'));
    await begin('e', 40, by(1, 'new'));
    await store.counts?.count();
    const queue = await store.cases.queue(T0, ALL);
    const earlier = new Map(queue.map((row) => [row.id, row.earlier]));
    expect(['c', 'd', 'e'].map((key) => earlier.get(idOf(key)))).toEqual([2, 3, 0]);
  });

  test('shows who works on what, and leaves out what waits for nobody', async () => {
    const store = await fresh();
    await open(store, 'a');
    await open(store, 'b');
    await tell(store, idOf('a'), found(1, 'c1'));
    expect((await store.cases.queue(T0, ALL)).map(({ id, claim }) => [id, claim])).toEqual([
      [idOf('a'), null],
    ]);
    await tell(store, idOf('a'), { kind: 'claim-case', until: later(HOUR), act: signed('claims') });
    expect((await store.cases.queue(T0, ALL))[0]?.claim).toEqual({ by: 'ara', until: later(HOUR) });
    await tell(store, idOf('a'), { kind: 'release-claim', act: signed('releases') });
    expect((await store.cases.queue(T0, ALL))[0]?.claim).toBeNull();
  });
}
