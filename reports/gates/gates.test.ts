/** Judging and gates as pure functions; every other number of the project rests on them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OUTCOMES, type Outcome } from '../../harness/outcome.ts';
import { compareRuns } from '../compare/compare.ts';
import type { RunRecord, RunStart } from '../events.ts';
import { type ExpectationEntry, type Expectations, NO_EXPECTATIONS } from '../expectations/expectations.ts';
import { updatedExpectations } from '../expectations/update-expectations.ts';
import type { Gate } from '../schema/definitions.ts';
import { expectations, FAIL, fail } from '../testing/expectations.ts';
import { caseEnd, runRecord, runStart } from '../testing/records.ts';
import { applyGates, DEFAULT_GATES } from './gates.ts';
import { judge, misfitOf } from './judge.ts';

describe('the class of a case', () => {
  const classOf = (outcome: Outcome, entry?: ExpectationEntry, meta: object = {}): string | undefined =>
    judge(runRecord([caseEnd('a/b/c.js', outcome)]), expectations(entry === undefined ? {} : { 'a/b/c.js#sloppy': entry }, meta))
      .cases[0]?.class;

  test.each<[Outcome, ExpectationEntry | undefined, string]>([
    ['pass', undefined, 'expected'],
    ['fail', undefined, 'regression'],
    ['timeout', undefined, 'regression'],
    ['skip', undefined, 'regression'],
    ['pass', FAIL, 'fixed'],
    ['fail', FAIL, 'expected'],
    ['crash', FAIL, 'changed'],
    ['skip', FAIL, 'changed'],
    ['timeout', { outcome: 'timeout' }, 'expected'],
  ])('%s with entry %j: %s', (outcome, entry, expected) => expect(classOf(outcome, entry)).toBe(expected));

  test('what is new is not a regression: other commit, or a category never seen', () => {
    expect(classOf('fail', undefined, { commit: 'other' })).toBe('unclassified');
    expect(classOf('fail', undefined, { categories: {} })).toBe('unclassified');
    expect(judge(runRecord([fail('a/b/c.js')]), NO_EXPECTATIONS).cases[0]?.class).toBe('unclassified');
  });

  test('the entry of the mode counts, not of the test', () => {
    const record = runRecord([
      caseEnd('a/b/c.js', 'fail', undefined, 'sloppy'),
      caseEnd('a/b/c.js', 'fail', undefined, 'strict'),
    ]);
    expect(judge(record, expectations({ 'a/b/c.js#strict': FAIL })).cases.map(each => each.class)).toEqual([
      'regression',
      'expected',
    ]);
  });

  test('an exact entry wins over a pattern', () => {
    const known = expectations({ 'a/**': { outcome: 'skip', reason: 'r' }, 'a/b/c.js#sloppy': FAIL });
    const record = runRecord([fail('a/b/c.js'), caseEnd('a/b/d.js', 'skip'), fail('a/b/e.js'), fail('ab/b/x.js')]);
    expect(judge(record, known).cases.map(each => each.class)).toEqual(['expected', 'expected', 'changed', 'unclassified']);
  });

  test('a message that changed is marked, without what differs from run to run', () => {
    const known = expectations({ 'a/b/c.js#sloppy': { outcome: 'fail', message: 'E: at <path> N' } });
    const changed = (message: string): boolean | undefined =>
      judge(runRecord([fail('a/b/c.js', message)]), known).cases[0]?.messageChanged;
    expect(changed('at /x/y/z.js:1 7')).toBe(false);
    expect(changed('elsewhere')).toBe(true);
  });
});

test('a judgement keeps what it is about', () => {
  const actual = fail('a/b/c.js', 'other');
  const expected: ExpectationEntry = { outcome: 'fail', message: 'E: m' };
  const judged = judge(runRecord([actual, caseEnd('a/b/d.js', 'timeout')]), expectations({ 'a/b/c.js#sloppy': expected }));
  expect(judged.cases[0]).toEqual({ id: actual.id, category: 'a/b', class: 'expected', actual, expected, messageChanged: true });
  expect(judged).toMatchObject({ vanished: [], shrunk: [], notJudged: 0 });
  const ended = judge(runRecord([caseEnd('a/b/c.js', 'crash')]), expectations({ 'a/b/c.js#sloppy': expected }));
  expect(ended.cases[0]).toMatchObject({ class: 'changed', messageChanged: false });
  expect(ended.shrunk).toEqual([{ category: 'a/b', was: 2, is: 1 }]);
});

describe('what a run had to cover', () => {
  const known = expectations(
    { 'a/b/c.js#sloppy': FAIL, 'a/b/c.js#strict': FAIL, 'x/y/z.js#module': FAIL, 'i/**': { outcome: 'skip', reason: 'r' } },
    { categories: { 'a/b': { cases: 2, pass: 0 }, 'x/y': { cases: 1, pass: 0 }, 'i/j': { cases: 3, pass: 0 } } },
  );
  const scope = (selection: Partial<RunStart['selection']>): { vanished: string[]; shrunk: string[]; notJudged: number } => {
    const record = runRecord([], { selection: { ...runStart().selection, ...selection } });
    const { vanished, shrunk, notJudged } = judge(record, known);
    return { vanished, shrunk: shrunk.map(each => each.category), notJudged };
  };

  test.each<[string, Partial<RunStart['selection']>, string[], string[]]>([
    ['everything', {}, ['a/b/c.js#sloppy', 'a/b/c.js#strict', 'x/y/z.js#module', 'i/**'], ['a/b', 'i/j', 'x/y']],
    ['one folder', { patterns: ['a'] }, ['a/b/c.js#sloppy', 'a/b/c.js#strict'], ['a/b']],
    ['a folder inside a category', { patterns: ['a/b/q'] }, [], []],
    ['one file', { patterns: ['a/b/c.js'] }, ['a/b/c.js#sloppy', 'a/b/c.js#strict'], []],
    ['a glob', { patterns: ['*/y/**'] }, ['x/y/z.js#module'], ['x/y']],
    ['one mode', { modes: ['strict'] }, ['a/b/c.js#strict'], []],
    ['a folder below a pattern entry', { patterns: ['i/j'] }, [], ['i/j']],
    ['a narrowed run', { narrowed: ['--grep x'] }, [], []],
  ])('%s', (_, selection, vanished, shrunk) => {
    expect(scope(selection)).toEqual({ vanished, shrunk, notJudged: 4 - vanished.length });
  });

  test('an interrupted run and another commit prove nothing about absent tests', () => {
    expect(judge(runRecord([], {}, { interrupted: true, interruptedBy: 'SIGINT' }), known)).toMatchObject({
      vanished: [],
      shrunk: [],
      notJudged: 4,
    });
    const elsewhere = { suite: { ...runStart().suite, commit: 'other' } };
    expect(judge(runRecord([], elsewhere), known)).toMatchObject({ vanished: [], shrunk: [], notJudged: 4 });
  });
});

describe('gates', () => {
  const findings = (gates: readonly Gate[], record: RunRecord, known: Expectations = expectations({})): string[] =>
    applyGates(gates, record, judge(record, known)).map(each => `${each.gate} · ${each.category}: ${each.what}`);

  test('no netting: one broken and one mended are two findings', () => {
    const record = runRecord([fail('a/b/1.js'), caseEnd('a/b/2.js', 'pass')]);
    expect(findings(DEFAULT_GATES, record, expectations({ 'a/b/2.js#sloppy': FAIL }))).toEqual([
      'noRegressions · a/b: 1 was expected to pass',
      'noStale · a/b: 1 passes, but is listed as a known non-pass',
    ]);
  });

  test('numbers are judged at their borders', () => {
    const record = runRecord([
      ...Array.from({ length: 9 }, (_, at) => caseEnd(`a/b/${at}.js`, 'pass')),
      fail('a/b/x.js'),
      caseEnd('a/b/s.js', 'skip'),
    ]);
    expect(findings([{ category: '**', minPass: 0.9, maxOutcome: { fail: 1, skip: 1 } }], record)).toEqual([]);
    expect(findings([{ category: '**', minPass: 0.901, maxOutcome: { fail: 0, crash: 0 } }], record)).toEqual([
      'minPass · a/b: 90.0 % pass (9 of 10), at least 90.1 % are demanded',
      'maxOutcome · a/b: 1 × fail, at most 0 allowed',
    ]);
    expect(findings([{ category: '**', minTests: 11 }], record)).toEqual([]);
    expect(findings([{ category: '**', minTests: 12 }], record)).toEqual(['minTests · **: 11 cases, at least 12 are demanded']);
  });

  test('a category without any scored case has no share to fail', () => {
    expect(findings([{ category: '**', minPass: 1 }], runRecord([caseEnd('a/b/s.js', 'skip')]))).toEqual([]);
  });

  test('gates apply where they say: category globs and suites', () => {
    const record = runRecord([fail('a/b/1.js'), fail('a/c/1.js'), fail('x/y/1.js')]);
    expect(findings([{ category: 'a/*', minPass: 1 }], record)).toHaveLength(2);
    expect(findings([{ category: 'a/b', minPass: 1 }], record)).toHaveLength(1);
    expect(findings([{ suite: 'slice', category: '**', minPass: 1 }], record)).toEqual([]);
  });

  test('a finding names its gate, its category and each test with what happened', () => {
    const known = expectations(
      {
        'a/b/2.js#sloppy': { outcome: 'timeout' },
        'a/b/3.js#sloppy': FAIL,
        'a/b/gone.js#sloppy': FAIL,
        'a/b/lost.js#strict': FAIL,
        'x/y/gone.js#sloppy': FAIL,
      },
      { categories: { 'a/b': { cases: 9, pass: 1 }, 'a/a': { cases: 2, pass: 2 }, 'x/y': { cases: 9, pass: 9 } } },
    );
    const record = runRecord([
      fail('a/b/4.js', 'two'),
      caseEnd('a/b/1.js', 'fail'),
      fail('a/b/2.js'),
      caseEnd('a/b/3.js', 'pass'),
      fail('a/a/1.js'),
      fail('a/new/1.js'),
      fail('x/y/1.js'),
    ]);
    const gate: Gate = { category: 'a/*', noRegressions: true, noStale: true, newTestsMustBeClassified: true };
    expect(applyGates([gate], record, judge(record, known))).toEqual([
      {
        gate: 'noRegressions (a/*)',
        category: 'a/a',
        what: '1 was expected to pass',
        tests: ['a/a/1.js#sloppy@auto: pass → fail (E: m)'],
      },
      {
        gate: 'noRegressions (a/*)',
        category: 'a/b',
        what: '2 was expected to pass',
        tests: ['a/b/1.js#sloppy@auto: pass → fail', 'a/b/4.js#sloppy@auto: pass → fail (E: two)'],
      },
      {
        gate: 'noRegressions (a/*)',
        category: 'a/b',
        what: '1 ended otherwise than expected',
        tests: ['a/b/2.js#sloppy@auto: timeout → fail (E: m)'],
      },
      {
        gate: 'noRegressions (a/*)',
        category: 'a/b',
        what: '2 listed, but gone from the suite',
        tests: ['a/b/gone.js#sloppy', 'a/b/lost.js#strict'],
      },
      { gate: 'noRegressions (a/*)', category: 'a/a', what: 'tests vanished: 2 cases before, 1 now', tests: [] },
      { gate: 'noRegressions (a/*)', category: 'a/b', what: 'tests vanished: 9 cases before, 4 now', tests: [] },
      {
        gate: 'noStale (a/*)',
        category: 'a/b',
        what: '1 passes, but is listed as a known non-pass',
        tests: ['a/b/3.js#sloppy@auto: fail → pass'],
      },
      {
        gate: 'newTestsMustBeClassified (a/*)',
        category: 'a/new',
        what: '1 new and not passing, but not listed',
        tests: ['a/new/1.js#sloppy@auto: pass → fail (E: m)'],
      },
    ]);
    expect(applyGates([{ category: '**' }], record, judge(record, known))).toEqual([]);
    const off: Gate = { category: '**', noRegressions: false, noStale: false, newTestsMustBeClassified: false };
    expect(applyGates([off], record, judge(record, known))).toEqual([]);
  });

  test('too many of an outcome are named, those of the category', () => {
    const record = runRecord([
      caseEnd('a/b/2.js', 'crash'),
      caseEnd('a/b/1.js', 'crash'),
      caseEnd('a/b/3.js', 'fail'),
      caseEnd('a/c/1.js', 'crash'),
    ]);
    expect(applyGates([{ category: '**', maxOutcome: { crash: 1 } }], record, judge(record, expectations({})))).toEqual([
      {
        gate: 'maxOutcome',
        category: 'a/b',
        what: '2 × crash, at most 1 allowed',
        tests: ['a/b/1.js#sloppy@auto', 'a/b/2.js#sloppy@auto'],
      },
    ]);
  });

  test('findings come sorted by category; those about numbers name no tests', () => {
    const names = ['c/c', 'a/a', 'd/d', 'b/b'];
    const record = runRecord(names.map(name => fail(`${name}/1.js`)));
    const known = expectations({}, { categories: Object.fromEntries(names.map(name => [name, { cases: 1, pass: 1 }])) });
    const found = (gate: Gate): unknown[] => applyGates([gate], record, judge(record, known));
    expect(found({ category: '**', noRegressions: true })).toMatchObject(
      ['a/a', 'b/b', 'c/c', 'd/d'].map(category => ({ category })),
    );
    expect(found({ category: 'a/a', minPass: 0.5, minTests: 2 })).toEqual([
      {
        gate: 'minPass (a/a)',
        category: 'a/a',
        what: '0.0 % pass (0 of 1), at least 50.0 % are demanded',
        tests: [],
      },
      { gate: 'minTests (a/a)', category: 'a/a', what: '1 cases, at least 2 are demanded', tests: [] },
    ]);
    expect(DEFAULT_GATES).toEqual([
      {
        category: '**',
        noRegressions: true,
        noStale: true,
        newTestsMustBeClassified: true,
        maxOutcome: { 'harness-error': 0 },
      },
    ]);
  });

  test('numbers of cases are those of all matching categories, and are asked of whole runs only', () => {
    const cases = [fail('a/b/1.js'), fail('a/c/1.js'), fail('x/y/1.js')];
    const gate: Gate = { category: 'a/*', minTests: 3 };
    expect(findings([gate], runRecord(cases))).toEqual(['minTests (a/*) · a/*: 2 cases, at least 3 are demanded']);
    for (const part of [{ patterns: ['a'] }, { narrowed: ['--grep x'] }])
      expect(findings([gate], runRecord(cases, { selection: { ...runStart().selection, ...part } }))).toEqual([]);
    expect(findings([{ category: 'a/*', minTests: 2 }], runRecord(cases))).toEqual([]);
  });

  test('a gate for a suite applies to that suite', () => {
    const record = runRecord([fail('a/b/1.js')]);
    expect(findings([{ suite: 'test262', category: '**', minPass: 1 }], record)).toHaveLength(1);
  });

  test('what a run broke by harness errors fails it without any configuration', () => {
    expect(findings(DEFAULT_GATES, runRecord([caseEnd('a/b/1.js', 'harness-error')]))).toContain(
      'maxOutcome · a/b: 1 × harness-error, at most 0 allowed',
    );
  });

  test('expectations of another engine or tier do not fit', () => {
    expect(misfitOf(expectations({}), runRecord([], { engine: 'process:node' }))).toBe(
      'they are for engine sx, tier auto; this run used engine process:node, tier auto',
    );
    expect(misfitOf(NO_EXPECTATIONS, runRecord([]))).toBeUndefined();
    expect(misfitOf(expectations({}), runRecord([]))).toBeUndefined();
    expect(misfitOf(expectations({}), runRecord([], { tier: 'cek' }))).toBe(
      'they are for engine sx, tier auto; this run used engine sx, tier cek',
    );
  });
});

describe('properties', () => {
  const outcome = fc.constantFrom(...OUTCOMES.filter(each => each !== 'harness-error'));
  const run = fc
    .uniqueArray(fc.tuple(fc.constantFrom('a/b', 'a/c', 'x/y'), fc.nat(20), outcome), {
      selector: ([folder, at]) => `${folder}/${at}`,
      maxLength: 25,
    })
    .map(list =>
      runRecord(
        list.map(([folder, at, each]) =>
          caseEnd(`${folder}/${at}.js`, each, each === 'pass' ? undefined : { name: 'E', message: 'm' }),
        ),
      ),
    );

  test('a run judged by the expectations made from it holds all gates', () => {
    fc.assert(
      fc.property(run, record => {
        const { meta, entries } = updatedExpectations(record, NO_EXPECTATIONS);
        expect(applyGates(DEFAULT_GATES, record, judge(record, { meta, entries }))).toEqual([]);
      }),
    );
  });

  test('any other run of the same tests fails them, and names exactly the cases that differ', () => {
    fc.assert(
      fc.property(run, fc.func(outcome), (record, turn) => {
        const { meta, entries } = updatedExpectations(record, NO_EXPECTATIONS);
        const cases = record.cases.map(each => ({ ...each, outcome: turn(each.id) }));
        const differ = cases.filter((each, at) => each.outcome !== record.cases[at]!.outcome).map(each => each.id);
        const findings = applyGates(DEFAULT_GATES, { ...record, cases }, judge({ ...record, cases }, { meta, entries }));
        const named = findings.flatMap(finding => finding.tests.map(test => test.split(':')[0]));
        expect(named.sort()).toEqual(differ.sort());
      }),
    );
  });

  test('a comparison puts every case in exactly one place, and is mirrored by its reverse', () => {
    fc.assert(
      fc.property(run, run, (before, after) => {
        const there = compareRuns(before, after);
        const { broken, fixed, changed, added, removed, same } = there;
        const all = new Set([...before.cases, ...after.cases].map(each => each.id));
        expect(broken.length + fixed.length + changed.length + added.length + removed.length + same).toBe(all.size);
        const back = compareRuns(after, before);
        expect(back.fixed.map(each => each.id)).toEqual(broken.map(each => each.id));
        expect(back.removed.map(each => each.id)).toEqual(added.map(each => each.id));
      }),
    );
  });
});
