import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{kernel,cache,harness,suites,runner,reports,platform,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.sx/**'],
    globalSetup: ['runner/testing/build-first.ts'],
    // Tests start real commands and workers; a loaded machine needs patience.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
