// Names: a file or folder is called by what it holds. Words that hold anything are refused.

import path from 'node:path';
import type { Check, Offence } from './rule.ts';
import { CODE_FOLDERS, filesUnder, foldersUnder } from './tree.ts';

const SAYS_NOTHING = new Set([
  ...[
    'util',
    'utils',
    'helper',
    'helpers',
    'common',
    'misc',
    'manager',
    'managers',
    'shared',
    'lib',
    'stuff',
  ],
]);
const SUFFIX =
  /(^|[-_.])(service|services|impl|manager|helper|helpers|utils?)$|[a-z](Service|Impl|Manager|Helper|Utils?)$/;
const INTERFACE_MARK = /^I[A-Z][a-z]/;

function wrongWith(name: string, isFile: boolean): string | undefined {
  const bare = isFile ? name.replace(/(\.test)?\.[a-z]+$/, '') : name;
  if (SAYS_NOTHING.has(bare.toLowerCase())) return `"${bare}" can hold anything; name it by what it does`;
  if (SUFFIX.test(bare)) return `"${bare}" says what kind of thing it is, not what it does`;
  if (INTERFACE_MARK.test(bare)) return `"${bare}" wears an interface mark; name the role`;
  if (isFile && bare === 'index') return 'index files are barrels; import from the file that defines it';
  return undefined;
}

function offencesOf(entry: string): Offence[] {
  const isFile = !entry.endsWith('/');
  if (isFile && !/\.(ts|tsx|mjs|js)$/.test(entry)) return [];
  const message = wrongWith(path.posix.basename(entry), isFile);
  return message === undefined ? [] : [{ file: entry, rule: 'file-name', message }];
}

export const names: Check = {
  name: 'names',
  keeps: 'no utils, helpers, common, misc, manager, *Service, *Impl, I*, index',
  run: (root) => {
    const entries = CODE_FOLDERS.flatMap((folder) => [
      ...filesUnder(root, folder),
      ...foldersUnder(root, folder),
    ]);
    return Promise.resolve(entries.flatMap(offencesOf));
  },
};
