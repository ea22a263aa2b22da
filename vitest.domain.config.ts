// How the tests of the domain run by themselves, for coverage and for mutation: those that need no server, in one process
// that loads each module once, and the slow ones last, so that a mutant is caught by the quickest test that can.

import { dirname } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Set by tools/mutate.ts: the file that is mutated, without its ending; the tests beside it are asked first. */
const FIRST = process.env.REDRESS_MUTATED ?? '';
/** Property tests and the like: a second or more each. */
const SLOW = ['case/walk', 'notice/hostile-letter', 'clock/desk-time', 'raise-alarms'];

const rank = ({ moduleId }: TestSpecification): number => {
  if (SLOW.some((name) => moduleId.includes(`${name}.test`))) return 4;
  if (FIRST !== '' && moduleId.endsWith(`/${FIRST}.test.ts`)) return 0;
  if (FIRST !== '' && moduleId.includes(`/${dirname(FIRST)}/`)) return 1;
  return moduleId.includes('/src/domain/') ? 2 : 3;
};

class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

// vitest asks for a default export here.
export default defineConfig({
  test: {
    include: ['src/domain/**/*.test.ts', 'src/workflow/**/*.test.ts', 'test/house/law-examples.test.ts'],
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
