// Searching again before anything is called removed: what was posted since is hidden as well, and an endless flood ends.
import { describe, expect, test } from 'vitest';
import { CASE, countOf, decidedDesk, honestPlatform, type Platform } from '../../test/support/fake-ports.ts';
import { RECEIPT, wordsOf } from '../../test/support/fixtures.ts';
import { MAX_SWEEPS } from '../domain/case/acting.ts';
import type { Operation } from '../ports/connector.ts';

const accepted: Operation = { kind: 'accepted', receipts: [RECEIPT] };

describe('a copy that was posted after the first search', () => {
  /** A platform whose search finds one copy more each time, as often as it is told to. */
  const growing = (times: number, asked: string[] = []): Platform => {
    let searches = 0;
    return {
      ...honestPlatform(),
      hide: ({ key }) => (asked.push(key), accepted),
      locate: () => honestPlatform(...IDS.slice(0, Math.min((searches += 1), times + 1))).locate(),
    };
  };
  const IDS = Array.from({ length: 2 * MAX_SWEEPS }, (_, at) => `c${at + 1}`);

  test('is hidden and looked at under the same decision before anything is called removed', async () => {
    const asked: string[] = [];
    const desk = await decidedDesk(growing(2, asked));
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['removed']);
    expect(asked).toEqual(['c1', 'c2', 'c3'].map((id) => `${CASE}/hide/1.1/${id}/1`));
    expect(await countOf(desk, 'item-swept')).toBe(3);
    expect(await countOf(desk, 'item-decided')).toBe(1);
    expect(desk.mailer.letters[0]?.text).toContain('찾은 복사본 3개, 없앤 복사본 3개');
  });

  test('again and again is answered as what it is, and the searching ends', async () => {
    const desk = await decidedDesk(growing(2 * MAX_SWEEPS));
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['unremovable: keeps-coming-back']);
    expect(await countOf(desk, 'item-swept')).toBe(MAX_SWEEPS);
    expect(await desk.store.outbox.counts()).toMatchObject({ waiting: 0, failed: 0 });
  });

  test('is not missed because the search failed: it is done again', async () => {
    let searches = 0;
    const honest = growing(1);
    const desk = await decidedDesk({
      ...honest,
      locate: () =>
        (searches += 1) % 2 === 0
          ? { kind: 'retry', code: 'connector.unreachable', afterMs: null }
          : honest.locate(),
    });
    await desk.runAll();
    expect((await desk.state()).items[0]?.copies.map(({ copy }) => copy.id)).toEqual(['c1', 'c2']);
    expect(wordsOf(await desk.state())).toEqual(['removed']);
  });
});
