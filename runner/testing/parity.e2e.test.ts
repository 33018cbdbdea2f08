/** `sx parity` from the outside: an engine that behaves differently per tier, the kernel specs, exit codes, files. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { KERNEL_TIERS } from '../../harness/test-case.ts';
import type { ParityReport } from '../../reports/parity/parity-report.ts';
import { paritySchema } from '../../reports/schema/definitions.ts';
import type { Scoreboard } from '../../reports/scoreboard/scoreboard-json.ts';
import { SUITE_NAMES, SUITES } from '../../suites/registry.ts';
import { FAKE_ENGINE, Workspace } from './command.ts';

const noStrict = (directive: string): string => `/*---\nflags: [noStrict]\n---*/\n//: ${directive}\n`;

const TREE = {
  'same/pass.js': 'x;',
  'same/fail.js': noStrict('throw TypeError the same'),
  'same/print.js': noStrict('print hello'),
  'same/crash.js': noStrict('crash boom'),
  'differ/outcome.js': noStrict('on-tier vm throw TypeError slot 12'),
  'differ/outcome-too.js': noStrict('on-tier vm throw TypeError slot 7'),
  'differ/message.js': '//: throw-tier TypeError',
  'differ/print.js': noStrict('on-tier native print more'),
};

let space: Workspace;

beforeAll(() => {
  space = new Workspace(TREE);
});
afterAll(() => space.dispose());

async function parity(args: readonly string[]): Promise<{ code: number; out: string; err: string; report: ParityReport }> {
  const common = ['parity', '--suite', 'test262', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--workers', '1'];
  const ended = await space.sx([...common, '--quiet', '--out', 'run', ...args]);
  return { ...ended, report: JSON.parse(space.read('run/parity.json')) as ParityReport };
}

describe('an engine with differences', () => {
  test('are found, grouped and repeated by one command', async () => {
    const { code, out, report } = await parity(['--tiers', 'cek,native,vm']);
    expect(code).toBe(1);
    expect(paritySchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ tiers: ['cek', 'native', 'vm'], cases: 10, agree: 5, problems: [] });
    expect(report.differ.map(each => each.id)).toEqual([
      'differ/message.js#sloppy',
      'differ/message.js#strict',
      'differ/outcome-too.js#sloppy',
      'differ/outcome.js#sloppy',
      'differ/print.js#sloppy',
    ]);
    expect(report.differ[4]?.tiers.native).toMatchObject({ outcome: 'pass', printed: 'more\n' });
    expect(report.differ[4]?.tiers.cek).toEqual({ outcome: 'pass' });
    expect(report.runs.map(({ tier, declared, executed }) => [tier, declared, executed])).toEqual([
      ['cek', 10, 10],
      ['native', 10, 10],
      ['vm', 10, 10],
    ]);
    expect(report.causes.map(each => [each.count, each.aspects])).toEqual([
      [2, ['error']],
      [2, ['outcome', 'phase', 'error']],
      [1, ['printed']],
    ]);
    expect(out).toContain('10 cases on cek, native, vm: 5 agree, 5 differ, for 3 causes');
    expect(out).toContain('vm: fail in runtime (TypeError: slot N)');
    const { repeat } = report.causes[1]!;
    expect(repeat).toContain('--tiers cek,vm');
    const again = await space.sx([...repeat.split(' ').slice(2), '--quiet', '--out', 'again']);
    expect(again.code).toBe(1);
    expect(JSON.parse(space.read('again/parity.json'))).toMatchObject({ cases: 1, agree: 0 });
    expect(space.read('run/parity.md')).toContain('5 agree, 5 differ');
    expect(space.list('run')).toContain(path.join('test262', 'vm', 'results.ndjson'));
  });

  test('agreement ends with 0; json goes to stdout', async () => {
    const { code, out, report } = await parity(['same', '--reporter', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ tiers: ['cek', 'native', 'vm', 'auto'], cases: 5, agree: 5, differ: [] });
    expect(report.command).toContain('sx parity same');
  });
});

describe('exit codes', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    ['nothing selected', ['no/such'], 4, /matches no test/],
    ['nothing left', ['--grep', 'nothing-like-this'], 4, /matches no test|no case/],
    ['one tier', ['--tiers', 'cek'], 2, /at least two tiers/],
    ['a tier twice', ['--tiers', 'cek,vm,cek'], 2, /names a tier twice/],
    ['an engine without tiers', ['--engine', 'process:node'], 2, /one tier|process:node/],
    ['specs on a foreign engine', ['--suite', 'spec'], 2, /suite spec is written in SX and does not run on/],
  ])('%s', async (_, args, code, message) => {
    const common = ['parity', '--suite', 'test262', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--quiet'];
    const ended = await space.sx([...common, ...args]);
    expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(message)]);
  });

  test('a harness error makes the comparison worthless', async () => {
    space.addTests({ 'broken/unknown.js': noStrict('no-such-directive') });
    const { code, report } = await parity(['broken']);
    expect(code).toBe(3);
    expect(report.problems[0]).toContain('harness-error');
  });

  test('a tier of our own engine that does not run programs is refused', async () => {
    const ended = await space.sx(['parity', '--suite', 'slice', '--tiers', 'cek,host', '--quiet']);
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining('must be one of')]);
  });
});

test('every suite in one table: the corpus once, what the repository holds on every tier', async () => {
  const { code, out } = await space.sx([
    'scoreboard',
    '--all',
    'same',
    '--test262',
    'corpus',
    '--engine',
    FAKE_ENGINE,
    '--quiet',
  ]);
  expect(out).toMatch(/test262 .*│ host │ +5 │ +3 │ +2 │ +0 │ +60\.0 % │ one tier/);
  expect(out).toMatch(/slice .*│ +\d{3} │ .* │ cek native vm auto: agree/);
  expect(code).toBe(0);
  const refused = await space.sx(['scoreboard', '--all', '--suite', 'slice']);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--all runs every suite')]);
});

describe('kernel specs', () => {
  const specs = (args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
    space.sx([
      'parity',
      '--quiet',
      '--out',
      'specs',
      '--workers',
      '1',
      '--cache-dir',
      path.join(projectRoot(), '.sx/cache'),
      ...args,
    ]);

  test('all of them, and the other suites in SX, on every tier', async () => {
    const suites = SUITE_NAMES.filter(name => SUITES[name].parity && name !== 'slice');
    for (const suite of suites) {
      const { code, out } = await specs(['--suite', suite]);
      expect([code, out]).toEqual([0, expect.stringContaining('all agree')]);
      for (const tier of KERNEL_TIERS) {
        const { declared, counts } = JSON.parse(space.read(`specs/${suite}/${tier}/scoreboard.json`)) as Scoreboard;
        expect([suite, tier, counts.pass]).toEqual([suite, tier, declared]);
      }
      const gate = await space.sx(['gate', `specs/${suite}/auto`, '--config', path.join(projectRoot(), 'sx.config.json')]);
      expect([gate.code, gate.out]).toEqual([0, expect.stringContaining('All gates hold')]);
    }
  }, 300_000);

  test('a file on two tiers: every test a case, nothing lost', async () => {
    mkdirSync(path.join(space.folder, 'specs'), { recursive: true });
    const { code, out } = await specs(['kernel/spec/lists.sx', '--tiers', 'cek,vm']);
    expect([code, out]).toEqual([0, expect.stringContaining('all agree')]);
    const report = paritySchema.parse(JSON.parse(space.read('specs/parity.json')));
    expect(report.cases).toBeGreaterThan(10);
    expect(report.runs.every(run => run.declared === report.cases && run.executed === report.cases)).toBe(true);
  });

  test('a single test by its path, a file by its name, and names that match nothing', async () => {
    const line = space.read('specs/spec/cek/results.ndjson').split('\n')[1]!;
    const { path: one } = JSON.parse(line) as { path: string };
    await specs(['--suite', 'spec', one, '--tiers', 'cek,vm']);
    expect(JSON.parse(space.read('specs/parity.json'))).toMatchObject({ cases: 1, agree: 1 });
    expect((await specs(['--suite', 'spec', 'lists', '--tiers', 'cek,vm'])).code).toBe(0);
    expect((await specs(['--suite', 'spec', 'no-such', '--tiers', 'cek,vm'])).code).toBe(4);
    const run = await space.sx(['run-suite', 'spec', one, '--tier', 'vm', '--quiet']);
    expect([run.code, run.out]).toEqual([0, expect.stringMatching(/total +│ +1 │ +1 │/)]);
    const unknown = await space.sx(['run-suite', 'no-such']);
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringMatching(/no-such[\s\S]*One of: .*spec/)]);
  });
});
