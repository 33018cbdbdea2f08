/**
 * The event stream: everything a run says, in the order in which it happens. Reporters see these events and nothing else; a run
 * that was written down can be replayed through any of them. The first event is always `run-start`, the last `run-end`; between
 * them comes exactly one `case-end` per declared case, unless the run was interrupted.
 */
import type { CaseError, Outcome, Phase } from '../harness/outcome.ts';

/** Raised when an older reader could misunderstand the stream. */
export const STREAM_FORMAT = 1;

export interface SelectionMeta {
  patterns: readonly string[];
  modes: readonly string[];
  /** Filters that make a run partial: an absent test proves nothing. */
  narrowed: readonly string[];
}

export interface RunStart {
  type: 'run-start';
  format: number;
  tool: { name: string; version: string };
  suite: { name: string; commit: string; origin: string; cases: number };
  engine: string;
  tier: string;
  options: Readonly<Record<string, unknown>>;
  selection: SelectionMeta;
  seed: number | null;
  shard: string | null;
  /** Cases that will end in this run. */
  declared: number;
  startedAt: string;
  /** The command that repeats this run. */
  command: string;
  machine: { node: string; platform: string; cpus: number; workers: number };
  /** Things the reader should know before the numbers, such as where no corpus was found. */
  notes: readonly string[];
}

export interface CaseEnd {
  type: 'case-end';
  id: string;
  path: string;
  mode: string;
  tier: string;
  outcome: Outcome;
  ms: number;
  error?: CaseError;
  phase?: Phase;
  /** Beginning of the printed output; for non-passes, and for passes when tiers are compared. */
  printed?: string;
  /** Digest of all that was printed; absent when nothing was. */
  printedDigest?: string;
}

export interface CacheSummary {
  hits: number;
  misses: number;
  rebuilt: number;
  kinds: Readonly<Record<string, { hits: number; misses: number; rebuilt: number }>>;
}

export interface RunEnd {
  type: 'run-end';
  executed: number;
  wallMs: number;
  cpuMs: number;
  /** From the start of the run to the first case that an engine ended. */
  firstResultMs: number | null;
  interrupted: boolean;
  /** Why it was interrupted. */
  interruptedBy: string | null;
  cache: CacheSummary;
  workers: { started: number; replaced: number };
  /** Failures of the tool itself; any makes the run broken. */
  problems: readonly string[];
  /** Observations that break nothing, such as healed cache entries. */
  notices: readonly string[];
}

export type RunEvent = RunStart | CaseEnd | RunEnd;

/** A finished or interrupted run as one value. */
export interface RunRecord {
  start: RunStart;
  cases: readonly CaseEnd[];
  end: RunEnd;
}

/** Why the run's numbers must not be used: the tool failed, or cases are unaccounted for. */
export function brokenReasons({ start, cases, end }: RunRecord): string[] {
  const reasons = [...end.problems];
  const harnessErrors = cases.filter(each => each.outcome === 'harness-error').length;
  if (harnessErrors > 0) reasons.push(`${harnessErrors} case${harnessErrors === 1 ? '' : 's'} ended in harness-error`);
  if (!end.interrupted && start.declared !== end.executed)
    reasons.push(`declared ${start.declared} cases, executed ${end.executed}`);
  if (end.executed !== cases.length) reasons.push(`executed ${end.executed} cases, but ${cases.length} results are recorded`);
  return reasons;
}
