/**
 * How long cases took in earlier runs, by `path#mode`, kept in the cache per suite, engine and tier. It only decides the order of
 * work, so it may be lost at any time.
 */

import { fingerprint } from '../../cache/fingerprint.ts';
import type { CacheStore } from '../../cache/store.ts';

const KIND = 'history';

export class History {
  readonly #times: Map<string, number>;

  constructor(times: Iterable<readonly [string, number]> = []) {
    this.#times = new Map(times);
  }

  get size(): number {
    return this.#times.size;
  }

  expected(key: string): number | undefined {
    return this.#times.get(key);
  }

  record(key: string, ms: number): void {
    this.#times.set(key, Math.round(ms * 10) / 10);
  }

  serialise(): string {
    return JSON.stringify([...this.#times]);
  }
}

export interface HistoryScope {
  suite: string;
  engine: string;
  tier: string;
}

export function loadHistory(store: CacheStore, scope: HistoryScope): History {
  const bytes = store.get(KIND, fingerprint({ ...scope }));
  if (bytes === undefined) return new History();
  try {
    return new History(JSON.parse(bytes.toString('utf8')) as [string, number][]);
  } catch {
    return new History();
  }
}

export function saveHistory(store: CacheStore, scope: HistoryScope, history: History): void {
  store.put(KIND, fingerprint({ ...scope }), history.serialise());
}
