/** Gates through the front door: a change that nets out to zero must fail, and every way out must be closed. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FAKE_ENGINE, type Tree, Workspace } from './command.ts';

let space: Workspace;
afterEach(() => space.dispose());

const TREE: Tree = {
  'built-ins/Math/abs.js': '//: pass',
  'built-ins/Math/max.js': '//: throw Test262Error expected 1 to be 2',
  'built-ins/Math/min.js': '//: fail-in strict',
  'built-ins/Number/value.js': '//: pass',
  'language/statements/agent.js': '$262.agent.start("");',
};

/** A run and its expectations, made once. */
let template: Workspace;

beforeAll(async () => {
  template = new Workspace(TREE);
  await template.score();
  const written = await template.sx(['gate', '-u']);
  expect(written).toEqual({ code: 0, err: '', out: 'expectations: 5 entries added, 0 changed, 0 removed, 5 in all' });
});
afterAll(() => template.dispose());

beforeEach(() => {
  space = template.copy();
});

async function gateAfterChange(change: () => void, args: readonly string[] = []): ReturnType<Workspace['sx']> {
  change();
  await space.score(args);
  return space.sx(['gate']);
}

test('expectations are sorted, one line per entry, without passes', () => {
  expect(space.list('expectations')).toEqual([
    'test262',
    'test262/built-ins.json',
    'test262/language.json',
    'test262/passing.txt',
    'test262/suite.json',
  ]);
  expect(space.read('expectations/test262/built-ins.json')).toBe(`{
"built-ins/Math/max.js#sloppy": {"outcome":"fail","message":"Test262Error: expected N to be N"},
"built-ins/Math/max.js#strict": {"outcome":"fail","message":"Test262Error: expected N to be N"},
"built-ins/Math/min.js#strict": {"outcome":"fail","message":"Test262Error: wrong mode"}
}
`);
  expect(space.read('expectations/test262/language.json')).toContain(
    '"outcome":"skip","reason":"needs $262.agent, which this host does not have"}',
  );
});

test('an unchanged run holds', async () => {
  const ended = await gateAfterChange(() => {});
  expect(ended.code).toBe(0);
  expect(ended.out).toContain('10 of 10 cases as expected\nAll gates hold.');
});

test('one test broken and one mended: both are named, exit code 1', async () => {
  const ended = await gateAfterChange(() =>
    space.addTests({ 'built-ins/Math/abs.js': '//: throw TypeError x is not a function', 'built-ins/Math/max.js': '//: pass' }),
  );
  expect(ended.code).toBe(1);
  expect(ended.out).toBe(`test262 at unknown (--test262) · engine <fake>, tier host · 10 cases

FAILED noRegressions · built-ins/Math: 2 was expected to pass
    built-ins/Math/abs.js#sloppy@host: pass → fail (TypeError: x is not a function)
    built-ins/Math/abs.js#strict@host: pass → fail (TypeError: x is not a function)
FAILED noStale · built-ins/Math: 2 passes, but is listed as a known non-pass
    built-ins/Math/max.js#sloppy@host: fail → pass
    built-ins/Math/max.js#strict@host: fail → pass

6 of 10 cases as expected
2 gate findings.`);
});

describe('each of these fails the gate', () => {
  test.each([
    [
      'a known failure becomes a crash',
      { 'built-ins/Math/max.js': '//: crash dead' },
      'max.js#sloppy@host: fail → crash (Crash: dead)',
    ],
    ['a passing test is skipped now', { 'built-ins/Math/abs.js': '// $262.agent' }, 'abs.js#sloppy@host: pass → skip'],
    [
      'a new test fails',
      { 'built-ins/Date/now.js': '//: throw Test262Error no' },
      'newTestsMustBeClassified · built-ins/Date: 2 new and not passing',
    ],
  ] as const)('%s', async (_, tree, text) => {
    const ended = await gateAfterChange(() => space.addTests(tree as Tree));
    expect(ended.code).toBe(1);
    expect(ended.out).toContain(text);
  });

  test('a listed test vanishes', async () => {
    const ended = await gateAfterChange(() => space.remove('corpus/test/built-ins/Math/min.js'));
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('1 listed, but gone from the suite\n    built-ins/Math/min.js#strict');
    expect(ended.out).toContain('1 passed before, but gone from the suite\n    built-ins/Math/min.js#sloppy');
  });

  test('a passing test vanishes', async () => {
    const ended = await gateAfterChange(() => space.remove('corpus/test/built-ins/Number/value.js'));
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('FAILED noRegressions · built-ins/Number: 2 passed before, but gone from the suite');
  });
});

test('a changed message is a notice, not a failure', async () => {
  const ended = await gateAfterChange(() => space.addTests({ 'built-ins/Math/max.js': '//: throw Test262Error another story' }));
  expect(ended.code).toBe(0);
  expect(ended.out).toContain(
    '2 known non-passes fail with another message than listed, such as built-ins/Math/max.js#sloppy@host',
  );
});

test('a new test that passes needs nothing', async () => {
  const ended = await gateAfterChange(() => space.addTests({ 'built-ins/Date/now.js': '//: pass' }));
  expect(ended.code).toBe(0);
});

test('a partial run judges what it ran, and only that', async () => {
  const ended = await gateAfterChange(() => {}, ['built-ins/Number', '--limit-per-category', '1']);
  expect(ended.code).toBe(0);
  expect(ended.out).toContain('5 entries lie outside of this run and were not judged (partial run: --limit-per-category 1)');
});

describe('declared gates', () => {
  test('numbers are checked per category, and the gate is named', async () => {
    space.write(
      'sx.config.json',
      JSON.stringify({
        gates: [
          { category: 'built-ins/*', minPass: 0.9 },
          { category: 'language/**', maxOutcome: { skip: 1 } },
        ],
      }),
    );
    const ended = await gateAfterChange(() => {});
    expect(ended.code).toBe(1);
    expect(ended.out).toContain(
      'FAILED minPass (built-ins/*) · built-ins/Math: 50.0 % pass (3 of 6), at least 90.0 % are demanded',
    );
    expect(ended.out).toContain(
      'FAILED maxOutcome (language/**) · language/statements: 2 × skip, at most 1 allowed\n    language/statements/agent.js#sloppy@host',
    );
    expect(ended.out).not.toContain('built-ins/Number');
  });

  test.each([
    [{ gates: [{ category: '**', minPas: 1 }] }, 'gates.0: unknown key minPas', 'Did you mean minPass?'],
    [{ gates: [{ category: '**', minPass: 3 }] }, 'gates.0.minPass: Too big: expected number to be <=1', ''],
    [{ expectation: 'x' }, 'unknown key expectation', 'Did you mean expectations?'],
  ])('configuration %j is refused', async (config, message, hint) => {
    space.write('sx.config.json', JSON.stringify(config));
    const ended = await space.sx(['gate']);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(message);
    expect(ended.err).toContain(hint);
  });
});

describe('-u refuses', () => {
  const listed = (): string => space.read('expectations/test262/built-ins.json');

  test.each([
    ['after a limited run', ['--limit-per-category', '1'], 'the run is partial: --limit-per-category 1'],
    ['after a filtered run', ['--grep', 'max'], 'the run is partial: --grep max'],
    ['after a shard', ['--shard', '1/2'], 'the run is partial: --shard 1/2'],
    ['after one mode', ['--mode', 'sloppy'], 'the run is partial: no strict mode'],
    ['after bailing out', ['--bail', '1'], 'interrupted by bail'],
  ])('%s', async (_, args, reason) => {
    const text = listed();
    await space.score(args);
    const ended = await space.sx(['gate', '-u']);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('expectations were not written');
    expect(ended.err).toContain(reason);
    expect(listed()).toBe(text);
  });

  test('after a harness error', async () => {
    space.addTests({ 'built-ins/Math/bad.js': '/*---\nflags: [nonsense]\n---*/' });
    await space.score();
    const ended = await space.sx(['gate', '-u']);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('the run is broken: 1 case ended in harness-error');
    expect((await space.sx(['gate'])).code).toBe(3);
  });

  test('for another engine, unless asked to adopt it', async () => {
    const meta = space.read('expectations/test262/suite.json').replace(/"engine": "[^"]*"/, '"engine": "sx"');
    space.write('expectations/test262/suite.json', meta);
    await space.score();
    expect((await space.sx(['gate'])).code).toBe(2);
    expect((await space.sx(['gate', '-u'])).err).toContain('the expectations are for engine sx, the run for <fake>');
    expect((await space.sx(['gate', '-u', '--adopt-commit'])).code).toBe(0);
  });

  test('in CI', async () => {
    expect((await space.sx(['gate', '-u'], { CI: 'true' })).err).toContain('expectations are not written in CI');
  });
});

test('-u after a run of one folder touches nothing else', async () => {
  space.addTests({
    'built-ins/Math/max.js': '//: pass',
    'built-ins/Number/value.js': '//: throw RangeError r',
    'language/statements/agent.js': '//: pass',
  });
  await space.score(['built-ins/Number']);
  expect((await space.sx(['gate', '-u'])).out).toBe('expectations: 2 entries added, 0 changed, 0 removed, 7 in all');
  expect(space.read('expectations/test262/built-ins.json')).toContain('"built-ins/Math/max.js#sloppy"');
  expect(space.read('expectations/test262/language.json')).toContain('agent.js#sloppy');
});

test('reasons that people wrote survive an update as long as the outcome stays', async () => {
  const file = 'expectations/test262/built-ins.json';
  const reasoned =
    '"built-ins/Math/max.js#sloppy": {"outcome":"fail","message":"Test262Error: expected N to be N","reason":"rounding","issue":"12"}';
  space.write(file, space.read(file).replace(/"built-ins\/Math\/max\.js#sloppy": [^\n]*\}/, reasoned));
  await space.score();
  await space.sx(['gate', '-u']);
  expect(space.read(file)).toContain(reasoned);
});

describe('run', () => {
  const run = (args: readonly string[] = [], environment = {}): ReturnType<Workspace['sx']> =>
    space.sx(['run', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--reporter', 'minimal', '--quiet', ...args], environment);

  test('is 0 when all is as expected, 1 with the repeat command when not', async () => {
    expect((await run()).code).toBe(0);
    space.addTests({ 'built-ins/Math/abs.js': '//: throw TypeError boom' });
    const ended = await run(['built-ins/Math']);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(
      'fail built-ins/Math/abs.js#sloppy@host – TypeError: boom\n    repeat: npx sx run built-ins/Math/abs.js --mode sloppy --test262 corpus --engine <fake>',
    );
  });

  test('update writes the expectations of a complete run', async () => {
    space.addTests({ 'built-ins/Math/max.js': '//: pass' });
    const ended = await space.sx(['update', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--reporter', 'minimal', '--quiet']);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain('expectations: 0 entries added, 0 changed, 2 removed, 3 in all');
    expect((await run()).code).toBe(0);
  });

  test('an unexpected pass is a notice here and an error in CI', async () => {
    space.addTests({ 'built-ins/Math/max.js': '//: pass' });
    expect(await run()).toMatchObject({ code: 0, err: expect.stringContaining('2 unexpectedly passing') });
    expect((await run([], { CI: '1' })).code).toBe(1);
  });
});

test('compare names each change, in both directions', async () => {
  await space.sx(['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--quiet', '--out', 'before']);
  space.addTests({ 'built-ins/Math/abs.js': '//: throw TypeError boom', 'built-ins/Math/max.js': '//: pass' });
  space.remove('corpus/test/built-ins/Number/value.js');
  await space.sx(['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--quiet', '--out', 'after']);
  const ended = await space.sx(['compare', 'before', 'after']);
  expect(ended).toMatchObject({ code: 1, err: '' });
  expect(ended.out).toBe(`Broken: 2
  built-ins/Math/abs.js#sloppy@host: pass → fail (TypeError: boom)
  built-ins/Math/abs.js#strict@host: pass → fail (TypeError: boom)
Fixed: 2
  built-ins/Math/max.js#sloppy@host: fail (Test262Error: expected 1 to be 2) → pass
  built-ins/Math/max.js#strict@host: fail (Test262Error: expected 1 to be 2) → pass
Removed: 2
  built-ins/Number/value.js#sloppy@host: pass
  built-ins/Number/value.js#strict@host: pass
2 broken, 2 fixed, 0 changed, 2 removed, 0 added, 4 as before`);
});

describe('damaged files of a run', () => {
  test('counts that disagree are never judged: exit code 3', async () => {
    const board = JSON.parse(space.read('run/scoreboard.json')) as { declared: number };
    space.write('run/scoreboard.json', JSON.stringify({ ...board, executed: 9 }));
    const ended = await space.sx(['gate']);
    expect(ended.code).toBe(3);
    expect(ended.err).toBe(
      'sx: the run is broken and no gate can be judged: declared 10 cases, executed 9; executed 9 cases, but 10 results are recorded',
    );
  });

  test('a lost result line is seen', async () => {
    const lines = space.read('run/results.ndjson').split('\n');
    space.write('run/results.ndjson', [...lines.slice(0, 4), ...lines.slice(5)].join('\n'));
    expect((await space.sx(['gate'])).err).toContain('executed 10 cases, but 9 results are recorded');
  });

  test('a cut-off file, a missing scoreboard, no run at all', async () => {
    const text = space.read('run/results.ndjson');
    space.write('run/results.ndjson', text.slice(0, -20));
    expect((await space.sx(['gate'])).code).toBe(3);
    space.write('run/results.ndjson', text);
    space.remove('run/scoreboard.json');
    expect((await space.sx(['gate'])).err).toContain('the run was killed before its end');
    expect(await space.sx(['gate', 'nowhere'])).toMatchObject({
      code: 2,
      err: 'sx: nowhere does not exist [RUN_NOT_FOUND]\n    Name the folder of a run (sx scoreboard --out DIR writes one), or none for the latest.',
    });
  });
});
