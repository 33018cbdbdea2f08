/**
 * A run against the expectations, case by case. Each case falls in exactly one class; entries that no case has met are stale or
 * vanished where the run was complete, and not judged elsewhere.
 */
import { categoryOf } from '../../harness/test-case.ts';
import { messageOf } from '../compare/compare.ts';
import type { CaseEnd, RunRecord } from '../events.ts';
import { type ExpectationEntry, ExpectationLookup, type Expectations } from '../expectations/expectations.ts';
import { RunScope } from '../runs/run-scope.ts';

export type JudgedClass =
  /** As expected: passes, or fails as listed. */
  | 'expected'
  /** Does not pass and is not listed, though it passed before (or, where that is not known, its category is known) at this commit. */
  | 'regression'
  /** Listed with one non-pass outcome, ended with another. */
  | 'changed'
  /** Does not pass, is not listed, and was never seen before: other commit, or a new category. */
  | 'unclassified'
  /** Listed, but passes. */
  | 'fixed';

export interface Judged {
  id: string;
  category: string;
  class: JudgedClass;
  actual: CaseEnd;
  expected: ExpectationEntry | undefined;
  /** Same outcome, other normalised message. */
  messageChanged: boolean;
}

export interface Judgement {
  cases: Judged[];
  /** Keys of entries whose test is gone. */
  vanished: string[];
  /** Keys of cases that passed before and are gone. */
  lost: string[];
  /** Where that is not known: categories with fewer cases than when the expectations were written. */
  shrunk: { category: string; was: number; is: number }[];
  /** Entries outside of what the run covered. */
  notJudged: number;
  scope: RunScope;
}

/** Why these expectations say nothing about this run: they were made with another engine or tier. */
export function misfitOf(
  { meta }: Expectations,
  { start }: { start: Pick<RunRecord['start'], 'engine' | 'tier'> },
): string | undefined {
  if (meta === null || (meta.engine === start.engine && meta.tier === start.tier)) return undefined;
  return `they are for engine ${meta.engine}, tier ${meta.tier}; this run used engine ${start.engine}, tier ${start.tier}`;
}

export function judge(record: RunRecord, expectations: Expectations): Judgement {
  const scope = new RunScope(record);
  const lookup = new ExpectationLookup(expectations.entries);
  const sameCommit = expectations.meta !== null && expectations.meta.commit === record.start.suite.commit;
  const known = expectations.meta?.categories ?? {};
  const cases = record.cases.map(actual => {
    const category = categoryOf(actual.path);
    const expected = lookup.find(actual.path, actual.mode)?.entry;
    const seenBefore =
      sameCommit && (expectations.passing?.has(`${actual.path}#${actual.mode}`) ?? Object.hasOwn(known, category));
    return {
      id: actual.id,
      category,
      class: classOf(actual, expected, seenBefore),
      actual,
      expected,
      messageChanged:
        expected?.message !== undefined && expected.outcome === actual.outcome && expected.message !== messageOf(actual),
    };
  });
  const unused = lookup.unused();
  // At another commit tests come and go by right.
  const vanished = sameCommit ? unused.filter(key => scope.demands(key)) : [];
  return {
    cases,
    vanished,
    lost: sameCommit ? lostFrom(record, expectations, scope) : [],
    shrunk: sameCommit && expectations.passing === undefined ? shrunkIn(record, known, scope) : [],
    notJudged: unused.length - vanished.length,
    scope,
  };
}

function classOf(actual: CaseEnd, expected: ExpectationEntry | undefined, seenBefore: boolean): JudgedClass {
  if (actual.outcome === 'pass') return expected === undefined ? 'expected' : 'fixed';
  if (expected === undefined) return seenBefore ? 'regression' : 'unclassified';
  return expected.outcome === actual.outcome ? 'expected' : 'changed';
}

function lostFrom(record: RunRecord, { passing }: Expectations, scope: RunScope): string[] {
  if (passing === undefined) return [];
  const present = new Set(record.cases.map(each => `${each.path}#${each.mode}`));
  return [...passing].filter(key => !present.has(key) && scope.demands(key)).sort();
}

function shrunkIn(record: RunRecord, known: Record<string, { cases: number }>, scope: RunScope): Judgement['shrunk'] {
  const now = new Map<string, number>();
  for (const each of record.cases) {
    const category = categoryOf(each.path);
    now.set(category, (now.get(category) ?? 0) + 1);
  }
  return Object.entries(known)
    .filter(([category]) => scope.demandsCategory(category))
    .map(([category, { cases }]) => ({ category, was: cases, is: now.get(category) ?? 0 }))
    .filter(({ was, is }) => is < was)
    .sort((a, b) => (a.category < b.category ? -1 : 1));
}
