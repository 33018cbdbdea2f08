/**
 * Programs that want all there is: memory of every kind, depth of every kind, time in every way. Each with the outcomes that are right for it;
 * more than one where an engine may refuse earlier than another, and where the stack that a depth takes may be more than the memory there is.
 */
import type { Outcome } from '../../harness/outcome.ts';

export interface HostileProgram {
  name: string;
  source: string;
  outcomes: readonly Outcome[];
}

const forEver = (body: string, before = ''): string => `${before}\nfor (var i = 0;; i++) { ${body} }`;

/** A string or number may meet its largest size before memory ends. */
const MEMORY: readonly (readonly [string, string, (readonly Outcome[])?])[] = [
  ['a map', forEver('o.set(i, {});', 'var o = new Map;')],
  ['a set', forEver('o.add({ i });', 'var o = new Set;')],
  ['a weak map of kept keys', forEver('var k = {}; keys.push(k); o.set(k, {});', 'var o = new WeakMap, keys = [];')],
  ['an array', forEver('a.push({});', 'var a = [];')],
  ['arrays in arrays', forEver('a = [a, [i]];', 'var a = [];')],
  ['properties', forEver('o["k" + i] = i;', 'var o = {};')],
  ['a long string', forEver('s += s;', 'var s = "ab";'), ['oom', 'fail']],
  ['many strings', forEver('a.push("x".repeat(1000) + i);', 'var a = [];')],
  ['joined strings', forEver('a.push(a.join("-").slice(0, 100000) + i);', 'var a = ["abc"];')],
  ['buffers', forEver('a.push(new ArrayBuffer(1000000));', 'var a = [];'), ['oom', 'fail']],
  ['typed arrays', forEver('a.push(new Float64Array(10000));', 'var a = [];'), ['oom', 'fail']],
  ['a large integer', forEver('n = n * n;', 'var n = 7n;'), ['oom', 'fail', 'timeout']],
  ['many large integers', forEver('n = n * 3n; a.push(n);', 'var n = 3n ** 2000n, a = [];'), ['oom', 'fail', 'timeout']],
  ['functions', forEver('a.push(function () { return a; });', 'var a = [];')],
  ['generators', forEver('var g = gen(); g.next(); a.push(g);', 'var a = []; function* gen() { yield 1; yield 2; }')],
  ['errors', forEver('a.push(new Error("e" + i));', 'var a = [];')],
  ['symbols', forEver('a.push(Symbol("s" + i));', 'var a = [];')],
  ['promises', forEver('a.push(new Promise(function () {}));', 'var a = [];')],
  ['proxies', forEver('a.push(new Proxy({}, {}));', 'var a = [];')],
  ['dates', forEver('a.push(new Date(i));', 'var a = [];')],
];

const recursion = (code: string): string =>
  `var caught;\ntry { ${code} } catch (e) { caught = e; }\nif (!(caught instanceof RangeError)) throw new Test262Error("no RangeError");`;

const DEPTH: readonly (readonly [string, string])[] = [
  ['a function', 'function f() { return 1 + f(); } f();'],
  ['two functions', 'function f() { return 1 + g(); } function g() { return 1 + f(); } f();'],
  ['a getter', 'var o = { get x() { return 1 + this.x; } }; o.x;'],
  ['a trap', 'var p = new Proxy({}, { get: function (t, k, r) { return 1 + r[k]; } }); p.x;'],
  ['toString', 'var o = { toString: function () { return "" + o + o; } }; "" + o;'],
  ['toJSON', 'var o = { toJSON: function () { return JSON.stringify(o) + 1; } }; JSON.stringify(o);'],
  ['a comparator', 'function c() { [2, 1].sort(c); return 0; } c();'],
  ['a callback', 'function c() { return [1].map(c).length; } c();'],
  ['a constructor', 'function C() { this.x = new C(); } new C();'],
  ['a replacement', 'function r() { return "a".replace("a", r) + 1; } r();'],
  ['an iterator', 'var o = { [Symbol.iterator]: function () { return [...o]; } }; [...o];'],
  ['a class field', 'class A { x = new A(); } new A();'],
];

const TIME: readonly (readonly [string, string, readonly Outcome[]])[] = [
  ['a loop', 'for (;;) ;', ['timeout']],
  ['a loop that catches all', 'for (;;) { try { throw 1; } catch (e) { continue; } finally { continue; } }', ['timeout']],
  [
    'a loop in a getter of the harness',
    'Object.defineProperty(assert, "sameValue", { get: function () { for (;;) ; } }); assert.sameValue(1, 1);',
    ['timeout'],
  ],
  [
    'a message that never comes',
    'throw Object.defineProperty(new Test262Error(), "message", { get: function () { for (;;) ; } });',
    ['timeout', 'fail'],
  ],
  [
    'a name that never comes',
    'throw Object.defineProperty(new TypeError("x"), "name", { get: function () { for (;;) ; } });',
    ['timeout', 'fail'],
  ],
  [
    'an error that eats memory when it is read',
    'throw Object.defineProperty(new Test262Error(), "message", { get: function () { var a = []; for (;;) a.push({}); } });',
    ['oom', 'fail'],
  ],
  ['jobs that make jobs', '(function f() { Promise.resolve().then(f); })();', ['timeout']],
  ['jobs that make two jobs', '(function f() { Promise.resolve().then(f); Promise.resolve().then(f); })();', ['oom', 'timeout']],
  ['an await without end', '(async function () { for (;;) await 1; })();', ['timeout']],
  ['thenables of thenables', 'var t = { then: function (r) { r(t); } }; Promise.resolve(t);', ['timeout']],
  ['an expression that goes back', 'if (/^(a+)+$/.test("a".repeat(40) + "b")) throw 1;', ['timeout', 'pass']],
  ['an expression of alternatives', 'if (/^(a|a|b)*c$/.test("a".repeat(60))) throw 1;', ['timeout', 'pass']],
  ['an expression that refers back', 'if (/^(a*)*\\1c$/.test("a".repeat(40))) throw 1;', ['timeout', 'pass', 'fail']],
  ['an expression that looks ahead', 'if (/^(?=(a+)+b)/.test("a".repeat(40))) throw 1;', ['timeout', 'pass']],
];

/** Whatever a text of that depth means to an engine, it must say so and go on. */
const SOURCES: readonly (readonly [string, string])[] = [
  ['parentheses', '"(".repeat(n) + "1" + ")".repeat(n)'],
  ['arrays', '"[".repeat(n) + "]".repeat(n)'],
  ['blocks', '"{".repeat(n) + "}".repeat(n)'],
  ['operators', '"!".repeat(n) + "1"'],
  ['sums', '"1" + "+1".repeat(n)'],
  ['functions', '"(function(){".repeat(n) + "})".repeat(n)'],
];

const program = (source: string): string => `/*---\nflags: [noStrict]\n---*/\n${source}\n`;

export const HOSTILE_PROGRAMS: readonly HostileProgram[] = [
  ...MEMORY.map(([name, source, outcomes]) => ({ name, source: program(source), outcomes: outcomes ?? (['oom'] as const) })),
  ...DEPTH.map(([name, code]) => ({
    name: `recursion by ${name}`,
    source: program(recursion(code)),
    outcomes: ['pass', 'oom'] as const,
  })),
  ...TIME.map(([name, source, outcomes]) => ({ name, source: program(source), outcomes })),
  ...SOURCES.map(([name, text]) => ({
    name: `a text of ${name}`,
    source: program(
      `var n = 100000; try { (0, eval)(${text}); } catch (e) { if (!(e instanceof SyntaxError || e instanceof RangeError)) throw e; }`,
    ),
    outcomes: ['pass', 'oom', 'timeout'] as const,
  })),
];
