// The lock file: no download addresses in it, every direct dependency pinned to one exact version.

import type { Check, Offence } from './rule.ts';
import { lineAt, textOf } from './tree.ts';

const SETTING = 'omit-lockfile-registry-resolved=true';
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

type Manifest = Partial<Record<(typeof KINDS)[number], Readonly<Record<string, string>>>>;

function addresses(root: string): Offence[] {
  const text = textOf(root, 'package-lock.json') ?? '';
  const index = text.indexOf('"resolved"');
  if (index < 0) return [];
  const message = `records where packages came from; cure: ${SETTING} in .npmrc, delete the file, npm install`;
  return [{ file: 'package-lock.json', line: lineAt(text, index), rule: 'no-addresses', message }];
}

function setting(root: string): Offence[] {
  const lines = (textOf(root, '.npmrc') ?? '').split('\n').map((line) => line.trim());
  return lines.includes(SETTING)
    ? []
    : [{ file: '.npmrc', rule: 'no-addresses', message: `must say ${SETTING}` }];
}

function loosePins(root: string): Offence[] {
  const manifest = JSON.parse(textOf(root, 'package.json') ?? '{}') as Manifest;
  return KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => ({
      file: 'package.json',
      rule: 'exact-versions',
      message: `${name}@${version} is a range; cure: npm i --save-exact`,
    }));
}

export const lockFile: Check = {
  name: 'lock-file',
  keeps: 'no download addresses in the lock file, exact versions in package.json',
  run: (root) => Promise.resolve([...addresses(root), ...setting(root), ...loosePins(root)]),
};
