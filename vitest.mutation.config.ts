/** What `npm run mutation` runs: the tests of the files that it changes, and nothing that starts commands. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'reports/**/*.test.ts',
      'harness/{classify,run-case,test-case}.test.ts',
      'cache/*.test.ts',
      'runner/pool/dispatch.test.ts',
      'runner/plan/*.test.ts',
    ],
  },
});
