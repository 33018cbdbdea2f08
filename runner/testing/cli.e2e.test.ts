/** The command from the outside: usage, selection, interruption, files. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { resultLineSchema, resultsMetaSchema, scoreboardSchema } from '../../reports/schema/definitions.ts';
import { COMMANDS } from '../cli/command-table.ts';
import { FAKE_ENGINE, outcomes, Workspace } from './command.ts';

let space: Workspace;
afterEach(() => space.dispose());

const SMALL = {
  'built-ins/Math/abs.js': '//: pass',
  'built-ins/Math/max.js': '//: throw Test262Error expected 1 to be 2',
  'built-ins/Number/value.js': '/*---\nflags: [onlyStrict]\nfeatures: [BigInt]\n---*/\n//: needs-strict',
  'language/expressions/call.js': '/*---\nflags: [noStrict]\n---*/\n//: fail-in strict',
};

const scoreArgs = (more: readonly string[]): string[] => [
  'scoreboard',
  '--test262',
  'corpus',
  '--engine',
  FAKE_ENGINE,
  '--quiet',
  ...more,
];

describe('usage', () => {
  test('help goes to stdout and ends with 0', async () => {
    space = new Workspace();
    const help = await space.sx(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('scoreboard [options] [paths...]');
    expect(help.out).toContain('4  nothing selected');
    expect((await space.sx(['scoreboard', '-h'])).out).toContain('--limit-per-category <n>');
  });

  test.each(COMMANDS.map(({ name }) => name))('sx %s starts', async name => {
    space = new Workspace();
    const help = await space.sx([name, '--help']);
    expect(help).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`Usage: sx ${name}`) });
  });

  test.each([
    [
      ['scoreboard', '--limit-per-categry', '3'],
      "sx: unknown option '--limit-per-categry'\n(Did you mean --limit-per-category?)\nTry: sx scoreboard --help",
    ],
    [['scorebord'], "sx: unknown command 'scorebord'\n(Did you mean scoreboard?)\nTry: sx --help"],
    [
      ['scoreboard', '--mode', 'loose'],
      "sx: option '--mode <list>' argument 'loose' is invalid. must be one of sloppy, strict, module\nTry: sx scoreboard --help",
    ],
    [
      ['scoreboard', '--shard', '3/2'],
      "sx: option '--shard <i/n>' argument '3/2' is invalid. must be i/n with 1 ≤ i ≤ n, such as 2/4\nTry: sx scoreboard --help",
    ],
    [
      ['scoreboard', '--engine', 'deno'],
      "sx: option '--engine <spec>' argument 'deno' is invalid. must be sx, sx:heat=N, process:CMD or module:FILE\nTry: sx scoreboard --help",
    ],
    [
      ['scoreboard', '-g', '('],
      "sx: option '-g, --grep <pattern>' argument '(' is invalid. Invalid regular expression: /(/: Unterminated group\nTry: sx scoreboard --help",
    ],
  ])('%j is a usage error with exit code 2', async (args, message) => {
    space = new Workspace();
    expect(await space.sx(args)).toEqual({ code: 2, out: '', err: message });
  });

  test.each([
    ['missing', '--test262: missing does not exist'],
    ['file.txt', '--test262: file.txt is neither a folder nor a .tar.gz archive'],
    ['corpus/harness', '--test262: corpus/harness is not a test262 corpus (no test/ folder)'],
  ])('the corpus %s cannot be used: exit code 2', async (location, message) => {
    space = new Workspace();
    space.write('file.txt', '');
    const ended = await space.sx(['scoreboard', '--test262', location]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(`sx: ${message} [CORPUS_UNREADABLE]`);
  });

  test('a damaged archive is named, with the reason', async () => {
    space = new Workspace();
    space.write('broken.tar.gz', 'this is no archive');
    const ended = await space.sx(['scoreboard', '--test262', 'broken.tar.gz']);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain('sx: --test262: cannot unpack broken.tar.gz: ');
  });

  test.each([
    [['built-ins/Nothing'], '"built-ins/Nothing" matches no test of test262 at unknown'],
    [['--grep', 'zzz'], '"--grep zzz" matches no test of test262 at unknown'],
    [['--feature', 'Temporal'], '"--feature Temporal" matches no test of test262 at unknown'],
    [['--mode', 'module'], 'no case of test262 is left after all filters'],
  ])('%j selects nothing: exit code 4', async (args, message) => {
    space = new Workspace(SMALL);
    const ended = await space.sx(['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, ...args]);
    expect(ended).toEqual({ code: 4, out: '', err: `sx: ${message} [RUN_NOTHING_SELECTED]\n    See what there is: sx list` });
  });
});

describe('scoreboard', () => {
  test('prints the table and ends with 0 although tests fail', async () => {
    space = new Workspace(SMALL);
    const run = await space.score();
    expect(run.code).toBe(0);
    expect(run.out).toBe(`test262 at unknown (--test262) · engine <fake>, tier host · 6 cases

┌──────────────────────┬───────┬──────┬──────┬─────────┬───────┬──────┬─────────┐
│ category             │ total │ pass │ fail │ timeout │ crash │ skip │       % │
├──────────────────────┼───────┼──────┼──────┼─────────┼───────┼──────┼─────────┤
│ built-ins/Math       │     4 │    2 │    2 │       0 │     0 │    0 │  50.0 % │
│ built-ins/Number     │     1 │    1 │    0 │       0 │     0 │    0 │ 100.0 % │
│ language/expressions │     1 │    1 │    0 │       0 │     0 │    0 │ 100.0 % │
│ total                │     6 │    4 │    2 │       0 │     0 │    0 │  66.6 % │
└──────────────────────┴───────┴──────┴──────┴─────────┴───────┴──────┴─────────┘

Top failure modes
  2 × Test262Error: expected N to be N
      built-ins/Math/max.js#sloppy@host

6 cases in <n> · <n> · 2 workers · first result after <n>
% = pass / (total − skip − harness-error)`);
  });

  test('files of a run keep to their schemas', async () => {
    space = new Workspace({ ...SMALL, 'language/x/agent.js': '$262.agent.start("")' });
    const run = await space.score(['built-ins', 'language', '--seed', '7', '--limit-per-category', '5']);
    scoreboardSchema.parse(run.board);
    const lines = space.read('run/results.ndjson').trim().split('\n');
    resultsMetaSchema.parse(JSON.parse(lines[0]!));
    for (const line of lines.slice(1)) resultLineSchema.parse(JSON.parse(line));
    for (const each of run.results.values()) expect(each.error === undefined).toBe(each.outcome === 'pass');
    expect(run.board.command).toBe(
      `sx scoreboard built-ins language --limit-per-category 5 --test262 corpus --engine ${FAKE_ENGINE} --workers 2 --seed 7`,
    );
    expect(run.results.get('language/x/agent.js#strict')).toMatchObject({
      outcome: 'skip',
      error: { name: 'Skip', message: 'needs $262.agent, which this host does not have' },
    });
    expect(space.read('run/scoreboard.md')).toContain('| **total** | 8 | 4 | 2 | 0 | 0 | 2 | 66.6 % |');
  });

  test('modes, limits, patterns and shards select what they say', async () => {
    space = new Workspace(SMALL);
    expect(outcomes(await space.score(['--mode', 'strict']))).toEqual({
      'built-ins/Math/abs.js#strict': 'pass',
      'built-ins/Math/max.js#strict': 'fail',
      'built-ins/Number/value.js#strict': 'pass',
    });
    expect(outcomes(await space.score(['--limit-per-category', '1', 'test/built-ins/', '--feature', 'BigInt']))).toEqual({
      'built-ins/Number/value.js#strict': 'pass',
    });
    expect(Object.keys(outcomes(await space.score(['-G', 'built-ins']))).length).toBe(1);
    const first = Object.keys(outcomes(await space.score(['--shard', '1/2'])));
    const second = Object.keys(outcomes(await space.score(['--shard', '2/2'])));
    expect([...first, ...second].sort()).toEqual(Object.keys(outcomes(await space.score())));
    expect(outcomes(await space.score(['--last-failed']))).toEqual({
      'built-ins/Math/max.js#sloppy': 'fail',
      'built-ins/Math/max.js#strict': 'fail',
    });
  });

  test('a test with malformed frontmatter or a missing include is reported, and breaks the run', async () => {
    space = new Workspace({
      'a/b/good.js': '//: pass',
      'a/b/yaml.js': '/*---\nflags: [onlyStrict\n---*/\n',
      'a/b/flag.js': '/*---\nflags: [onlyStirct]\n---*/\n',
      'a/b/include.js': '/*---\nincludes: [nowhere.js]\nflags: [noStrict]\n---*/\n',
    });
    space.write('corpus/test/a/b/none.js', '1;');
    const run = await space.score();
    expect(run.code).toBe(3);
    expect(run.err).toBe('sx: this run is broken: 4 cases ended in harness-error');
    expect(
      [...run.results.values()]
        .filter(each => each.outcome !== 'pass')
        .map(each => each.error?.message)
        .sort(),
    ).toEqual([
      expect.stringMatching(/^frontmatter is not YAML: /),
      'include nowhere.js is not in harness/',
      'no frontmatter block (/*--- … ---*/)',
      'unknown flag onlyStirct',
    ]);
    expect(run.board).toMatchObject({ declared: 6, executed: 6 });
  });

  test('a test that prints a megabyte costs its report nothing', async () => {
    space = new Workspace({ 'a/b/c.js': '/*---\nflags: [noStrict]\n---*/\n//: print-much 2000' });
    expect(outcomes(await space.score())).toEqual({ 'a/b/c.js#sloppy': 'pass' });
    expect(space.read('run/results.ndjson').length).toBeLessThan(20_000);
  });

  test('--bail stops early, says so, and ends with 1', async () => {
    const tree: Record<string, string> = {};
    for (let at = 0; at < 40; at += 1) tree[`a/b/case-${at}.js`] = '//: throw Test262Error no';
    space = new Workspace(tree);
    const run = await space.score(['--bail', '3', '--workers', '1']);
    expect(run.code).toBe(1);
    expect(run.board).toMatchObject({ declared: 80, interrupted: true, interruptedBy: 'bail' });
    expect(run.board.executed).toBe(3);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s leaves a readable partial report and ends with %i', async (signal, code) => {
    const tree: Record<string, string> = {};
    for (let at = 0; at < 200; at += 1) tree[`a/b/case-${at}.js`] = '//: slow 30';
    space = new Workspace(tree);
    const running = space.start([
      'scoreboard',
      '--test262',
      'corpus',
      '--engine',
      FAKE_ENGINE,
      '--out',
      'run',
      '--workers',
      '2',
      '--quiet',
    ]);
    for (
      let waited = 0;
      waited < 100 && !(existsSync(path.join(space.folder, 'run/results.ndjson')) && space.results().size > 0);
      waited += 1
    )
      await sleep(50);
    running.kill(signal);
    const ended = await running;
    expect(ended.exitCode).toBe(code);
    const board = space.board();
    expect(board).toMatchObject({ interrupted: true, interruptedBy: signal, declared: 400 });
    expect(board.executed).toBeGreaterThan(0);
    expect(board.executed).toBeLessThan(400);
    expect(space.results().size).toBe(board.executed);
    expect(String(ended.stdout)).toContain(`Interrupted (${signal}): ${board.executed} of 400 cases; this report is partial.`);
  });

  test('without a corpus the in-repo slice is scored, and the first lines say so', async () => {
    space = new Workspace();
    const ended = await space.sx(['scoreboard', '--engine', FAKE_ENGINE, '--limit-per-category', '1', '--quiet']);
    // Which programs the slice has is not the concern here: only that it was chosen, and why.
    const text = ended.code === 4 ? ended.err : ended.out;
    expect(text).toContain('slice');
    expect(text).toContain('no corpus named, none in the cache, and cloning is off');
  });
});

test('shards merge into the run they were cut from', async () => {
  space = new Workspace(SMALL);
  await space.sx(scoreArgs(['--out', 'whole']));
  for (const part of ['1', '2', '3']) await space.sx(scoreArgs(['--shard', `${part}/3`, '--out', `part-${part}`]));
  const merged = await space.sx(['merge', 'part-3', 'part-1', 'part-2', '--out', 'merged', '--quiet', '--reporter', 'minimal']);
  expect(merged).toMatchObject({ code: 0, err: '' });
  expect(space.board('merged')).toMatchObject({
    counts: space.board('whole').counts,
    categories: space.board('whole').categories,
    shard: null,
  });
  const lacking = await space.sx(['merge', 'part-1', 'part-3']);
  expect(lacking).toMatchObject({
    code: 1,
    err: 'sx: these runs are not the shards of one: shard 2/3 is missing [MERGE_REFUSED]\n    Name the folders of all shards 1/n to n/n of one run.',
  });
});

describe('reporters', () => {
  test('json is the event stream, and progress stays out of it', async () => {
    space = new Workspace(SMALL);
    const ended = await space.sx(['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--reporter', 'json']);
    const types = ended.out
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['run-start', ...new Array(6).fill('case-end'), 'run-end']);
    expect(ended.err).toContain('Files of this run: ');
  });

  test('each name works, into files too, and from a finished run again', async () => {
    space = new Workspace(SMALL);
    await space.score(['--reporter', 'minimal', '--reporter', 'junit=out/junit.xml', '--reporter', 'github=out/github.txt']);
    expect(space.read('out/junit.xml')).toContain(
      '<testsuite name="built-ins/Math" tests="4" failures="2" errors="0" skipped="0"',
    );
    expect(space.read('out/github.txt')).toContain(
      '::error title=built-ins/Math/max.js#sloppy@host::fail: Test262Error: expected 1 to be 2',
    );
    for (const name of ['default', 'markdown', 'line', 'dot', 'minimal', 'json', 'junit', 'github']) {
      const ended = await space.sx(['report', 'run', '--reporter', name]);
      expect(ended).toMatchObject({ code: 0, err: '' });
      expect(ended.out.length).toBeGreaterThan(20);
    }
  });
});

test('list prints ids, and skips with their reason', async () => {
  space = new Workspace({ 'a/b/c.js': '//: pass', 'a/b/d.js': '/*---\nflags: [raw]\nfeatures: [host-gc-required]\n---*/' });
  expect(await space.sx(['list', '--test262', 'corpus'])).toEqual({
    code: 0,
    err: '',
    out: 'a/b/c.js#sloppy@auto\na/b/c.js#strict@auto\na/b/d.js#sloppy@auto\tskip: needs $262.gc, which this host cannot offer',
  });
});

test('explain shows source, outcome of each mode and the command that repeats it', async () => {
  space = new Workspace(SMALL);
  await space.score();
  const ended = await space.sx(['explain', 'built-ins/Math/max.js', '--test262', 'corpus', '--engine', FAKE_ENGINE]);
  expect(ended.code).toBe(0);
  expect(ended.out).toContain('3  //: throw Test262Error expected 1 to be 2');
  expect(ended.out).toContain(
    'outcome   fail (<n>)\nerror     Test262Error: expected 1 to be 2\nphase     runtime\nexpected  pass\nlast run  fail (<n>)',
  );
  expect(ended.out).toContain('repeat    npx sx run built-ins/Math/max.js --mode strict --test262 corpus --engine <fake>');
  const wide = await space.sx(['explain', 'built-ins', '--test262', 'corpus', '--engine', FAKE_ENGINE]);
  expect(wide.code).toBe(2);
  expect(wide.err).toContain('built-ins names 3 tests; explain takes one');
});
