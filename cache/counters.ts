/** What a store did, by kind of entry. `rebuilt` counts damaged entries, which are neither hits nor misses. */
export interface CacheCount {
  hits: number;
  misses: number;
  rebuilt: number;
}

export type CacheCounters = Record<string, CacheCount>;

export type CacheEvent = keyof CacheCount;

export function countOf(counters: CacheCounters, kind: string): CacheCount {
  counters[kind] ??= { hits: 0, misses: 0, rebuilt: 0 };
  return counters[kind];
}

/** Adds the counters of one worker to a running total. */
export function addCounters(total: CacheCounters, part: CacheCounters): void {
  for (const [kind, count] of Object.entries(part)) {
    const sum = countOf(total, kind);
    sum.hits += count.hits;
    sum.misses += count.misses;
    sum.rebuilt += count.rebuilt;
  }
}

export function sumCounters(counters: CacheCounters): CacheCount {
  const sum: CacheCount = { hits: 0, misses: 0, rebuilt: 0 };
  for (const count of Object.values(counters)) {
    sum.hits += count.hits;
    sum.misses += count.misses;
    sum.rebuilt += count.rebuilt;
  }
  return sum;
}
