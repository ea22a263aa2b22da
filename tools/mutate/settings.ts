// What Stryker is told: which files to change, which tests to ask, and a place to work that no other tool looks at.

import { fileURLToPath } from 'node:url';
import type { Stryker } from '@stryker-mutator/core';

type Settings = ConstructorParameters<typeof Stryker>[0];

/** Ignored by git and by every check; the survivors are written here, too. */
export const FOLDER = '.redress/mutation';
/** The sandbox gets these and nothing else. */
const NEEDED = [
  'src/**',
  'test/**',
  'law/**',
  'managed-postgres/**',
  'package.json',
  'tsconfig.json',
  'vitest.domain.config.ts',
];
/** A mutant may loop for ever; an honest run of all tests takes far less. */
const TIMEOUT_MS = 20_000;

/**
 * @param files patterns of the files to mutate, relative to the root, each with a range (`:3:1-3:20`) or whole
 * @param concurrency how many test processes at once
 */
export function settings(files: readonly string[], concurrency: number): Settings {
  return {
    mutate: [...files, '!**/*.test.ts'],
    plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.domain.config.ts', related: false },
    ignorePatterns: ['**', ...NEEDED.map((name) => `!${name}`)],
    tempDirName: FOLDER,
    cleanTempDir: 'always',
    reporters: ['dots'],
    concurrency,
    timeoutMS: TIMEOUT_MS,
    allowConsoleColors: false,
    warnings: { unknownOptions: true, preprocessorErrors: true, unserializableOptions: true, slow: false },
    logLevel: 'warn' as NonNullable<Settings['logLevel']>,
  };
}
