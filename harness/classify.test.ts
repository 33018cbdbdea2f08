/** The table of outcomes: frontmatter × observation → verdict. */
import { describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import type { Frontmatter } from './frontmatter.ts';
import type { Observation } from './observation.ts';
import { PrintLog } from './print-log.ts';

type Seen = Observation;

const preloadThrew = (preload: string, name: string): Seen => ({
  kind: 'threw',
  phase: 'preload',
  error: { name, message: 'x' },
  preload,
});

const PLAIN: Frontmatter = { flags: [], includes: [], features: [], negative: null };
const ASYNC: Frontmatter = { ...PLAIN, flags: ['async'] };
const negative = (phase: 'parse' | 'resolution' | 'runtime', type: string): Frontmatter => ({
  ...PLAIN,
  negative: { phase, type },
});

const completed: Seen = { kind: 'completed' };
const threw = (phase: 'parse' | 'resolution' | 'runtime', name: string): Seen => ({
  kind: 'threw',
  phase,
  error: { name, message: 'why' },
});

function outcomeOf(frontmatter: Frontmatter, seen: Seen, lines: readonly string[] = []): string {
  const printed = new PrintLog();
  for (const line of lines) printed.line(line);
  const { outcome, error, phase } = classify(frontmatter, seen, printed);
  return error === undefined ? outcome : `${outcome} ${error.name} ${phase}`;
}

describe('plain tests', () => {
  test.each<[Seen, string]>([
    [completed, 'pass'],
    [threw('parse', 'SyntaxError'), 'fail SyntaxError parse'],
    [threw('runtime', 'Test262Error'), 'fail Test262Error runtime'],
    [threw('resolution', 'SyntaxError'), 'fail SyntaxError resolution'],
    [threw('runtime', ''), 'fail Error runtime'],
    [preloadThrew('harness/assert.js', 'TypeError'), 'fail TypeError harness'],
    [{ kind: 'interrupted', reason: 'timeout' }, 'timeout Interrupted host'],
    [{ kind: 'interrupted', reason: 'oom' }, 'oom Interrupted host'],
    [{ kind: 'unsettled', module: 'a.js' }, 'fail Unsettled runtime'],
    [{ kind: 'unsupported', message: 'x' }, 'unsupported Unsupported host'],
    [{ kind: 'crashed', message: 'x' }, 'crash Crash host'],
    [{ kind: 'broken', message: 'x' }, 'harness-error HarnessError harness'],
  ])('%j → %s', (seen, expected) => expect(outcomeOf(PLAIN, seen)).toBe(expected));
});

describe('negative tests need the right constructor from the right phase', () => {
  const phases = ['parse', 'resolution', 'runtime'] as const;
  for (const expected of phases) {
    for (const actual of phases) {
      for (const name of ['SyntaxError', 'ReferenceError']) {
        const wanted = expected !== actual ? 'fail WrongPhase' : name === 'SyntaxError' ? 'pass' : 'fail WrongError';
        test(`${expected} SyntaxError, got ${actual} ${name}: ${wanted}`, () => {
          expect(outcomeOf(negative(expected, 'SyntaxError'), threw(actual, name))).toBe(
            wanted === 'pass' ? wanted : `${wanted} ${actual}`,
          );
        });
      }
    }
    test(`${expected}, nothing thrown: fail`, () =>
      expect(outcomeOf(negative(expected, 'SyntaxError'), completed)).toBe('fail NoError runtime'));
  }

  test.each<[Seen, string]>([
    [preloadThrew('harness/sta.js', 'SyntaxError'), 'fail SyntaxError harness'],
    [{ kind: 'interrupted', reason: 'timeout' }, 'timeout Interrupted host'],
    [{ kind: 'crashed', message: 'SyntaxError' }, 'crash Crash host'],
    [{ kind: 'unsupported', message: 'SyntaxError' }, 'unsupported Unsupported host'],
  ])('%j never passes', (seen, expected) => expect(outcomeOf(negative('parse', 'SyntaxError'), seen)).toBe(expected));
});

describe('async tests end by their message', () => {
  test.each<[string[], string]>([
    [['Test262:AsyncTestComplete'], 'pass'],
    [['noise', 'Test262:AsyncTestComplete', 'noise'], 'pass'],
    [[], 'fail NoDone async'],
    [['noise'], 'fail NoDone async'],
    [['Test262:AsyncTestFailure:TypeError: x'], 'fail TypeError async'],
    [['Test262:AsyncTestFailure:Test262Error: a: b'], 'fail Test262Error async'],
    [['Test262:AsyncTestFailure: no name'], 'fail Error async'],
    [['Test262:AsyncTestComplete', 'Test262:AsyncTestFailure:TypeError: late'], 'fail TypeError async'],
    [['Test262:AsyncTestFailure:TypeError: x', 'Test262:AsyncTestComplete'], 'fail TypeError async'],
    [[' Test262:AsyncTestComplete'], 'fail NoDone async'],
    [['Test262:AsyncTestCompleted'], 'fail NoDone async'],
  ])('%j → %s', (lines, expected) => expect(outcomeOf(ASYNC, completed, lines)).toBe(expected));

  test('waiting for ever beside that is no failure', () => {
    const waiting: Seen = { kind: 'unsettled', module: 'a.js' };
    expect(outcomeOf(ASYNC, waiting, ['Test262:AsyncTestComplete'])).toBe('pass');
    expect(outcomeOf(ASYNC, waiting)).toBe('fail NoDone async');
  });

  test('an exception wins over a completion', () => {
    expect(outcomeOf(ASYNC, threw('runtime', 'TypeError'), ['Test262:AsyncTestComplete'])).toBe('fail TypeError runtime');
  });

  test('the protocol means nothing in other tests', () => {
    expect(outcomeOf(PLAIN, completed, ['Test262:AsyncTestFailure:TypeError: x'])).toBe('pass');
  });
});

describe('a verdict says what was expected and what came', () => {
  const at = { file: 'a.js', line: 3, column: 5 };

  test.each<[Frontmatter, Seen, object]>([
    [PLAIN, preloadThrew('harness/sta.js', 'E'), { name: 'E', message: 'in harness file harness/sta.js: x' }],
    [
      negative('parse', 'SyntaxError'),
      threw('runtime', 'TypeError'),
      { name: 'WrongPhase', message: 'expected SyntaxError in phase parse, got TypeError in phase runtime: why' },
    ],
    [
      negative('parse', 'SyntaxError'),
      threw('parse', 'TypeError'),
      { name: 'WrongError', message: 'expected SyntaxError, got TypeError: why' },
    ],
    [
      negative('runtime', 'Test262Error'),
      completed,
      { name: 'NoError', message: 'expected Test262Error in phase runtime, but no error was thrown' },
    ],
    [
      negative('runtime', 'Test262Error'),
      { kind: 'unsettled', module: 'a.js' },
      { name: 'NoError', message: 'expected Test262Error in phase runtime, but no error was thrown' },
    ],
    [
      PLAIN,
      { kind: 'unsettled', module: 'a.js' },
      { name: 'Unsettled', message: 'the top-level await of a.js is never settled' },
    ],
    [ASYNC, completed, { name: 'NoDone', message: '$DONE was never called, and no job is left that could' }],
    [PLAIN, { kind: 'interrupted', reason: 'timeout' }, { name: 'Interrupted', message: 'stopped after the time limit' }],
    [PLAIN, { kind: 'interrupted', reason: 'oom' }, { name: 'Interrupted', message: 'stopped at the memory limit' }],
    [PLAIN, { kind: 'crashed', message: 'x', at }, { name: 'Crash', message: 'x', at }],
    [PLAIN, { kind: 'crashed', message: 'x' }, { name: 'Crash', message: 'x' }],
    [PLAIN, { kind: 'broken', message: 'y' }, { name: 'HarnessError', message: 'y' }],
    [PLAIN, { kind: 'unsupported', message: 'z' }, { name: 'Unsupported', message: 'z' }],
  ])('%j, %j', (frontmatter, seen, error) => expect(classify(frontmatter, seen, new PrintLog()).error).toEqual(error));

  test('a run that is being stopped has none', () => {
    expect(() => classify(PLAIN, { kind: 'interrupted', reason: 'cancelled' }, new PrintLog())).toThrow(
      'a cancelled case has no verdict',
    );
  });

  test('a message of the greatest length is whole, a longer one is cut there', () => {
    const said = (length: number): string =>
      classify(PLAIN, { kind: 'broken', message: 'x'.repeat(length) }, new PrintLog()).error!.message;
    expect(said(2_000)).toBe('x'.repeat(2_000));
    expect(said(2_001)).toBe(`${'x'.repeat(2_000)}…`);
  });
});

describe('printed output', () => {
  test('is kept up to a limit and counted beyond it', () => {
    const log = new PrintLog();
    for (let at = 0; at < 1000; at += 1) log.line('y'.repeat(1023));
    log.line('Test262:AsyncTestComplete');
    expect(log.length).toBe(1_024_026);
    expect(log.text.length).toBe(16_384);
    expect(log.truncated).toBe(true);
    expect(log.async).toEqual({ state: 'complete' });
  });

  test('the place of a throw is kept', () => {
    const at = { file: 'a.js', line: 3, column: 5 };
    const seen: Seen = { kind: 'threw', phase: 'runtime', error: { name: 'E', message: 'm', at } };
    expect(classify(PLAIN, seen, new PrintLog()).error).toEqual({ name: 'E', message: 'm', at });
    expect(classify(negative('parse', 'E'), seen, new PrintLog()).error).toMatchObject({ name: 'WrongPhase', at });
  });

  test('messages are capped', () => {
    const error = { name: 'E', message: 'x'.repeat(100_000) };
    const long: Seen = { kind: 'threw', phase: 'runtime', error };
    expect(classify(PLAIN, long, new PrintLog()).error!.message.length).toBe(2_001);
  });
});
