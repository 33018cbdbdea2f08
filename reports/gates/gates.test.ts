/** Judging, gates, updates and comparison as pure functions; every other number of the project rests on them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OUTCOMES, type Outcome } from '../../harness/outcome.ts';
import { compareRuns } from '../compare/compare.ts';
import type { CaseEnd, RunRecord, RunStart } from '../events.ts';
import { formatEntries } from '../expectations/expectation-files.ts';
import { type ExpectationEntry, type Expectations, NO_EXPECTATIONS } from '../expectations/expectations.ts';
import { updatedExpectations, updateRefusals } from '../expectations/update-expectations.ts';
import type { Gate } from '../schema/definitions.ts';
import { caseEnd, runRecord, runStart } from '../testing/records.ts';
import { applyGates, DEFAULT_GATES } from './gates.ts';
import { judge, misfitOf } from './judge.ts';

const META = {
  format: 1,
  suite: 'test262',
  commit: '0123456789',
  engine: 'sx',
  tier: 'auto',
  categories: { 'a/b': { cases: 2, pass: 1 } },
};

function expectations(entries: Record<string, ExpectationEntry>, meta: object = {}): Expectations {
  return { meta: { ...META, ...meta }, entries: new Map(Object.entries(entries)) };
}

const FAIL: ExpectationEntry = { outcome: 'fail' };
const fail = (path: string, message = 'm'): CaseEnd => caseEnd(path, 'fail', { name: 'E', message });

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

  test('expectations of another engine or tier do not fit', () => {
    expect(misfitOf(NO_EXPECTATIONS, runRecord([]))).toBeUndefined();
    expect(misfitOf(expectations({}), runRecord([]))).toBeUndefined();
    expect(misfitOf(expectations({}), runRecord([], { tier: 'cek' }))).toBe(
      'they are for engine sx, tier auto; this run used engine sx, tier cek',
    );
  });
});

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
  ])('are refused: %s', (_, record, reason) => {
    expect(updateRefusals(record, expectations({}), { adopt: false })).toContain(reason);
  });

  test('adopting accepts another commit, and nothing else', () => {
    const other = { suite: { ...runStart().suite, commit: 'other' } };
    expect(updateRefusals(runRecord([], other), expectations({}), { adopt: true })).toEqual([]);
    expect(updateRefusals(runRecord([], { ...other, declared: 1 }), expectations({}), { adopt: true })).toHaveLength(1);
  });

  test('files are sorted, with one line per entry', () => {
    expect(
      formatEntries([
        ['b#sloppy', FAIL],
        ['a#sloppy', { outcome: 'skip', reason: '"q"' }],
      ]),
    ).toBe('{\n"a#sloppy": {"outcome":"skip","reason":"\\"q\\""},\n"b#sloppy": {"outcome":"fail"}\n}\n');
    expect(formatEntries([])).toBe('{}\n');
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

describe('comparison', () => {
  test('a pass that becomes a skip is broken; a failure with other numbers is the same', () => {
    const before = runRecord([caseEnd('a/b/1.js', 'pass'), fail('a/b/2.js', 'got 1'), fail('a/b/3.js', 'x'), fail('a/b/4.js')]);
    const after = runRecord([
      caseEnd('a/b/1.js', 'skip'),
      fail('a/b/2.js', 'got 2'),
      fail('a/b/3.js', 'y'),
      caseEnd('a/b/4.js', 'timeout'),
    ]);
    const result = compareRuns(before, after);
    expect(result.broken.map(each => each.id)).toEqual(['a/b/1.js#sloppy@auto']);
    expect(result.changed.map(each => each.id)).toEqual(['a/b/3.js#sloppy@auto', 'a/b/4.js#sloppy@auto']);
    expect(result.same).toBe(1);
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
