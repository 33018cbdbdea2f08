/**
 * Ways for a JavaScript program to recurse: through each built-in that calls back and each construct that runs a function. `sx js` has to
 * bear 10,000 levels of every one on every tier, and to answer with a RangeError beyond its limit.
 */

/** Statements that call `next`, which goes one level deeper. */
const STATEMENTS: readonly (readonly [name: string, statement: string])[] = [
  ['forEach', '[1].forEach(next)'],
  ['map', '[1].map(next)'],
  ['filter', '[1].filter(next)'],
  ['reduce', '[1].reduce(next, 0)'],
  ['reduceRight', '[1].reduceRight(next, 0)'],
  ['some', '[1].some(next)'],
  ['every', '[1].every(next)'],
  ['find', '[1].find(next)'],
  ['findIndex', '[1].findIndex(next)'],
  ['findLast', '[1].findLast(next)'],
  ['flatMap', '[1].flatMap(next)'],
  ['sort', '[1, 2].sort(next)'],
  ['toSorted', '[1, 2].toSorted(next)'],
  ['Array.from, iterable', 'Array.from([1], next)'],
  ['Array.from, array-like', 'Array.from({ length: 1 }, next)'],
  ['species', 'const a = [1]; a.constructor = { get [Symbol.species]() { next(); } }; a.map(x => x)'],
  ['join', '[{ toString: next }].join()'],
  ['concat', '[].concat({ get [Symbol.isConcatSpreadable]() { next(); } })'],
  ['at', '[].at({ valueOf: next })'],
  ['typed forEach', 'new Uint8Array(1).forEach(next)'],
  ['typed map', 'new Uint8Array(1).map(next)'],
  ['typed sort', 'new Uint8Array([2, 1]).sort(next)'],
  ['typed from', 'Uint8Array.from([1], next)'],
  ['Temporal, property bag', 'Temporal.PlainTime.from({ hour: 1, get minute() { next(); } })'],
  ['Temporal, option', "Temporal.Duration.from('PT1H').round({ get smallestUnit() { next(); return 'hour'; } })"],
  ['Map forEach', 'new Map([[1, 1]]).forEach(next)'],
  ['Set forEach', 'new Set([1]).forEach(next)'],
  ['new Map of an iterable', 'new Map(iterable(next))'],
  ['Object.groupBy', 'Object.groupBy([1], next)'],
  ['Object.fromEntries', 'Object.fromEntries(iterable(next))'],
  ['Object.assign', 'Object.assign({}, { get x() { next(); } })'],
  ['Object.defineProperties', 'Object.defineProperties({}, { x: { get value() { next(); } } })'],
  ['Object.entries', 'Object.entries({ get x() { next(); } })'],
  ['iterator helper', '[1].values().map(next).next()'],
  ['replace, string', "'a'.replace('a', next)"],
  ['replace, RegExp', "'a'.replace(/a/, next)"],
  ['replace, global RegExp', "'a'.replace(/a/g, next)"],
  ['replaceAll', "'a'.replaceAll('a', next)"],
  ['RegExp exec', "const r = /a/; r.exec = () => { next(); return null; }; r.test('a')"],
  ['Symbol.split', "'a'.split({ [Symbol.split]: next })"],
  ['JSON reviver', "JSON.parse('1', next)"],
  ['JSON toJSON', 'JSON.stringify({ toJSON: next })'],
  ['JSON replacer', 'JSON.stringify(1, next)'],
  ['Reflect.apply', 'Reflect.apply(next, null, [])'],
  ['call', 'next.call(null)'],
  ['apply', 'next.apply(null, [])'],
  ['bind', 'next.bind(null)()'],
  ['spread call', 'next(...[1])'],
  ['iteration, next', 'for (const x of iterable(next));'],
  ['iteration, Symbol.iterator', 'for (const x of { [Symbol.iterator]() { next(); return [][Symbol.iterator](); } });'],
  ['for-in', 'for (const x in new Proxy({}, { ownKeys() { next(); return []; } }));'],
  ['array spread', '[...iterable(next)]'],
  ['object spread', '({ ...{ get x() { next(); } } })'],
  ['object default', 'const { x = next() } = {}'],
  ['array default', 'const [x = next()] = []'],
  ['destructured getter', 'const { x } = { get x() { next(); } }'],
  ['Promise executor', 'let caught; new Promise(() => { try { next(); } catch (e) { caught = e; } }); if (caught) throw caught'],
  ['tagged template', 'next`a`'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the program
  ['template', "`${{ toString() { next(); return ''; } }}`"],
  ['String', "String({ toString() { next(); return ''; } })"],
  ['valueOf', '+{ valueOf() { next(); return 1; } }'],
  ['Symbol.toPrimitive', '+{ [Symbol.toPrimitive]() { next(); return 1; } }'],
  ['addition', "'' + { valueOf() { next(); return 1; } }"],
  ['comparison', '1 < { valueOf() { next(); return 1; } }'],
  ['equality', '1 == { valueOf() { next(); return 1; } }'],
  ['property key', "({})[{ toString() { next(); return 'x'; } }]"],
  ['computed key', "({ [(next(), 'x')]: 1 })"],
  ['computed member of a class', "(class { [(next(), 'x')]() {} })"],
  ['static block', '(class { static { next(); } })'],
  ['static field', '(class { static x = next(); })'],
  ['instance field', 'new (class { x = next(); })()'],
  ['direct eval', "eval('next()')"],
  ['instanceof', '1 instanceof { [Symbol.hasInstance]: next }'],
  ['new Date', 'new Date({ valueOf() { next(); return 1; } })'],
  ['Math.max', 'Math.max({ valueOf() { next(); return 1; } })'],
  ['new Error', "new Error({ toString() { next(); return ''; } })"],
  ['DisposableStack', 'const d = new DisposableStack(); d.defer(next); d.dispose()'],
  ['finally', 'try { next(); } finally { count; }'],
  ['catch', 'try { next(); } catch (e) { throw e; }'],
  ['switch', 'switch (n) { default: next(); }'],
  ['optional call', '({ next })?.next?.()'],
  ['logical', 'next() || 1'],
  ['with', "(new Function('o', 'with (o) next()'))({ next })"],
  ['Proxy get', 'new Proxy({}, { get: next }).x'],
  ['Proxy set', 'new Proxy({}, { set() { next(); return true; } }).x = 1'],
  ['Proxy has', "'x' in new Proxy({}, { has: next })"],
  ['Proxy deleteProperty', 'delete new Proxy({}, { deleteProperty() { next(); return true; } }).x'],
  ['Proxy apply', 'new Proxy(() => {}, { apply: next })()'],
  ['Proxy construct', 'new (new Proxy(function () {}, { construct() { next(); return {}; } }))()'],
  ['Proxy ownKeys', 'Reflect.ownKeys(new Proxy({}, { ownKeys() { next(); return []; } }))'],
  [
    'Proxy getOwnPropertyDescriptor',
    "Object.getOwnPropertyDescriptor(new Proxy({}, { getOwnPropertyDescriptor() { next(); } }), 'x')",
  ],
  ['Proxy defineProperty', "Reflect.defineProperty(new Proxy({}, { defineProperty: next }), 'x', {})"],
  ['Proxy getPrototypeOf', 'Object.getPrototypeOf(new Proxy({}, { getPrototypeOf() { next(); return null; } }))'],
  ['Proxy setPrototypeOf', 'Reflect.setPrototypeOf(new Proxy({}, { setPrototypeOf: next }), null)'],
  ['Proxy isExtensible', 'Reflect.isExtensible(new Proxy({}, { isExtensible() { next(); return true; } }))'],
  ['Proxy preventExtensions', 'Reflect.preventExtensions(new Proxy({}, { preventExtensions: next }))'],
];

/** Programs that define `go`, which recurses so many levels. */
const PROGRAMS: readonly (readonly [name: string, program: string])[] = [
  ['plain', 'function go(n) { count++; return n === 0 ? 0 : 1 + go(n - 1); }'],
  [
    'mutual',
    'function a(n) { count++; return n > 0 ? 1 + go(n - 1) : 0; } function go(n) { count++; return n > 0 ? 1 + a(n - 1) : 0; }',
  ],
  ['method', 'const o = { go(n) { count++; return n > 0 ? 1 + this.go(n - 1) : 0; } }; const go = n => o.go(n);'],
  [
    'private method',
    'class A { #m(n) { count++; return n > 0 ? 1 + this.#m(n - 1) : 0; } go(n) { return this.#m(n); } } const go = n => new A().go(n);',
  ],
  ['parameter default', 'function go(n, x = (count++, n > 0 ? go(n - 1) : 0)) {}'],
  ['rest parameter', 'function go(...a) { count++; if (a[0] > 0) go(a[0] - 1); }'],
  ['arguments', 'function go() { count++; if (arguments[0] > 0) go(arguments[0] - 1); }'],
  ['new', 'function F(n) { count++; if (n > 0) this.x = new F(n - 1); } const go = n => new F(n);'],
  ['new, class', 'class F { constructor(n) { count++; if (n > 0) this.x = new F(n - 1); } } const go = n => new F(n);'],
  ['new with spread', 'function F(n) { count++; if (n > 0) new F(...[n - 1]); } const go = n => new F(n);'],
  ['Reflect.construct', 'function F(n) { count++; if (n > 0) Reflect.construct(F, [n - 1]); } const go = n => new F(n);'],
  [
    'super()',
    'class A { constructor(n) { count++; if (n > 0) new B(n - 1); } } class B extends A { constructor(n) { super(n); } } const go = n => new B(n);',
  ],
  [
    'implicit super()',
    'class A { constructor(n) { count++; if (n > 0) new B(n - 1); } } class B extends A {} const go = n => new B(n);',
  ],
  [
    'super.method()',
    'class A { m(n) { count++; return n > 0 ? 1 + this.n(n - 1) : 0; } n(n) { return this.m(n); } } class B extends A { n(n) { return super.n(n); } } const go = n => new B().m(n);',
  ],
  [
    'getter',
    'let left; const o = { get x() { count++; return left-- > 0 ? 1 + o.x : 0; } }; const go = n => { left = n; o.x; };',
  ],
  [
    'class getter',
    'let left; class A { get x() { count++; return left-- > 0 ? 1 + this.x : 0; } } const go = n => { left = n; new A().x; };',
  ],
  [
    'private getter',
    'let left; class A { get #x() { count++; return left-- > 0 ? 1 + this.#x : 0; } go() { this.#x; } } const go = n => { left = n; new A().go(); };',
  ],
  ['setter', 'const o = { set x(n) { count++; if (n > 0) o.x = n - 1; } }; const go = n => { o.x = n; };'],
  [
    'Reflect.get',
    "let left; const o = { get x() { count++; return left-- > 0 ? Reflect.get(o, 'x') : 0; } }; const go = n => { left = n; o.x; };",
  ],
  ['Reflect.set', "const o = { set x(n) { count++; if (n > 0) Reflect.set(o, 'x', n - 1); } }; const go = n => { o.x = n; };"],
  ['generator', 'function* g(n) { count++; if (n > 0) g(n - 1).next(); } const go = n => g(n).next();'],
  ['yield*', 'function* g(n) { count++; if (n > 0) yield* g(n - 1); yield 1; } const go = n => g(n).next();'],
  [
    'yield*, return',
    'function* g(n) { count++; try { if (n > 0) yield* g(n - 1); yield 1; } finally { count; } } const go = n => { const it = g(n); it.next(); it.return(1); };',
  ],
  [
    'nested for-of',
    'function* g(n) { count++; if (n > 0) for (const x of g(n - 1)) yield x; yield 1; } const go = n => g(n).next();',
  ],
  [
    'async function',
    'let caught; async function f(n) { count++; if (n > 0) try { f(n - 1); } catch (e) { caught = e; } } const go = n => { f(n); };',
  ],
  [
    'async await',
    'async function f(n) { count++; if (n > 0) await f(n - 1).catch(fail); } const go = n => { f(n).catch(fail); };',
  ],
  [
    'async generator',
    'async function* f(n) { count++; if (n > 0) yield* f(n - 1); } const go = n => { f(n).next().catch(fail); };',
  ],
  [
    'indirect eval',
    "globalThis.again = n => go(n); const go = n => { count++; if (n > 0) (0, eval)('again(' + (n - 1) + ')'); };",
  ],
  [
    'new Function',
    "globalThis.again = n => go(n); const go = n => { count++; if (n > 0) new Function('n', 'again(n - 1)')(n); };",
  ],
];

export interface Recursion {
  readonly name: string;
  /** Defines `go`, which recurses as many levels as it is told; each counts itself in `count`. */
  readonly program: string;
  /** Errors end in promises: nothing is thrown beyond the limit. */
  readonly asynchronous: boolean;
}

export const RECURSIONS: readonly Recursion[] = [
  ...STATEMENTS.map(([name, statement]) => ({
    name,
    program: `function go(n) { count++; if (n > 0) { const next = () => { go(n - 1); return 0; }; ${statement}; } }`,
    asynchronous: false,
  })),
  ...PROGRAMS.map(([name, program]) => ({ name, program, asynchronous: name.startsWith('async') })),
];

const PRELUDE = `let count = 0;
const fail = e => { print('FAILED', String(e)); };
const iterable = next => ({ [Symbol.iterator]: () => ({ next() { next(); return { done: true }; } }) });
`;

/** A program that prints one line for each recursion: its name and what came of so many levels, or of endless ones. */
export function recursionProgram(recursions: readonly Recursion[], levels: number): string {
  const tests = recursions.map(
    ({ name, program }) => `{ ${program}
count = 0;
let outcome = 'done';
try { go(${levels === Number.POSITIVE_INFINITY ? 'Infinity' : levels}); } catch (e) { outcome = e instanceof RangeError ? 'RangeError' : String(e); }
print(${JSON.stringify(name)}, outcome, count); }`,
  );
  return PRELUDE + tests.join('\n');
}
