// The measure itself: it must tell a square from a line, or the tests that rest on it prove nothing.
import { describe, expect, it, vi } from 'vitest';
import { expectSteadyGrowth } from './growth.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Turns of a loop, so that only the processor is asked. */
const turns = (count: number) => (): number => {
  let sum = 0;
  for (let turn = 0; turn < count; turn += 1) sum = (sum * 31 + turn) % 65_521;
  return sum;
};

describe('steady growth', () => {
  it('is what work in proportion to its input has', () => {
    expectSteadyGrowth((share) => turns(40_000_000 * share));
  });

  it('is not what work has that goes with the square of its input', () => {
    expect(() => expectSteadyGrowth((share) => turns(300_000_000 * share ** 2))).toThrow(/processor time/);
  });
});
