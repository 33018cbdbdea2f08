/**
 * The plan: from a suite and a selection to the list of cases that will be run, in a fixed order. Pure: no disk, no clock. Each
 * declared case ends in exactly one result, so everything that narrows the list happens here and is named in `narrowed`.
 */

import { includesOf } from '../../harness/run-case.ts';
import { type HostCapabilities, skipReason } from '../../harness/skip-rules.ts';
import { type CaseSpec, caseId, categoryOf, type Mode, modesOf, type Tier } from '../../harness/test-case.ts';
import { select } from '../../suites/select.ts';
import type { Suite } from '../../suites/suite.ts';
import type { IndexedTest } from '../../suites/test262-harness-data/index.ts';
import { randomFrom, sample } from './random.ts';

export interface PlanRequest {
  patterns: readonly string[];
  grep: string | undefined;
  grepInvert?: string | undefined;
  features: readonly string[];
  modes: readonly Mode[];
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

export function planCases(suite: Pick<Suite, 'tests' | 'harnessFiles'>, request: PlanRequest): Plan {
  const { patterns, grep, grepInvert, features } = request;
  const { tests, unmatched } = select(suite.tests, { patterns, grep, grepInvert, features });
  const chosen = tests.map(test => ({ test, modes: modesFor(test, request) })).filter(each => each.modes.length > 0);
  const limited = limit(chosen, request);
  const cases = limited.flatMap(({ test, modes }) => modes.map(mode => caseFor(suite, test, mode, request)));
  return { cases: shard(cases, request.shard), unmatched, narrowed: narrowedBy(request) };
}

function modesFor(test: IndexedTest, request: PlanRequest): Mode[] {
  const asked = request.only;
  // A test without readable frontmatter is reported once, whatever modes were asked for.
  if (test.frontmatter === null) {
    const mode: Mode = 'sloppy';
    return asked === undefined || asked.has(`${test.path}#${mode}`) ? [mode] : [];
  }
  const modes = modesOf(test.frontmatter).filter(mode => request.modes.includes(mode));
  return asked === undefined ? modes : modes.filter(mode => asked.has(`${test.path}#${mode}`));
}

interface Chosen {
  test: IndexedTest;
  modes: Mode[];
}

function limit(chosen: readonly Chosen[], { limitPerCategory, seed }: PlanRequest): readonly Chosen[] {
  if (limitPerCategory === undefined) return chosen;
  const byCategory = new Map<string, Chosen[]>();
  for (const each of chosen) {
    const name = categoryOf(each.test.path);
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

function caseFor(suite: Pick<Suite, 'harnessFiles'>, test: IndexedTest, mode: Mode, request: PlanRequest): CaseSpec {
  const base = { id: caseId(test.path, mode, request.tier), path: test.path, mode, tier: request.tier };
  const { frontmatter } = test;
  if (frontmatter === null) return { ...base, frontmatter: null, frontmatterError: test.frontmatterError ?? 'no frontmatter' };
  const missing = includesOf({ frontmatter }).find(name => !suite.harnessFiles.has(name));
  if (missing !== undefined) return { ...base, frontmatter: null, frontmatterError: `include ${missing} is not in harness/` };
  const skip = skipReason({ path: test.path, frontmatter, usesAgent: test.usesAgent }, request.host);
  return skip === undefined ? { ...base, frontmatter } : { ...base, frontmatter, skip };
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
