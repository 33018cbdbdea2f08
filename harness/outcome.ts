/**
 * The closed union of outcomes. Every case of every run ends in exactly one of them, and nothing else in the repository invents
 * another word for how a test ended.
 */
export const OUTCOMES = ['pass', 'fail', 'timeout', 'crash', 'oom', 'skip', 'unsupported', 'harness-error'] as const;

export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_MEANING: Readonly<Record<Outcome, string>> = {
  pass: 'ended as the test demands',
  fail: 'ended otherwise',
  timeout: 'did not end in time',
  crash: 'the engine or its worker died, or the kernel met a bug of its own',
  oom: 'needed more memory than the limit',
  skip: 'not run, for a stated reason',
  unsupported: 'the engine refused the program',
  'harness-error': 'the tool, not the engine, failed: bad metadata, missing include, lost result',
};

/** Outcomes of cases that ran to a verdict on the engine; skips and failures of the tool are left out of percentages. */
export function isScored(outcome: Outcome): boolean {
  return outcome !== 'skip' && outcome !== 'harness-error';
}

export function isOutcome(text: string): text is Outcome {
  return (OUTCOMES as readonly string[]).includes(text);
}

export type OutcomeCounts = Record<Outcome, number>;

export function emptyCounts(): OutcomeCounts {
  return Object.fromEntries(OUTCOMES.map(outcome => [outcome, 0])) as OutcomeCounts;
}

/** Where an error came from, as far as the engine or the harness can tell. */
export type Phase = 'parse' | 'resolution' | 'runtime' | 'async' | 'harness' | 'host';

/** What was thrown, and where: file (of a test: its path), line and column, when the engine knows. */
export type { Place, Thrown as CaseError } from '../kernel/embed/javascript-program.ts';
