// How the tests run: in two processes at most, against real servers that the whole run shares.

import { defineConfig } from 'vitest/config';

// vitest asks for a default export here, and nowhere else in this project.
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '.redress/**'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second, as it is by itself, is little for a page on a busy machine.
    expect: { poll: { timeout: 15_000 } },
  },
});
