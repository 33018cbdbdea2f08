/**
 * A suite: a named corpus with a list of tests. The runner asks a suite what there is and where its files are; how one case runs
 * is the harness's business.
 */
import type { IndexedTest } from './test262-harness-data/index.ts';

export interface Suite {
  name: string;
  commit: string;
  /** For the first line of reports: where the files came from. */
  origin: string;
  /** Has `test/` and `harness/`. */
  root: string;
  tests: readonly IndexedTest[];
  /** Harness files that exist. */
  harnessFiles: ReadonlySet<string>;
  /** Locations that were tried in vain, when this suite is the replacement for another. */
  notes: readonly string[];
}
