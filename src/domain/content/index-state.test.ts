// How far the index reaches: gaps are found, made up for by a whole reading of the history begun after them, and never forgotten.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { later, T0 } from '../../../test/support/fixtures.ts';
import { MINUTE } from '../kernel/instant.ts';
import { holesAfter } from './feed-holes.ts';
import {
  afterHistory,
  afterLoss,
  afterPage,
  BEHIND_AFTER,
  beginRun,
  BETWEEN_RUNS,
  bothCoverages,
  coverageOf,
  coverageWith,
  historyNeeds,
  type IndexState,
  newHoles,
  NOTHING_INDEXED,
  type Probed,
} from './index-state.ts';

const PROBED: Probed = {
  at: T0,
  version: '1',
  follows: true,
  history: true,
  numbered: true,
  opaque: false,
  federated: false,
};
const START: IndexState = { ...NOTHING_INDEXED, probed: PROBED };
const page = (upTo: number, orders: readonly number[], more = false) => ({
  cursor: String(upTo),
  upTo,
  orders,
  more,
});
const read = (state: IndexState): IndexState => {
  const begun = beginRun(state, T0);
  return begun.run === null
    ? begun
    : afterHistory(begun, begun.run, { position: null, rooms: { done: 1, total: 1 } }, T0);
};
const followed = afterPage(START, page(10, []), T0);

describe('holes in a numbered feed', () => {
  test('are what never came, in whatever order the rest did', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 }),
        fc.array(fc.nat(10), { maxLength: 10 }),
        (told, cuts) => {
          let reach = { upTo: 0, holes: [] as readonly { from: number; to: number }[] };
          let rest = told;
          for (const cut of [...cuts, 60]) {
            const orders = rest.slice(0, cut);
            reach = holesAfter(reach, { orders, upTo: 0 }, true);
            rest = rest.slice(cut);
          }
          const missing = reach.holes.flatMap(({ from, to }) =>
            Array.from({ length: to - from + 1 }, (_, at) => from + at),
          );
          const most = Math.max(0, ...told);
          const never = Array.from({ length: most }, (_, at) => at + 1).filter((one) => !told.includes(one));
          expect(missing).toEqual(never);
        },
      ),
    );
  });

  test('of an unnumbered feed are none, however it jumps', () => {
    expect(holesAfter({ upTo: 1, holes: [] }, { orders: [100], upTo: 100 }, false)).toEqual({
      upTo: 100,
      holes: [],
    });
  });

  test('beyond a hundred are put together to one, which says too much and never too little', () => {
    const orders = Array.from({ length: 200 }, (_, at) => at * 2);
    expect(holesAfter({ upTo: 0, holes: [] }, { orders, upTo: 398 }, true).holes).toEqual([
      { from: 1, to: 397 },
    ]);
  });

  test('are what a page would leave, before it is taken', () => {
    expect(newHoles(followed, page(13, [11, 13]), T0)).toEqual([{ from: 12, to: 12 }]);
    expect(newHoles(START, page(500, []), T0)).toEqual([]);
    const open = afterPage(followed, page(13, [11, 13]), T0);
    expect(newHoles(open, page(14, [14]), T0)).toEqual([]);
  });
});

describe('the history', () => {
  test('is not begun before the feed is followed, or where the platform has none', () => {
    expect(historyNeeds(NOTHING_INDEXED, T0)).toBe('nothing');
    expect(historyNeeds(START, T0)).toBe('nothing');
    expect(historyNeeds({ ...followed, probed: { ...PROBED, history: false } }, T0)).toBe('nothing');
    expect(historyNeeds(followed, T0)).toBe('begin');
  });

  test('goes on until it ended, and is begun again when a person asks', () => {
    const begun = beginRun(followed, T0);
    expect(historyNeeds(begun, T0)).toBe('go-on');
    expect(historyNeeds(read(followed), T0)).toBe('nothing');
    expect(historyNeeds({ ...read(followed), requestedAt: T0 }, T0)).toBe('begin');
    expect(historyNeeds({ ...begun, requestedAt: T0 }, T0)).toBe('begin');
  });

  test('makes up for the holes that end before it began, and for no later one', () => {
    const holed = afterPage(followed, page(13, [11, 13]), T0);
    expect(read(holed).holes).toEqual([]);
    const begun = beginRun(followed, T0);
    const later = afterPage(begun, page(13, [11, 13]), T0);
    if (later.run === null) throw new Error('it was begun');
    const ended = afterHistory(later, later.run, { position: null, rooms: { done: 1, total: 1 } }, T0);
    expect(ended.holes).toEqual([{ from: 12, to: 12 }]);
  });

  test('is read again for a hole, but not without a pause', () => {
    const holed = afterPage(read(followed), page(13, [11, 13]), T0);
    expect(historyNeeds(holed, T0)).toBe('nothing');
    expect(historyNeeds(holed, later(BETWEEN_RUNS))).toBe('begin');
  });

  test('is unread after the platform lost our place', () => {
    expect(historyNeeds(afterPage(afterLoss(read(followed)), page(3, []), T0), T0)).toBe('begin');
    expect(coverageOf(afterLoss(read(followed)), T0).blind).toContain('beforeIndexing');
  });
});

describe('what a search could see', () => {
  const blind = (state: IndexState, at = T0) => coverageOf(state, at).blind;

  test('is altered copies never, and nothing else once everything is read', () => {
    expect(blind(read(followed))).toEqual(['altered']);
  });

  test('is nothing before the desk came, until the history is read to its end', () => {
    expect(coverageOf(followed, T0)).toMatchObject({
      complete: false,
      blind: ['beforeIndexing', 'altered'],
      from: T0,
    });
    expect(blind(beginRun(followed, T0))).toContain('beforeIndexing');
    expect(coverageOf(read(followed), T0).from).toBeUndefined();
  });

  test('lacks a stretch of the feed that is missing', () => {
    expect(blind(afterPage(read(followed), page(13, [13]), T0))).toContain('feedGap');
  });

  test('is behind where the feed was not read to its end for a while', () => {
    expect(blind(read(followed), later(BEHIND_AFTER))).not.toContain('notIndexed');
    expect(blind(read(followed), later(BEHIND_AFTER + 1))).toContain('notIndexed');
    expect(
      blind(afterPage(read(followed), page(11, [11], true), later(2 * MINUTE)), later(2 * MINUTE)),
    ).toContain('notIndexed');
  });

  test('is nobody’s where nothing was ever asked: encrypted rooms and peers are assumed', () => {
    expect(blind(NOTHING_INDEXED)).toEqual([
      'e2ee',
      'remoteServers',
      'beforeIndexing',
      'notIndexed',
      'altered',
    ]);
  });

  test('by two searches is blind where either was, and no later than both', () => {
    const one = coverageWith({ scope: ['a'], method: 'x', until: later(5) }, ['e2ee']);
    const other = coverageWith({ scope: ['a', 'b'], method: 'y', from: T0, until: later(3) }, [
      'e2ee',
      'feedGap',
    ]);
    expect(bothCoverages(one, other)).toEqual({
      scope: ['a', 'b'],
      method: 'x; y',
      from: T0,
      until: later(3),
      complete: false,
      blind: ['e2ee', 'feedGap'],
    });
    expect(coverageWith({ scope: [], method: 'x', until: T0 }, [])).toMatchObject({
      complete: true,
      blind: [],
    });
  });
});
