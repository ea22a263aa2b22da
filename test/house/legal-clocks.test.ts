// The tables and statements of docs/spec/legal-clocks.md are those of the data: a lawyer may trust the page, or this fails.
// It compares rows as they are written; whether the laws are right is for their dated examples to show.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { periodText } from '../../src/domain/clock/period.ts';
import { type Duty, markOf, type Regime } from '../../src/domain/clock/regime.ts';
import { isoDate } from '../../src/domain/kernel/zone.ts';
import { ROOT } from './overlay.ts';

const page = readFileSync(path.join(ROOT, 'docs', 'spec', 'legal-clocks.md'), 'utf8');
const { regimes } = await readBook(path.join(ROOT, 'law'));

const LAWS = 22;
const NONE = '-';

/** The rows under a table's comment, without its head and line. */
function rowsOf(table: string): readonly string[] {
  const [, after = ''] = page.split(`<!-- table: ${table} -->\n`);
  const [block = ''] = after.trimStart().split('\n\n');
  return block.split('\n').slice(2);
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function dutyCells(duty: Duty): readonly string[] {
  const { key, pace, from, ends, targetHours } = duty;
  const fast = pace.kind === 'within' ? periodText(pace.period, 'en') : pace.kind;
  return [key, fast, from, ends, targetHours === null ? NONE : String(targetHours), markOf(duty)];
}

function lawRow({ id, use, inForceFrom, invokers, duties: [main] }: Regime): string {
  const from = inForceFrom === null ? 'always' : isoDate(inForceFrom);
  const who = invokers.map(({ standing }) => standing).join(', ');
  const cells = main === undefined ? Array<string>(6).fill(NONE) : dutyCells(main);
  return row(`\`${id}\``, use, from, who === '' ? NONE : who, ...cells);
}

const furtherRows = ({ id, duties }: Regime): readonly string[] =>
  duties.slice(1).map((duty) => row(`\`${id}\``, ...dutyCells(duty)));

describe('docs/spec/legal-clocks.md', () => {
  test('has a row for each law, and no row without its law', () => {
    expect(rowsOf('laws').toSorted()).toEqual(regimes.map(lawRow).toSorted());
  });

  test('has a row for each further duty, and no row without its duty', () => {
    expect(rowsOf('further duties').toSorted()).toEqual(regimes.flatMap(furtherRows).toSorted());
  });

  test('speaks of all the laws there are', () => {
    expect(new Set(regimes.map(({ id }) => id)).size).toBe(LAWS);
  });

  test('numbers its statements from C1 on without a gap, one sentence each', () => {
    const statements = page.split('\n').filter((line) => line.startsWith('- **C'));
    const numbers = statements.map((line) => /^- \*\*(C\d+)\*\* [A-Z].*[^.]\.$/.exec(line)?.[1]);
    expect(numbers).toEqual(statements.map((_, index) => `C${index + 1}`));
    expect(statements.filter((line) => /\. [A-Z]/.test(line))).toEqual([]);
    expect(statements.length).toBeGreaterThan(0);
  });

  test('names no statement it does not have', () => {
    const named = [...page.matchAll(/\bC(\d+)\b/g)].map(([, number]) => Number(number));
    const highest = page.split('\n').filter((line) => line.startsWith('- **C')).length;
    expect(named.filter((number) => number < 1 || number > highest)).toEqual([]);
  });
});
