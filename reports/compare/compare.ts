/**
 * Two runs, case by case. Every case of either run lands in exactly one group; nothing is netted out, so one test fixed and one
 * broken shows as both. A case is known by its path and mode, so that runs of different engines and tiers can be compared. Only cases that are in both runs can be broken or fixed; the others are listed as added or removed.
 */
import type { CaseEnd, RunRecord } from '../events.ts';
import { normaliseMessage } from './normalise-message.ts';

export interface CaseChange {
  id: string;
  before: CaseEnd;
  after: CaseEnd;
}

export interface Comparison {
  /** Passed before, does not now. */
  broken: CaseChange[];
  /** Passes now, did not before. */
  fixed: CaseChange[];
  /** Does not pass in either, but differently: other outcome, or other normalised message. */
  changed: CaseChange[];
  /** In the second run only. */
  added: CaseEnd[];
  /** In the first run only. */
  removed: CaseEnd[];
  same: number;
  /** Why the two runs are not alike; the differences may come from that. */
  warnings: string[];
}

export function compareRuns(before: RunRecord, after: RunRecord): Comparison {
  const result: Comparison = {
    broken: [],
    fixed: [],
    changed: [],
    added: [],
    removed: [],
    same: 0,
    warnings: [...unlike(before, after), ...duplicates(before, 'first'), ...duplicates(after, 'second')],
  };
  const old = new Map(before.cases.map(each => [keyOf(each), each]));
  const seen = new Set<string>();
  for (const each of after.cases) {
    const key = keyOf(each);
    if (seen.has(key)) continue;
    seen.add(key);
    const was = old.get(key);
    if (was === undefined) result.added.push(each);
    else place(result, was, each);
  }
  for (const [key, each] of old) if (!seen.has(key)) result.removed.push(each);
  sortAll(result);
  return result;
}

const keyOf = ({ path, mode }: CaseEnd): string => `${path}#${mode}`;

function place(result: Comparison, before: CaseEnd, after: CaseEnd): void {
  const change = { id: after.id, before, after };
  if (before.outcome === 'pass' && after.outcome !== 'pass') result.broken.push(change);
  else if (before.outcome !== 'pass' && after.outcome === 'pass') result.fixed.push(change);
  else if (before.outcome !== after.outcome || messageOf(before) !== messageOf(after)) result.changed.push(change);
  else result.same += 1;
}

export function messageOf(each: Pick<CaseEnd, 'error'>): string {
  return each.error === undefined ? '' : `${each.error.name}: ${normaliseMessage(each.error.message)}`;
}

function sortAll(result: Comparison): void {
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  for (const list of [result.broken, result.fixed, result.changed, result.added, result.removed]) list.sort(byId);
}

function unlike(before: RunRecord, after: RunRecord): string[] {
  const a = before.start;
  const b = after.start;
  const pairs: [string, string, string][] = [
    ['suite', a.suite.name, b.suite.name],
    ['corpus commit', a.suite.commit, b.suite.commit],
    ['engine', a.engine, b.engine],
    ['tier', a.tier, b.tier],
  ];
  const warnings = pairs.filter(([, x, y]) => x !== y).map(([what, x, y]) => `different ${what}: ${x} and ${y}`);
  if (before.end.interrupted) warnings.push('the first run was interrupted');
  if (after.end.interrupted) warnings.push('the second run was interrupted');
  return warnings;
}

function duplicates(record: RunRecord, which: string): string[] {
  const count = record.cases.length - new Set(record.cases.map(keyOf)).size;
  return count === 0 ? [] : [`the ${which} run records ${count} results twice`];
}
