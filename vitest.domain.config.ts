// How the tests of the domain run by themselves, for coverage and for mutation: those that need no server, in one process
// that loads each module once, the slow ones last.

import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Set by tools/mutate.ts when only the tests beside the mutated files are asked. */
const NEAR = process.env.REDRESS_TESTS_OF;
const ALL = ['src/domain/**/*.test.ts', 'src/workflow/**/*.test.ts', 'test/house/law-examples.test.ts'];
/** Property tests and the like: a second or more each. */
const SLOW = [
  'case/walk',
  'case/invariants',
  'case/clock-invariants',
  'notice/hostile-letter',
  'clock/desk-time',
  'workflow/raise-alarms',
];
/** Set by `npm run mutate -- --quick`: the slow ones are not asked at all. */
const QUICK = process.env.REDRESS_QUICK_TESTS !== undefined;

const isSlow = ({ moduleId }: TestSpecification): boolean =>
  SLOW.some((name) => moduleId.includes(`/${name}.test`));

class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b))));
  }
}

// vitest asks for a default export here.
export default defineConfig({
  test: {
    include: NEAR === undefined ? ALL : [`${NEAR}/*.test.ts`],
    exclude: QUICK ? SLOW.map((name) => `**/${name}.test.ts`) : [],
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    sequence: { sequencer: QuickFirst },
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/domain/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
});
