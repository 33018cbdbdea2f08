/**
 * `scoreboard.json`: the run in numbers. The shape is a contract (see `schema/`); fields are added, never changed.
 */
import type { OutcomeCounts } from '../../harness/outcome.ts';
import type { CacheSummary, RunRecord } from '../events.ts';
import { type FailureMode, failureModes } from './failure-modes.ts';
import { type CategoryTally, tallyOf } from './tally.ts';

export const SCOREBOARD_FORMAT = 1;

export interface Scoreboard {
  format: number;
  tool: { name: string; version: string };
  suite: { name: string; commit: string; origin: string; cases: number };
  engine: string;
  tier: string;
  options: Readonly<Record<string, unknown>>;
  command: string;
  startedAt: string;
  seed: number | null;
  shard: string | null;
  declared: number;
  executed: number;
  interrupted: boolean;
  interruptedBy: string | null;
  wallMs: number;
  cpuMs: number;
  firstResultMs: number | null;
  casesPerSecond: number;
  counts: OutcomeCounts;
  categories: CategoryTally[];
  failureModes: FailureMode[];
  cache: CacheSummary;
  workers: { started: number; replaced: number };
  machine: { node: string; platform: string; cpus: number; workers: number };
  problems: readonly string[];
  notices: readonly string[];
}

const MODES_KEPT = 50;

export function scoreboardOf(record: RunRecord): Scoreboard {
  const { start, cases, end } = record;
  const tally = tallyOf(cases);
  return {
    format: SCOREBOARD_FORMAT,
    tool: start.tool,
    suite: start.suite,
    engine: start.engine,
    tier: start.tier,
    options: start.options,
    command: start.command,
    startedAt: start.startedAt,
    seed: start.seed,
    shard: start.shard,
    declared: start.declared,
    executed: end.executed,
    interrupted: end.interrupted,
    interruptedBy: end.interruptedBy,
    wallMs: end.wallMs,
    cpuMs: end.cpuMs,
    firstResultMs: end.firstResultMs,
    casesPerSecond: casesPerSecond(end.executed, end.wallMs),
    counts: tally.counts,
    categories: tally.categories,
    failureModes: failureModes(cases, MODES_KEPT),
    cache: end.cache,
    workers: end.workers,
    machine: start.machine,
    problems: end.problems,
    notices: end.notices,
  };
}

export function casesPerSecond(cases: number, ms: number): number {
  return ms <= 0 ? 0 : Math.round((cases / ms) * 10_000) / 10;
}
