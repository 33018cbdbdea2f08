/**
 * Expectations: the known non-passes of a suite. One file per top folder, one line per entry, sorted; passes are not listed. The
 * key is `path#mode`; a key may also be a pattern for a whole folder (`intl402/**`), which then stands for all modes of all tests
 * below it. `suite.json` says which corpus, engine and tier the entries belong to, and how many cases each category has, so that
 * a test that vanishes is seen even when it passed.
 */

import type { Outcome } from '../../harness/outcome.ts';
import { coverKey, isPatternKey } from './expectation-keys.ts';

export const EXPECTATIONS_FORMAT = 1;

export interface ExpectationEntry {
  outcome: Exclude<Outcome, 'pass' | 'harness-error'>;
  /** Name and normalised message. */
  message?: string;
  /** Mandatory for skip. */
  reason?: string;
  issue?: string;
}

export interface SuiteExpectations {
  format: number;
  suite: string;
  commit: string;
  engine: string;
  tier: string;
  /** Cases and passes per category when the expectations were written. */
  categories: Record<string, { cases: number; pass: number }>;
}

export interface Expectations {
  /** null when none were ever written. */
  meta: SuiteExpectations | null;
  entries: ReadonlyMap<string, ExpectationEntry>;
  /** Keys of the cases that passed; absent in expectations that were written before these were kept. */
  passing?: ReadonlySet<string>;
}

export const NO_EXPECTATIONS: Expectations = { meta: null, entries: new Map() };

/** Looks up one case: its own key first, then the patterns. */
export class ExpectationLookup {
  readonly #entries: ReadonlyMap<string, ExpectationEntry>;
  readonly #patterns: { key: string; covers: (path: string) => boolean; entry: ExpectationEntry }[] = [];
  readonly #used = new Set<string>();

  constructor(entries: ReadonlyMap<string, ExpectationEntry>) {
    this.#entries = entries;
    for (const [key, entry] of entries) if (isPatternKey(key)) this.#patterns.push({ key, covers: coverKey(key), entry });
  }

  find(path: string, mode: string): { key: string; entry: ExpectationEntry } | undefined {
    const key = `${path}#${mode}`;
    const exact = this.#entries.get(key);
    if (exact !== undefined) {
      this.#used.add(key);
      return { key, entry: exact };
    }
    const pattern = this.#patterns.find(each => each.covers(path));
    if (pattern === undefined) return undefined;
    this.#used.add(pattern.key);
    return { key: pattern.key, entry: pattern.entry };
  }

  /** Entries that no looked-up case has met. */
  unused(): string[] {
    return [...this.#entries.keys()].filter(key => !this.#used.has(key));
  }
}
