// A clock as it stands: whether it is late, and which of several moments comes first.
import { describe, expect, test } from 'vitest';
import { claimUnder, heldClock, later, opened } from '../../../test/support/fixtures.ts';
import { duty, hours, regime } from '../../../test/support/laws.ts';
import { HOUR } from '../kernel/instant.ts';
import { type ClockState, isLate, nearest } from './clock-state.ts';

const { clocks } = opened(
  claimUnder(
    regime({
      id: 'law',
      duties: [
        duty({ key: 'soon', from: 'awareness', ends: 'settled', pace: hours(2) }),
        duty({ key: 'long', from: 'awareness', ends: 'answered', pace: hours(9) }),
        duty({ key: 'undated', from: 'awareness', ends: 'decided' }),
      ],
    }),
  ),
);
const of = (key: string): ClockState => heldClock({ ...opened(), clocks }, `law/${key}`);

describe('a clock is late', () => {
  test('while it runs, as soon as its deadline has passed', () => {
    expect([isLate(of('soon'), later(2 * HOUR)), isLate(of('soon'), later(2 * HOUR + 1))]).toEqual([
      false,
      true,
    ]);
  });

  test('for ever where it stopped too late, and never where it stopped in time', () => {
    const stopped = (hour: number): ClockState => ({
      ...of('soon'),
      status: 'stopped',
      since: later(hour * HOUR),
    });
    expect([isLate(stopped(1), later(90 * HOUR)), isLate(stopped(3), later(HOUR))]).toEqual([false, true]);
  });

  test('never where the law names no hour', () => {
    expect(isLate(of('undated'), later(90 * HOUR))).toBe(false);
  });
});

describe('the nearest moment', () => {
  test('is the earliest, in whichever order the clocks stand, and passes over what has none', () => {
    const due = (...keys: readonly string[]) => nearest(keys.map(of), (clock) => clock.due);
    expect([due('soon', 'long'), due('undated', 'long', 'soon')]).toEqual([later(2 * HOUR), later(2 * HOUR)]);
    expect(due('undated')).toBeNull();
  });
});
