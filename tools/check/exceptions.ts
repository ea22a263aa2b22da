// Exceptions: the one list (tools/exceptions.json) of breaches we live with, each with its reason. The goal is an empty
// list. An exception nobody needs any more is an offence itself, and so is any switch written into the code.

import type { Check, Offence } from './rule.ts';
import { CODE_FOLDERS, filesUnder, lineAt, textOf } from './tree.ts';

const LIST = 'tools/exceptions.json';
const SHORTEST_REASON = 20;
/** Written apart so that this file does not find itself. */
const INLINE_SWITCHES = [
  'biome' + '-ignore',
  'eslint' + '-disable',
  '@ts' + '-ignore',
  '@ts' + '-nocheck',
  '@ts' + '-expect-error',
];

/** One breach of one rule in one file, tolerated. */
type RuleException = {
  readonly check: string;
  readonly rule: string;
  readonly file: string;
  readonly reason: string;
};

/** One test that may be skipped in CI; `test` is its full name. */
type SkipException = { readonly test: string; readonly reason: string };

type List = { readonly rules: readonly RuleException[]; readonly skips: readonly SkipException[] };

/** Reads the list; a tree without one has no exceptions. */
export function exceptionsOf(root: string): List {
  const text = textOf(root, LIST);
  return text === undefined ? { rules: [], skips: [] } : (JSON.parse(text) as List);
}

/** Whether the exception speaks of this offence. */
export function covers(exception: RuleException, check: string, offence: Offence): boolean {
  return exception.check === check && exception.rule === offence.rule && exception.file === offence.file;
}

/** The exceptions of a check that no offence needed. */
export function unused(
  exceptions: readonly RuleException[],
  check: string,
  found: readonly Offence[],
): readonly Offence[] {
  return exceptions
    .filter(
      (exception) => exception.check === check && !found.some((offence) => covers(exception, check, offence)),
    )
    .map(({ rule, file }) => ({
      file: LIST,
      rule: 'unused-exception',
      message: `${check}/${rule} in ${file} is kept by now; delete the exception`,
    }));
}

function unreasoned(root: string): Offence[] {
  const { rules, skips } = exceptionsOf(root);
  return [...rules, ...skips]
    .filter(({ reason }) => typeof reason !== 'string' || reason.trim().length < SHORTEST_REASON)
    .map((entry) => ({
      file: LIST,
      rule: 'reason',
      message: `${'file' in entry ? entry.file : entry.test}: say why, in ${SHORTEST_REASON} characters or more`,
    }));
}

function inlineSwitches(root: string, file: string): Offence[] {
  const text = textOf(root, file) ?? '';
  return INLINE_SWITCHES.flatMap((word) => {
    const index = text.indexOf(word);
    if (index < 0) return [];
    return [
      {
        file,
        line: lineAt(text, index),
        rule: 'inline-switch',
        message: `${word}: list it in ${LIST} instead`,
      },
    ];
  });
}

export const exceptions: Check = {
  name: 'exceptions',
  keeps: `every tolerated breach is a line with a reason in ${LIST}, still needed; no switches in the code`,
  run: (root) => {
    const sources = CODE_FOLDERS.flatMap((folder) => filesUnder(root, folder)).filter((file) =>
      /\.(ts|mjs|js)$/.test(file),
    );
    return Promise.resolve([...unreasoned(root), ...sources.flatMap((file) => inlineSwitches(root, file))]);
  },
};
