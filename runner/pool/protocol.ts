/**
 * What the main thread and a worker say to each other. A worker is set up once and then gets batches; within a batch it works in
 * order and posts each result by itself, so that a worker that dies takes at most the running case with it. Workers are threads of
 * child processes: one process with all of them, or a process for each.
 */
import type { CacheCounters } from '../../cache/counters.ts';
import type { Damage } from '../../cache/store.ts';
import type { CaseResult, RunnerSetup } from '../../harness/case-runner.ts';
import type { EngineLimits } from '../../harness/engines/engine.ts';
import type { CaseSpec, Tier } from '../../harness/test-case.ts';

export interface WorkerSetup {
  engine: string;
  tier: Tier;
  runner: RunnerSetup;
  cacheDir: string;
  cacheEnabled: boolean;
  limits: EngineLimits;
  /** Folder for what engines write; the run removes it at its end. */
  scratch: string;
}

export type WorkerMessage =
  /** The engine is prepared; the first case of the batch comes next. */
  | { type: 'ready' }
  /** One result, by position in the batch. */
  | { type: 'result'; index: number; result: CaseResult };

export type WorkerListener = (message: WorkerMessage) => void;

/** What a worker's cache did since its last report. */
export interface CacheReport {
  cache: CacheCounters;
  damage: Damage[];
  /** Why it could not be written. */
  writeFailure?: string;
}

/** How a batch ended in a worker that lived. */
export type BatchReply =
  | ({ state: 'done' } & CacheReport)
  /** The engine could not be prepared; nothing was run. */
  | { state: 'unprepared'; message: string }
  /** Stopped on request in the middle. */
  | ({ state: 'cancelled' } & CacheReport);

/** How a batch ended, seen from the main thread. */
export type BatchEnd =
  | BatchReply
  /** The worker is gone; the first case without a result is the one it died in. */
  | WorkerDeath;

export interface WorkerDeath {
  state: 'died';
  cause: 'timeout' | 'oom' | 'exit';
  message: string;
  prepared: boolean;
  /** The whole process went, and whatever else ran in it may have been the reason. */
  shared?: boolean;
  /** It went with a process in which others ran; this batch had not begun. */
  bystander?: boolean;
}

export interface BatchRequest {
  /** In a process of its own, which ends with the batch: nothing else can be the reason for what happens in it. */
  alone?: boolean;
}

export interface Executor {
  readonly workers: number;
  /** Workers that had to be replaced. */
  readonly replaced: number;
  /** Processor time used outside this process. */
  readonly foreignCpuMs: number;
  /** Runs a batch in one worker. All messages come before the promise settles; it never rejects. */
  run(cases: readonly CaseSpec[], listener: WorkerListener, request?: BatchRequest): Promise<BatchEnd>;
  /** Stops everything now, programs that workers have started included. */
  close(): Promise<void>;
}
