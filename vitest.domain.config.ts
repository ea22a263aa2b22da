// How the tests of the domain run by themselves, for coverage and for mutation: those that need no server, in one process.

import { defineConfig } from 'vitest/config';

// vitest asks for a default export here.
export default defineConfig({
  test: {
    include: ['src/domain/**/*.test.ts', 'src/workflow/**/*.test.ts', 'test/house/law-examples.test.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/domain/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
});
