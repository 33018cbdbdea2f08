/** Planning and scheduling: which cases, in which order, in which batches. Pure functions, so whole results are compared. */
import { describe, expect, test } from 'vitest';
import type { Flag } from '../../harness/frontmatter.ts';
import { NO_HOST_EXTRAS } from '../../harness/skip-rules.ts';
import type { CaseSpec } from '../../harness/test-case.ts';
import { CorpusSuite } from '../../suites/corpus-suite.ts';
import type { IndexedTest } from '../../suites/test262-harness-data/index.ts';
import { workerCount } from '../session/engine-choice.ts';
import { History } from './history.ts';
import { type PlanRequest, planCases } from './plan.ts';
import { randomFrom, sample } from './random.ts';
import { schedule } from './schedule.ts';

const indexed = (path: string, flags: Flag[] = [], features: string[] = []): IndexedTest => ({
  path,
  frontmatter: { flags, includes: [], features, negative: null },
  usesAgent: false,
  size: 1,
  mtimeMs: 1,
});

const ALL: PlanRequest = {
  patterns: [],
  grep: undefined,
  features: [],
  modes: ['sloppy', 'strict', 'module'],
  tier: 'auto',
  limitPerCategory: undefined,
  seed: undefined,
  shard: undefined,
  only: undefined,
  host: NO_HOST_EXTRAS,
};

function plan(tests: IndexedTest[], request: Partial<PlanRequest> = {}): ReturnType<typeof planCases> {
  const corpus = { root: '', commit: '', origin: '', immutableKey: undefined };
  const harness = new Set(['assert.js', 'sta.js', 'doneprintHandle.js']);
  return planCases(new CorpusSuite('test', corpus, tests, [], harness), { ...ALL, ...request });
}

const caseOf = (path: string): CaseSpec => ({
  kind: 'program',
  id: `${path}#sloppy@auto`,
  path,
  mode: 'sloppy',
  tier: 'auto',
  frontmatter: null,
});

const ids = (tests: IndexedTest[], request: Partial<PlanRequest> = {}): string[] =>
  plan(tests, request).cases.map(each => each.id);

const MANY = ['a/x', 'a/y', 'b/x'].flatMap(folder =>
  Array.from({ length: 20 }, (_, at) => indexed(`${folder}/t${String(at).padStart(2, '0')}.js`, ['noStrict'])),
);

describe('limits', () => {
  test('take the first of each category by path', () => {
    expect(ids(MANY, { limitPerCategory: 2 })).toEqual([
      'a/x/t00.js#sloppy@auto',
      'a/x/t01.js#sloppy@auto',
      'a/y/t00.js#sloppy@auto',
      'a/y/t01.js#sloppy@auto',
      'b/x/t00.js#sloppy@auto',
      'b/x/t01.js#sloppy@auto',
    ]);
  });

  test('go through the categories by name, whatever the order of the tests', () => {
    const tests = ['z/z/1.js', 'a/a/1.js', 'm/m/1.js'].map(name => indexed(name, ['noStrict']));
    const suite = { tests, matcher: () => () => true, featuresOf: () => [], casesOf: (each: IndexedTest) => [caseOf(each.path)] };
    expect(planCases(suite, { ...ALL, limitPerCategory: 1 }).cases.map(each => each.path)).toEqual([
      'a/a/1.js',
      'm/m/1.js',
      'z/z/1.js',
    ]);
    expect(planCases(suite, ALL).cases.map(each => each.path)).toEqual(['z/z/1.js', 'a/a/1.js', 'm/m/1.js']);
  });

  test('with a seed, take a sample: the same for the same seed, another for another', () => {
    const one = ids(MANY, { limitPerCategory: 5, seed: 1 });
    expect(one).toHaveLength(15);
    expect(ids(MANY, { limitPerCategory: 5, seed: 1 })).toEqual(one);
    expect(ids(MANY, { limitPerCategory: 5, seed: 2 })).not.toEqual(one);
    expect(ids(MANY, { limitPerCategory: 100, seed: 2 })).toEqual(ids(MANY));
  });

  test('count tests that have a case in the wanted modes, not those that have none', () => {
    const tests = [
      indexed('a/x/1.js', ['onlyStrict']),
      indexed('a/x/2.js', ['module']),
      indexed('a/x/3.js'),
      indexed('a/x/4.js'),
    ];
    expect(ids(tests, { modes: ['sloppy'], limitPerCategory: 1 })).toEqual(['a/x/3.js#sloppy@auto']);
  });
});

describe('shards', () => {
  test.each([2, 3, 7])('%i parts are disjoint and complete', count => {
    const parts = Array.from({ length: count }, (_, at) => ids(MANY, { shard: { index: at + 1, count } }));
    expect(parts.flat().sort()).toEqual(ids(MANY).sort());
    const sizes = parts.map(part => part.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});

describe('selection', () => {
  test('unreadable tests are planned once, whatever the mode', () => {
    const bad: IndexedTest = {
      path: 'a/x/bad.js',
      frontmatter: null,
      frontmatterError: 'why',
      usesAgent: false,
      size: 1,
      mtimeMs: 1,
    };
    expect(plan([bad], { modes: ['module'] }).cases).toEqual([
      {
        kind: 'program',
        id: 'a/x/bad.js#sloppy@auto',
        path: 'a/x/bad.js',
        mode: 'sloppy',
        tier: 'auto',
        frontmatter: null,
        frontmatterError: 'why',
      },
    ]);
  });

  test('what matches nothing is named', () => {
    expect(plan(MANY, { patterns: ['a/x', 'c'], grep: 'zzz', features: ['F'] }).unmatched).toEqual([
      'c',
      '--grep zzz',
      '--feature F',
    ]);
  });

  test('what makes a run partial is named; patterns and modes do not', () => {
    expect(plan(MANY, { patterns: ['a'], modes: ['strict'] }).narrowed).toEqual([]);
    const narrowed = plan(MANY, {
      limitPerCategory: 1,
      grep: 'x',
      features: ['F'],
      shard: { index: 1, count: 2 },
      only: new Set(),
    }).narrowed;
    expect(narrowed).toEqual(['--limit-per-category 1', '--grep x', '--feature F', '--shard 1/2', '--last-failed or --status']);
  });

  test('what is inverted, or cut by nothing, is named or not named', () => {
    expect(plan(MANY, { grepInvert: 'x' }).narrowed).toEqual(['--grep-invert x']);
    expect(plan(MANY, { limitPerCategory: 3 }).narrowed).toEqual(['--limit-per-category 3']);
    expect(ids(MANY, { grepInvert: 't[01]' })).toEqual([]);
    expect(ids(MANY, { grepInvert: 't0', patterns: ['a/x'] })).toHaveLength(10);
  });

  test('tests that have no case are no tests: they take no place under a limit', () => {
    expect(ids(MANY, { only: new Set(['a/y/t07.js#sloppy', 'a/y/t09.js#sloppy']), limitPerCategory: 1 })).toEqual([
      'a/y/t07.js#sloppy@auto',
    ]);
  });

  test('single cases can be asked for', () => {
    expect(ids([indexed('a/x/1.js'), indexed('a/x/2.js')], { only: new Set(['a/x/1.js#strict']) })).toEqual([
      'a/x/1.js#strict@auto',
    ]);
  });

  test('overlapping patterns select a test once', () => {
    expect(ids(MANY, { patterns: ['a/x/t00.js', 'a/x', '**/t00.js'], limitPerCategory: 1 })).toHaveLength(3);
  });
});

describe('scheduling', () => {
  // Made without the planner, so that nothing under test runs while tests are collected.
  const cases = MANY.map(each => caseOf(each.path));
  const limits = { workers: 2, maxCases: 8, maxExpectedMs: 1000 };
  const keys = (batches: readonly { cases: readonly CaseSpec[] }[]): string[] =>
    batches.flatMap(batch => batch.cases.map(each => each.id));

  test('every case is in exactly one batch, with and without history', () => {
    const history = new History(cases.map((each, at) => [`${each.path}#${each.mode}`, at * 10]));
    for (const known of [new History(), history])
      expect(keys(schedule(cases, known, limits)).sort()).toEqual(cases.map(each => each.id).sort());
  });

  test('without history, in path order, in batches of limited size', () => {
    const batches = schedule(cases, new History(), limits);
    expect(keys(batches)).toEqual(cases.map(each => each.id));
    expect(Math.max(...batches.map(batch => batch.cases.length))).toBe(8);
  });

  test('quick ones open, then the longest come first and alone', () => {
    const history = new History([
      ['a/x/t03.js#sloppy', 5000],
      ['b/x/t07.js#sloppy', 900],
      ...cases.slice(-8).map(each => [`${each.path}#sloppy`, 1] as const),
    ]);
    const batches = schedule(cases, history, limits);
    expect(batches[0]!.cases.map(each => each.path)).toEqual(['b/x/t19.js', 'b/x/t18.js', 'b/x/t17.js', 'b/x/t16.js']);
    expect(batches[2]!.cases.map(each => each.path)).toEqual(['a/x/t03.js']);
    expect(batches[3]!.cases[0]!.path).toBe('b/x/t07.js');
  });

  test('a small run is cut so that each worker gets a part', () => {
    expect(schedule(cases.slice(0, 6), new History(), { ...limits, workers: 2 }).map(batch => batch.cases.length)).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
    expect(schedule(cases.slice(0, 1), new History(), limits)).toHaveLength(1);
    expect(schedule([], new History(), limits)).toEqual([]);
  });
});

describe('batches', () => {
  const shape = (cases: readonly CaseSpec[], history: History, limits: Partial<Parameters<typeof schedule>[2]> = {}): string[] =>
    schedule(cases, history, { workers: 1, maxCases: 3, maxExpectedMs: 100, ...limits }).map(batch =>
      batch.cases.map(each => each.path).join(''),
    );
  const named = (names: string): CaseSpec[] => [...names].map(caseOf);
  const times = (known: Record<string, number>): History =>
    new History(Object.entries(known).map(([name, ms]) => [`${name}#sloppy`, ms]));

  test('take no more time than they may: what reaches the limit still fits', () => {
    const long = times({ a: 50, b: 50, c: 50, d: 50, e: 50, f: 50, g: 50, h: 50, i: 1, j: 1, k: 1, l: 1 });
    expect(shape(named('abcdefghijkl'), long)).toEqual(['lkji', 'ab', 'cd', 'ef', 'gh']);
    expect(shape(named('abcdefghijkl'), long, { maxExpectedMs: 99 })).toEqual(['lkji', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  test('count cases that nobody has timed as twenty milliseconds', () => {
    expect(shape(named('abcdef'), times({ z: 1 }), { maxCases: 9, maxExpectedMs: 40 })).toEqual(['fed', 'ab', 'c']);
    expect(shape(named('abcdef'), new History(), { maxExpectedMs: 20 })).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('open with at most half of what there is, and with nothing where there is one', () => {
    expect(shape(named('abc'), times({ a: 3, b: 2, c: 1 }))).toEqual(['c', 'a', 'b']);
    expect(shape(named('a'), times({ a: 3 }))).toEqual(['a']);
    expect(shape(named('abcdefghij'), times({ a: 9 }), { workers: 2 })).toEqual(['ajih', 'g', 'bc', 'de', 'f']);
  });

  const sx = (file: string, name: string): CaseSpec => ({
    kind: 'sx',
    id: `${file}/${name}@cek`,
    path: `${file}/${name}`,
    mode: 'spec',
    tier: 'cek',
    file,
  });

  test('keep the tests of a file of SX together, in its order, wherever they stand', () => {
    const cases = [sx('a.sx', '1'), sx('b.sx', '1'), sx('a.sx', '2'), caseOf('p'), sx('a.sx', '3'), sx('a.sx', '4')];
    expect(shape(cases, new History())).toEqual(['a.sx/1a.sx/2a.sx/3a.sx/4', 'b.sx/1p']);
    expect(shape([caseOf('p'), sx('a.sx', '1'), sx('a.sx', '2')], new History(), { maxCases: 2 })).toEqual(['p', 'a.sx/1a.sx/2']);
  });

  test('a file takes the time of its tests together', () => {
    const known = new History([
      ['a.sx/1#spec', 30],
      ['a.sx/2#spec', 30],
      ['p#sloppy', 50],
      ['q#sloppy', 1],
      ['r#sloppy', 1],
    ]);
    const cases = [caseOf('p'), sx('a.sx', '1'), caseOf('q'), sx('a.sx', '2'), caseOf('r')];
    expect(shape(cases, known)).toEqual(['rq', 'a.sx/1a.sx/2', 'p']);
  });
});

test('samples are without repetition and in order', () => {
  const items = Array.from({ length: 50 }, (_, at) => at);
  const chosen = sample(items, 20, randomFrom(3));
  expect(new Set(chosen).size).toBe(20);
  expect(chosen).toEqual([...chosen].sort((a, b) => a - b));
});

test.each([
  [0, 8, 8],
  [3, 8, 3],
  [-50, 8, 4],
  [-1, 8, 1],
  [-200, 2, 4],
])('workers %i on %i processors: %i', (asked, processors, count) => expect(workerCount(asked, processors)).toBe(count));
