/**
 * One suite on several tiers, case by case. Receives a finished run per tier; matches cases by `path#mode`, the id without its
 * tier, and puts tiers that saw the same into one class. A case with more than one class differs. Nothing is netted out, and a case
 * that a tier has no result for, or has two results for, is a problem of the tool and never silence.
 */

import { normaliseMessage } from '../compare/normalise-message.ts';
import { brokenReasons, type CaseEnd, type RunRecord } from '../events.ts';

/** What a tier made of a case. */
export type TierResult = Pick<CaseEnd, 'outcome' | 'error' | 'phase' | 'printed' | 'printedDigest'>;

/** What can differ, most important first. */
export const ASPECTS = ['outcome', 'phase', 'error', 'printed'] as const;
export type Aspect = (typeof ASPECTS)[number];

export interface Difference {
  /** `path#mode`. */
  id: string;
  suite: string;
  aspects: Aspect[];
  /** Tiers that agree with each other, in the order of the tiers; always more than one class. */
  classes: string[][];
  tiers: Record<string, TierResult>;
}

export interface TierRun {
  suite: string;
  tier: string;
  declared: number;
  executed: number;
  passed: number;
  wallMs: number;
}

export interface SuiteParity {
  suite: { name: string; commit: string; origin: string };
  engine: string;
  tiers: string[];
  runs: TierRun[];
  /** Cases with a result on every tier. */
  cases: number;
  agree: number;
  differ: Difference[];
  /** Why the numbers must not be trusted; empty for a sound comparison. */
  problems: string[];
}

/** Compares runs of one suite; the first is the reference in whose order cases are listed. */
export function compareTiers(records: readonly RunRecord[]): SuiteParity {
  const first = records[0]!.start;
  const tiers = records.map(record => record.start.tier);
  const problems = [...unlike(records), ...miscounted(records)];
  const byTier = records.map(record => indexed(record, problems));
  const keys = new Set(byTier.flatMap(cases => [...cases.keys()]));
  const differ: Difference[] = [];
  let cases = 0;
  let missing = 0;
  for (const key of [...keys].sort(byText)) {
    const results = byTier.map(each => each.get(key));
    if (results.some(each => each === undefined)) {
      missing += 1;
      continue;
    }
    cases += 1;
    const difference = differenceOf(key, first.suite.name, tiers, results as CaseEnd[]);
    if (difference !== undefined) differ.push(difference);
  }
  const stopped = records.some(record => record.end.interrupted);
  if (missing > 0 && !stopped) problems.push(`${missing} cases of ${first.suite.name} have no result on some of the tiers`);
  const { name, commit, origin } = first.suite;
  return {
    suite: { name, commit, origin },
    engine: first.engine,
    tiers,
    runs: records.map(tierRun),
    cases,
    agree: cases - differ.length,
    differ,
    problems,
  };
}

export function differenceOf(
  id: string,
  suite: string,
  tiers: readonly string[],
  results: readonly TierResult[],
): Difference | undefined {
  const classes = new Map<string, number[]>();
  results.forEach((result, at) => {
    const key = JSON.stringify(ASPECTS.map(aspect => aspectOf(result, aspect)));
    const members = classes.get(key);
    if (members === undefined) classes.set(key, [at]);
    else members.push(at);
  });
  if (classes.size === 1) return undefined;
  const differs = (aspect: Aspect): boolean => new Set(results.map(result => aspectOf(result, aspect))).size > 1;
  return {
    id,
    suite,
    aspects: ASPECTS.filter(differs),
    classes: [...classes.values()].map(members => members.map(at => tiers[at]!)),
    tiers: Object.fromEntries(tiers.map((tier, at) => [tier, shown(results[at]!)])),
  };
}

/** The text by which two results are compared. */
function aspectOf(result: TierResult, aspect: Aspect): string {
  switch (aspect) {
    case 'outcome':
      return result.outcome;
    case 'phase':
      return result.phase ?? '';
    case 'error':
      return errorText(result);
    case 'printed':
      return result.printedDigest ?? result.printed ?? '';
  }
}

/**
 * Errors of the guest are compared to the letter. What the host says of a crash or a limit holds its own stack and numbers, which
 * no program can observe: there the normalised first line counts.
 */
function errorText({ error, phase }: TierResult): string {
  if (error === undefined) return '';
  return `${error.name}: ${phase === 'host' ? normaliseMessage(error.message) : error.message}`;
}

function shown({ outcome, error, phase, printed, printedDigest }: TierResult): TierResult {
  return {
    outcome,
    ...(error === undefined ? {} : { error }),
    ...(phase === undefined ? {} : { phase }),
    ...(printed === undefined ? {} : { printed }),
    ...(printedDigest === undefined ? {} : { printedDigest }),
  };
}

function indexed({ start, cases }: RunRecord, problems: string[]): Map<string, CaseEnd> {
  const found = new Map<string, CaseEnd>();
  let twice = 0;
  for (const each of cases) {
    const key = `${each.path}#${each.mode}`;
    if (found.has(key)) twice += 1;
    else found.set(key, each);
  }
  if (twice > 0) problems.push(`${start.suite.name} on ${start.tier} has ${twice} results twice`);
  return found;
}

/** Runs that cannot be compared at all. */
function unlike(records: readonly RunRecord[]): string[] {
  const facts: [string, (record: RunRecord) => string][] = [
    ['suite', ({ start }) => start.suite.name],
    ['corpus commit', ({ start }) => start.suite.commit],
    ['engine', ({ start }) => start.engine],
  ];
  const problems = facts.flatMap(([what, of]) => {
    const values = [...new Set(records.map(of))];
    return values.length === 1 ? [] : [`different ${what}: ${values.join(', ')}`];
  });
  const tiers = records.map(record => record.start.tier);
  return new Set(tiers).size === tiers.length ? problems : [...problems, `a tier was run twice: ${tiers.join(', ')}`];
}

/** Declared and executed must agree within each run and between the tiers. */
function miscounted(records: readonly RunRecord[]): string[] {
  const problems = records.flatMap(record => {
    const where = `${record.start.suite.name} on ${record.start.tier}`;
    return brokenReasons(record).map(reason => `${where}: ${reason}`);
  });
  const complete = records.filter(record => !record.end.interrupted);
  const counts = (what: string, of: (record: RunRecord) => number): string[] => {
    if (new Set(complete.map(of)).size <= 1) return [];
    return [`tiers ${what} different numbers of cases: ${complete.map(each => `${each.start.tier} ${of(each)}`).join(', ')}`];
  };
  return [
    ...problems,
    ...counts('declared', record => record.start.declared),
    ...counts('executed', record => record.end.executed),
  ];
}

function tierRun({ start, cases, end }: RunRecord): TierRun {
  return {
    suite: start.suite.name,
    tier: start.tier,
    declared: start.declared,
    executed: end.executed,
    passed: cases.filter(each => each.outcome === 'pass').length,
    wallMs: end.wallMs,
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
