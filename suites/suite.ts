/**
 * A suite: what can be run. It lists its tests, says which cases a test has and what runs them; selection, plan, schedule and pool are the
 * same for all suites.
 */
import type { RunnerSetup } from '../harness/case-runner.ts';
import type { HostCapabilities } from '../harness/skip-rules.ts';
import type { CaseSpec, ProgramMode, Tier } from '../harness/test-case.ts';

export interface SuiteTest {
  /** Unique in the suite, with forward slashes. */
  readonly path: string;
  /** Bytes of its source; 0 when a test is not a file of its own. */
  readonly size: number;
}

export interface CaseRequest {
  tier: Tier;
  /** Modes that were asked for; suites without modes do not look at them. */
  modes: readonly ProgramMode[];
  host: HostCapabilities;
}

export interface Suite<T extends SuiteTest = SuiteTest> {
  readonly name: string;
  /** What pins its tests: a commit of a corpus, a version of this package. */
  readonly commit: string;
  /** For the first line of reports: where the files came from. */
  readonly origin: string;
  /** Locations that were tried in vain, when this suite is the replacement for another. */
  readonly notes: readonly string[];
  readonly tests: readonly T[];
  /** Absolute folder that paths of tests are relative to. */
  readonly folder: string;
  /** Tiers of our own kernel only, or any engine. */
  readonly engines: 'sx' | 'any';
  /** Which paths a pattern of the command line names. */
  matcher(pattern: string): (path: string) => boolean;
  featuresOf(test: T): readonly string[];
  casesOf(test: T, request: CaseRequest): CaseSpec[];
  /** What runs these cases. */
  runnerFor(cases: readonly CaseSpec[]): RunnerSetup;
  /** The file in which a test stands, and its text, for people. */
  sourceOf(test: Pick<T, 'path'>): { file: string; text: string };
}
