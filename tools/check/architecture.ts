// Paths: ARCHITECTURE.md is a map. Every path it names exists, and every folder of src/ is on it.
// A path is a word in backquotes with a slash in it or with a file ending of ours, or a line of a fenced drawing that
// begins with a name ending in a slash (indented under its parent) or in such an ending.

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Check, Offence } from './rule.ts';
import { foldersUnder, textOf } from './tree.ts';

const MAP = 'ARCHITECTURE.md';
const ENDING = '(?:ts|mjs|js|json|md|sql|yml|toml|sh)';
const QUOTED = new RegExp(`\`((?:\\.?[\\w.-]+/)+[\\w.-]*|[\\w.-]+\\.${ENDING})\``, 'g');
const DRAWN = new RegExp(
  `^(?<indent> *)(?<name>(?:\\.?[\\w.-]+/)+(?:[\\w.-]+\\.${ENDING})?|[\\w.-]+\\.${ENDING})(?:\\s|$)`,
);
const FENCE = /^```/;

type Named = { readonly path: string; readonly line: number };
type Parent = { readonly indent: number; readonly path: string };

/** The paths in backquotes outside fenced blocks. */
function quoted(line: string, number: number): Named[] {
  return [...line.matchAll(QUOTED)].map(([, name = '']) => ({ path: name, line: number }));
}

/** A line of a drawn tree, joined to the folder it is indented under. */
function drawn(line: string, number: number, parents: Parent[]): Named[] {
  const { indent, name } = DRAWN.exec(line)?.groups ?? {};
  if (indent === undefined || name === undefined) return [];
  while ((parents.at(-1)?.indent ?? -1) >= indent.length) parents.pop();
  const full = (parents.at(-1)?.path ?? '') + name;
  if (name.endsWith('/')) parents.push({ indent: indent.length, path: full });
  return [{ path: full, line: number }];
}

/** Every path the map names, relative to the root. */
function namedPaths(text: string): readonly Named[] {
  let fenced = false;
  let parents: Parent[] = [];
  return text.split('\n').flatMap((line, index) => {
    if (FENCE.test(line)) {
      fenced = !fenced;
      parents = [];
      return [];
    }
    return fenced ? drawn(line, index + 1, parents) : quoted(line, index + 1);
  });
}

function missing(root: string, named: readonly Named[]): Offence[] {
  return named
    .filter(({ path: name }) => !existsSync(path.join(root, name)))
    .map(({ path: name, line }) => ({
      file: MAP,
      line,
      rule: 'path-exists',
      message: `names ${name}, which does not exist`,
    }));
}

/** A folder of src is on the map when it or, two levels down, its own path is named. */
function unmapped(root: string, named: readonly Named[]): Offence[] {
  const known = new Set(named.map(({ path: name }) => name.replace(/\/$/, '')));
  return foldersUnder(root, 'src')
    .map((folder) => folder.slice(0, -1))
    .filter((folder) => folder.split('/').length <= 3 && !known.has(folder))
    .map((folder) => ({ file: MAP, rule: 'folder-named', message: `does not name ${folder}/` }));
}

export const architecture: Check = {
  name: 'paths',
  keeps: `every path named in ${MAP} exists, every folder of src/ and of src/*/ is named there`,
  run: (root) => {
    const text = textOf(root, MAP);
    if (text === undefined)
      return Promise.resolve([{ file: MAP, rule: 'path-exists', message: 'does not exist' }]);
    const named = namedPaths(text);
    return Promise.resolve([...missing(root, named), ...unmapped(root, named)]);
  },
};
