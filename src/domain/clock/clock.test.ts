// Legal clocks: which law a letter starts, from when, until when; a doubtful sender delays nothing.
import { describe, expect, test } from 'vitest';
import { later, T0 } from '../../../test/support/fixtures.ts';
import { HOUR } from '../kernel/instant.ts';
import { startClock, urgency } from './clock.ts';
import { regimeById, regimeFor } from './regimes.ts';

describe('the regime of a letter', () => {
  test.each([
    ['correction-request', 'L1', 'kr-kmcsc-correction'],
    ['voluntary-request', 'L1', 'kr-voluntary-request'],
    ['unclear', 'L1', 'kr-voluntary-request'],
    ['correction-request', 'L0', 'kr-tba-22-5'],
    ['unclear', 'L0', 'kr-tba-22-5'],
  ] as const)('of kind %s at level %s is %s', (kind, level, id) => {
    expect(regimeFor(kind, level).id).toBe(id);
  });

  test('that no row has is a bug, and throws', () => {
    expect(() => regimeById('kr-unheard-of')).toThrow('no regime row');
  });
});

describe('a clock', () => {
  test('starts at the moment of receipt; "without delay" is no hour, and a target is no deadline', () => {
    expect(startClock(regimeFor('correction-request', 'L1'), T0, 'L1')).toEqual({
      regime: 'kr-kmcsc-correction',
      startedAt: T0,
      due: null,
      target: later(24 * HOUR),
      provisional: false,
      ends: 'answered',
    });
  });

  test('of a sender nobody could prove runs all the same, provisionally, until the last item is settled', () => {
    expect(startClock(regimeFor('correction-request', 'L0'), T0, 'L0')).toMatchObject({
      startedAt: T0,
      provisional: true,
      ends: 'settled',
    });
  });

  test('of a law that names hours is due to the hour, and due goes before target', () => {
    const hours = { kind: 'hours', hours: 48 } as const;
    const clock = startClock({ ...regimeFor('unclear', 'L1'), deadline: hours, targetHours: 24 }, T0, 'L1');
    expect(clock.due).toBe(later(48 * HOUR));
    expect(urgency(clock)).toBe(later(48 * HOUR));
  });

  test('is urgent from its start where the law says "without delay", whatever the target', () => {
    expect(urgency(startClock(regimeFor('correction-request', 'L1'), T0, 'L1'))).toBe(T0);
  });

  test('is urgent by its target where there is no law', () => {
    expect(urgency(startClock(regimeFor('voluntary-request', 'L1'), T0, 'L1'))).toBe(later(24 * HOUR));
  });

  test('of a claim waits an hour at most behind letters that are proven', () => {
    expect(urgency(startClock(regimeFor('unclear', 'L0'), T0, 'L0'))).toBe(later(HOUR));
  });
});
