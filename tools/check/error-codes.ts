// Error codes: what the desk says no with is a promise to clients. Every code in the source has its line with the cure in
// docs/errors.md, and every line there is still said by some source.
// A code is a string of the form `word.word-word`; names of files, hosts and tables have that form too and are told by
// their ending, or by the schema or table they begin with.

import type { Check, Offence } from './rule.ts';
import { filesUnder, lineAt, textOf } from './tree.ts';

const BOOK = 'docs/errors.md';
const SPEAKERS = ['src', 'managed-postgres'];
const LITERAL = /(?<quote>['"`])(?<code>[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z0-9]+)*)\k<quote>/g;
const NOT_A_CODE =
  /^(public|outbox|cases|clocks|letters|people)\.|\.(json|ts|mjs|js|md|sql|conf|log|pid|sock|eml|html|css|txt|pem|png|jpg|mp4|tar|gz|yml|to|me|com|org|net|example)$/;
/** In the book a code opens its line: a table row, a list item or a heading. */
const ENTRY = /^(?:\| *|[-*] +|#+ +)`(?<code>[a-z-]+\.[a-z0-9-]+)`/gm;

type Said = { readonly code: string; readonly file: string; readonly line: number };

function saidIn(root: string, file: string): Said[] {
  const text = textOf(root, file) ?? '';
  return [...text.matchAll(LITERAL)]
    .map((match) => ({ code: match.groups?.code ?? '', file, line: lineAt(text, match.index) }))
    .filter(({ code }) => !NOT_A_CODE.test(code));
}

function firstOfEach(said: readonly Said[]): readonly Said[] {
  return said.filter(({ code }, index) => said.findIndex((other) => other.code === code) === index);
}

function run(root: string): readonly Offence[] {
  const sources = SPEAKERS.flatMap((folder) => filesUnder(root, folder)).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  const said = firstOfEach(sources.flatMap((file) => saidIn(root, file)));
  const book = textOf(root, BOOK) ?? '';
  const listed = [...book.matchAll(ENTRY)].map((match) => ({
    code: match.groups?.code ?? '',
    line: lineAt(book, match.index),
  }));
  return [
    ...said
      .filter(({ code }) => !listed.some((entry) => entry.code === code))
      .map(({ code, file, line }) => ({
        file,
        line,
        rule: 'unlisted-code',
        message: `${code} has no line in ${BOOK}`,
      })),
    ...listed
      .filter(({ code }) => !said.some((other) => other.code === code))
      .map(({ code, line }) => ({ file: BOOK, line, rule: 'unsaid-code', message: `nothing says ${code}` })),
  ];
}

export const errorCodes: Check = {
  name: 'error-codes',
  keeps: `every stable error code of the desk is in ${BOOK} with its cure, and every code there is in use`,
  run: (root) => Promise.resolve(run(root)),
};
