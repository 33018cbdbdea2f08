/**
 * The one interface through which programs are run. An adapter prepares itself once per worker and then runs one program at a
 * time; it reports what happened (`Observation`) and never judges. A worker keeps its engine for thousands of programs, so a
 * program must not be able to see what another did: a fresh realm per call is the adapter's duty.
 */
import type { CacheStore } from '../../cache/store.ts';
import type { Observation } from '../observation.ts';
import type { PrintLog } from '../print-log.ts';
import type { StopSignal } from '../stop-signal.ts';
import type { ProgramMode, Tier } from '../test-case.ts';

export interface EngineContext {
  tier: Tier;
  /** Root of the corpus: has `test/` and `harness/`. */
  corpusRoot: string;
  /** Includes that the plan needs; an adapter that compiles them does it now, once. */
  includes: readonly string[];
  store: CacheStore;
  limits: EngineLimits;
  /** Where files may be written; the run removes the folder at its end. */
  scratch: string;
}

export interface EngineLimits {
  timeoutMs: number;
  maxHeapMb: number;
}

/** One program. */
export interface Program {
  path: string;
  /** Absolute path of the test file, for module resolution. */
  file: string;
  /** The text of the test as it is; in mode `strict` it is to be run with STRICT_PREFIX before it, or as if it were. */
  source: string;
  mode: ProgramMode;
  raw: boolean;
  /** Harness files in the order in which they must be evaluated; empty for raw tests. */
  includes: readonly string[];
  stop: StopSignal;
  printed: PrintLog;
}

export const STRICT_PREFIX = '"use strict";\n';

export interface Engine {
  readonly name: string;
  prepare(context: EngineContext): Promise<void>;
  run(program: Program): Promise<Observation>;
  /** Intermediate forms of a program, for `explain`, or why it has none; absent when the engine has none to show. */
  dump?(program: Program): Promise<{ forms: readonly EngineDump[] } | { end: Observation }>;
  close(): Promise<void>;
}

export interface EngineDump {
  title: string;
  text: string;
}
