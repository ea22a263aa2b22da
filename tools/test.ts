// `npm test`: all tests, and at the very end one line `N passed, N failed, N skipped`.
// Other arguments go to vitest: `npm test -- test/house -t launcher`. With `--ci` (or CI=true) a skip that is not on the
// list in tools/exceptions.json is a failure: a test that quietly stops running protects nobody.

import path from 'node:path';
import { parseCLI, startVitest } from 'vitest/node';
import { exceptionsOf } from './check/exceptions.ts';
import { missingPackages } from './test/system-packages.ts';
import { countingReporter, type Totals } from './test/totals.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const HELP = 'npm test -- [--ci] [FILE or folder]... [vitest options, such as -t NAME]';

/** What a run came to, once the list of allowed skips has been held against it. */
type Verdict = {
  readonly totals: Totals;
  readonly complaints: readonly string[];
  readonly unexpected: number;
};

const LIST = 'tools/exceptions.json';

/** In CI a skip must be on the list, and what is on the list must be needed; at a desk skips are only named. */
function judge(totals: Totals, isCi: boolean, isWhole: boolean): Verdict {
  if (!isCi) return { totals, complaints: [], unexpected: 0 };
  const allowed = new Set(exceptionsOf(ROOT).skips.map(({ test }) => test));
  const skipped = new Set(totals.skips.map(({ test }) => test));
  const unexpected = [...skipped].filter((test) => !allowed.has(test));
  const stale = isWhole ? [...allowed].filter((test) => !skipped.has(test)) : [];
  return {
    totals: { ...totals, failed: totals.failed + stale.length },
    complaints: [
      ...unexpected.map((test) => `failed: ${test} was skipped, and ${LIST} does not allow it`),
      ...stale.map((test) => `failed: ${LIST} allows ${test} to be skipped, and it is not; delete the line`),
    ],
    unexpected: unexpected.length,
  };
}

function lastWords({ totals, complaints, unexpected }: Verdict): string[] {
  const { passed, failed, skips } = totals;
  return [
    ...missingPackages().map((sentence) => `missing: ${sentence}`),
    ...skips.map(({ test, reason }) => `skipped: ${test}: ${reason}`),
    ...complaints,
    `${passed} passed, ${failed + unexpected} failed, ${skips.length - unexpected} skipped`,
  ];
}

async function run(args: readonly string[], isCi: boolean): Promise<number> {
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const { reporter, totals } = countingReporter();
  const settings = { ...options, root: ROOT, run: true, watch: false, reporters: ['default', reporter] };
  const vitest = await startVitest('test', filter, settings);
  await vitest.close();
  const isWhole = filter.length === 0 && options.testNamePattern === undefined;
  const verdict = judge(totals(), isCi, isWhole);
  console.log(lastWords(verdict).join('\n'));
  const { passed, failed } = verdict.totals;
  return passed > 0 && failed + verdict.unexpected === 0 ? 0 : 1;
}

const args = process.argv.slice(2);
if (args.includes('--help')) console.log(HELP);
else {
  const isCi = args.includes('--ci') || process.env.CI === 'true';
  process.exit(
    await run(
      args.filter((arg) => arg !== '--ci'),
      isCi,
    ),
  );
}
