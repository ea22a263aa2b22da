// In which order people take up cases, and that neither many notices of one place, nor one busy notifier, nor a group that acts in concert
// changes it for others.
import { describe, expect, test } from 'vitest';
import { later, T0 } from '../../../test/support/fixtures.ts';
import { chanceOf } from '../../../test/walks/lifecycle-chance.ts';
import { caseNumber } from '../kernel/ids.ts';
import { HOUR } from '../kernel/instant.ts';
import { FLOOD } from './flood.ts';
import { inOrder, MOST_DANGER, OTHERS_BETWEEN } from './order-of-work.ts';
import type { Standing } from './triage.ts';

let serial = 0;
const waiting = (changes: Partial<Standing> = {}): Standing => ({
  need: 'decision',
  danger: 'none',
  deadline: later(30 * HOUR),
  ...{ copies: 1, rooms: 1, newCopies: 0, earlier: 0 },
  turnOf: 'authority hanbit',
  ...{ place: null, notifier: null, words: null, limited: false },
  number: caseNumber(2026, (serial += 1)),
  receivedAt: T0,
  ...changes,
});
const due = (hours: number) => ({ deadline: later(hours * HOUR) });
const many = (count: number, of: (at: number) => Partial<Standing>): Standing[] =>
  Array.from({ length: count }, (_, at) => waiting(of(at)));
const numbers = (all: readonly Standing[]) => all.map(({ number }) => number);
const placesOf = (some: readonly Standing[], all: readonly Standing[]) => {
  const order = numbers(inOrder(all, T0));
  return some.map(({ number }) => order.indexOf(number));
};

const THREAT = { danger: 'threat' } as const;
const REPORTED = { turnOf: 'report messenger signed-in' };

describe('the order of work', () => {
  test('is danger, then time left in steps, then how many copies, then earlier ones of the same account, then the deadline', () => {
    const all = [
      waiting({ ...due(40), copies: 90 }),
      waiting(due(-1)),
      waiting({ ...due(20), copies: 2, turnOf: 'b' }),
      waiting({ ...due(9), turnOf: 'c' }),
      waiting({ danger: 'child', ...due(100) }),
      waiting({ ...THREAT, deadline: null }),
      waiting({ ...due(19), turnOf: 'd' }),
      waiting({ ...due(23), turnOf: 'e', earlier: 1 }),
    ];
    expect(placesOf(all, all)).toEqual([7, 2, 3, 5, 1, 0, 6, 4]);
  });

  test('of many that speak of danger in one place lets only the first go before others', () => {
    const same = many(15, () => ({ ...THREAT, place: 'p', turnOf: 'report messenger stranger' }));
    const honest = waiting(due(5));
    expect(placesOf([honest], [...same, honest])).toEqual([1]);
    expect(inOrder(same, T0).map(({ firstOfPlace }) => firstOfPlace)).toEqual([
      true,
      ...same.slice(1).map(() => false),
    ]);
  });

  test('gives each notifier a turn: five hundred notices of one delay an honest one by one', () => {
    const busy = many(500, () => ({ turnOf: 'mail', ...due(29) }));
    const honest = many(3, () => ({}));
    expect(placesOf(honest, [...busy, ...honest])).toEqual([1, 3, 5]);
  });

  test('gives each notifier of a channel a turn, and those who say the same words one between them', () => {
    const one = many(3, () => ({ ...REPORTED, notifier: 'a', copies: 9 }));
    const group = many(3, (at) => ({ ...REPORTED, notifier: `g${at}`, words: 'w', copies: 5 }));
    const alone = waiting({ ...REPORTED, notifier: 'b' });
    const all = [...one, ...group, alone];
    expect(placesOf([...one, ...group, alone], all)).toEqual([0, 3, 5, 1, 4, 6, 2]);
  });

  test('does not depend on the order in which it is given', () => {
    const all = many(90, (at) => ({
      ...due((at * 7) % 60),
      ...{ copies: at % 3, turnOf: `t${at % 4}`, notifier: `n${at % 3}`, words: at % 2 === 0 ? 'w' : null },
      danger: at % 5 === 0 ? 'threat' : 'none',
      place: `p${at % 20}`,
    }));
    expect(numbers(inOrder(all.toReversed(), T0))).toEqual(numbers(inOrder(all, T0)));
    expect(numbers(inOrder(all, T0)).toSorted()).toEqual(numbers(all).toSorted());
  });
});

/** People of every kind, none of whom acts with another. */
function people(seed: number): Standing[] {
  const chance = chanceOf(seed);
  return many(3 + chance.below(40), (at) => ({
    ...due(chance.below(80) - 5),
    danger: chance.percent(10) ? 'threat' : 'none',
    turnOf: chance.pick([
      'mail',
      'report messenger signed-in',
      'report messenger stranger',
      'authority hanbit',
    ]),
    ...{ notifier: chance.percent(70) ? `n${at % 17}` : null, words: chance.percent(50) ? `w${at}` : null },
    ...{ place: `place-${at % 25}`, copies: chance.below(4), earlier: chance.below(2) },
    receivedAt: later(chance.below(5) * HOUR),
  }));
}

const SEEDS = Array.from({ length: 60 }, (_, at) => at);

describe('a flood', () => {
  /** The most that a group can claim: threats at the very places of others, long before them, about to be due, with many copies. */
  const worst = (of: (at: number) => Partial<Standing>) => (at: number) => ({
    ...{ ...THREAT, ...due(-3), ...REPORTED, copies: 50, rooms: 50, earlier: 3 },
    ...{ place: `place-${at % 60}`, receivedAt: later(-9 * HOUR) },
    ...of(at),
  });
  test.each([
    [
      'of five hundred accounts in the same words',
      worst((at) => ({ notifier: `throw-away-${at}`, words: 'w' })),
    ],
    ['of one notifier', worst(() => ({ notifier: 'busy' }))],
    ['of a notifier a person limited', worst(() => ({ notifier: 'limited', limited: true, danger: 'none' }))],
  ])('%s changes no place of others to each other, and takes at most every fifth', (_, flood) => {
    for (const seed of SEEDS) {
      const honest = people(seed);
      const all = [...honest, ...many(500, flood)];
      const apart = numbers(inOrder(honest, T0));
      const among = numbers(inOrder(all, T0));
      expect(among.filter((number) => apart.includes(number))).toEqual(apart);
      apart.forEach((number, at) =>
        expect(among.indexOf(number)).toBeLessThanOrEqual(at + 1 + Math.floor(at / OTHERS_BETWEEN)),
      );
    }
  });

  test('says of each of its cases with how many it takes turns, and of nobody else', () => {
    const flood = many(FLOOD, (at) => ({ ...REPORTED, notifier: `g${at}`, words: 'w' }));
    const other = waiting({ ...REPORTED, notifier: 'o', words: 'other' });
    const told = inOrder([...flood, other], T0);
    expect(new Set(told.filter(({ words }) => words === 'w').map(({ shares }) => shares?.why))).toEqual(
      new Set(['words']),
    );
    expect(told[0]?.shares).toEqual({ why: 'words', many: FLOOD });
    expect(told.find(({ words }) => words === 'other')?.shares).toBeNull();
    expect(inOrder(flood.slice(1), T0).every(({ shares }) => shares === null)).toBe(true);
  });

  test('never holds a body that is proven, nor keeps a threat of a limited notifier out of its place', () => {
    const body = many(500, () => ({ notifier: 'x', words: 'w', ...THREAT }));
    const threat = waiting({ ...THREAT, ...REPORTED, notifier: 'l', limited: true });
    const told = inOrder([...body, threat], T0);
    expect(told.every(({ shares }) => shares === null)).toBe(true);
  });

  test('that nobody can tell from people holds half of the places at most, and those who speak of danger first stay first', () => {
    const threats = many(500, (at) => ({
      ...THREAT,
      ...REPORTED,
      notifier: `n${at}`,
      receivedAt: later(at),
    }));
    const honest = many(30, () => due(1));
    const places = placesOf(honest, [...threats, ...honest]);
    expect(places).toEqual(honest.map((_, at) => MOST_DANGER + 2 * at + 1));
    expect(placesOf(threats.slice(0, MOST_DANGER), [...threats, ...honest])).toEqual(
      threats.slice(0, MOST_DANGER).map((_, at) => at),
    );
    const elsewhere = waiting({ ...THREAT, turnOf: 'report messenger stranger' });
    expect(placesOf([elsewhere], [...threats, ...honest, elsewhere])[0]).toBeLessThan(2);
  });
});
