/** Ids, categories, modes, harness files, skips and path patterns: the small pure rules. */
import { describe, expect, test } from 'vitest';
import type { Flag, Frontmatter } from './frontmatter.ts';
import { coverOf, matcherOf } from './path-pattern.ts';
import { includesOf } from './run-case.ts';
import { NO_HOST_EXTRAS, skipReason } from './skip-rules.ts';
import { CaseStopSignal, STOP_ALL } from './stop-signal.ts';
import { caseId, categoryOf, modesOf, splitCaseId, topFolderOf } from './test-case.ts';

const matter = (flags: Flag[], more: Partial<Frontmatter> = {}): Frontmatter => ({
  flags,
  includes: [],
  features: [],
  negative: null,
  ...more,
});

test.each<[Flag[], string[]]>([
  [[], ['sloppy', 'strict']],
  [['onlyStrict'], ['strict']],
  [['noStrict'], ['sloppy']],
  [['module'], ['module']],
  [['raw'], ['sloppy']],
  [['module', 'raw'], ['module']],
  [
    ['async', 'generated'],
    ['sloppy', 'strict'],
  ],
])('flags %j run in modes %j', (flags, modes) => expect(modesOf(matter(flags))).toEqual(modes));

test.each<[Flag[], string[], string[]]>([
  [[], [], ['assert.js', 'sta.js']],
  [['async'], ['asyncHelpers.js'], ['assert.js', 'sta.js', 'doneprintHandle.js', 'asyncHelpers.js']],
  [[], ['b.js', 'a.js'], ['assert.js', 'sta.js', 'b.js', 'a.js']],
  [[], ['sta.js'], ['assert.js', 'sta.js']],
  [['raw'], ['a.js'], []],
])('flags %j with includes %j evaluate %j', (flags, includes, files) => {
  expect(includesOf(matter(flags, { includes }))).toEqual(files);
});

test.each([
  ['built-ins/Math/abs/name.js', 'built-ins/Math', 'built-ins'],
  ['harness/assert.js', 'harness', 'harness'],
  ['top.js', '.', '.'],
  ['kernel/spec/lists.sx/a > b/c', 'kernel/spec/lists', 'kernel'],
])('%s is in category %s', (path, category, top) => {
  expect(categoryOf(path)).toBe(category);
  expect(topFolderOf(path)).toBe(top);
});

test('ids are read from the right', () => {
  expect(splitCaseId(caseId('a/b#c@d.js', 'strict', 'cek'))).toEqual({ path: 'a/b#c@d.js', mode: 'strict', tier: 'cek' });
  expect(splitCaseId('nonsense')).toBeUndefined();
});

describe('skips have a reason that names what the host lacks', () => {
  const ask = (
    flags: Flag[],
    more: Partial<Frontmatter> = {},
    usesAgent = false,
    path = 'a/b.js',
    host = NO_HOST_EXTRAS,
  ): string | undefined => skipReason({ path, frontmatter: matter(flags, more), usesAgent }, host);

  test.each([
    [ask([]), undefined],
    [ask([], {}, true), 'needs $262.agent, which this host does not have'],
    [ask([], {}, true, 'a/b.js', { ...NO_HOST_EXTRAS, agent: true }), undefined],
    [ask(['CanBlockIsFalse']), 'needs a host whose main agent cannot block'],
    [ask(['CanBlockIsTrue']), undefined],
    [
      ask(['CanBlockIsTrue'], {}, false, 'a/b.js', { ...NO_HOST_EXTRAS, canBlock: false }),
      'needs a host whose main agent can block',
    ],
    [ask([], { features: ['IsHTMLDDA'] }), 'needs $262.IsHTMLDDA, which this host does not have'],
    [ask([], { features: ['Temporal'] }), undefined],
    [ask([], {}, false, 'intl402/Collator/x.js'), 'needs ECMA-402, which this engine does not have'],
    [ask([], {}, false, 'intl402/Collator/x.js', { ...NO_HOST_EXTRAS, intl: true }), undefined],
  ])('%j', (actual, expected) => expect(actual).toBe(expected));
});

describe('path patterns', () => {
  test.each([
    [
      'built-ins/Math',
      ['built-ins/Math/abs.js', 'built-ins/Math/a/b.js'],
      ['built-ins/Mathematics/x.js', 'built-ins/Number/x.js'],
    ],
    ['test/built-ins/Math/', ['built-ins/Math/abs.js'], ['test/x.js']],
    ['./built-ins\\Math', ['built-ins/Math/abs.js'], []],
    ['built-ins/Math/abs.js', ['built-ins/Math/abs.js'], ['built-ins/Math/abs.js.js', 'built-ins/Math/absXjs']],
    ['built-ins/Math/abs', ['built-ins/Math/abs.js', 'built-ins/Math/abs/x.js'], ['built-ins/Math/absolute.js']],
    ['built-ins/*/abs.js', ['built-ins/Math/abs.js'], ['built-ins/Math/x/abs.js']],
    ['**/name.js', ['name.js', 'a/name.js', 'a/b/name.js'], ['a/rename.js']],
    ['built-ins/**', ['built-ins/a.js', 'built-ins/a/b.js'], ['language/a.js']],
    ['a/{b,c}/?.js', ['a/b/x.js', 'a/c/y.js'], ['a/d/x.js', 'a/b/xy.js']],
    ['a/[!x-z]*.js', ['a/b.js'], ['a/x.js', 'a/.']],
    ['a/$.+().js', ['a/$.+().js'], ['a/$x+().js']],
    ['a/b(c)*.js', ['a/b(c)d.js'], ['a/bcd.js']],
    ['.', ['anything.js'], []],
  ])('%s', (pattern, yes, no) => {
    const matches = matcherOf(pattern);
    for (const path of yes) expect([path, matches(path)]).toEqual([path, true]);
    for (const path of no) expect([path, matches(path)]).toEqual([path, false]);
  });

  test('no patterns cover everything, several cover their union', () => {
    expect(coverOf([])('x')).toBe(true);
    expect(['a/x.js', 'b/x.js', 'c/x.js'].filter(coverOf(['a', 'b']))).toEqual(['a/x.js', 'b/x.js']);
  });
});

describe('the stop signal', () => {
  test('hits only the case it names', () => {
    const cells = new Int32Array(new SharedArrayBuffer(8));
    const signal = new CaseStopSignal(cells, 1);
    signal.arm(3);
    signal.start(10_000);
    cells[1] = 2;
    expect(signal.reason()).toBeUndefined();
    cells[1] = 3;
    expect(signal.reason()).toBe('timeout');
    signal.arm(4);
    expect(signal.reason()).toBeUndefined();
    cells[1] = STOP_ALL;
    expect(signal.reason()).toBe('cancelled');
  });

  test('has a clock of its own, which starts with the program', async () => {
    const signal = new CaseStopSignal();
    signal.arm(1);
    expect(signal.reason()).toBeUndefined();
    signal.start(5);
    await new Promise(resolve => setTimeout(resolve, 15));
    expect(signal.reason()).toBe('timeout');
    signal.arm(2);
    expect(signal.reason()).toBeUndefined();
  });
});
