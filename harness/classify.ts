/**
 * From what happened to an outcome. Receives the frontmatter of a test, the engine's observation and what was printed; answers
 * the verdict. The rules are test262's: a negative test passes only with the right constructor from the right phase; an async
 * test passes only by its completion message; anything else passes by ending without an exception.
 */
import type { Frontmatter, Negative, NegativePhase } from './frontmatter.ts';
import type { Observation } from './observation.ts';
import type { CaseError, Outcome, Phase } from './outcome.ts';
import type { PrintLog } from './print-log.ts';

export interface Verdict {
  outcome: Outcome;
  error?: CaseError;
  phase?: Phase;
}

const MAX_MESSAGE = 2_000;

export function classify(frontmatter: Frontmatter, seen: Observation, printed: PrintLog): Verdict {
  switch (seen.kind) {
    case 'interrupted':
      // A run that is being stopped has no result; `runCase` has left before this.
      if (seen.reason === 'cancelled') throw new Error('a cancelled case has no verdict');
      return verdict(seen.reason, { name: 'Interrupted', message: INTERRUPTED[seen.reason] }, 'host');
    case 'unsupported':
      return verdict('unsupported', { name: 'Unsupported', message: seen.message }, 'host');
    case 'crashed':
      return verdict('crash', { name: 'Crash', message: seen.message, ...(seen.at ? { at: seen.at } : {}) }, 'host');
    case 'broken':
      return verdict('harness-error', { name: 'HarnessError', message: seen.message }, 'harness');
    case 'threw':
      if (seen.phase === 'preload') return preloadVerdict(seen);
      if (frontmatter.negative !== null) return negativeVerdict(frontmatter.negative, seen.phase, seen.error);
      return verdict('fail', seen.error, seen.phase);
    case 'unsettled':
      if (frontmatter.negative !== null) return missingError(frontmatter.negative);
      return frontmatter.flags.includes('async') ? asyncVerdict(printed) : unsettled(seen.module);
    case 'completed':
      if (frontmatter.negative !== null) return missingError(frontmatter.negative);
      return frontmatter.flags.includes('async') ? asyncVerdict(printed) : { outcome: 'pass' };
  }
}

const INTERRUPTED = {
  timeout: 'stopped after the time limit',
  oom: 'stopped at the memory limit',
} as const;

function preloadVerdict({ error, preload }: Extract<Observation, { kind: 'threw' }>): Verdict {
  return verdict('fail', { ...error, message: `in harness file ${preload}: ${error.message}` }, 'harness');
}

function negativeVerdict(expected: Negative, phase: NegativePhase, error: CaseError): Verdict {
  if (phase !== expected.phase) {
    const message = `expected ${expected.type} in phase ${expected.phase}, got ${error.name} in phase ${phase}: ${error.message}`;
    return verdict('fail', { ...error, name: 'WrongPhase', message }, phase);
  }
  if (error.name !== expected.type) {
    const message = `expected ${expected.type}, got ${error.name}: ${error.message}`;
    return verdict('fail', { ...error, name: 'WrongError', message }, phase);
  }
  return { outcome: 'pass' };
}

function missingError(expected: Negative): Verdict {
  const message = `expected ${expected.type} in phase ${expected.phase}, but no error was thrown`;
  return verdict('fail', { name: 'NoError', message }, 'runtime');
}

function unsettled(module: string): Verdict {
  const message = `the top-level await of ${module} is never settled`;
  return verdict('fail', { name: 'Unsettled', message }, 'runtime');
}

function asyncVerdict(printed: PrintLog): Verdict {
  const result = printed.async;
  if (result.state === 'failed') return verdict('fail', { name: result.name, message: result.message }, 'async');
  if (result.state === 'complete') return { outcome: 'pass' };
  return verdict('fail', { name: 'NoDone', message: '$DONE was never called, and no job is left that could' }, 'async');
}

function verdict(outcome: Outcome, error: CaseError, phase: Phase): Verdict {
  const { name, message } = error;
  const text = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  return { outcome, error: { ...error, name: name === '' ? 'Error' : name, message: text }, phase };
}
