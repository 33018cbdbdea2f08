/** Counting: outcomes in all and per category, in one pass, for every report that shows numbers. */
import { emptyCounts, isScored, type OutcomeCounts } from '../../harness/outcome.ts';
import { categoryOf } from '../../harness/test-case.ts';
import type { CaseEnd } from '../events.ts';

export interface CategoryTally {
  name: string;
  counts: OutcomeCounts;
}

export class Tally {
  readonly counts = emptyCounts();
  readonly #categories = new Map<string, OutcomeCounts>();

  add(event: Pick<CaseEnd, 'path' | 'outcome'>): void {
    const name = categoryOf(event.path);
    let counts = this.#categories.get(name);
    if (counts === undefined) {
      counts = emptyCounts();
      this.#categories.set(name, counts);
    }
    counts[event.outcome] += 1;
    this.counts[event.outcome] += 1;
  }

  /** Sorted by name. */
  get categories(): CategoryTally[] {
    return [...this.#categories].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => ({ name, counts }));
  }
}

export function tallyOf(cases: readonly CaseEnd[]): Tally {
  const tally = new Tally();
  for (const each of cases) tally.add(each);
  return tally;
}

export function totalOf(counts: OutcomeCounts): number {
  let total = 0;
  for (const count of Object.values(counts)) total += count;
  return total;
}

/** Cases that ran to a verdict. */
export function scoredOf(counts: OutcomeCounts): number {
  let scored = 0;
  for (const [outcome, count] of Object.entries(counts)) if (isScored(outcome as keyof OutcomeCounts)) scored += count;
  return scored;
}

/** Share of passes among the cases that ran to a verdict; undefined when none did. */
export function passShare(counts: OutcomeCounts): number | undefined {
  const scored = scoredOf(counts);
  return scored === 0 ? undefined : counts.pass / scored;
}

export function formatShare(counts: OutcomeCounts): string {
  const share = passShare(counts);
  if (share === undefined) return '–';
  // Never rounds up to 100 %: that figure means that nothing failed.
  const rounded = Math.floor(share * 1000) / 10;
  return `${rounded.toFixed(1)} %`;
}
