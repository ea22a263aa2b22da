// One clock: its deadline, its target, its alarms, and which of several leads. C-numbers: docs/spec/legal-clocks.md.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { later, T0 } from '../../../test/support/fixtures.ts';
import {
  AWARENESS,
  CALENDAR,
  days,
  duty,
  FORTY_EIGHT,
  hours,
  regime,
  VOLUNTARY,
} from '../../../test/support/laws.ts';
import { DAY, HOUR, instant, MINUTE } from '../kernel/instant.ts';
import { alarmMoments, byNearness, type Clock, startClock, urgency } from './clock.ts';
import { type AppliedLaw, snapshot } from './law.ts';
import type { Duty, Pace, Regime } from './regime.ts';

const ALL = [
  'awareness',
  'report-received',
  'complaint-received',
  'notice-given',
  'order-received',
  'valid-request-received',
] as const;

function applied(of: Regime, provisional = false): AppliedLaw {
  const law = snapshot(of, 'always', ALL, CALENDAR, provisional);
  if (law === null) throw new Error('nothing starts');
  return law;
}

function clockWith(
  changes: Partial<Duty>,
  stated: number | null = null,
  provisional = false,
  nth = 1,
): Clock {
  const one = duty({ key: 'remove', from: 'notice-given', ends: 'settled', ...changes });
  const law = applied(regime({ id: 'law', duties: [one] }), provisional);
  return startClock(law, one, T0, stated === null ? null : later(stated), nth);
}

const paced = (kind: Exclude<Pace['kind'], 'within'>): Clock => clockWith({ pace: { kind } });

describe('a clock', () => {
  test('of a law that names hours is due to the hour, and has no target of ours', () => {
    const [remove] = applied(FORTY_EIGHT).duties;
    expect(startClock(applied(FORTY_EIGHT), remove!, T0, null)).toEqual({
      key: 'us-tida/remove',
      regime: 'us-tida',
      duty: 'remove',
      from: 'valid-request-received',
      startedAt: T0,
      pace: 'within',
      due: later(48 * HOUR),
      target: null,
      targetOf: null,
      ends: 'settled',
      provisional: false,
      article: 'Art. 1',
      mark: 'A',
      calendarKnown: true,
    });
  });

  test('of a law that says "without delay" has no hour, only a goal of this desk', () => {
    const [remove] = applied(AWARENESS).duties;
    expect(startClock(applied(AWARENESS), remove!, T0, null)).toMatchObject({
      due: null,
      pace: 'without-delay',
      target: later(24 * HOUR),
      targetOf: 'desk',
    });
  });

  test('of an authority with a target of its own keeps it apart from any deadline (C30)', () => {
    const [report] = applied(VOLUNTARY).duties;
    expect(startClock(applied(VOLUNTARY), report!, T0, null)).toMatchObject({
      due: null,
      target: later(24 * HOUR),
      targetOf: 'authority',
    });
    const both = clockWith({ pace: hours(48), targetHours: 12 });
    expect([both.due, both.target, both.targetOf]).toEqual([later(48 * HOUR), later(12 * HOUR), 'authority']);
  });

  test.each([
    ['immediately', 1],
    ['without-delay', 24],
    ['timely', 48],
    ['stated', 24],
    ['not-stated', 48],
    ['none', 24],
  ] as const)('of the pace "%s" is given %i hours by this desk, never by law (C28)', (kind, goal) => {
    const { due, target, targetOf } = paced(kind);
    expect([due, target, targetOf]).toEqual([null, later(goal * HOUR), 'desk']);
  });

  test('of an order that names its moment is due then, and only then (C28, C29)', () => {
    expect(clockWith({ pace: { kind: 'stated' } }, 5 * HOUR)).toMatchObject({
      due: later(5 * HOUR),
      target: null,
    });
    expect(clockWith({ pace: hours(2) }, 5 * HOUR).due).toBe(later(2 * HOUR));
    expect(clockWith({ pace: { kind: 'without-delay' } }, 5 * HOUR).due).toBeNull();
  });

  test('of a law whose value has no article counts as not verified', () => {
    expect(clockWith({ article: null, mark: 'A' })).toMatchObject({ article: null, mark: 'M' });
    expect(clockWith({ article: 's.1', mark: 'B' })).toMatchObject({ article: 's.1', mark: 'B' });
  });

  test('counts working days by the calendar of its law, and says when a day was beyond the known years (C27)', () => {
    const three = clockWith({ pace: { kind: 'within', period: { unit: 'working-days', count: 3 } } });
    // Friday 20 November 2026, 09:00 in Seoul: Monday, Tuesday, Wednesday.
    expect(three.due).toBe(later(5 * DAY));
    expect(three.calendarKnown).toBe(true);
    const long = clockWith({ pace: { kind: 'within', period: { unit: 'working-days', count: 400 } } });
    expect(long.calendarKnown).toBe(false);
  });

  test('of a law without a calendar counts every day as a working day', () => {
    const pace: Pace = { kind: 'within', period: { unit: 'working-days', count: 3 } };
    const one = duty({ key: 'remove', from: 'notice-given', ends: 'settled', pace });
    const law = { ...applied(regime({ id: 'law', duties: [one] })), calendar: null };
    expect(startClock(law, one, T0, null).due).toBe(later(3 * DAY));
  });

  test('that asked no calendar warns of none', () => {
    expect(paced('without-delay').calendarKnown).toBe(true);
    expect(clockWith({ pace: { kind: 'stated' } }, 5 * HOUR).calendarKnown).toBe(true);
  });

  test('of a duty that starts again has a number in its key', () => {
    expect(clockWith({}, null, false, 1).key).toBe('law/remove');
    expect(clockWith({}, null, false, 2).key).toBe('law/remove#2');
  });
});

describe('the order of work', () => {
  test('is the hour in law, else the start where law wants it at once, else the target', () => {
    expect(urgency(clockWith({ pace: hours(48), targetHours: 12 }))).toBe(later(48 * HOUR));
    expect(urgency(paced('without-delay'))).toBe(T0);
    expect(urgency(paced('immediately'))).toBe(T0);
    expect(urgency(paced('timely'))).toBe(later(48 * HOUR));
    expect(urgency(clockWith({ pace: { kind: 'none' }, targetHours: 24 }))).toBe(later(24 * HOUR));
    expect(urgency({ ...paced('none'), target: null })).toBe(T0);
  });

  test('puts a claim an hour at most behind what is proven', () => {
    expect(urgency(clockWith({ pace: hours(2) }, null, true))).toBe(later(3 * HOUR));
  });

  test('lets the nearest date in law lead, and any date before none', () => {
    const clocks = [
      paced('timely'),
      clockWith({ pace: days(7) }),
      paced('immediately'),
      clockWith({ pace: hours(2) }),
    ];
    const order = clocks.toSorted(byNearness).map(({ pace, due }) => [pace, due === null ? null : due - T0]);
    expect(order).toEqual([
      ['within', 2 * HOUR],
      ['within', 7 * DAY],
      ['immediately', null],
      ['timely', null],
    ]);
  });

  test('is the same from whichever side two clocks are compared', () => {
    const [near, far] = [clockWith({ pace: hours(2) }), clockWith({ pace: days(7) })];
    const undated = paced('immediately');
    const signs = [
      byNearness(near, far),
      byNearness(far, near),
      byNearness(far, undated),
      byNearness(undated, far),
    ];
    expect(signs.map(Math.sign)).toEqual([-1, 1, -1, 1]);
  });
});

describe('the alarms of a clock', () => {
  const moments = (clock: Pick<Clock, 'startedAt' | 'due' | 'target'>) =>
    alarmMoments(clock).map(({ alarm, at }) => [alarm, at - T0]);

  test('are owed when a quarter of the time is left, and when the deadline has passed: what is done at the moment is in time (C38)', () => {
    expect(moments(clockWith({ pace: hours(48) }))).toEqual([
      ['near-breach', 36 * HOUR],
      ['breach', 48 * HOUR + 1],
    ]);
    expect(moments(clockWith({ pace: hours(2) }))).toEqual([
      ['near-breach', 90 * MINUTE],
      ['breach', 2 * HOUR + 1],
    ]);
  });

  test('are owed a day ahead at most (C38)', () => {
    expect(moments(clockWith({ pace: days(60) }))[0]).toEqual(['near-breach', 59 * DAY]);
  });

  test('of a target are no breach (C30, C38)', () => {
    expect(moments(paced('without-delay'))).toEqual([['target-missed', 24 * HOUR]]);
  });

  test('come in the order of their moments', () => {
    expect(moments(clockWith({ pace: hours(48), targetHours: 40 })).map(([alarm]) => alarm)).toEqual([
      'near-breach',
      'target-missed',
      'breach',
    ]);
  });

  test('of a deadline stated in the past are owed at once', () => {
    expect(moments({ startedAt: T0, due: later(-HOUR), target: null })).toEqual([
      ['near-breach', -HOUR],
      ['breach', -HOUR + 1],
    ]);
  });

  test('of nothing dated are none', () => {
    expect(moments({ startedAt: T0, due: null, target: null })).toEqual([]);
  });

  test('always warn before they tell of a breach', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), (length) => {
        const clock = { startedAt: instant(0), due: instant(length), target: null };
        const [near, breach] = alarmMoments(clock);
        expect(near!.at).toBeLessThan(breach!.at);
        expect(near!.at).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
