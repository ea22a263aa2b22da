// Two rounds, since most mutants are caught by the tests beside them: the first asks only those, the second asks every
// test of the domain about what survived the first.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { type Mutant, isSurvivor } from './report.ts';
import { settings } from './settings.ts';

/**
 * Asks about files of one folder; the working folder is the root.
 * @param quick one round, of the quick tests beside the files: a lower bound
 */
export async function mutate(
  files: readonly string[],
  concurrency: number,
  quick: boolean,
): Promise<readonly Mutant[]> {
  const folder = path.dirname(files[0] ?? '');
  if (quick) {
    process.env.REDRESS_QUICK_TESTS = '1';
    return round(files, hasTests(folder) ? folder : undefined, concurrency);
  }
  const near = hasTests(folder) ? await round(files, folder, concurrency) : [];
  const open = near.length === 0 ? files : near.filter(isSurvivor).map(rangeOf);
  if (open.length === 0) return near;
  return merged(near, await round(open, undefined, concurrency));
}

async function round(
  files: readonly string[],
  folder: string | undefined,
  concurrency: number,
): Promise<readonly Mutant[]> {
  if (folder === undefined) delete process.env.REDRESS_TESTS_OF;
  else process.env.REDRESS_TESTS_OF = folder;
  const mutants = await new Stryker(settings(files, concurrency)).runMutationTest();
  return mutants.map((mutant) => ({ ...mutant, fileName: path.relative('', mutant.fileName) }));
}

const hasTests = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.test.ts'));

/** Stryker counts lines and columns from 1 in what it answers, and columns from 0 in what it is asked. */
function rangeOf({ fileName, location: { start, end } }: Mutant): string {
  return `${fileName}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

const keyOf = ({ fileName, location, mutatorName, replacement }: Mutant): string =>
  JSON.stringify([fileName, location, mutatorName, replacement]);

/** The second answer counts where there are two. */
function merged(first: readonly Mutant[], second: readonly Mutant[]): readonly Mutant[] {
  const later = new Map(second.map((mutant) => [keyOf(mutant), mutant]));
  if (first.length === 0) return second;
  return first.map((mutant) => (isSurvivor(mutant) ? (later.get(keyOf(mutant)) ?? mutant) : mutant));
}
