// docs/connectors.md lists the fourteen semantics, the tests that show them, and the fault switches that were on: as the suites have
// them, or this fails.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { SEMANTICS } from '../conformance/semantics.ts';
import { SWITCH_ROWS } from '../connectors/messenger-troubles.ts';
import { ROOT } from './overlay.ts';

const SUITES = ['semantics-of-orders.ts', 'semantics-of-work.ts'];
const page = readFileSync(path.join(ROOT, 'docs', 'connectors.md'), 'utf8');

/** What stands between two comments of the page. */
const block = (name: string): string =>
  page.split(`<!-- ${name} -->\n\n`)[1]?.split('\n\n<!-- end -->')[0] ?? '';

/** The titles of the tests in the chapter of each semantic, in the order of the suites. */
function titles(): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const file of SUITES) {
    const text = readFileSync(path.join(ROOT, 'test', 'conformance', file), 'utf8');
    const look = (node: ts.Node, chapter: number): void => {
      const number = chapterOf(node) ?? chapter;
      const title = titleOf(node);
      if (title !== undefined) found.set(number, [...(found.get(number) ?? []), title]);
      ts.forEachChild(node, (child) => look(child, number));
    };
    look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), 0);
  }
  return found;
}

/** `describe(semantic(name, 3), …)` */
function chapterOf(node: ts.Node): number | undefined {
  const title =
    ts.isCallExpression(node) && node.expression.getText() === 'describe' ? node.arguments[0] : undefined;
  if (title === undefined || !ts.isCallExpression(title) || title.expression.getText() !== 'semantic')
    return undefined;
  return Number(title.arguments[1]?.getText());
}

/** `it('…', …)` and `it.each([…])('…', …)`; what differs is three dots. */
function titleOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !/^it(\.each\b|$)/.test(node.expression.getText())) return undefined;
  const [title] = node.arguments;
  return title !== undefined && ts.isStringLiteralLike(title) ? title.text.replace('%s', '…') : undefined;
}

test('docs/connectors.md has each semantic with the tests that show it', () => {
  const shown = titles();
  const chapters = Object.entries(SEMANTICS).map(([number, sentence]) =>
    [`${number}. ${sentence}`, ...(shown.get(Number(number)) ?? []).map((title) => `   - ${title}`)].join(
      '\n',
    ),
  );
  expect(block('semantics')).toBe(chapters.join('\n'));
  expect([...shown.keys()].toSorted((a, b) => a - b)).toEqual(Object.keys(SEMANTICS).map(Number));
});

test('docs/connectors.md has each fault switch that was on, and how the desk ended', () => {
  expect(block('switches').split('\n').slice(2)).toEqual(SWITCH_ROWS);
});
