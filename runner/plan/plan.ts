/**
 * The plan: from a suite and a selection to the list of cases that will be run, in a fixed order. Pure: no disk, no clock. Each
 * declared case ends in exactly one result, so everything that narrows the list happens here and is named in `narrowed`.
 */

import type { HostCapabilities } from '../../harness/skip-rules.ts';
import { type CaseSpec, caseKey, categoryOf, type ProgramMode, type Tier } from '../../harness/test-case.ts';
import { select } from '../../suites/select.ts';
import type { Suite, SuiteTest } from '../../suites/suite.ts';
import { randomFrom, sample } from './random.ts';

export interface PlanRequest {
  patterns: readonly string[];
  grep: string | undefined;
  grepInvert?: string | undefined;
  features: readonly string[];
  modes: readonly ProgramMode[];
  tier: Tier;
  limitPerCategory: number | undefined;
  seed: number | undefined;
  shard: { index: number; count: number } | undefined;
  /** Only these `path#mode` keys; undefined for all. */
  only: ReadonlySet<string> | undefined;
  host: HostCapabilities;
}

export interface Plan {
  cases: CaseSpec[];
  /** Patterns and filters that match nothing. */
  unmatched: string[];
  /** Filters that make the run partial. Patterns and modes are not among them: what they cover is covered wholly. */
  narrowed: string[];
}

export type PlannedSuite<T extends SuiteTest> = Pick<Suite<T>, 'tests' | 'matcher' | 'featuresOf' | 'casesOf'>;

export function planCases<T extends SuiteTest>(suite: PlannedSuite<T>, request: PlanRequest): Plan {
  const { patterns, grep, grepInvert, features, only } = request;
  const { tests, unmatched } = select(suite, { patterns, grep, grepInvert, features });
  const chosen = tests
    .map(test => suite.casesOf(test, request).filter(each => only?.has(caseKey(each.path, each.mode)) !== false))
    .filter(cases => cases.length > 0);
  return { cases: shard(limit(chosen, request).flat(), request.shard), unmatched, narrowed: narrowedBy(request) };
}

type Chosen = CaseSpec[];

/** The cases of some tests of each category. */
function limit(chosen: readonly Chosen[], { limitPerCategory, seed }: PlanRequest): readonly Chosen[] {
  if (limitPerCategory === undefined) return chosen;
  const byCategory = new Map<string, Chosen[]>();
  for (const each of chosen) {
    const name = categoryOf(each[0]!.path);
    const list = byCategory.get(name);
    if (list === undefined) byCategory.set(name, [each]);
    else list.push(each);
  }
  const random = seed === undefined ? undefined : randomFrom(seed);
  const kept: Chosen[] = [];
  for (const name of [...byCategory.keys()].sort()) {
    const list = byCategory.get(name)!;
    kept.push(...(random === undefined ? list.slice(0, limitPerCategory) : sample(list, limitPerCategory, random)));
  }
  return kept;
}

/** Round-robin, so that each part has its share of every folder. */
function shard(cases: CaseSpec[], part: PlanRequest['shard']): CaseSpec[] {
  return part === undefined ? cases : cases.filter((_, at) => at % part.count === part.index - 1);
}

function narrowedBy(request: PlanRequest): string[] {
  const narrowed: string[] = [];
  if (request.limitPerCategory !== undefined) narrowed.push(`--limit-per-category ${request.limitPerCategory}`);
  if (request.grep !== undefined) narrowed.push(`--grep ${request.grep}`);
  if (request.grepInvert !== undefined) narrowed.push(`--grep-invert ${request.grepInvert}`);
  for (const feature of request.features) narrowed.push(`--feature ${feature}`);
  if (request.shard !== undefined) narrowed.push(`--shard ${request.shard.index}/${request.shard.count}`);
  if (request.only !== undefined) narrowed.push('--last-failed or --status');
  return narrowed;
}
