/** New expectations from a run: what is written, what is kept, what is refused. */
import { describe, expect, test } from 'vitest';
import type { CaseEnd, RunRecord } from '../events.ts';
import { judge } from '../gates/judge.ts';
import { expectations, FAIL, fail } from '../testing/expectations.ts';
import { caseEnd, runRecord, runStart } from '../testing/records.ts';
import { type ExpectationEntry, NO_EXPECTATIONS } from './expectations.ts';
import { updatedExpectations, updateRefusals } from './update-expectations.ts';

describe('updates', () => {
  test('list non-passes only, keep what the run did not cover, drop what is gone', () => {
    const before = expectations(
      { 'a/b/gone.js#sloppy': FAIL, 'a/b/fixed.js#sloppy': FAIL, 'x/y/z.js#sloppy': FAIL },
      { categories: { 'x/y': { cases: 5, pass: 4 } } },
    );
    const record = runRecord(
      [
        caseEnd('a/b/fixed.js', 'pass'),
        fail('a/b/new.js', 'at /a/b/c.js:1'),
        caseEnd('a/b/t.js', 'timeout', { name: 'T', message: 'x' }),
      ],
      {
        selection: { ...runStart().selection, patterns: ['a'] },
      },
    );
    const update = updatedExpectations(record, before);
    expect(Object.fromEntries(update.entries)).toEqual({
      'x/y/z.js#sloppy': FAIL,
      'a/b/new.js#sloppy': { outcome: 'fail', message: 'E: at <path>' },
      'a/b/t.js#sloppy': { outcome: 'timeout' },
    });
    expect(update).toMatchObject({ added: 2, removed: 2, changed: 0 });
    expect(update.meta.categories).toEqual({ 'a/b': { cases: 3, pass: 1 }, 'x/y': { cases: 5, pass: 4 } });
  });

  test('what people wrote stays while the outcome does', () => {
    const before = expectations({
      'a/b/1.js#sloppy': { outcome: 'fail', message: 'E: old', reason: 'why', issue: '7' },
      'a/b/2.js#sloppy': { outcome: 'timeout', reason: 'slow' },
      'a/b/3.js#sloppy': { outcome: 'skip', reason: 'by hand' },
      'a/b/4.js#sloppy': { outcome: 'fail', message: 'E: m' },
    });
    const record = runRecord([
      fail('a/b/1.js', 'new'),
      caseEnd('a/b/2.js', 'crash', { name: 'Crash', message: 'boom' }),
      caseEnd('a/b/3.js', 'skip', { name: 'Skip', message: 'of the tool' }),
      fail('a/b/4.js'),
      caseEnd('a/b/5.js', 'skip', { name: 'Skip', message: 'of the tool' }),
      caseEnd('a/b/6.js', 'skip'),
      caseEnd('a/b/7.js', 'unsupported', { name: 'U', message: 'x' }),
      caseEnd('a/b/8.js', 'oom', { name: 'O', message: 'x' }),
      caseEnd('9.js', 'fail', { name: 'E', message: 'top' }),
    ]);
    const update = updatedExpectations(record, before);
    expect(Object.fromEntries(update.entries)).toEqual({
      'a/b/1.js#sloppy': { outcome: 'fail', message: 'E: new', reason: 'why', issue: '7' },
      'a/b/2.js#sloppy': { outcome: 'crash', message: 'Crash: boom' },
      'a/b/3.js#sloppy': { outcome: 'skip', reason: 'by hand' },
      'a/b/4.js#sloppy': { outcome: 'fail', message: 'E: m' },
      'a/b/5.js#sloppy': { outcome: 'skip', reason: 'of the tool' },
      'a/b/6.js#sloppy': { outcome: 'skip', reason: 'skipped' },
      'a/b/7.js#sloppy': { outcome: 'unsupported', message: 'U: x' },
      'a/b/8.js#sloppy': { outcome: 'oom' },
      '9.js#sloppy': { outcome: 'fail', message: 'E: top' },
    });
    expect(update).toMatchObject({ added: 5, changed: 2, removed: 0 });
    expect(update.meta).toEqual({
      format: 1,
      suite: 'test262',
      commit: '0123456789',
      engine: 'sx',
      tier: 'auto',
      categories: { 'a/b': { cases: 8, pass: 0 }, '.': { cases: 1, pass: 0 } },
    });
  });

  test('a folder becomes one entry from a hundred cases on, when all are skipped for one reason, in a run of everything', () => {
    const skips = (count: number, folder = 'i/j/', reason = 'no Intl'): CaseEnd[] =>
      Array.from({ length: count }, (_, at) => caseEnd(`${folder}${at}.js`, 'skip', { name: 'Skip', message: reason }));
    const entries = (cases: readonly CaseEnd[], patterns: string[] = []): string[] => {
      const record = runRecord(cases, { selection: { ...runStart().selection, patterns } });
      return [...updatedExpectations(record, NO_EXPECTATIONS).entries.keys()];
    };
    expect(entries(skips(100))).toEqual(['i/**']);
    expect(entries(skips(99))).toHaveLength(99);
    expect(entries(skips(100), ['i'])).toHaveLength(100);
    expect(entries([...skips(100), ...skips(1, 'i/k/', 'other')])).toHaveLength(101);
    expect(entries([...skips(100), caseEnd('i/k/1.js', 'pass')])).toHaveLength(100);
    expect(entries(skips(100, ''))).toHaveLength(100);
    expect(entries([...skips(100), caseEnd('i/k/1.js', 'skip')])).toHaveLength(101);
    expect(entries(skips(100).map(each => ({ ...each, outcome: 'fail' })))).toHaveLength(100);
  });

  test('a pattern that a run covers in part gives way to its cases; others stay', () => {
    const skip: ExpectationEntry = { outcome: 'skip', reason: 'r' };
    const before = expectations({ 'i/**': skip, 'ij/**': skip, 'abc/**': skip });
    const cases = [fail('ab/1.js'), fail('i/j/1.js'), fail('ab/2.js')];
    const record = runRecord(cases, { selection: { ...runStart().selection, patterns: ['i/j', 'ab'] } });
    expect([...updatedExpectations(record, before).entries.keys()]).toEqual([
      'ij/**',
      'abc/**',
      'ab/1.js#sloppy',
      'ab/2.js#sloppy',
      'i/j/1.js#sloppy',
    ]);
  });

  test('a category that a whole run did not meet is forgotten', () => {
    const before = expectations({}, { categories: { 'a/gone': { cases: 1, pass: 1 } } });
    expect(updatedExpectations(runRecord([]), before).meta.categories).toEqual({});
  });

  test('a category of which only a part ran has no count', () => {
    const record = runRecord([fail('a/b/q/1.js')], { selection: { ...runStart().selection, patterns: ['a/b/q'] } });
    expect(updatedExpectations(record, NO_EXPECTATIONS).meta.categories).toEqual({});
  });

  test('a large folder that is skipped for one reason is one entry, and splits up again', () => {
    const skips = Array.from({ length: 150 }, (_, at) => caseEnd(`i/j/${at}.js`, 'skip', { name: 'Skip', message: 'no Intl' }));
    const whole = updatedExpectations(runRecord([...skips, caseEnd('a/b/c.js', 'pass')]), NO_EXPECTATIONS);
    expect(Object.fromEntries(whole.entries)).toEqual({ 'i/**': { outcome: 'skip', reason: 'no Intl' } });
    const mixed = runRecord([...skips.slice(1), fail('i/j/0.js')]);
    const split = updatedExpectations(mixed, { meta: whole.meta, entries: whole.entries });
    expect(split.entries.size).toBe(150);
    expect(split.entries.get('i/j/0.js#sloppy')).toEqual({ outcome: 'fail', message: 'E: m' });
    expect(judge(mixed, { meta: split.meta, entries: split.entries }).cases.every(each => each.class === 'expected')).toBe(true);
  });

  test.each<[string, RunRecord, string]>([
    ['broken', runRecord([caseEnd('a/b/c.js', 'harness-error')]), 'the run is broken: 1 case ended in harness-error'],
    ['declared ≠ executed', runRecord([fail('a/b/c.js')], { declared: 2 }), 'the run is broken: declared 2 cases, executed 1'],
    [
      'interrupted',
      runRecord([], { declared: 3 }, { interrupted: true, interruptedBy: 'SIGINT' }),
      'the run is partial: interrupted by SIGINT',
    ],
    [
      'other commit',
      runRecord([], { suite: { ...runStart().suite, commit: 'other' } }),
      'the expectations are for 0123456789, the run for other',
    ],
    ['other tier', runRecord([], { tier: 'cek' }), 'the expectations are for tier auto, the run for cek'],
    ['other engine', runRecord([], { engine: 'process:node' }), 'the expectations are for engine sx, the run for process:node'],
    [
      'one mode',
      runRecord([], { selection: { ...runStart().selection, modes: ['strict'] } }),
      'the run is partial: no sloppy mode',
    ],
  ])('are refused: %s', (_, record, reason) => {
    expect(updateRefusals(record, expectations({}), { adopt: false })).toContain(reason);
  });

  test('a whole run of what the expectations are for is not refused, nor the first run of all', () => {
    expect(updateRefusals(runRecord([fail('a/b/c.js')]), expectations({}), { adopt: false })).toEqual([]);
    const other = runRecord([], { tier: 'cek', engine: 'process:node' });
    expect(updateRefusals(other, NO_EXPECTATIONS, { adopt: false })).toEqual([]);
    const strict = runRecord([], { selection: { ...runStart().selection, modes: ['strict'] } });
    expect(updateRefusals(strict, expectations({}), { adopt: true })).toEqual([
      'the run is partial: no sloppy mode',
      'the run is partial: no module mode',
    ]);
  });

  test('adopting accepts another commit, and nothing else', () => {
    const other = { suite: { ...runStart().suite, commit: 'other' } };
    expect(updateRefusals(runRecord([], other), expectations({}), { adopt: true })).toEqual([]);
    expect(updateRefusals(runRecord([], { ...other, declared: 1 }), expectations({}), { adopt: true })).toHaveLength(1);
  });
});
