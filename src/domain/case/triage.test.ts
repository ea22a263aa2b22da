// In which order people take up cases, and that neither many notices of one place nor one busy notifier changes it for others.
import { describe, expect, test } from 'vitest';
import { decides, found, later, opened, play, REPORT, T0 } from '../../../test/support/fixtures.ts';
import { caseNumber } from '../kernel/ids.ts';
import { HOUR } from '../kernel/instant.ts';
import { bandAt, inOrder, triageOf, type Waiting } from './triage.ts';

let serial = 0;
const waiting = (changes: Partial<Waiting> = {}): Waiting => ({
  need: 'decision',
  danger: 'none',
  firstOfPlace: false,
  deadline: later(30 * HOUR),
  copies: 1,
  rooms: 1,
  turnOf: 'authority hanbit',
  number: caseNumber(2026, (serial += 1)),
  receivedAt: T0,
  ...changes,
});
const due = (hours: number) => ({ deadline: later(hours * HOUR) });
const order = (...all: readonly Waiting[]) => inOrder(all, T0).map((one) => all.indexOf(one));

describe('the order of work', () => {
  test('is danger, then time left in steps, then how many copies, then the deadline itself', () => {
    expect(
      order(
        waiting({ ...due(40), copies: 90 }),
        waiting(due(-1)),
        waiting({ ...due(20), copies: 2, turnOf: 'b' }),
        waiting({ ...due(9), copies: 1, turnOf: 'c' }),
        waiting({ danger: 'child', firstOfPlace: true, ...due(100) }),
        waiting({ danger: 'threat', firstOfPlace: true, deadline: null }),
        waiting({ ...due(19), copies: 1, turnOf: 'd' }),
      ),
    ).toEqual([5, 4, 1, 2, 3, 6, 0]);
  });

  test('of many that speak of danger in one place lets only the first go before others', () => {
    const flood = Array.from({ length: 500 }, (_, at) =>
      waiting({ danger: 'threat', firstOfPlace: at === 0, turnOf: 'report messenger stranger' }),
    );
    const placed = inOrder([...flood, waiting(due(5))], T0);
    expect(placed.findIndex(({ turnOf }) => turnOf === 'authority hanbit')).toBe(1);
  });

  test('gives each notifier a turn: five hundred notices of one delay an honest one by one', () => {
    const flood = Array.from({ length: 500 }, () => waiting({ turnOf: 'mail', ...due(29) }));
    const honest = [waiting(), waiting(), waiting()];
    const places = inOrder([...flood, ...honest], T0);
    expect(honest.map((one) => places.indexOf(one))).toEqual([1, 3, 5]);
  });

  test('does not depend on the order in which it is given', () => {
    const all = Array.from({ length: 40 }, (_, at) =>
      waiting({ ...due((at * 7) % 60), copies: at % 3, turnOf: `t${at % 4}` }),
    );
    expect(inOrder(all.toReversed(), T0)).toEqual(inOrder(all, T0));
  });
});

test.each([
  [-1, 'passed'],
  [0, 'passed'],
  [2, 'two-hours'],
  [2.1, 'six-hours'],
  [24, 'a-day'],
  [48, 'two-days'],
  [48.1, 'later'],
] as const)('with %d hours left a case is in the band %s', (hours, band) => {
  expect(bandAt(later(hours * HOUR), T0)).toBe(band);
});

test('what triage knows of a case is what its events say', () => {
  const report = { ...REPORT, reasons: ['minor', 'threat'] as const };
  expect(triageOf(play(opened({ report }), found(1, 'c1', 'c2')))).toMatchObject({
    need: 'decision',
    danger: 'threat',
    copies: 2,
    rooms: 1,
    turnOf: 'report messenger stranger',
  });
  expect(triageOf(opened())).toMatchObject({ danger: 'none', copies: 0, turnOf: 'authority hanbit' });
  expect(triageOf(opened({ level: 'L0' })).turnOf).toBe('mail');
  expect(triageOf(play(opened(), found(1, 'c1'), decides(1, 'hide'))).need).toBe('nothing');
});
