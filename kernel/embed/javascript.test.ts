/** How JavaScript programs end, on every tier: traces and places, rejections, modules, and what is wrong with a text. */
import { describe, expect, test } from 'vitest';
import { jsKernel, runHere } from '../testing/js.ts';
import type { End, JsProgram } from './javascript-program.ts';
import { TIERS } from './tiers.ts';

/** Modules of a world without files: `/name` is its identity, `alias:/name` another way to ask for it. */
function world(files: Readonly<Record<string, string>>): Partial<JsProgram> {
  return {
    path: 'main.mjs',
    identity: '/main.mjs',
    mode: 'module',
    unhandledRejections: 'throw',
    loadModule: specifier => {
      const name = specifier.replace(/^(?:alias:|\.)\//, '');
      const source = files[name];
      return source === undefined ? undefined : { identity: `/${name}`, path: name, source };
    },
  };
}

function told(end: End): string {
  switch (end.kind) {
    case 'threw': {
      const { name, message, at } = end.error;
      return `${end.phase} ${name}: ${message}${at ? ` at ${at.file}:${at.line}:${at.column}` : ''}`;
    }
    case 'unsettled':
      return `unsettled ${end.module}`;
    default:
      return end.kind;
  }
}

describe.each(TIERS)('on %s', tier => {
  const stackOf = (source: string, change: Partial<JsProgram> = {}): readonly string[] => {
    const { lines, end } = runHere(source, change, tier);
    return end.kind === 'completed' ? lines.join('\n').replaceAll('    at ', '').split('\n') : [told(end)];
  };

  test.each<[string, string, string[]]>([
    [
      'calls, callbacks of built-ins, and the top level',
      'function f() { return [1].map(function cb(x) { return x.a.b })\n}\ntry { f() } catch (e) { print(e.stack) }',
      ["TypeError: Cannot read properties of undefined (reading 'b')", 'cb (case.js:1:55)', 'f (case.js:1:23)', 'case.js:3:7'],
    ],
    [
      'a throw in tail position',
      'function f(x) {\n  throw new RangeError("t");\n}\nfunction g() { return f() }\ntry { g(); } catch (e) { print(e.stack) }',
      ['RangeError: t', 'f (case.js:2:9)', 'g (case.js:4:23)', 'case.js:5:7'],
    ],
    [
      'an error that a built-in makes, in tail position',
      'const g = () => new Array(-1);\ntry { g() } catch (e) { print(e.stack) }',
      ['RangeError: Invalid array length', 'g (case.js:1:17)', 'case.js:2:7'],
    ],
    [
      'operators in tail position',
      'const g = x => x + 1n, h = x => x * 2;\ntry { [1].map(g) } catch (e) { print(e.stack) }\ntry { [Symbol()].map(h) } catch (e) { print(e.stack) }',
      [
        'TypeError: Cannot mix BigInt and other types, use explicit conversions',
        'g (case.js:1:16)',
        'case.js:2:7',
        'TypeError: Cannot convert a Symbol value to a number',
        'h (case.js:1:33)',
        'case.js:3:7',
      ],
    ],
    [
      'methods, accessors, constructors, generators',
      `class A { constructor() { this.e = new Error("c") } m() { return new Error("m") } get g() { return new Error("g") } }
const a = new A();
print(a.e.stack); print(a.m().stack); print(a.g.stack);
function* gen() { yield new Error("y") }
print(gen().next().value.stack);`,
      [
        'Error: c',
        'new A (case.js:1:36)',
        'case.js:2:11',
        'Error: m',
        'm (case.js:1:66)',
        'case.js:3:25',
        'Error: g',
        'get g (case.js:1:100)',
        'case.js:3:45',
        'Error: y',
        'gen (case.js:4:25)',
        'case.js:5:7',
      ],
    ],
    [
      'recursion shows the ten innermost calls',
      'function f(n) { if (n === 0) return new Error("deep"); const e = f(n - 1); return e }\nprint(f(20).stack)',
      ['Error: deep', 'f (case.js:1:37)', ...Array.from({ length: 9 }, () => 'f (case.js:1:66)')],
    ],
    [
      'code that is evaluated',
      'function f() {\n  eval("\\n null.x");\n}\ntry { f(); } catch (e) { print(e.stack) }',
      ["TypeError: Cannot read properties of null (reading 'x')", 'eval (<eval>:2:2)', 'f (case.js:2:3)', 'case.js:4:7'],
    ],
    [
      'code made hot by a loop',
      'function f(n) { if (n > 500) throw new Error("hot"); return n }\nfunction loop() { for (let i = 0; ; i++) f(i); }\ntry { loop(); } catch (e) { print(e.stack) }',
      ['Error: hot', 'f (case.js:1:36)', 'loop (case.js:2:42)', 'case.js:3:7'],
    ],
    [
      'name and message are those at the first look',
      'const e = new Error("a"); e.message = "b"; print(e.stack.split("\\n")[0]); e.message = "c"; print(e.stack.split("\\n")[0]);',
      ['Error: b', 'Error: b'],
    ],
    [
      'a class of the program',
      'class E extends TypeError { constructor(m) { super(m); this.name = "E" } }\nprint(new E("x").stack)',
      ['E: x', 'new E (case.js:1:46)', 'case.js:2:7'],
    ],
    ['no stack of what is no error', 'print(Object.create(Error.prototype).stack)', ['undefined']],
  ])('the stack of an error shows %s', (_, source, stack) => expect(stackOf(source)).toEqual(stack));

  test.each<[string, string, string]>([
    ['a throw', 'function f() {\n  throw new TypeError("x")\n}\nf()', 'runtime TypeError: x at case.js:2:3'],
    ['a thrown value', 'function f() {\n  throw 5\n}\nf()', 'runtime number: 5 at case.js:2:3'],
    ['an object in a callback', '[1].forEach(() => {\n throw {}\n})', 'runtime Object:  at case.js:2:2'],
    ['a built-in', 'function f() {\n  return new Array(-1)\n}\nf()', 'runtime RangeError: Invalid array length at case.js:2:10'],
    ['an early error', 'var a;\nvar b = ;', "parse SyntaxError: Unexpected token ';' at case.js:2:9"],
  ])('the end tells where: %s', (_, source, expected) => expect(told(runHere(source, {}, tier).end)).toBe(expected));

  test('strict mode changes no position', () => {
    expect(told(runHere('null.x', { mode: 'strict' }, tier).end)).toBe(
      "runtime TypeError: Cannot read properties of null (reading 'x') at case.js:1:1",
    );
    expect(runHere('print((function () { return this })())', { mode: 'strict' }, tier).lines).toEqual(['undefined']);
  });

  test.each<[string, string, string]>([
    ['one', 'Promise.reject(new TypeError("x"));', 'runtime TypeError: x at case.js:1:16'],
    ['the first of several', 'Promise.reject(new TypeError("x")); Promise.reject(1)', 'runtime TypeError: x at case.js:1:16'],
    [
      'one of an async function',
      'async function f() { await 1; null.x }\nf()',
      "runtime TypeError: Cannot read properties of null (reading 'x') at case.js:1:31",
    ],
    ['one that is passed on', 'Promise.reject(new Error("e")).then(() => {})', 'runtime Error: e at case.js:1:16'],
    ['none that is caught', 'Promise.reject(1).catch(() => {})', 'completed'],
    [
      'none that is caught in time',
      'const p = Promise.reject(1); Promise.resolve().then(() => {}).then(() => p.catch(() => {}))',
      'completed',
    ],
    ['none of very many that are caught', 'for (let i = 0; i < 5000; i++) Promise.reject(i).catch(() => {});', 'completed'],
    [
      'one after very many that are caught',
      'for (let i = 0; i < 5000; i++) Promise.reject(i).catch(() => {}); Promise.reject(7)',
      'runtime number: 7',
    ],
  ])('unhandled rejections: %s', (_, source, expected) => {
    expect(told(runHere(source, { unhandledRejections: 'throw' }, tier).end)).toBe(expected);
    expect(told(runHere(source, {}, tier).end)).toBe('completed');
  });

  test.each<[string, string, Record<string, string>, string[], string]>([
    [
      'a cycle back to the entry runs everything once, dependencies first',
      'import { b } from "./b"; export const a = 1; print("main " + b());',
      { b: 'import { a } from "./main.mjs"; print("b"); export const b = () => a', 'main.mjs': 'print("again")' },
      ['b', 'main 1'],
      'completed',
    ],
    [
      'one module by two names',
      'import * as x from "./b"; import * as y from "alias:/b"; const z = await import("alias:/b"); print(x === y && y === z)',
      { b: 'print("b")' },
      ['b', 'true'],
      'completed',
    ],
    [
      'a mistake in an imported text',
      'import "./b"',
      { b: '\nvar a = ;' },
      [],
      "resolution SyntaxError: Unexpected token ';' at b:2:9",
    ],
    [
      'a mistake in a text that is imported later',
      'await import("./b")',
      { b: 'var a = ;' },
      [],
      "runtime SyntaxError: Unexpected token ';' at b:1:9",
    ],
    [
      'an export that is not there',
      'import { q } from "./b"',
      { b: '' },
      [],
      "resolution SyntaxError: The requested module 'b' does not provide an export named 'q'",
    ],
    [
      'a module that is not there',
      'import "./q"',
      {},
      [],
      "resolution TypeError: Cannot find module './q' imported from main.mjs",
    ],
    [
      'a throw in another module',
      'import { f } from "./b"\nf()',
      { b: 'export function f() {\n throw new Error("e") }' },
      [],
      'runtime Error: e at b:2:8',
    ],
    ['an await for ever', 'print(1); await new Promise(() => {}); print(2)', {}, ['1'], 'unsettled main.mjs'],
    ['an await for ever in a dependency', 'import "./b"', { b: 'await new Promise(() => {})' }, [], 'unsettled b'],
    ['a rejection wins over that', 'Promise.reject(3); await new Promise(() => {})', {}, [], 'runtime number: 3'],
  ])('modules: %s', (_, source, files, lines, expected) => {
    const run = runHere(
      source,
      world({ 'main.mjs': source, ...files, ...(files['main.mjs'] ? { 'main.mjs': source } : {}) }),
      tier,
    );
    expect({ lines: run.lines, end: told(run.end) }).toEqual({ lines, end: expected });
  });

  test('what a preloaded text throws, or is wrong with it, is not the program’s', () => {
    const kernel = jsKernel(tier);
    kernel.preload('lib.js', 'function fail() {\n  throw { message: "no" } }');
    kernel.preload('throws.js', '\nnull.x; 1');
    const broken = kernel.preload('broken.js', 'var a = ;');
    expect(broken).toMatchObject({ kind: 'threw', phase: 'preload', preload: 'broken.js' });
    expect(runHere('print(1)', { preloads: ['broken.js'] }, tier)).toEqual({ lines: [], end: broken });
    expect(runHere('', { preloads: ['throws.js'] }, tier).end).toMatchObject({ phase: 'preload', preload: 'throws.js' });
    expect(told(runHere('var x = ;', { preloads: ['throws.js'] }, tier).end)).toContain('parse SyntaxError');
    // Thrown on behalf of the program: that is the place to look at.
    expect(told(runHere('\n fail()', { preloads: ['lib.js'] }, tier).end)).toBe('runtime Object: no at case.js:2:2');
  });
});

test('why a program was stopped is told as it is', () => {
  const stopped = (reason: 'timeout' | 'cancelled'): End =>
    runHere('for (;;);', { limits: { shouldStop: () => reason, maxBytes: 1e9 } }).end;
  expect(stopped('timeout')).toEqual({ kind: 'interrupted', reason: 'timeout' });
  expect(stopped('cancelled')).toEqual({ kind: 'interrupted', reason: 'cancelled' });
});
