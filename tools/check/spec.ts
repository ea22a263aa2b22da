// Spec and tests: every numbered statement of docs/spec/ is named by a test, and every number a test names is in the spec.
// A statement is a line `- **L7** …`. A test names it at the start of its title (`L7: …`) or in brackets (`… (C13, C31)`);
// `L1` in running words is the level of a sender. A skipped test names nothing. Whether the test shows it, people judge.

import ts from 'typescript';
import type { Check, Offence } from './rule.ts';
import { CODE_FOLDERS, filesUnder, lineAt, textOf } from './tree.ts';

const SPECS = 'docs/spec';
const STATEMENT = /^- \*\*(?<number>[A-Z]\d+)\*\* /gm;
const NAMED = /^(?<first>[ACJL]\d+): |\((?<list>[ACJL]\d+(?:, [ACJL]\d+)*)\)/g;
const TESTS = ['test', 'it', 'describe'];
const NOT_RUN = ['skip', 'todo', 'skipIf', 'runIf'];
const MENTIONS_ONE = /[ACJL]\d/;

type Place = { readonly number: string; readonly file: string; readonly line: number };

function statementsIn(root: string, file: string): Place[] {
  const text = textOf(root, file) ?? '';
  return [...text.matchAll(STATEMENT)].map((match) => ({
    number: match.groups?.number ?? '',
    file,
    line: lineAt(text, match.index),
  }));
}

/** The words a call goes by: `test.each([…])('…')` goes by `test` and `each`. */
function calledAs(node: ts.Expression): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return [...calledAs(node.expression), node.name.text];
  return ts.isCallExpression(node) ? calledAs(node.expression) : [];
}

function titleOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [first = '', ...more] = calledAs(node.expression);
  const [title] = node.arguments;
  if (title === undefined || !TESTS.includes(first) || more.some((word) => NOT_RUN.includes(word)))
    return undefined;
  if (ts.isStringLiteralLike(title)) return title.text;
  return ts.isTemplateExpression(title) ? title.getText().slice(1, -1) : undefined;
}

const numbersIn = (title: string): string[] =>
  [...title.matchAll(NAMED)].flatMap(({ groups }) => groups?.first ?? groups?.list?.split(', ') ?? []);

function namedIn(root: string, file: string): Place[] {
  const text = textOf(root, file) ?? '';
  if (!MENTIONS_ONE.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const named: Place[] = [];
  const look = (node: ts.Node): void => {
    for (const number of numbersIn(titleOf(node) ?? ''))
      named.push({ number, file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    ts.forEachChild(node, look);
  };
  look(source);
  return named;
}

function run(root: string): readonly Offence[] {
  const stated = filesUnder(root, SPECS).flatMap((file) => statementsIn(root, file));
  const tests = CODE_FOLDERS.flatMap((folder) => filesUnder(root, folder)).filter((file) =>
    file.endsWith('.test.ts'),
  );
  const named = tests.flatMap((file) => namedIn(root, file));
  const isNamed = new Set(named.map(({ number }) => number));
  const isStated = new Set(stated.map(({ number }) => number));
  const twice = stated.filter(({ number }, at) => stated.findIndex((other) => other.number === number) < at);
  const offence =
    (rule: string, says: (number: string) => string) =>
    ({ number, file, line }: Place) => ({
      ...{ file, line, rule },
      message: says(number),
    });
  return [
    ...stated
      .filter(({ number }) => !isNamed.has(number))
      .map(offence('statement-without-test', (number) => `no title of a test names ${number}`)),
    ...named
      .filter(({ number }) => !isStated.has(number))
      .map(offence('test-without-statement', (number) => `${number} is in no page of ${SPECS}`)),
    ...twice.map(offence('statement-twice', (number) => `${number} is stated twice`)),
  ];
}

export const spec: Check = {
  name: 'spec',
  keeps: `every numbered statement of ${SPECS}/ is named by a test, every number a test names is stated there`,
  run: (root) => Promise.resolve(run(root)),
};
