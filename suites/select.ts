/**
 * Which tests a run is about. Patterns are paths relative to `test/` (a leading `test/` is forgiven): a folder stands for all
 * below it, a file for itself, anything with `*`, `?`, `[` or `{` is a glob. The same functions decide later which expectation
 * entries a run had to meet, so they are pure and know nothing of a run.
 */
import { globToRegExp, isGlob } from './glob.ts';

export interface Selection {
  patterns: readonly string[];
  /** Regular expression over paths. */
  grep?: string | undefined;
  /** Tests must have all of these features. */
  features: readonly string[];
}

export interface Selectable {
  path: string;
  frontmatter: { features: readonly string[] } | null;
}

export interface Selected<T> {
  tests: T[];
  /** Patterns, `--grep` and features that no test matches. */
  unmatched: string[];
}

export function normalisePattern(pattern: string): string {
  return pattern
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/^test\/(?=.)/, '')
    .replace(/\/+$/, '');
}

export function matcherOf(pattern: string): (path: string) => boolean {
  const normal = normalisePattern(pattern);
  if (normal === '' || normal === '.' || normal === 'test') return () => true;
  if (isGlob(normal)) {
    const expression = globToRegExp(normal);
    return path => expression.test(path);
  }
  const folder = `${normal}/`;
  return path => path === normal || path.startsWith(folder) || path === `${normal}.js`;
}

/** True for every path that the patterns cover; no patterns cover everything. */
export function coverOf(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => true;
  const matchers = patterns.map(matcherOf);
  return path => matchers.some(matches => matches(path));
}

export function select<T extends Selectable>(tests: readonly T[], selection: Selection): Selected<T> {
  const unmatched: string[] = [];
  let left: T[] = [...tests];
  if (selection.patterns.length > 0) {
    const chosen = new Set<T>();
    for (const pattern of selection.patterns) {
      const matches = matcherOf(pattern);
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
  for (const feature of selection.features) {
    left = left.filter(test => test.frontmatter?.features.includes(feature));
    if (left.length === 0) unmatched.push(`--feature ${feature}`);
  }
  return { tests: left, unmatched };
}
