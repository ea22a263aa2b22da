// `npm run check`: every rule of the house that a machine can keep, in one run. Exit 1 when one is broken.
// What each rule keeps: `npm run check -- --help`. The tests are not here: `npm test`.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { architecture } from './check/architecture.ts';
import { deadCode } from './check/dead-code.ts';
import { errorCodes } from './check/error-codes.ts';
import { exceptions } from './check/exceptions.ts';
import { format } from './check/format.ts';
import { imports } from './check/imports.ts';
import { kernels } from './check/kernels.ts';
import { lint } from './check/lint.ts';
import { lockFile } from './check/lock-file.ts';
import { names } from './check/names.ts';
import { asText } from './check/report.ts';
import type { Check } from './check/rule.ts';
import { runChecks } from './check/run-checks.ts';
import { spec } from './check/spec.ts';
import { browserTypes, coreTypes, types } from './check/types.ts';

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;

/** The slow ones first, so that two processors end at about the same time. */
const CHECKS: readonly Check[] = [
  lint,
  types,
  imports,
  coreTypes,
  browserTypes,
  kernels,
  deadCode,
  format,
  architecture,
  names,
  errorCodes,
  spec,
  lockFile,
  exceptions,
];

function help(): string {
  const width = Math.max(...CHECKS.map(({ name }) => name.length));
  return [
    'npm run check -- [--only NAME]... [--json] [--root FOLDER]',
    '',
    ...CHECKS.map(({ name, keeps }) => `  ${name.padEnd(width)}  ${keeps}`),
  ].join('\n');
}

function chosen(only: readonly string[]): readonly Check[] {
  const unknown = only.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) throw new RangeError(`no check is called ${unknown.join(', ')}`);
  return only.length === 0 ? CHECKS : CHECKS.filter(({ name }) => only.includes(name));
}

function options() {
  return parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      root: { type: 'string', default: path.resolve(import.meta.dirname, '..') },
    },
  }).values;
}

async function main(): Promise<void> {
  const { only, json, help: wantsHelp, root } = options();
  if (wantsHelp) return console.log(help());
  const outcomes = await runChecks(chosen(only), path.resolve(root));
  console.log(json ? JSON.stringify({ outcomes }, null, 2) : asText(outcomes));
  process.exitCode = outcomes.some(({ offences }) => offences.length > 0) ? EXIT_BROKEN : 0;
}

try {
  await main();
} catch (error) {
  console.error(
    `check: ${error instanceof Error ? error.message : String(error)}\ncure: npm run check -- --help`,
  );
  process.exitCode = EXIT_USAGE;
}
