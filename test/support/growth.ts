// Does work grow with its input, or with its square? Asked of processor time at three sizes, so that the answer is the same
// on a slow machine and on a busy one. A limit in seconds would not be.
import { expect } from 'vitest';

/** Four times the input: four times the work where it is in proportion, sixteen times where it goes with the square. */
const STEP = 4;
const MOST = 10;
/** Below this, in milliseconds, a collection of garbage weighs more than the work. */
const FLOOR_MS = 60;
const TRIES = 3;

function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Milliseconds of processor time: the least of some tries, since whatever disturbs one only adds to it. */
function leastCpuMs(work: () => unknown, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < TRIES && least >= enough; tried += 1) least = Math.min(least, cpuMsOf(work));
  return least;
}

/**
 * Expects that the processor time of `work` grows no faster than its input, up to a generous factor.
 * @param workOn makes the work for a share of the whole input (1/16, 1/4, 1); making the input is not measured
 */
export function expectSteadyGrowth(workOn: (share: number) => () => unknown): void {
  let before = leastCpuMs(workOn(1 / STEP ** 2), 0);
  for (const share of [1 / STEP, 1]) {
    const limit = MOST * Math.max(before, FLOOR_MS);
    const now = leastCpuMs(workOn(share), limit);
    expect(now, `processor time, in ms, of a share of ${share} of the input`).toBeLessThan(limit);
    before = now;
  }
}
