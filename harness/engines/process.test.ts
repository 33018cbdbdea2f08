/** Real programs in real processes: Node through its shim, and the generic adapter with a script in the part of a shell. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CacheStore } from '../../cache/store.ts';
import type { CaseResult } from '../case-runner.ts';
import { readFrontmatter } from '../frontmatter.ts';
import { runCase } from '../run-case.ts';
import { CaseStopSignal } from '../stop-signal.ts';
import { modesOf, type ProgramMode } from '../test-case.ts';
import type { Engine } from './engine.ts';
import { createEngine, engineName, isNode, parseEngineSpec } from './engine-spec.ts';
import { errorFrom } from './process-command.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sx-process-'));
  write('harness/assert.js', 'function assert(ok) { if (!ok) throw new Test262Error("no"); }');
  write('harness/sta.js', 'function Test262Error(message) { this.message = message; }');
  write(
    'harness/doneprintHandle.js',
    'function $DONE(e) { print(e ? "Test262:AsyncTestFailure:" + e.name + ": " + e.message : "Test262:AsyncTestComplete"); }',
  );
  write('harness/broken.js', 'throw new TypeError("helper");');
  write('harness/unparsable.js', 'var var;');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function start(command: string, timeoutMs = 20_000): Promise<Engine> {
  const engine = await createEngine(parseEngineSpec(`process:${command}`)!);
  const store = new CacheStore(path.join(root, 'cache'));
  await engine.prepare({
    tier: 'host',
    corpusRoot: root,
    includes: [],
    store,
    limits: { timeoutMs, maxHeapMb: 64 },
    scratch: root,
  });
  return engine;
}

async function run(engine: Engine, source: string, mode?: ProgramMode, timeoutMs = 20_000): Promise<CaseResult> {
  write('test/a/case.js', source);
  const read = readFrontmatter(source);
  if (!read.readable) throw new Error(read.reason);
  const { frontmatter } = read;
  const spec = {
    kind: 'program',
    id: 'x',
    path: 'a/case.js',
    mode: mode ?? modesOf(frontmatter)[0]!,
    tier: 'host',
    frontmatter,
  } as const;
  const result = await runCase(spec, engine, { corpusRoot: root, timeoutMs, stop: new CaseStopSignal() });
  if (result === 'cancelled') throw new Error('cancelled');
  return result;
}

const brief = ({ outcome, error, phase }: CaseResult): string =>
  error === undefined ? outcome : `${outcome} ${error.name} ${phase}`;

describe('process:node', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start('node');
    write('test/a/dep_FIXTURE.js', 'export const one = 1;');
    write('test/a/bad_FIXTURE.js', '0++;');
    write('test/a/data.json', '{"x": 1}');
  });
  afterAll(() => engine.close());

  test.each([
    ['plain', '/*---\n---*/ assert(true);', 'pass'],
    ['fails', '/*---\n---*/ assert(false);', 'fail Test262Error runtime'],
    ['throws a primitive', '/*---\n---*/ throw "x";', 'fail string runtime'],
    ['early error', '/*---\n---*/ var var;', 'fail SyntaxError parse'],
    ['negative parse', '/*---\nnegative: {phase: parse, type: SyntaxError}\n---*/ var var;', 'pass'],
    [
      'negative parse, thrown at run time',
      '/*---\nnegative: {phase: parse, type: SyntaxError}\n---*/ throw new SyntaxError();',
      'fail WrongPhase runtime',
    ],
    ['negative runtime', '/*---\nnegative: {phase: runtime, type: TypeError}\n---*/ null.x;', 'pass'],
    [
      'negative of our own error class',
      '/*---\nnegative: {phase: runtime, type: Test262Error}\n---*/ throw new Test262Error();',
      'pass',
    ],
    ['async', '/*---\nflags: [async]\n---*/ Promise.resolve().then(() => $DONE());', 'pass'],
    [
      'async failure',
      '/*---\nflags: [async]\n---*/ Promise.resolve().then(() => $DONE(new RangeError("r")));',
      'fail RangeError async',
    ],
    ['async without an end', '/*---\nflags: [async]\n---*/ 1;', 'fail NoDone async'],
    ['raw has no harness', '/*---\nflags: [raw]\n---*/ if (typeof assert !== "undefined") throw 1;', 'pass'],
    ['module', '/*---\nflags: [module]\n---*/ import { one } from "./dep_FIXTURE.js"; assert(one === 1); await 0;', 'pass'],
    [
      'module imports itself and JSON',
      '/*---\nflags: [module]\n---*/ import * as me from "./case.js"; import d from "./data.json" with { type: "json" }; export let x = d.x; assert(me.x === 1);',
      'pass',
    ],
    [
      'dynamic import',
      '/*---\nflags: [async]\n---*/ import("./dep_FIXTURE.js").then(ns => { assert(ns.one === 1); $DONE(); }, $DONE);',
      'pass',
    ],
    [
      'negative resolution',
      '/*---\nflags: [module]\nnegative: {phase: resolution, type: SyntaxError}\n---*/ import { two } from "./dep_FIXTURE.js";',
      'pass',
    ],
    [
      'early error in a dependency',
      '/*---\nflags: [module]\nnegative: {phase: resolution, type: SyntaxError}\n---*/ import "./bad_FIXTURE.js";',
      'pass',
    ],
    ['helper that cannot be parsed', '/*---\nincludes: [unparsable.js]\n---*/ 1;', 'fail SyntaxError harness'],
    [
      'helper that cannot be parsed, and a negative test',
      '/*---\nincludes: [unparsable.js]\nnegative: {phase: parse, type: SyntaxError}\n---*/ 1;',
      'fail SyntaxError harness',
    ],
    ['unhandled rejection', '/*---\n---*/ Promise.reject(new TypeError("t"));', 'pass'],
    ['module that waits for ever', '/*---\nflags: [module]\n---*/ await new Promise(() => {});', 'fail Unsettled runtime'],
    ['broken helper', '/*---\nincludes: [broken.js]\n---*/ 1;', 'fail TypeError harness'],
    [
      'another realm',
      '/*---\n---*/ var other = $262.createRealm().global; assert(other.Array !== Array); assert(other.eval("1+1") === 2);',
      'pass',
    ],
    ['evalScript', '/*---\n---*/ $262.evalScript("var fromScript = 7;"); assert(fromScript === 7);', 'pass'],
    ['globals are not enumerable', '/*---\n---*/ assert(!Object.keys(globalThis).includes("print"));', 'pass'],
    [
      'detached buffers',
      '/*---\n---*/ var b = new ArrayBuffer(8); $262.detachArrayBuffer(b); assert(b.byteLength === 0);',
      'pass',
    ],
    ['has no process to end', '/*---\n---*/ process.exit(0); assert(false);', 'fail ReferenceError runtime'],
    [
      'exhausts its heap',
      '/*---\n---*/ var all = []; for (;;) all.push(new Array(1000).fill(all.length));',
      'oom Interrupted host',
    ],
    ['prints much', '/*---\n---*/ for (let i = 0; i < 2000; i++) print("x".repeat(1023));', 'pass'],
  ])('%s', async (_, source, expected) => expect(brief(await run(engine, source))).toBe(expected));

  test('strict mode is the directive before the source', async () => {
    const source = '/*---\n---*/ assert(function () { return this; }() === undefined);';
    expect(brief(await run(engine, source, 'strict'))).toBe('pass');
    expect(brief(await run(engine, source, 'sloppy'))).toBe('fail Test262Error runtime');
  });

  test('a failure says where, in every mode', async () => {
    const source = '/*---\n---*/\nfunction f() {\n  null.x;\n}\nf();';
    for (const mode of ['sloppy', 'strict'] as const)
      expect((await run(engine, source, mode)).error?.at).toEqual({ file: 'a/case.js', line: 4, column: 8 });
  });

  test('an endless program is killed at its limit', async () => {
    const impatient = await start('node', 400);
    expect(brief(await run(impatient, '/*---\n---*/ for (;;);', 'sloppy', 400))).toBe('timeout Interrupted host');
    await impatient.close();
  });

  test('a command that is not there is refused before any test, with what to do', async () => {
    await expect(start('/nowhere/node')).rejects.toThrow(
      '/nowhere/node cannot be started (spawn /nowhere/node ENOENT); install it, or name it by its path',
    );
  });

  test('a process that dies is replaced, and its death is the fault of a program that dies in a new one, too', async () => {
    const fragile = await start('node --allow-natives-syntax');
    expect(brief(await run(fragile, '/*---\n---*/ assert(true);'))).toBe('pass');
    expect(brief(await run(fragile, '/*---\n---*/ %AbortJS("x");'))).toBe('crash Crash host');
    expect(brief(await run(fragile, '/*---\n---*/ assert(true);'))).toBe('pass');
    await fragile.close();
  });

  test('each program has a realm of its own', async () => {
    const source =
      '/*---\n---*/ assert(typeof leaked === "undefined" && [].leaked === undefined); leaked = 1; Array.prototype.leaked = 1;';
    expect(brief(await run(engine, source))).toBe('pass');
    expect(brief(await run(engine, source))).toBe('pass');
  });

  test('a process for each program is an option', async () => {
    const fresh = await createEngine(parseEngineSpec('process-per-case:node')!);
    expect(fresh.name).toBe('process-per-case:node');
    const store = new CacheStore(path.join(root, 'cache'));
    await fresh.prepare({
      tier: 'host',
      corpusRoot: root,
      includes: [],
      store,
      limits: { timeoutMs: 20_000, maxHeapMb: 64 },
      scratch: root,
    });
    expect(brief(await run(fresh, '/*---\n---*/ assert(true);'))).toBe('pass');
    expect(brief(await run(fresh, '/*---\n---*/ assert(false);'))).toBe('fail Test262Error runtime');
    await fresh.close();
  });
});

describe('process:COMMAND', () => {
  let engine: Engine;
  beforeAll(async () => {
    // A shell of our own: parse, run, name on stderr, exit code 1.
    write(
      'shell.cjs',
      `const { readFileSync } = require('node:fs'); const vm = require('node:vm');
      try { new vm.Script(readFileSync(process.argv[2], 'utf8')).runInThisContext(); }
      catch (e) { console.error('Uncaught ' + (e && e.name || e.constructor.name) + ': ' + e.message); process.exit(1); }`,
    );
    write('shell', `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, 'shell.cjs')}" "$1"\n`);
    await import('node:fs').then(fs => fs.chmodSync(path.join(root, 'shell'), 0o755));
    engine = await start(path.join(root, 'shell'));
  });
  afterAll(() => engine.close());

  test.each([
    ['plain', '/*---\n---*/ assert(true);', 'pass'],
    ['negative parse', '/*---\nnegative: {phase: parse, type: SyntaxError}\n---*/ var var;', 'pass'],
    [
      'negative parse, thrown at run time',
      '/*---\nnegative: {phase: parse, type: SyntaxError}\n---*/ throw new SyntaxError("s");',
      'fail WrongPhase runtime',
    ],
    ['negative runtime', '/*---\nnegative: {phase: runtime, type: TypeError}\n---*/ null.x;', 'pass'],
    ['async', '/*---\nflags: [async]\n---*/ Promise.resolve().then(() => $DONE());', 'pass'],
    ['raw', '/*---\nflags: [raw]\n---*/ 1;', 'pass'],
    ['module', '/*---\nflags: [module]\n---*/ 1;', 'unsupported Unsupported host'],
  ])('%s', async (_, source, expected) => expect(brief(await run(engine, source))).toBe(expected));

  test.each([
    ['TypeError: x is not a function\n    at y', 'TypeError', 'x is not a function'],
    ['Uncaught RangeError: r', 'RangeError', 'r'],
    ['file.js:3: Test262Error: a: b', 'Test262Error', 'a: b'],
    ['something odd', 'Error', 'something odd'],
  ])('error from %j', (text, name, message) => expect(errorFrom(text)).toEqual({ name, message }));
});

describe('engine specs', () => {
  test.each([
    ['sx', 'sx'],
    ['sx:heat=2', 'sx:heat=2'],
    ['sx:heat=0', undefined],
    ['sx:2', undefined],
    ['process:node', 'process:node'],
    ['process:node --harmony', 'process:node --harmony'],
    ['process-per-case:node', 'process-per-case:node'],
    ['module:/a/b:c.mjs', 'module:/a/b:c.mjs'],
    ['process:', undefined],
    ['process', undefined],
    ['node', undefined],
    ['', undefined],
  ])('%j', (text, name) => {
    const spec = parseEngineSpec(text);
    expect(spec === undefined ? undefined : engineName(spec)).toBe(name);
  });

  test('node is known by its name, wherever it lies', () => {
    expect(['node', '/usr/bin/node', 'C:\\x\\node.exe'].map(isNode)).toEqual([true, true, true]);
    expect(['nodejs-like', 'qjs', '/node/qjs'].map(isNode)).toEqual([false, false, false]);
  });
});
