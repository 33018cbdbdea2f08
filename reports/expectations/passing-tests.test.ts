/** Which cases passed, by identity: through the file, and in the judgement of a later run. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyGates, DEFAULT_GATES } from '../gates/gates.ts';
import { judge } from '../gates/judge.ts';
import { caseEnd, runRecord } from '../testing/records.ts';
import { NO_EXPECTATIONS } from './expectations.ts';
import { formatPassing, parsePassing } from './passing-tests.ts';
import { updatedExpectations } from './update-expectations.ts';

test('whatever the keys are, they come back', () => {
  const key = fc.string({ minLength: 1 }).filter(text => !/[\n\r]/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(key), keys => {
      expect(parsePassing(formatPassing(keys))).toEqual(new Set(keys));
    }),
  );
});

test('a file that is none of ours is refused', () => {
  for (const text of ['x\n', '1 a\n', '0 a\n5 b\n'])
    expect(() => parsePassing(text)).toThrow('is not a number and the rest of a key');
});

const names = (...passes: string[]): ReturnType<typeof caseEnd>[] => passes.map(name => caseEnd(`a/b/${name}.js`, 'pass'));
const before = updatedExpectations(runRecord(names('one', 'two')), NO_EXPECTATIONS);

test('a test that vanished is named though another came', () => {
  const record = runRecord(names('one', 'three'));
  const findings = applyGates(DEFAULT_GATES, record, judge(record, before));
  expect(findings).toEqual([
    { gate: 'noRegressions', category: 'a/b', what: '1 passed before, but gone from the suite', tests: ['a/b/two.js#sloppy'] },
  ]);
});

test('a new test that fails is new, one that passed is a regression', () => {
  const record = runRecord([caseEnd('a/b/one.js', 'fail'), ...names('two'), caseEnd('a/b/three.js', 'fail')]);
  const classes = judge(record, before).cases.map(each => each.class);
  expect(classes).toEqual(['regression', 'expected', 'unclassified']);
});

test('an update of a part keeps what passed elsewhere', () => {
  const selection = { patterns: ['c'], modes: ['sloppy', 'strict', 'module'], narrowed: [] };
  const update = updatedExpectations(runRecord([caseEnd('c/d/1.js', 'pass')], { selection }), before);
  expect([...update.passing].sort()).toEqual(['a/b/one.js#sloppy', 'a/b/two.js#sloppy', 'c/d/1.js#sloppy']);
});
