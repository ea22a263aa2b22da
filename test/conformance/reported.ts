// What every store must keep of cases that began with a report: those of a threat or of somebody under age come first in lists, one a place,
// so that the same report sent many times hides nobody else's.
import { expect, test } from 'vitest';
import type { ReportReason } from '../../src/domain/notice/report.ts';
import { later, listed, locatedAs, REPORT, signed } from '../support/fixtures.ts';
import { idOf, open, type Store, tell } from '../support/open-case.ts';

/** A case of a report about a message. */
const report = (
  store: Store,
  key: string,
  message: number,
  day: number,
  ...reasons: readonly ReportReason[]
) =>
  open(
    store,
    key,
    { receivedAt: later(day * 86_400_000) },
    { level: 'L0', report: { ...REPORT, id: key, reasons }, items: [listed(message)] },
  );

export function reportedConformance(fresh: () => Promise<Store>): void {
  const listedIn = async ({ cases }: Store, limit = 99) => (await cases.list({ limit })).map(({ id }) => id);
  const ids = (...keys: readonly string[]) => keys.map((key) => idOf(key));

  test('shows a threat and somebody under age before everything else, and one case for each place', async () => {
    const store = await fresh();
    await open(store, 'letter', { receivedAt: later(0) });
    await report(store, 'other', 2, 1, 'intimate-image', 'other');
    await report(store, 'threat', 3, 4, 'threat');
    for (const [key, day] of [
      ['again-1', 5],
      ['again-2', 6],
      ['again-3', 7],
    ] as const)
      await report(store, key, 3, day, 'threat', 'minor');
    await report(store, 'minor', 4, 8, 'minor');
    const all = await listedIn(store);
    expect(all.slice(0, 2)).toEqual(ids('threat', 'minor'));
    expect(all.slice(2).toSorted()).toEqual(
      ids('again-1', 'again-2', 'again-3', 'letter', 'other').toSorted(),
    );
    expect(all.indexOf(idOf('letter'))).toBeLessThan(all.indexOf(idOf('again-1')));
    expect(await listedIn(store, 1)).toEqual(ids('threat'));
  });

  test('lets the next one of a place stand for it once the first is ended, and shows no ended one first', async () => {
    const store = await fresh();
    await open(store, 'letter', { receivedAt: later(0) });
    await report(store, 'first', 3, 4, 'threat');
    await report(store, 'second', 3, 5, 'threat');
    const close = { kind: 'close-case', reason: 'sender-never-proven', act: signed('close') } as const;
    await tell(store, idOf('first'), locatedAs(1, { kind: 'gone' }), close);
    expect(await listedIn(store)).toEqual(ids('second', 'letter', 'first'));
  });
}
