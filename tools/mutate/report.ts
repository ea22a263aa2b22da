// What a mutation run came to: a score for each file, and the survivors one by one.
// A mutant no test reaches counts as a survivor; one that made the tests loop or crash counts as caught.

import type { Stryker } from '@stryker-mutator/core';

export type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

interface Score {
  readonly file: string;
  readonly caught: number;
  readonly survivors: number;
  /** Percent of the mutants that were caught. */
  readonly score: number;
}

const CAUGHT: ReadonlySet<string> = new Set(['Killed', 'Timeout', 'RuntimeError']);
const SURVIVED: ReadonlySet<string> = new Set(['Survived', 'NoCoverage']);
const PERCENT = 100;
const LONGEST_REPLACEMENT = 160;

export const isSurvivor = ({ status }: Mutant): boolean => SURVIVED.has(status);

function scoreOf(file: string, mutants: readonly Mutant[]): Score {
  const caught = mutants.filter(({ status }) => CAUGHT.has(status)).length;
  const survivors = mutants.filter(isSurvivor).length;
  const all = caught + survivors;
  return { file, caught, survivors, score: all === 0 ? PERCENT : (PERCENT * caught) / all };
}

/** One score for each file, the worst first. */
export function scores(mutants: readonly Mutant[]): readonly Score[] {
  const byFile = Map.groupBy(mutants, ({ fileName }) => fileName);
  return [...byFile].map(([file, inFile]) => scoreOf(file, inFile)).sort((a, b) => a.score - b.score);
}

/** The score of all files together. */
export function total(mutants: readonly Mutant[]): Score {
  return scoreOf('all', mutants);
}

/** The table a person reads. */
export function table(rows: readonly Score[]): string {
  const width = Math.max(...rows.map(({ file }) => file.length));
  const line = ({ file, caught, survivors, score }: Score): string =>
    `${file.padEnd(width)}  ${score.toFixed(1).padStart(5)} %  ${String(caught).padStart(5)} caught  ${String(survivors).padStart(4)} survived`;
  return rows.map(line).join('\n');
}

/** Each survivor in a line (Stryker counts lines and columns from 1): where, what was there, what no test told apart from it. */
export function survivors(mutants: readonly Mutant[], textOf: (file: string) => string): readonly string[] {
  return mutants.filter(isSurvivor).map((mutant) => survivor(mutant, textOf(mutant.fileName)));
}

function survivor({ fileName, location, mutatorName, replacement, status }: Mutant, text: string): string {
  const { start, end } = location;
  const lines = text.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const original = lines
    .map((line, n) => line.slice(n === 0 ? start.column - 1 : 0, n === last ? end.column - 1 : undefined))
    .join(' ');
  const reached = status === 'NoCoverage' ? 'no test reaches it' : mutatorName;
  return `${fileName}:${start.line}  ${short(original)}  ->  ${short(replacement)}  (${reached})`;
}

const short = (code: string): string => code.replaceAll(/\s+/g, ' ').slice(0, LONGEST_REPLACEMENT);
