/** `sx bench` from the outside: options, pairs of programs, the JSON file, the language part on a small corpus. No figures. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BenchDocument } from '../bench/document.ts';
import { Workspace } from './command.ts';

let space: Workspace;

beforeAll(() => {
  space = new Workspace({
    'language/a.js': 'assert;',
    'language/b.js': '/*---\nnegative: {phase: parse, type: SyntaxError}\n---*/\n(',
  });
  space.write('corpus/harness/assert.js', 'var assert = 1;');
  space.write('sum.sx', '(define (run) (reduce + 0 (list 1 2 3)))');
  space.write('sum.js', 'function run() { return [1, 2, 3].reduce((a, b) => a + b); } // a comment at the end');
  space.write('other.js', 'const run = () => 7;');
  space.write('nothing.sx', '(define (walk) 1)');
  space.write('nothing.js', 'function walk() {}');
  space.write('unreadable.sx', '(define (run)');
  space.write('unreadable.js', 'function run() { return ); }');
  space.write('failing.sx', '(define (run)\n  (+ 1 "2"))');
});
afterAll(() => space.dispose());

const pair = (sx: string, js: string, ...flags: string[]) => space.sx(['bench', sx, '--against', js, '--rounds', '1', ...flags]);

describe('a pair of programs', () => {
  test('is timed on each tier', async () => {
    const { code, out, err } = await pair('sum.sx', 'sum.js', '--processes', '1', '--json', 'out/figures.json', '--quiet');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('kernel: sum.sx on each tier\ntime as a multiple of sum.js in the same process\n');
    expect(out).toMatch(/│ program +│ plain JS │ +cek │ +vm │ +auto │ +native │\n/);
    const { rows, bars, format, machine } = JSON.parse(space.read('out/figures.json')) as BenchDocument;
    expect({ format, bars, node: machine.node }).toEqual({ format: 1, bars: [], node: process.version });
    expect(rows.map(each => [each.part, each.program, each.tier, each.against])).toEqual(
      ['js', 'cek', 'vm', 'auto', 'native'].map(tier => ['kernel', 'sum.sx', tier, 'js']),
    );
    expect(rows[0]!.ratio).toBe(1);
    for (const { ratio, ms } of rows) expect(ratio).toBeCloseTo(ms / rows[0]!.ms, 10);
  });

  test('several processes answer one table; - writes the document to standard output and nothing else', async () => {
    const { code, out } = await pair('sum.sx', 'sum.js', '--processes', '2', '--json', '-', '--quiet');
    expect(code).toBe(0);
    expect((JSON.parse(out) as BenchDocument).rows.map(each => each.tier)).toEqual(['js', 'cek', 'vm', 'auto', 'native']);
  });

  test.each([
    [
      'sum.sx',
      'other.js',
      1,
      'sx: sum.sx answers 6 on cek, and 7 on plain JavaScript [BENCH_RESULTS_DIFFER]\n    Mend the programs: a time says nothing before they agree.',
    ],
    [
      'gone.sx',
      'sum.js',
      2,
      'sx: there is no file gone.sx [BENCH_PROGRAM_INVALID]\n    Name an SX file that defines (run) and a JavaScript file that defines run().',
    ],
    [
      'sum.sx',
      'gone.js',
      2,
      'sx: there is no file gone.js [BENCH_PROGRAM_INVALID]\n    Name an SX file that defines (run) and a JavaScript file that defines run().',
    ],
    [
      'corpus',
      'sum.js',
      2,
      'sx: corpus is no file [BENCH_PROGRAM_INVALID]\n    Name an SX file that defines (run) and a JavaScript file that defines run().',
    ],
    [
      'nothing.sx',
      'sum.js',
      2,
      'sx: nothing.sx defines no procedure run [BENCH_PROGRAM_INVALID]\n    It must have: (define (run) …)',
    ],
    [
      'sum.sx',
      'nothing.js',
      2,
      'sx: nothing.js defines no function run [BENCH_PROGRAM_INVALID]\n    It must have: function run() { … }',
    ],
    [
      'failing.sx',
      'sum.js',
      2,
      'sx: failing.sx fails on cek: Unhandled exception: Expected number, got string\n    at failing.sx:2:3 [BENCH_PROGRAM_INVALID]\n    Name an SX file that defines (run) and a JavaScript file that defines run().',
    ],
    [
      'unreadable.sx',
      'sum.js',
      2,
      'sx: unreadable.sx fails on cek: unreadable.sx:1:14: unexpected end of text (list opened at 1:1 is never closed) [BENCH_PROGRAM_INVALID]\n    Name an SX file that defines (run) and a JavaScript file that defines run().',
    ],
    [
      'sum.sx',
      'unreadable.js',
      2,
      "sx: unreadable.js cannot be loaded: SyntaxError: Unexpected token ')' [BENCH_PROGRAM_INVALID]\n    Name an SX file that defines (run) and a JavaScript file that defines run().",
    ],
  ])('%s against %s: %d', async (sx, js, code, err) => expect(await pair(sx, js)).toEqual({ code, out: '', err }));
});

describe('options', () => {
  test.each([
    [['kernal'], 'sx: there is no part kernal [USAGE_INVALID]\n    Did you mean kernel?'],
    [
      ['everything'],
      'sx: there is no part everything [USAGE_INVALID]\n    The parts: kernel, pipeline, programs, startup, others, language.',
    ],
    [['sum.sx'], 'sx: sum.sx needs a program to compare with [USAGE_INVALID]\n    sx bench sum.sx --against FILE.js'],
    [
      ['--against', 'sum.js'],
      'sx: --against takes one SX program before it [USAGE_INVALID]\n    sx bench FILE.sx --against FILE.js',
    ],
    [
      ['language'],
      'sx: language: no corpus: name a folder or a .tar.gz of test262 with --test262 or TEST262 [USAGE_INVALID]\n    See the flags of the command: sx COMMAND --help',
    ],
    [
      ['language', '--test262', 'gone'],
      'sx: language: no corpus: <folder>/gone does not exist [USAGE_INVALID]\n    See the flags of the command: sx COMMAND --help',
    ],
  ])('%j', async (words, err) => expect(await space.sx(['bench', ...words])).toEqual({ code: 2, out: '', err }));

  test.each([
    ['--rounds', '0', 'must be at least 1'],
    ['--processes', 'many', 'must be a whole number'],
  ])('%s %s', async (flag, value, complaint) => {
    const { code, err } = await space.sx(['bench', 'kernel', flag, value]);
    expect({ code, says: err.includes(complaint) }).toEqual({ code: 2, says: true });
  });
});

test('language: both engines score the same small corpus, and the latest run stays what it was', async () => {
  const { code, out, err } = await space.sx([
    'bench',
    'language',
    '--test262',
    'corpus',
    '--full',
    '--rounds',
    '1',
    '--json',
    'language.json',
    '--cache-dir',
    path.resolve('.sx/cache'),
    '--quiet',
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('rate of the scoreboard over language/');
  const { rows, bars } = JSON.parse(space.read('language.json')) as BenchDocument;
  expect(rows.map(({ tier, passShare }) => [tier, passShare])).toEqual([
    ['node', 1],
    ['auto', 1],
  ]);
  expect(bars.map(bar => bar.program)).toEqual(['language']);
  expect(space.list('.')).not.toContain('.sx/latest-run');
});

test('others: what npm has reads the same texts', async () => {
  const { code, out } = await space.sx(['bench', 'others', '--rounds', '1', '--json', '-', '--quiet']);
  expect(code).toBe(0);
  const { rows } = JSON.parse(out) as BenchDocument;
  expect(new Set(rows.map(each => each.program))).toEqual(new Set(['fib', 'tak', 'loop', 'closures', 'strings', 'lists']));
  expect(new Set(rows.map(each => `${each.tier} ÷ ${each.against}`)).size).toBe(6);
});
