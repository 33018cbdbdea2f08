/**
 * How a case becomes a result, behind one interface: a suite says what runs its cases (`RunnerSetup`, plain data that travels to the
 * workers), a worker makes it once and gives it case after case.
 */
import type { CacheStore } from '../cache/store.ts';
import type { Verdict } from './classify.ts';
import type { EngineDump, EngineLimits } from './engines/engine.ts';
import type { CaseStopSignal } from './stop-signal.ts';
import type { CaseSpec, Tier } from './test-case.ts';

export type RunnerSetup =
  /** Programs of a corpus in test262's layout on an engine; `includes` are the harness files that the plan needs. */
  | { kind: 'program'; corpusRoot: string; includes: readonly string[] }
  /** Tests written in SX on our own kernel, with these libraries, in a world that answers what they perform. */
  | { kind: 'sx'; libraries: readonly string[]; world: string };

export interface RunnerContext {
  engine: string;
  tier: Tier;
  store: CacheStore;
  limits: EngineLimits;
  /** Where files may be written. */
  scratch: string;
}

export interface CaseResult extends Verdict {
  ms: number;
  /** Beginning of what the test printed, when it printed anything. */
  printed?: string;
  /** Digest of all of it. */
  printedDigest?: string;
}

export interface CaseRunner {
  prepare(): Promise<void>;
  /** Always answers; `cancelled` only when the run as a whole is being stopped. */
  run(spec: CaseSpec, stop: CaseStopSignal): Promise<CaseResult | 'cancelled'>;
  /** Intermediate forms of a case, for `explain`. */
  dump(spec: CaseSpec, stop: CaseStopSignal): Promise<readonly EngineDump[]>;
  close(): Promise<void>;
}
