// What pages of cases must be in every store: received last first, each case once, whatever comes or changes between two pages.
import { expect, test } from 'vitest';
import type { CaseSummary, ListedStatus } from '../../src/ports/cases.ts';
import { found, later } from '../support/fixtures.ts';
import { idOf, open, type Store, tell } from '../support/open-case.ts';

async function pagesOf(store: Store, between: () => Promise<unknown>, status?: ListedStatus) {
  const all: CaseSummary[] = [];
  for (;;) {
    const before = all.at(-1);
    const page = await store.cases.page({
      limit: 3,
      ...(status === undefined ? {} : { status }),
      ...(before === undefined ? {} : { before }),
    });
    if (page.length === 0) return all;
    all.push(...page);
    await between();
  }
}

export function pagesConformance(fresh: () => Promise<Store>): void {
  test('are turned without missing or repeating a case, also of one moment, while cases come and change', async () => {
    const store = await fresh();
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (const [at, key] of keys.entries()) await open(store, key, { receivedAt: later(at < 5 ? 0 : at) });
    let more = 0;
    const pages = await pagesOf(store, async () => {
      more += 1;
      await open(store, `more-${more}`, { receivedAt: later(1_000 + more) });
      if (more === 1) await tell(store, idOf('a'), found(1, 'c1'));
    });
    const ids = pages.map(({ id }) => id);
    expect(ids).toEqual(['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'].map(idOf));
    const opened = await pagesOf(store, async () => undefined, 'open');
    expect(opened).toHaveLength(8 + more);
    expect(await pagesOf(store, async () => undefined, 'closed')).toEqual([]);
  });

  test('of a history hold the events behind a number, in order and so many at most, of this case alone', async () => {
    const store = await fresh();
    for (const key of ['a', 'b']) {
      await open(store, key);
      await tell(store, idOf(key), found(1, `copy-${key}`));
    }
    const all = await store.cases.history(idOf('a'));
    const piece = (after: number, limit: number) => store.cases.historyAfter(idOf('a'), after, limit);
    expect(all.length).toBeGreaterThan(3);
    expect(await piece(0, 1_000)).toEqual(all);
    expect(await piece(1, 2)).toEqual(all.slice(1, 3));
    expect(await piece(all.length - 1, 2)).toEqual(all.slice(-1));
    expect([await piece(all.length, 2), await store.cases.historyAfter(idOf('nobody'), 0, 2)]).toEqual([
      [],
      [],
    ]);
  });
}
