// Counts what a test run came to: passed, failed, skipped with the reason of each skip.
// A file that cannot be loaded and an error outside every test count as failed: silence is never success.

import type { Reporter, TestModule } from 'vitest/node';

/** A test that did not run, and why, where it says so. */
type Skip = { readonly test: string; readonly reason: string };

/** The sum of a run. */
export type Totals = { readonly passed: number; readonly failed: number; readonly skips: readonly Skip[] };

const NOTHING: Totals = { passed: 0, failed: 0, skips: [] };

function totalsOf(testModule: TestModule): Totals {
  const tests = [...testModule.children.allTests()];
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  const broken = testModule.state() === 'failed' && inState('failed').length === 0 ? 1 : 0;
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + inState('pending').length + broken,
    skips: inState('skipped').map((test) => {
      const result = test.result();
      const note = result.state === 'skipped' ? result.note : undefined;
      return { test: `${testModule.relativeModuleId} > ${test.fullName}`, reason: note ?? 'no reason given' };
    }),
  };
}

function sum(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skips: [...a.skips, ...b.skips] };
}

/** A vitest reporter that prints nothing; `totals()` gives the sum once the run has ended. */
export function countingReporter(): { readonly reporter: Reporter; readonly totals: () => Totals } {
  let counted: Totals = NOTHING;
  const reporter: Reporter = {
    onTestRunEnd(modules, unhandled) {
      const outside: Totals = { ...NOTHING, failed: unhandled.length };
      counted = modules.map(totalsOf).reduce(sum, outside);
    },
  };
  return { reporter, totals: () => counted };
}
