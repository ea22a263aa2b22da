// `npm run mutate`: are the tests of the domain worth their lines? Stryker changes the domain in a copy, one small thing
// at a time; a change that no test notices is a survivor. The tree itself is never touched. Not in CI: it takes hours.

import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Mutant, scores, survivors, table, total } from './mutate/report.ts';
import { mutate } from './mutate/rounds.ts';
import { FOLDER } from './mutate/settings.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SURVIVORS = path.join(ROOT, FOLDER, 'survivors.txt');
const WHOLE_DOMAIN = ['src/domain/**/*.ts'];
const EXIT_USAGE = 2;
const HELP = `npm run mutate -- [--files PATTERN]... [--concurrency N]

  --files PATTERN    mutate these files only, such as 'src/domain/notice/*.ts' (the whole domain without it)
  --concurrency N    test processes at once (1 without it)
  --quick            only the quick tests beside each file: minutes instead of hours, and a lower bound

The survivors are written to ${FOLDER}/survivors.txt.`;

function options() {
  return parseArgs({
    options: {
      files: { type: 'string', multiple: true, default: [] },
      concurrency: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

/** The files that match, by folder; tests are never mutated. */
function chosen(patterns: readonly string[]): readonly (readonly string[])[] {
  const files = globSync(patterns.length === 0 ? WHOLE_DOMAIN : [...patterns], { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts'))
    .sort();
  if (files.length === 0) throw new RangeError(`no file matches ${patterns.join(', ')}`);
  return [...Map.groupBy(files, (file) => path.dirname(file)).values()];
}

/** Kept after each folder, so that a run that is broken off has not been for nothing. */
function keep(mutants: readonly Mutant[]): void {
  const lines = survivors(mutants, (file) => readFileSync(path.join(ROOT, file), 'utf8'));
  mkdirSync(path.dirname(SURVIVORS), { recursive: true });
  writeFileSync(SURVIVORS, `${lines.join('\n')}\n`);
}

function print(mutants: readonly Mutant[]): void {
  const rows = scores(mutants);
  console.log(`\n${table([...rows, total(mutants)])}`);
  console.log(
    JSON.stringify({ total: total(mutants), files: rows, survivors: path.relative(ROOT, SURVIVORS) }),
  );
}

async function main(): Promise<void> {
  const { files, concurrency, quick, help } = options();
  if (help) return console.log(HELP);
  process.chdir(ROOT);
  const mutants: Mutant[] = [];
  for (const folder of chosen(files)) {
    mutants.push(...(await mutate(folder, Number(concurrency), quick)));
    keep(mutants);
  }
  print(mutants);
}

try {
  await main();
} catch (error) {
  console.error(
    `mutate: ${error instanceof Error ? error.message : String(error)}\ncure: npm run mutate -- --help`,
  );
  process.exitCode = EXIT_USAGE;
}
