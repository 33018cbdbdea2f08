/**
 * Which tests a run is about: patterns, a regular expression over paths, and features that tests must have. Says which of them
 * match nothing, since that is nearly always a typing mistake.
 */
import type { Suite, SuiteTest } from './suite.ts';

export interface Selection {
  patterns: readonly string[];
  /** Regular expression over paths. */
  grep?: string | undefined;
  /** Regular expression over paths that must not match. */
  grepInvert?: string | undefined;
  /** Tests must have all of these features. */
  features: readonly string[];
}

export interface Selected<T> {
  tests: T[];
  /** Patterns, `--grep` and features that no test matches. */
  unmatched: string[];
}

export function select<T extends SuiteTest>(
  suite: Pick<Suite<T>, 'tests' | 'matcher' | 'featuresOf'>,
  selection: Selection,
): Selected<T> {
  const { tests } = suite;
  const unmatched: string[] = [];
  let left: T[] = [...tests];
  if (selection.patterns.length > 0) {
    const chosen = new Set<T>();
    for (const pattern of selection.patterns) {
      const matches = suite.matcher(pattern);
      const before = tests.filter(test => matches(test.path));
      if (before.length === 0) unmatched.push(pattern);
      for (const test of before) chosen.add(test);
    }
    left = left.filter(test => chosen.has(test));
  }
  if (selection.grep !== undefined) {
    const expression = new RegExp(selection.grep);
    left = left.filter(test => expression.test(test.path));
    if (left.length === 0) unmatched.push(`--grep ${selection.grep}`);
  }
  if (selection.grepInvert !== undefined) {
    const expression = new RegExp(selection.grepInvert);
    left = left.filter(test => !expression.test(test.path));
    if (left.length === 0) unmatched.push(`--grep-invert ${selection.grepInvert}`);
  }
  for (const feature of selection.features) {
    left = left.filter(test => suite.featuresOf(test).includes(feature));
    if (left.length === 0) unmatched.push(`--feature ${feature}`);
  }
  return { tests: left, unmatched };
}
