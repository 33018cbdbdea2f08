/**
 * From cases to batches. Cases that took long come first, so that none of them is alone at the end; before them each worker gets a
 * few quick ones, which warm it up and give a first result at once. A batch is limited in number and in expected time: what is lost
 * with a worker is small, and long cases do not queue behind each other.
 */
import { type CaseSpec, caseKey } from '../../harness/test-case.ts';
import type { History } from './history.ts';

export interface Batch {
  cases: readonly CaseSpec[];
}

export interface ScheduleLimits {
  workers: number;
  maxCases: number;
  maxExpectedMs: number;
}

export const BATCH_LIMITS = { maxCases: 32, maxExpectedMs: 2_000 } as const;
const OPENING_CASES = 4;
const UNKNOWN_MS = 20;

export function schedule(cases: readonly CaseSpec[], history: History, limits: ScheduleLimits): Batch[] {
  const expected = (each: CaseSpec): number => history.expected(caseKey(each.path, each.mode)) ?? UNKNOWN_MS;
  const ordered = history.size === 0 ? [...cases] : [...cases].sort((a, b) => expected(b) - expected(a));
  const batches: Batch[] = [];
  const opening = history.size === 0 ? 0 : Math.min(limits.workers * OPENING_CASES, Math.floor(ordered.length / 2));
  if (opening > 0) {
    const quick = ordered.splice(ordered.length - opening, opening).reverse();
    for (let at = 0; at < quick.length; at += OPENING_CASES) batches.push({ cases: quick.slice(at, at + OPENING_CASES) });
  }
  // Small runs are cut finer, so that every worker gets a part.
  const share = Math.ceil(ordered.length / (limits.workers * 3));
  const maxCases = Math.max(1, Math.min(limits.maxCases, share));
  let open: CaseSpec[] = [];
  let openMs = 0;
  for (const each of ordered) {
    const ms = expected(each);
    if (open.length > 0 && (open.length >= maxCases || openMs + ms > limits.maxExpectedMs)) {
      batches.push({ cases: open });
      open = [];
      openMs = 0;
    }
    open.push(each);
    openMs += ms;
  }
  if (open.length > 0) batches.push({ cases: open });
  return batches;
}
