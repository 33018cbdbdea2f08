/** Two runs, case by case. */
import { describe, expect, test } from 'vitest';
import { fail } from '../testing/expectations.ts';
import { caseEnd, runRecord, runStart } from '../testing/records.ts';
import { compareRuns, messageOf } from './compare.ts';

describe('comparison', () => {
  test('a pass that becomes a skip is broken; a failure with other numbers is the same', () => {
    const before = runRecord([
      caseEnd('a/b/1.js', 'pass'),
      fail('a/b/2.js', 'got 1'),
      fail('a/b/3.js', 'x'),
      fail('a/b/4.js'),
      fail('a/b/5.js'),
    ]);
    const after = runRecord([
      caseEnd('a/b/1.js', 'skip'),
      fail('a/b/2.js', 'got 2'),
      fail('a/b/3.js', 'y'),
      caseEnd('a/b/4.js', 'timeout'),
      caseEnd('a/b/5.js', 'crash', { name: 'E', message: 'm' }),
    ]);
    const result = compareRuns(before, after);
    expect(result.broken.map(each => each.id)).toEqual(['a/b/1.js#sloppy@auto']);
    expect(result.changed.map(each => each.id)).toEqual(['a/b/3.js#sloppy@auto', 'a/b/4.js#sloppy@auto', 'a/b/5.js#sloppy@auto']);
    expect(result.same).toBe(1);
  });

  test('groups are sorted, a case counts once, and both sides of a change are kept', () => {
    const before = runRecord([
      fail('2.js'),
      fail('1.js'),
      fail('4.js'),
      fail('3.js'),
      fail('x.js', 'm'),
      caseEnd('p.js', 'pass'),
    ]);
    const after = runRecord([
      caseEnd('2.js', 'pass'),
      caseEnd('1.js', 'pass'),
      fail('b.js'),
      fail('a.js'),
      fail('a.js'),
      caseEnd('x.js', 'fail'),
      caseEnd('p.js', 'pass'),
    ]);
    const result = compareRuns(before, after);
    expect(result.fixed).toEqual([
      { id: '1.js#sloppy@auto', before: before.cases[1], after: after.cases[1] },
      { id: '2.js#sloppy@auto', before: before.cases[0], after: after.cases[0] },
    ]);
    expect(result.added.map(each => each.path)).toEqual(['a.js', 'b.js']);
    expect(result.removed.map(each => each.path)).toEqual(['3.js', '4.js']);
    expect(result.changed.map(each => each.id)).toEqual(['x.js#sloppy@auto']);
    expect(result).toMatchObject({ broken: [], same: 1, warnings: ['the second run records 1 results twice'] });
    expect(messageOf({})).toBe('');
    expect(messageOf({ error: { name: 'E', message: 'got 12' } })).toBe('E: got N');
  });

  test('another suite, another tier, the first of the runs', () => {
    const odd = runRecord(
      [fail('1.js'), fail('1.js'), fail('1.js')],
      { tier: 'cek', suite: { ...runStart().suite, name: 'slice' } },
      { interrupted: true },
    );
    expect(compareRuns(odd, runRecord([])).warnings).toEqual([
      'different suite: slice and test262',
      'different tier: cek and auto',
      'the first run was interrupted',
      'the first run records 2 results twice',
    ]);
  });

  test('unlike runs and doubled results are warned of', () => {
    const twice = runRecord(
      [fail('a/b/1.js'), fail('a/b/1.js')],
      { engine: 'process:node', suite: { ...runStart().suite, commit: 'x' } },
      { interrupted: true },
    );
    expect(compareRuns(runRecord([]), twice).warnings).toEqual([
      'different corpus commit: 0123456789 and x',
      'different engine: sx and process:node',
      'the second run was interrupted',
      'the second run records 1 results twice',
    ]);
  });
});
