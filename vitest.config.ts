import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './runner/testing/longest-first.ts';

export default defineConfig({
  test: {
    include: ['{kernel,cache,harness,suites,runner,reports,platform,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.sx/**'],
    globalSetup: ['runner/testing/build-first.ts'],
    // Compiled code recurses on the host's stack; of the 8 MB that main threads have.
    execArgv: ['--stack-size=7000'],
    // Each process loads the sources, and compiles the JavaScript library, once for all files that it gets: no test leaves anything
    // behind that another could see.
    isolate: false,
    // One more than there are processors: tests that start commands wait for them much of the time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // Tests start real commands and workers; a loaded machine needs patience.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
