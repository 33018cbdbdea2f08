/**
 * From what happened to an outcome. Receives the frontmatter of a test, the engine's observation and what was printed; answers
 * the verdict. The rules are test262's: a negative test passes only with the right constructor from the right phase; an async
 * test passes only by its completion message; anything else passes by ending without an exception.
 */
import type { Frontmatter, Negative } from './frontmatter.ts';
import type { Observation } from './observation.ts';
import type { CaseError, Outcome, Phase } from './outcome.ts';
import type { PrintLog } from './print-log.ts';

export interface Verdict {
  outcome: Outcome;
  error?: CaseError;
  phase?: Phase;
}

const MAX_MESSAGE = 2_000;

export function classify(
  frontmatter: Frontmatter,
  seen: Exclude<Observation, { kind: 'cancelled' }>,
  printed: PrintLog,
): Verdict {
  switch (seen.kind) {
    case 'interrupted':
      return verdict(seen.reason, 'Interrupted', INTERRUPTED[seen.reason], 'host');
    case 'unsupported':
      return verdict('unsupported', 'Unsupported', seen.message, 'host');
    case 'crashed':
      return verdict('crash', 'Crash', seen.message, 'host');
    case 'broken':
      return verdict('harness-error', 'HarnessError', seen.message, 'harness');
    case 'harness-threw':
      return verdict('fail', seen.errorName, `in harness file ${seen.file}: ${seen.errorMessage}`, 'harness');
    case 'threw':
      if (frontmatter.negative !== null) return negativeVerdict(frontmatter.negative, seen);
      return verdict('fail', seen.errorName, seen.errorMessage, seen.phase);
    case 'completed':
      if (frontmatter.negative !== null) return missingError(frontmatter.negative);
      return frontmatter.flags.includes('async') ? asyncVerdict(printed) : { outcome: 'pass' };
  }
}

const INTERRUPTED = {
  timeout: 'stopped after the time limit',
  budget: 'stopped after the step budget',
  oom: 'stopped at the memory limit',
} as const;

function negativeVerdict(expected: Negative, seen: Extract<Observation, { kind: 'threw' }>): Verdict {
  if (seen.phase !== expected.phase) {
    const message = `expected ${expected.type} in phase ${expected.phase}, got ${seen.errorName} in phase ${seen.phase}: ${seen.errorMessage}`;
    return verdict('fail', 'WrongPhase', message, seen.phase);
  }
  if (seen.errorName !== expected.type) {
    const message = `expected ${expected.type}, got ${seen.errorName}: ${seen.errorMessage}`;
    return verdict('fail', 'WrongError', message, seen.phase);
  }
  return { outcome: 'pass' };
}

function missingError(expected: Negative): Verdict {
  return verdict('fail', 'NoError', `expected ${expected.type} in phase ${expected.phase}, but no error was thrown`, 'runtime');
}

function asyncVerdict(printed: PrintLog): Verdict {
  const result = printed.async;
  if (result.state === 'failed') return verdict('fail', result.name, result.message, 'async');
  if (result.state === 'none') return verdict('fail', 'NoDone', '$DONE was never called, and no job is left that could', 'async');
  return { outcome: 'pass' };
}

function verdict(outcome: Outcome, name: string, message: string, phase: Phase): Verdict {
  const text = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  return { outcome, error: { name: name === '' ? 'Error' : name, message: text }, phase };
}
