/**
 * Import rules, checked. Reads the imports of every source file with the TypeScript parser and compares them with the table of the
 * architecture page: which folder may import from which. Prints each violation with file and line; ends with 1 when there is one.
 */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import fastGlob from 'fast-glob';
import ts from 'typescript';
import { projectRoot } from '../harness/project-root.ts';

interface Rule {
  /** Our folders that may be imported. */
  folders: readonly string[];
  /** Single files of other folders, with the reason in a comment beside them. */
  files?: readonly string[];
  /** May Node's own modules be imported? */
  node: boolean;
  /** May packages be imported? */
  packages: boolean;
}

/** Files that only test may import anything a test needs. */
const TEST_FILE = /(?:\.test\.ts$)|(?:\/testing\/)/;

/**
 * The rooms of the kernel from the ground up: a room imports from itself and from those before it, never from one after it, so that no
 * two rooms can form a circle.
 */
export const KERNEL_ROOMS = [
  'values',
  'reader',
  'core',
  'instance',
  'control',
  'expander',
  'primitives',
  'cek',
  'vm',
  'native',
  'jit',
  'embed',
  'spec',
] as const;

const RULES: Readonly<Record<string, Rule>> = {
  // Also runs in a browser: nothing of ours, nothing of Node, no packages.
  kernel: { folders: [], node: false, packages: false },
  cache: { folders: [], node: true, packages: false },
  harness: { folders: ['kernel', 'cache'], node: true, packages: true },
  suites: { folders: ['harness', 'kernel'], node: true, packages: true },
  // The vocabulary of events: outcomes, case ids, path patterns. No machinery.
  reports: {
    folders: [],
    files: ['harness/outcome.ts', 'harness/test-case.ts', 'harness/path-pattern.ts'],
    node: true,
    packages: true,
  },
  runner: { folders: ['suites', 'harness', 'cache', 'reports'], node: true, packages: true },
  platform: { folders: ['kernel'], node: true, packages: true },
  scripts: { folders: ['platform', 'runner', 'suites', 'harness', 'cache', 'reports', 'kernel'], node: true, packages: true },
};

/** Where the `sx` command starts kernels for people, outside of any run. */
const KERNEL_COMMANDS = [
  'runner/bench/library-tiers.ts',
  'runner/bench/sx-program.ts',
  'runner/commands/run-sx.ts',
  'runner/commands/disasm.ts',
  'runner/commands/js.ts',
  'runner/commands/repl.ts',
  'runner/entries/shell-worker.ts',
  'runner/commands/serve.ts',
];

/** What platform's own commands start with: the store of compiled libraries and the files of programs. */
const PLATFORM_ENTRIES = /^platform\/entries\//;

export interface Violation {
  file: string;
  line: number;
  message: string;
}

export function violationsIn(file: string, text: string, rules = RULES): Violation[] {
  const folder = file.split('/')[0]!;
  const rule = rules[folder];
  if (rule === undefined || TEST_FILE.test(file)) return [];
  return importsOf(file, text).flatMap(({ specifier, line }) => {
    const message = verdict(file, folder, rule, specifier);
    return message === undefined ? [] : [{ file, line, message }];
  });
}

function verdict(file: string, folder: string, rule: Rule, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier);
    if (builtin) return rule.node ? undefined : `${folder} may not import Node's ${specifier}`;
    return rule.packages ? undefined : `${folder} may not import packages (${specifier})`;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const targetFolder = target.split('/')[0]!;
  if (folder === 'kernel' && targetFolder === 'kernel') return kernelVerdict(file, target);
  if (targetFolder === folder || rule.folders.includes(targetFolder) || rule.files?.includes(target) === true) return undefined;
  if (targetFolder === 'kernel' && KERNEL_COMMANDS.includes(file)) return undefined;
  if (PLATFORM_ENTRIES.test(file) && (targetFolder === 'harness' || targetFolder === 'cache')) return undefined;
  return `${folder} may not import ${target}`;
}

function kernelVerdict(file: string, target: string): string | undefined {
  const [from, to] = [roomOf(file), roomOf(target)];
  const [level, targetLevel] = [levelOf(from), levelOf(to)];
  if (level < 0) return `kernel/${from} is no room of the kernel: give it a place in KERNEL_ROOMS`;
  if (targetLevel < 0) return `kernel/${from} may not import ${target}`;
  return targetLevel <= level ? undefined : `kernel/${from} may not import upwards: ${target}`;
}

const roomOf = (file: string): string => file.split('/')[1] ?? '';
const levelOf = (room: string): number => (KERNEL_ROOMS as readonly string[]).indexOf(room);

/** Static and dynamic imports, re-exports and import types. */
export function importsOf(file: string, text: string): { specifier: string; line: number }[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const found: { specifier: string; line: number }[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    found.push({ specifier: node.text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The check over the whole repository. */
export function checkRepository(root: string): { files: number; violations: Violation[] } {
  const files = fastGlob.sync(`{${Object.keys(RULES).join(',')}}/**/*.ts`, { cwd: root, ignore: ['**/node_modules/**'] }).sort();
  return {
    files: files.length,
    violations: files.flatMap(file => violationsIn(file, readFileSync(path.join(root, file), 'utf8'))),
  };
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('check-imports')) {
  const { files, violations } = checkRepository(projectRoot());
  for (const { file, line, message } of violations) process.stderr.write(`${file}:${line}: ${message}\n`);
  process.stdout.write(`rooms of the kernel: ${KERNEL_ROOMS.join(' < ')}\n`);
  process.stdout.write(
    `imports of ${files} files: ${violations.length === 0 ? 'all within the rules' : `${violations.length} violations`}\n`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}
