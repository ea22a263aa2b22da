// `npm test`: all tests, and at the very end one line `N passed, N failed, N skipped`.
// Other arguments go to vitest: `npm test -- test/house -t launcher`. With `--ci` (or CI=true) a skip that is not on the
// list in tools/exceptions.json is a failure: a test that quietly stops running protects nobody.

import path from 'node:path';
import { parseCLI, startVitest } from 'vitest/node';
import { exceptionsOf } from './check/exceptions.ts';
import { missingPackages } from './test/system-packages.ts';
import { countingReporter, type Skip, type Totals } from './test/totals.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const HELP = 'npm test -- [--ci] [FILE or folder]... [vitest options, such as -t NAME]';

type Verdict = { readonly totals: Totals; readonly unexpected: readonly Skip[] };

/** In CI a skip must be on the list; at a desk it is only named. */
function judge(totals: Totals, isCi: boolean): Verdict {
  const allowed = new Set(exceptionsOf(ROOT).skips.map(({ test }) => test));
  return { totals, unexpected: isCi ? totals.skips.filter(({ test }) => !allowed.has(test)) : [] };
}

function lastWords({ totals, unexpected }: Verdict): string[] {
  const { passed, failed, skips } = totals;
  return [
    ...missingPackages().map((sentence) => `missing: ${sentence}`),
    ...skips.map(({ test, reason }) => `skipped: ${test}: ${reason}`),
    ...unexpected.map(
      ({ test }) => `failed: ${test} was skipped, and tools/exceptions.json does not allow it`,
    ),
    `${passed} passed, ${failed + unexpected.length} failed, ${skips.length - unexpected.length} skipped`,
  ];
}

async function run(args: readonly string[], isCi: boolean): Promise<number> {
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const { reporter, totals } = countingReporter();
  const vitest = await startVitest('test', filter, {
    ...options,
    root: ROOT,
    run: true,
    watch: false,
    reporters: ['default', reporter],
  });
  await vitest.close();
  const verdict = judge(totals(), isCi);
  console.log(lastWords(verdict).join('\n'));
  const ran = verdict.totals.passed + verdict.totals.failed;
  return ran > 0 && verdict.totals.failed + verdict.unexpected.length === 0 ? 0 : 1;
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
