/**
 * Gates: declared conditions on a run. Each that fails becomes a finding that names the gate, the category, the numbers and the
 * tests. Nothing is netted out: a test that was mended does not pay for one that was broken.
 */

import type { Outcome } from '../../harness/outcome.ts';
import { globToRegExp } from '../../harness/path-pattern.ts';
import { categoryOf } from '../../harness/test-case.ts';
import { errorLine } from '../error-text.ts';
import type { RunRecord } from '../events.ts';
import { splitKey } from '../expectations/expectation-keys.ts';
import type { Gate } from '../schema/definitions.ts';
import { type CategoryTally, passShare, scoredOf, tallyOf, totalOf } from '../scoreboard/tally.ts';
import type { Judged, JudgedClass, Judgement } from './judge.ts';

export interface Finding {
  gate: string;
  category: string;
  what: string;
  /** Tests that made it fail, each with what happened. */
  tests: string[];
}

/** Applied when the configuration declares none. */
export const DEFAULT_GATES: readonly Gate[] = [
  { category: '**', noRegressions: true, noStale: true, newTestsMustBeClassified: true, maxOutcome: { 'harness-error': 0 } },
];

export function applyGates(gates: readonly Gate[], record: RunRecord, judgement: Judgement): Finding[] {
  const findings: Finding[] = [];
  const categories = tallyOf(record.cases).categories;
  for (const gate of gates) {
    if (gate.suite !== undefined && gate.suite !== record.start.suite.name) continue;
    const matches = categoryMatcher(gate.category);
    const judged = judgement.cases.filter(each => matches(each.category));
    if (gate.noRegressions === true) findings.push(...identityFindings(gate, judged), ...lossFindings(gate, judgement, matches));
    if (gate.noStale === true)
      findings.push(...group(gate, 'noStale', judged, 'fixed', 'passes, but is listed as a known non-pass'));
    if (gate.newTestsMustBeClassified === true) {
      findings.push(...group(gate, 'newTestsMustBeClassified', judged, 'unclassified', 'new and not passing, but not listed'));
    }
    const matching = categories.filter(each => matches(each.name));
    for (const category of matching) findings.push(...numberFindings(gate, category, record));
    findings.push(...countFindings(gate, matching, record));
  }
  return findings;
}

export function categoryMatcher(pattern: string): (category: string) => boolean {
  const expression = globToRegExp(pattern);
  return category => expression.test(category);
}

function identityFindings(gate: Gate, judged: readonly Judged[]): Finding[] {
  return [
    ...group(gate, 'noRegressions', judged, 'regression', 'was expected to pass'),
    ...group(gate, 'noRegressions', judged, 'changed', 'ended otherwise than expected'),
  ];
}

function lossFindings(gate: Gate, judgement: Judgement, matches: (category: string) => boolean): Finding[] {
  const findings: Finding[] = [];
  const gone = judgement.vanished.filter(key => matches(categoryOf(splitKey(key).path)));
  for (const [category, keys] of byCategory(gone, key => categoryOf(splitKey(key).path))) {
    findings.push({
      gate: name(gate, 'noRegressions'),
      category,
      what: `${keys.length} listed, but gone from the suite`,
      tests: keys,
    });
  }
  const lost = judgement.lost.filter(key => matches(categoryOf(splitKey(key).path)));
  for (const [category, keys] of byCategory(lost, key => categoryOf(splitKey(key).path))) {
    findings.push({
      gate: name(gate, 'noRegressions'),
      category,
      what: `${keys.length} passed before, but gone from the suite`,
      tests: keys,
    });
  }
  for (const { category, was, is } of judgement.shrunk.filter(each => matches(each.category))) {
    findings.push({
      gate: name(gate, 'noRegressions'),
      category,
      what: `tests vanished: ${was} cases before, ${is} now`,
      tests: [],
    });
  }
  return findings;
}

function group(gate: Gate, rule: string, judged: readonly Judged[], wanted: JudgedClass, what: string): Finding[] {
  const chosen = judged.filter(each => each.class === wanted);
  return [...byCategory(chosen, each => each.category)].map(([category, list]) => ({
    gate: name(gate, rule),
    category,
    what: `${list.length} ${what}`,
    tests: list.map(describe).sort(),
  }));
}

function numberFindings(gate: Gate, { name: category, counts }: CategoryTally, record: RunRecord): Finding[] {
  const findings: Finding[] = [];
  const share = passShare(counts);
  if (gate.minPass !== undefined && share !== undefined && share < gate.minPass) {
    const what = `${(share * 100).toFixed(1)} % pass (${counts.pass} of ${scoredOf(counts)}), at least ${(gate.minPass * 100).toFixed(1)} % are demanded`;
    findings.push({ gate: name(gate, 'minPass'), category, what, tests: [] });
  }
  for (const [outcome, most] of Object.entries(gate.maxOutcome ?? {}) as [Outcome, number][]) {
    if (counts[outcome] <= most) continue;
    const tests = record.cases
      .filter(each => each.outcome === outcome && categoryOf(each.path) === category)
      .map(each => each.id);
    findings.push({
      gate: name(gate, 'maxOutcome'),
      category,
      what: `${counts[outcome]} × ${outcome}, at most ${most} allowed`,
      tests: tests.sort(),
    });
  }
  return findings;
}

/** A suite that lost tests is smaller, not greener. A run of a part says nothing about that. */
function countFindings(gate: Gate, categories: readonly CategoryTally[], { start }: RunRecord): Finding[] {
  if (gate.minTests === undefined || start.selection.patterns.length > 0 || start.selection.narrowed.length > 0) return [];
  const count = categories.reduce((sum, { counts }) => sum + totalOf(counts), 0);
  if (count >= gate.minTests) return [];
  const what = `${count} cases, at least ${gate.minTests} are demanded`;
  return [{ gate: name(gate, 'minTests'), category: gate.category, what, tests: [] }];
}

function name(gate: Gate, rule: string): string {
  return gate.category === '**' ? rule : `${rule} (${gate.category})`;
}

function describe({ id, actual, expected }: Judged): string {
  const was = expected === undefined ? 'pass' : expected.outcome;
  const why = actual.error === undefined ? '' : ` (${errorLine(actual.error)})`;
  return `${id}: ${was} → ${actual.outcome}${why}`;
}

function byCategory<T>(items: readonly T[], category: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = category(item);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [item]);
    else list.push(item);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
