// A few thousand random histories of clocks, the product beside the oracle; `npm run walk:clocks` walks as many as one likes.
import { expect, test } from 'vitest';
import { readLaws, walkMany } from './clocks-run.ts';

const HISTORIES = 3_000;
const SEED = 5;
const PATIENCE = 120_000;

test(
  `the clocks of ${HISTORIES} random histories are those of the oracle, and no breach is silent`,
  async () => {
    const laws = await readLaws(SEED);
    const asked = { seed: SEED, keepGoing: false, minutes: 10 };
    const sums = walkMany(0, HISTORIES, asked, laws, () => {});
    expect(sums).toMatchObject({ histories: HISTORIES, differences: 0, silentMisses: 0 });
    expect(sums.breaches).toBeGreaterThan(HISTORIES / 2);
    expect(Math.min(sums.nearBreaches, sums.restarts, sums.steps, sums.excused)).toBeGreaterThan(0);
  },
  PATIENCE,
);
