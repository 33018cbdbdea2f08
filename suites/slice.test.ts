/**
 * The in-repo slice as a collection: enough programs, each with a description of its own, and together every kind of syntax that
 * our parser knows, every builtin on the list, every flag and every helper. That they pass is the scoreboard's business.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastGlob from 'fast-glob';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type Frontmatter, frontmatterBlock, NEGATIVE_PHASES, readFrontmatter } from '../harness/frontmatter.ts';
import { compiledSystem } from '../kernel/testing/standard.ts';
import { type RecordInstance, recordField } from '../kernel/values/record.ts';
import { Sym } from '../kernel/values/symbol.ts';

const SLICE = path.join(import.meta.dirname, 'slice');
const LIBRARIES = path.join(import.meta.dirname, '..', 'kernel', 'lib');
const AST = readFileSync(path.join(LIBRARIES, 'js', 'syntax', 'ast.sx'), 'utf8');

/** Builtins with a folder of their own below `builtins/`. */
const BUILTINS = [
  ...['Array', 'BigInt', 'Boolean', 'Error', 'Function', 'GeneratorPrototype', 'Iterator', 'JSON', 'Map', 'Math', 'Number'],
  ...['Object', 'Promise', 'Proxy', 'Reflect', 'Set', 'String', 'Symbol', 'Temporal', 'global'],
];

/** Forms of a node kind that deserve a program too, in the words of `formsOf`. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  VariableDeclaration: ['var', 'let', 'const', 'using', 'await using'],
  FunctionDeclaration: ['plain', 'async', 'generator', 'async generator'],
  FunctionExpression: ['plain', 'async', 'generator', 'async generator'],
  ArrowFunctionExpression: ['plain', 'async'],
  MethodDefinition: ['constructor', 'method', 'get', 'set', 'static', 'computed'],
  PropertyDefinition: ['static', 'computed'],
  Property: ['init', 'get', 'set', 'method', 'shorthand', 'computed'],
  ForOfStatement: ['await'],
  YieldExpression: ['delegate'],
  MemberExpression: ['computed', 'optional'],
  CallExpression: ['optional'],
  Literal: ['null', 'boolean', 'number', 'string', 'bigint', 'regular expression'],
  Program: ['script', 'module'],
  UpdateExpression: ['++', '--', 'prefix'],
  UnaryExpression: ['+', '-', '!', '~', 'typeof', 'void', 'delete'],
  LogicalExpression: ['&&', '||', '??'],
  BinaryExpression: '+ - * / % ** << >> >>> & | ^ == != === !== < <= > >= in instanceof'.split(' '),
  AssignmentExpression: '= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??='.split(' '),
};

interface Program {
  name: string;
  source: string;
  frontmatter: Frontmatter;
  description: unknown;
}

const programs: Program[] = fastGlob
  .sync('**/*.js', { cwd: path.join(SLICE, 'test'), ignore: ['**/*_FIXTURE.js'] })
  .sort()
  .map(name => {
    const source = readFileSync(path.join(SLICE, 'test', name), 'utf8');
    const read = readFrontmatter(source);
    if (!read.readable) throw new Error(`${name}: ${read.reason}`);
    const { description } = parseYaml(frontmatterBlock(source)!) as { description?: unknown };
    return { name, source, frontmatter: read.frontmatter, description };
  });

test('there are at least 150 programs', () => {
  expect(programs.length).toBeGreaterThanOrEqual(150);
});

test('every program has a description, and no two have the same', () => {
  const owner = new Map<unknown, string>();
  const wrong: string[] = [];
  for (const { name, description } of programs) {
    if (typeof description !== 'string' || description.trim() === '') wrong.push(`${name} has no description`);
    else if (owner.has(description)) wrong.push(`${name} has the description of ${owner.get(description)}`);
    owner.set(description, name);
  }
  expect(wrong).toEqual([]);
});

test('every program asserts something, or is about an error or about code without harness', () => {
  const silent = programs.filter(
    ({ source, frontmatter }) =>
      frontmatter.negative === null &&
      !frontmatter.flags.includes('raw') &&
      !/\b(?:assert|verifyProperty|Test262Error)\b/.test(source),
  );
  expect(silent.map(each => each.name)).toEqual([]);
});

test('flags, phases of negative tests and harness files are all in use', () => {
  const flags = new Set(programs.flatMap(each => each.frontmatter.flags));
  for (const flag of ['onlyStrict', 'noStrict', 'module', 'raw', 'async'] as const) expect(flags).toContain(flag);
  const phases = new Set(programs.map(each => each.frontmatter.negative?.phase));
  for (const phase of NEGATIVE_PHASES) expect(phases).toContain(phase);
  const present = readdirSync(path.join(SLICE, 'harness'));
  for (const name of new Set(programs.flatMap(each => each.frontmatter.includes))) expect(present).toContain(name);
});

test('every builtin on the list has programs', () => {
  const folders = new Set(
    programs.map(({ name }) => name.split('/')).flatMap(([top, second]) => (top === 'builtins' ? [second] : [])),
  );
  expect(BUILTINS.filter(name => !folders.has(name))).toEqual([]);
});

describe('syntax', () => {
  const seen = new Set<string>();

  // Programs that end before they run say nothing about evaluation, so only the others are read, with our own parser.
  beforeAll(() => {
    const parse = loadParser();
    for (const { source, frontmatter } of programs) {
      if (frontmatter.negative !== null && frontmatter.negative.phase !== 'runtime') continue;
      noteKinds(parse(source, frontmatter.flags.includes('module')), seen);
    }
  });

  const kinds = [
    ...AST.matchAll(/^\(define-node (\w+)/gm),
    ...AST.matchAll(/^\(define-node-under (?:function|class)-node \([^)]*\)\s+(\w+)/gm),
  ].map(match => match[1]!);

  test('every node kind of the parser occurs', () => {
    expect(kinds.length).toBeGreaterThan(60);
    expect(kinds.filter(kind => !seen.has(kind))).toEqual([]);
  });

  test.each(Object.entries(FORMS))('every form of %s occurs', (kind, forms) => {
    expect(kinds).toContain(kind);
    expect(forms.filter(form => !seen.has(`${kind} ${form}`))).toEqual([]);
  });
});

type Parse = (source: string, isModule: boolean) => unknown;

/** A kernel with the base library and the JavaScript parser, nothing more. */
function loadParser(): Parse {
  const { system } = compiledSystem({}, file => file.includes('/syntax/'));
  const js = system.kernel.namespace('js');
  return (source, isModule) =>
    isModule
      ? system.kernel.call(js.lookup('js-parse-module')?.v, source)
      : system.kernel.call(js.lookup('js-parse-script')?.v, source, null);
}

/** Adds the kinds and forms of a tree. Scopes point back into it, so they are left out. */
function noteKinds(value: unknown, seen: Set<string>): void {
  if (Array.isArray(value)) {
    for (const each of value) noteKinds(each, seen);
    return;
  }
  const type = (value as RecordInstance | null)?.type;
  if (type?.fields === undefined) return;
  const fields = new Map(type.fields.map((field, at) => [field, recordField(value as RecordInstance, at)]));
  const kind = fields.get('type');
  if (!(kind instanceof Sym)) return;
  seen.add(kind.name);
  for (const form of formsOf(kind.name, fields)) seen.add(`${kind.name} ${form}`);
  for (const [field, child] of fields) if (field !== 'scope') noteKinds(child, seen);
}

function formsOf(kind: string, fields: ReadonlyMap<string, unknown>): string[] {
  if (kind === 'Literal') {
    const value = fields.get('value');
    const written = fields.get('regex') === null ? typeof value : 'regular expression';
    return [written === 'object' ? 'null' : written];
  }
  const named = ['kind', 'operator', 'sourceType'].map(field => fields.get(field)).filter(value => typeof value === 'string');
  const marks = 'async generator static computed optional method shorthand prefix delegate await'
    .split(' ')
    .filter(field => fields.get(field) === true);
  if (fields.has('generator')) return [marks.length === 0 ? 'plain' : marks.join(' ')];
  return [...named, ...marks];
}
