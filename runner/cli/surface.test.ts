/** Small things of the surface: terminal facts, suggestions, repeat commands, tables that must agree with each other. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { SYNTAX_ISSUES } from '../../kernel/expander/issue.ts';
import { READ_ERRORS } from '../../kernel/reader/read-error.ts';
import { checkRepository, importsOf, violationsIn } from '../../scripts/check-imports.ts';
import { checkPages } from '../../scripts/check-pages.ts';
import { generatedFiles } from '../../scripts/write-docs.ts';
import { parseCommandLine } from './command-line.ts';
import { COMMANDS } from './command-table.ts';
import { commandText, quote, repeatCommand } from './command-text.ts';
import { OPTION_TABLE } from './option-table.ts';
import { nearest } from './suggest.ts';
import { wantsColour, wantsLive } from './terminal.ts';
import { TOOL_ERRORS, ToolError } from './tool-error.ts';

const ERROR_TABLES = ['runner/cli/tool-error.ts', 'kernel/reader/read-error.ts', 'kernel/expander/issue.ts'];
const TERMINAL = { outIsTerminal: true, errIsTerminal: true, columns: 80 };
const PIPE = { outIsTerminal: false, errIsTerminal: false, columns: 80 };

test.each([
  [undefined, {}, TERMINAL, true],
  [undefined, {}, PIPE, false],
  [undefined, { TERM: 'dumb' }, TERMINAL, false],
  [undefined, { NO_COLOR: '1' }, TERMINAL, false],
  [undefined, { NO_COLOR: '' }, TERMINAL, true],
  [undefined, { FORCE_COLOR: '1' }, PIPE, true],
  [undefined, { FORCE_COLOR: '0' }, TERMINAL, false],
  [undefined, { NO_COLOR: '1', FORCE_COLOR: '3' }, PIPE, false],
  [true, { NO_COLOR: '1' }, PIPE, true],
  [false, { FORCE_COLOR: '1' }, TERMINAL, false],
])('colour: flag %s, %j', (flag, environment, facts, wanted) => expect(wantsColour(flag, environment, facts)).toBe(wanted));

test.each([
  [{}, TERMINAL, true],
  [{}, PIPE, false],
  [{ CI: 'true' }, TERMINAL, false],
  [{ TERM: 'dumb' }, TERMINAL, false],
])('live progress: %j', (environment, facts, wanted) => expect(wantsLive(environment, facts)).toBe(wanted));

test.each([
  ['minPas', 'minPass'],
  ['expectation', 'expectations'],
  ['zzz', undefined],
])('did you mean: %s → %s', (word, expected) => expect(nearest(word, ['minPass', 'expectations', 'gates'])).toBe(expected));

describe('commands to repeat', () => {
  const base = {
    path: 'a/b.js',
    mode: 'strict',
    tier: 'auto',
    engine: 'sx',
    suite: 'test262',
    test262: undefined,
    config: undefined,
  };

  test.each([
    [{}, 'npx sx run a/b.js --mode strict'],
    [{ tier: 'cek' }, 'npx sx run a/b.js --mode strict --tier cek'],
    [{ suite: 'slice' }, 'npx sx run a/b.js --mode strict --suite slice'],
    [{ test262: '../my corpus' }, "npx sx run a/b.js --mode strict --test262 '../my corpus'"],
    [{ engine: 'process:node', tier: 'host' }, 'npx sx run a/b.js --mode strict --engine process:node'],
    [{ path: "it's.js" }, "npx sx run 'it'\\''s.js' --mode strict"],
  ])('%j', (change, text) => expect(repeatCommand({ ...base, ...change })).toBe(text));

  test('a command line comes back as it was meant, and parses to the same', () => {
    const line = [
      'scoreboard',
      'a',
      '-g',
      'x|y',
      '--mode',
      'strict,module',
      '--feature',
      'A',
      '--feature',
      'B C',
      '--shard',
      '2/3',
      '-j',
      '50%',
      '--last-failed',
    ];
    const parse = (words: readonly string[]): { text: string; options: unknown } => {
      const parsed = parseCommandLine(COMMANDS, words);
      if (parsed.kind !== 'command') throw new Error(parsed.text);
      return { text: commandText({ ...parsed, command: parsed.command.name }), options: parsed.options };
    };
    const { text, options } = parse(line);
    expect(text).toBe(
      "sx scoreboard a --grep 'x|y' --feature A --feature 'B C' --mode strict,module --last-failed --workers 50% --shard 2/3",
    );
    expect(
      parse(
        text
          .replaceAll("'", '')
          .replace('B C', 'B_C')
          .split(' ')
          .slice(1)
          .map(word => word.replace('B_C', 'B C')),
      ),
    ).toEqual({ text, options });
    expect(quote('plain/word.js')).toBe('plain/word.js');
  });
});

describe('tables', () => {
  test('every flag is used by a command, and every command has its module or says that it has none', () => {
    const used = new Set(COMMANDS.flatMap(command => command.options));
    expect(Object.keys(OPTION_TABLE).filter(key => !used.has(key as keyof typeof OPTION_TABLE))).toEqual([]);
  });

  test('flag names match their keys', () => {
    for (const [key, { flags }] of Object.entries(OPTION_TABLE)) {
      const camel = /--(?:no-)?([a-z0-9-]+)/
        .exec(flags)![1]!
        .replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
      expect(camel).toBe(key);
    }
  });

  test('generated reference pages and schemas are up to date (npm run docs)', () => {
    for (const [name, text] of generatedFiles())
      expect([name, readFileSync(path.join(projectRoot(), name), 'utf8') === text]).toEqual([name, true]);
  });
});

describe('error codes', () => {
  const sources = fastGlob
    .sync('{runner,kernel}/**/*.ts', { cwd: projectRoot(), absolute: true, ignore: ['**/*.test.ts', ...ERROR_TABLES] })
    .map(file => readFileSync(file, 'utf8'))
    .join('');

  test.each(Object.keys({ ...TOOL_ERRORS, ...READ_ERRORS, ...SYNTAX_ISSUES }))('%s has a producer', code =>
    expect(sources).toContain(`'${code}'`),
  );

  test('hints name commands that there are', () => {
    const names = COMMANDS.map(({ name }) => name);
    for (const { hint } of Object.values(TOOL_ERRORS))
      for (const [, name] of hint.matchAll(/\bsx ([a-z-]+)/g)) expect(names).toContain(name);
  });

  test('an error says what to do in its own words, or in those of its code', () => {
    expect(new ToolError('USAGE_INVALID', 'what').hint).toBe(TOOL_ERRORS.USAGE_INVALID.hint);
    expect(new ToolError('USAGE_INVALID', 'what', 'Do that.')).toMatchObject({ hint: 'Do that.', exitCode: 2 });
    expect('cause' in new ToolError('USAGE_INVALID', 'what')).toBe(false);
    expect(new ToolError('RUN_UNREADABLE', 'what', undefined, 'why')).toMatchObject({ cause: 'why', exitCode: 3 });
  });
});

describe('pages', () => {
  test('hold in this repository', () => expect(checkPages(projectRoot())).toEqual([]));

  test('name what is there, and a folder of many sources has one', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'pages-'));
    const write = (file: string, text = ''): void => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    for (const name of ['a', 'b', 'c', 'd', 'd.test']) write(`room/${name}.ts`);
    for (let i = 0; i < 26; i++) write(`hall/${i}.sx`);
    write('hall/README.md', 'See `0.sx`, `../room/a.ts`, `room/`, `gone.ts` and `attic/`. ```\n`no.ts`\n```');
    expect(checkPages(root)).toEqual([
      'hall/README.md names gone.ts, which is not there',
      'hall/README.md names attic/, which is not there',
      'hall has 26 sources: make rooms, or say in its page "Why so many files"',
      'room has 4 sources and no README.md',
    ]);
    rmSync(root, { recursive: true });
  });
});

describe('import rules', () => {
  const messages = (file: string, text: string): string[] =>
    violationsIn(file, text).map(each => `${each.line}: ${each.message}`);

  test.each([
    ['kernel/vm/x.ts', "import fs from 'node:fs';", ["1: kernel may not import Node's node:fs"]],
    ['kernel/vm/x.ts', "\nimport fs from 'fs';", ["2: kernel may not import Node's fs"]],
    ['kernel/a/x.ts', "import type { A } from '../../harness/outcome.ts';", ['1: kernel may not import harness/outcome.ts']],
    ['kernel/x.ts', "import { z } from 'zod';", ['1: kernel may not import packages (zod)']],
    ['kernel/vm/x.ts', "import '../values/list.ts';", []],
    ['kernel/native/units/x.ts', "import './unit.ts';", []],
    ['kernel/cek/x.ts', "import '../vm/machine.ts';", ['1: kernel/cek may not import upwards: kernel/vm/machine.ts']],
    ['kernel/jit/x.ts', "import '../testing/oracle.ts';", ['1: kernel/jit may not import kernel/testing/oracle.ts']],
    [
      'kernel/attic/x.ts',
      "import '../values/list.ts';",
      ['1: kernel/attic is no room of the kernel: give it a place in KERNEL_ROOMS'],
    ],
    ['cache/x.ts', "export * from '../harness/x.ts';", ['1: cache may not import harness/x.ts']],
    ['reports/x.ts', "import type { O } from '../harness/outcome.ts';", []],
    ['reports/a/x.ts', "const r = await import('../../runner/plan.ts');", ['1: reports may not import runner/plan.ts']],
    ['reports/x.ts', "type A = import('../cache/store.ts').Damage;", ['1: reports may not import cache/store.ts']],
    ['suites/x.ts', "import '../cache/store.ts';", ['1: suites may not import cache/store.ts']],
    ['runner/x.ts', "import '../kernel/instance/kernel.ts';", ['1: runner may not import kernel/instance/kernel.ts']],
    ['runner/commands/js.ts', "import '../../kernel/embed/shell.ts';", []],
    ['runner/x.test.ts', "import '../kernel/instance/kernel.ts';", []],
  ])('%s with %j', (file, text, expected) => expect(messages(file, text)).toEqual(expected));

  test('words in strings and comments are no imports', () => {
    expect(importsOf('x.ts', "// import 'node:fs'\nconst a = \"import 'node:fs'\";")).toEqual([]);
  });

  test('hold in this repository', () => expect(checkRepository(projectRoot()).violations).toEqual([]));
});
