/** The recipes of CONTRIBUTING.md, followed: a suite and a reporter are added to a copy of the sources, touching only the files it names. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';

const SOURCES = [
  'package.json',
  'build.js',
  'bin',
  'cache',
  'harness',
  'kernel',
  'platform',
  'reports',
  'runner',
  'scripts',
  'suites',
];

/** Thousands of small files that nothing here reads. */
const needed = (file: string): boolean => !file.endsWith(path.join('slice', 'test'));

let copy: string;
beforeAll(async () => {
  copy = mkdtempSync(path.join(tmpdir(), 'sx-recipes-'));
  for (const part of SOURCES) cpSync(path.join(projectRoot(), part), path.join(copy, part), { recursive: true, filter: needed });
  symlinkSync(path.join(projectRoot(), 'node_modules'), path.join(copy, 'node_modules'));

  const suite = recipe('suite written in SX', { name: 'colours', file: 'mixing' });
  write(
    suite.file,
    '(defsuite "mixing"\n  (deftest "two" (assert-equal 3 (+ 1 2)))\n  (deftest "none" (assert-equal 0 (+ 1 2))))\n',
  );
  const described = "{ name: 'colours', folder: 'suites/colours', libraries: ['std'], world: 'spec' }";
  addRow(suite.table, '} satisfies Readonly', `  colours: sx('colours, mixed', ${described}),\n`);

  const reporter = recipe('reporter', { name: 'tersely' });
  write(reporter.file, REPORTER);
  const made = "make: async c => (await import('./tersely.ts')).terselyReporter(c.sink)";
  addRow(reporter.table, '};\n\nexport const REPORTER_NAMES', `  tersely: { what: 'outcomes and names', ${made} },\n`);

  await execa(process.execPath, ['build.js', '--quiet'], { cwd: copy });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const REPORTER = `import type { Reporter, Sink } from './reporter.ts';

export function terselyReporter(sink: Sink): Reporter {
  return { name: 'tersely', caseEnd: event => sink.write(\`\${event.outcome}: \${event.path}\\n\`) };
}
`;

/** The file to write and the table to name it in, as the page has them. */
function recipe(what: string, names: Readonly<Record<string, string>>): { file: string; table: string } {
  const page = readFileSync(path.join(projectRoot(), 'CONTRIBUTING.md'), 'utf8');
  const row = page.split('\n').find(line => line.startsWith(`| ${what} |`));
  const [, , file = '', table = ''] = row?.split('|') ?? [];
  const named = (cell: string): string =>
    (/`([^`]+)`/.exec(cell)?.[1] ?? '').replace(/<(\w+)>/g, (_, name: string) => names[name] ?? '');
  return { file: named(file), table: named(table) };
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
  writeFileSync(path.join(copy, file), text);
}

function addRow(file: string, before: string, row: string): void {
  const text = readFileSync(path.join(copy, file), 'utf8');
  expect(text.split(before)).toHaveLength(2);
  write(file, text.replace(before, `${row}${before}`));
}

async function sx(...args: string[]): Promise<{ code: number | undefined; out: string; err: string }> {
  const environment = { PATH: process.env.PATH ?? '', HOME: copy, NO_COLOR: '1', SX_NO_CLONE: '1' };
  const ended = await execa(process.execPath, [path.join(copy, 'bin/sx.js'), ...args], {
    cwd: copy,
    reject: false,
    extendEnv: false,
    env: environment,
  });
  return { code: ended.exitCode, out: ended.stdout, err: ended.stderr };
}

test('a suite and a reporter that were added by the recipes work together', async () => {
  const { code, out, err } = await sx('run-suite', 'colours', '--reporter', 'tersely', '--workers', '1');
  expect(out.split('\n').sort()).toEqual([
    'fail: suites/colours/mixing.sx/mixing > none',
    'pass: suites/colours/mixing.sx/mixing > two',
  ]);
  expect(err).toContain('1 unexpected');
  expect(code).toBe(1);
});

test('the command knows both by name', async () => {
  expect(await sx('run-suite', 'colour')).toMatchObject({ code: 2, err: expect.stringMatching(/One of: .*colours/) });
  expect(await sx('run', '--reporter', 'terse')).toMatchObject({ code: 2, err: expect.stringContaining('tersely') });
});
