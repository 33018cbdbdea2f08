/** What can be known before the first test is said before the first test; and how people name tests. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FAKE_ENGINE, Workspace } from './command.ts';

let space: Workspace;
afterEach(() => space.dispose());

const sloppy = (directive: string): string => `/*---\nflags: [noStrict]\n---*/\n//: ${directive}\n`;
const TREE = { 'a/b/1.js': sloppy('pass'), 'a/b/2.js': sloppy('throw TypeError no -5'), 'c/d/3.js': sloppy('pass') };
const start = (...args: string[]): ReturnType<Workspace['sx']> =>
  space.sx(['run', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--out', 'run', '--quiet', ...args]);

function expect262(entries: Record<string, unknown>): void {
  const meta = { format: 1, suite: 'test262', commit: 'unknown', engine: FAKE_ENGINE, tier: 'host', categories: {} };
  space.write('expectations/test262/suite.json', JSON.stringify(meta));
  space.write('expectations/test262/a.json', JSON.stringify(entries));
}

test('a broken expectations file ends the command before the run', async () => {
  space = new Workspace(TREE);
  space.write('expectations/test262/suite.json', '{ broken');
  const ended = await start();
  expect(ended.code).toBe(2);
  expect(ended.err).toContain('EXPECTATIONS_INVALID');
  expect(existsSync(path.join(space.folder, 'run/results.ndjson'))).toBe(false);
});

test.each([
  ['--out', 'file/run', 'the folder of --out file/run cannot be written'],
  ['--reporter', 'junit=file/junit.xml', 'the file of --reporter junit=file/junit.xml cannot be written'],
])('what cannot be written is refused before the run: %s %s', async (flag, value, message) => {
  space = new Workspace(TREE);
  space.write('file', '');
  const ended = await start(flag, value);
  expect(ended.code).toBe(2);
  expect(ended.err).toContain(message);
  expect(existsSync(path.join(space.folder, 'run/results.ndjson'))).toBe(false);
});

test('a case that the expectations skip is not run, unless it is asked for', async () => {
  space = new Workspace({ ...TREE, 'a/b/2.js': sloppy('exit 7') });
  expect262({ 'a/b/2.js#sloppy': { outcome: 'skip', reason: 'it ends its worker' } });
  expect((await start()).code).toBe(0);
  expect(space.results().get('a/b/2.js#sloppy')).toMatchObject({ outcome: 'skip', error: { message: 'it ends its worker' } });
  await start('--include-skipped');
  expect(space.results().get('a/b/2.js#sloppy')?.outcome).toBe('crash');
});

test('known non-passes are not annotated', async () => {
  space = new Workspace(TREE);
  expect262({ 'a/b/2.js#sloppy': { outcome: 'fail', message: 'TypeError: no -N' } });
  expect((await start('--reporter', 'github')).out).not.toContain('::error');
});

test('tests may be named by absolute paths, and one name without a test does not end all', async () => {
  space = new Workspace(TREE);
  const ended = await start(path.join(space.folder, 'corpus/test/a/b/1.js'), path.join(space.folder, 'corpus/test/c'), 'no/such');
  expect(ended.code).toBe(0);
  expect([...space.results().keys()].sort()).toEqual(['a/b/1.js#sloppy', 'c/d/3.js#sloppy']);
  expect(space.board().notices).toEqual(['"no/such" matches no test of test262 at unknown']);
  expect((await start('no/such')).code).toBe(4);
});

test('the command that repeats a case keeps the configuration', async () => {
  space = new Workspace(TREE);
  space.write('my config.json', '{}');
  const ended = await start('--config', 'my config.json');
  expect(ended.err).toContain("a/b/2.js --mode sloppy --test262 corpus --engine <fake> --config 'my config.json'");
  expect(ended.err).toContain('no -5');
});

test('a cache that cannot be written is said once', async () => {
  space = new Workspace(TREE);
  space.write('cache', 'a file');
  const ended = await start('--cache-dir', 'cache');
  expect(ended.code).toBe(1);
  expect(space.board().notices.filter(text => text.startsWith('the cache could not be written'))).toHaveLength(1);
});

test.each(['process:/nowhere/node', 'process:/nowhere/shell', 'module:nowhere.mjs'])('doctor refuses %s', async engine => {
  space = new Workspace(TREE);
  const ended = await space.sx(['doctor', '--engine', engine]);
  expect(ended.code).toBe(3);
  expect(ended.out).toMatch(/BAD {3}engine/);
});

test('the progress line is gone before the table comes', async () => {
  const { reportersFor } = await import('../session/run-command.ts');
  const { ReporterGroup } = await import('../../reports/reporters/reporter.ts');
  const { caseEnd, runEnd, runStart } = await import('../../reports/testing/records.ts');
  const { styleFor } = await import('../../reports/style.ts');
  space = new Workspace();
  let screen = '';
  const sink = { write: (text: string) => void (screen += text) };
  const terminal = { out: sink, progress: sink, style: styleFor(false), live: true, columns: 80 };
  const context = { options: { reporter: [], quiet: false }, terminal } as unknown as Parameters<typeof reportersFor>[0];
  const { reporters } = await reportersFor(context, path.join(space.folder, 'run'), () => false);
  const group = new ReporterGroup(reporters);
  for (const event of [runStart(), caseEnd('a/b/1.js', 'pass'), runEnd()]) await group.emit(event);
  const table = screen.indexOf('category');
  expect(table).toBeGreaterThan(0);
  expect(screen.lastIndexOf('\u001B[2K')).toBeLessThan(table);
  expect(screen.lastIndexOf('░')).toBeLessThan(screen.lastIndexOf('\u001B[2K'));
});
