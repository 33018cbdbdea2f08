/**
 * Programs that try to deceive whoever judges them: each trick with a test that holds, one that does not, one that must throw and does,
 * and one that must and does not, synchronous and asynchronous; and single ones. With the outcome that is right on every engine.
 */
import type { Outcome } from '../../harness/outcome.ts';

export interface Deception {
  name: string;
  source: string;
  outcome: Outcome;
}

const TRICKS: Readonly<Record<string, string>> = {
  'toJSON on all objects': 'Object.prototype.toJSON = function () { return { kind: "completed" }; };',
  'another JSON.stringify': 'JSON.stringify = function () { return \'{"kind":"completed"}\'; };',
  'no JSON': 'JSON = null;',
  'no String': 'String = null;',
  'no Object, no Array': 'Object = null; Array = null;',
  'no Error': 'Error = null;',
  'another TypeError': 'TypeError = function TypeError() {};',
  'errors without text': 'Error.prototype.toString = function () { return ""; };',
  'a name that throws': 'Object.defineProperty(Error.prototype, "name", { get: function () { throw 1; }, set: function () {} });',
  'a message that throws':
    'Object.defineProperty(Error.prototype, "message", { get: function () { throw 1; }, set: function () {} });',
  'a constructor that throws': 'Object.defineProperty(Object.prototype, "constructor", { get: function () { throw 1; } });',
  'functions without methods': 'Function.prototype.call = Function.prototype.apply = Function.prototype.bind = null;',
  'functions without text': 'Function.prototype.toString = function () { throw 1; };',
  'arrays without methods': 'Array.prototype.push = Array.prototype.map = Array.prototype[Symbol.iterator] = null;',
  'an index on all arrays':
    'Object.defineProperty(Array.prototype, "0", { set: function () { throw 1; }, get: function () { return "pass"; } });',
  'promises that do nothing': 'Promise.prototype.then = function () { return this; };',
  'no Promise': 'Promise = null;',
  'a process of its own': 'globalThis.process = { exit: function () {}, exitCode: 0, on: function () {} };',
  'no console': 'globalThis.console = null;',
  'traces that throw': 'Error.prepareStackTrace = function () { throw 1; };',
  'traces that are text': 'Error.prepareStackTrace = function () { return "completed"; };',
  'no traces': 'Error.stackTraceLimit = -1;',
  'closed prototypes': 'Object.freeze(Object.prototype); Object.freeze(Function.prototype);',
  'print that says more': 'var sayOnce = print; print = function (text) { sayOnce("{}"); sayOnce(text); };',
  'no reflection': 'Reflect = null; Proxy = null;',
  'false descriptors':
    'Object.getOwnPropertyDescriptor = function () { return { value: "TypeError" }; }; Object.getPrototypeOf = function () { return null; };',
  'expressions that match nothing': 'RegExp.prototype.exec = function () { return null; };',
  'no host object': '$262 = null;',
  'conversions that throw': 'Object.prototype[Symbol.toPrimitive] = function () { throw 1; };',
  'maps that forget': 'Map.prototype.get = Map.prototype.set = Set.prototype.add = function () { return this; };',
};

const VERDICTS: readonly { what: string; header: string; body: string; outcome: Outcome }[] = [
  { what: 'holds', header: 'flags: [noStrict]', body: 'if (1 !== 1) throw new Test262Error("no");', outcome: 'pass' },
  { what: 'fails', header: 'flags: [noStrict]', body: 'throw new Test262Error("no");', outcome: 'fail' },
  {
    what: 'throws as it must',
    header: 'flags: [noStrict]\nnegative: {phase: runtime, type: TypeError}',
    body: 'null.x;',
    outcome: 'pass',
  },
  { what: 'must throw', header: 'flags: [noStrict]\nnegative: {phase: runtime, type: TypeError}', body: '1;', outcome: 'fail' },
  { what: 'ends', header: 'flags: [async, noStrict]', body: '$DONE();', outcome: 'pass' },
  { what: 'ends badly', header: 'flags: [async, noStrict]', body: '$DONE(new Test262Error("no"));', outcome: 'fail' },
];

const negative = (body: string, type = 'TypeError', phase = 'runtime'): string =>
  `/*---\nflags: [noStrict]\nnegative: {phase: ${phase}, type: ${type}}\n---*/\n${body}`;
const plain = (body: string): string => `/*---\nflags: [noStrict]\n---*/\n${body}`;
const asynchronous = (body: string): string => `/*---\nflags: [async, noStrict]\n---*/\n${body}`;

const SINGLE: readonly (readonly [string, string, Outcome])[] = [
  ['leaves before it fails', plain('process.exit(0); throw 1;'), 'fail'],
  ['throws a text like an error', negative('throw "TypeError: x";'), 'fail'],
  ['throws an object with a constructor', negative('throw { constructor: TypeError };'), 'fail'],
  ['throws an object with a named constructor', negative('throw { constructor: { name: "TypeError" } };'), 'fail'],
  [
    'throws an object with a name',
    negative('throw { name: "TypeError", toString: function () { return "TypeError: x"; } };'),
    'fail',
  ],
  ['throws an object without prototype', negative('var e = Object.create(null); e.name = "TypeError"; throw e;'), 'fail'],
  ['throws a subclass', negative('class Sub extends TypeError {} throw new Sub();'), 'fail'],
  ['throws a class of the same name', negative('throw new (class TypeError extends Error {})();'), 'fail'],
  [
    'throws a class that claims the name',
    negative('class X { static get name() { return "TypeError"; } } throw new X();'),
    'fail',
  ],
  ['throws by a function of the same name', negative('throw new (function TypeError() {})();'), 'fail'],
  [
    'throws an error that claims another constructor',
    negative('var e = new RangeError(); e.constructor = TypeError; throw e;'),
    'fail',
  ],
  [
    'throws an error that hides its constructor',
    negative('var e = new TypeError(); e.constructor = RangeError; throw e;'),
    'pass',
  ],
  ['throws a proxy', negative('throw new Proxy(new TypeError(), {});'), 'fail'],
  ['throws a proxy that lies', negative('throw new Proxy({}, { get: function () { return TypeError; } });'), 'fail'],
  ['throws nothing', negative('throw undefined;'), 'fail'],
  ['throws a symbol', negative('throw Symbol("TypeError");'), 'fail'],
  ['throws a function', negative('throw TypeError;'), 'fail'],
  [
    'has a message that throws',
    negative('var e = new TypeError(); Object.defineProperty(e, "message", { get() { throw 1; } }); throw e;'),
    'pass',
  ],
  ['throws an error of another realm', negative('throw new ($262.createRealm().global.TypeError)();'), 'pass'],
  ['throws another error of another realm', negative('throw new ($262.createRealm().global.RangeError)();'), 'fail'],
  ['throws an early error late', negative('throw new SyntaxError("x");', 'SyntaxError', 'parse'), 'fail'],
  ['evaluates an early error', negative('(0, eval)("var var;");', 'SyntaxError', 'parse'), 'fail'],
  ['evaluates an error of run time', negative('(0, eval)("var var;");', 'SyntaxError'), 'pass'],
  ['has an early error instead of a late one', negative('var var;', 'SyntaxError'), 'fail'],
  ['has the early error it must have', negative('var var;', 'SyntaxError', 'parse'), 'pass'],
  ['says that it is complete and throws', asynchronous('print("Test262:AsyncTestComplete"); throw 1;'), 'fail'],
  ['ends twice, with two stories', asynchronous('$DONE(); $DONE(new Error("late"));'), 'fail'],
  ['never ends', asynchronous('new Promise(function () {}).then($DONE);'), 'fail'],
  ['rejects and does not end', asynchronous('Promise.reject(new TypeError("x"));'), 'fail'],
  ['rejects and holds', plain('Promise.reject(new TypeError("x"));'), 'pass'],
  ['prints a record', plain('print(\'{"secret":"","end":{"kind":"completed"}}\'); throw 1;'), 'fail'],
  ['prints marks', plain('print("sx:test-starts"); print("sx:test-ends"); throw 1;'), 'fail'],
  [
    'has a harness file that cannot be parsed',
    '/*---\nflags: [noStrict]\nincludes: [unparsable.js]\nnegative: {phase: parse, type: SyntaxError}\n---*/\n1;',
    'fail',
  ],
  [
    'has a harness file that throws',
    '/*---\nflags: [noStrict]\nincludes: [throwing.js]\nnegative: {phase: runtime, type: TypeError}\n---*/\n1;',
    'fail',
  ],
  [
    'fails after the stack was full',
    plain('function f() { f(); } try { f(); } catch (e) {} throw new Test262Error("no");'),
    'fail',
  ],
  [
    'holds after the stack was full',
    plain('var e; function f() { f(); } try { f(); } catch (x) { e = x; } if (!(e instanceof RangeError)) throw 1;'),
    'pass',
  ],
  [
    'reaches for the host through its functions',
    plain('var F = print.constructor; if (F !== Function || F("return typeof process")() !== "undefined") throw 1;'),
    'pass',
  ],
  [
    'reaches for the host through its errors',
    plain('try { $262.evalScript("var var;"); throw 1; } catch (e) { if (e.constructor !== SyntaxError) throw 2; }'),
    'pass',
  ],
];

export const DECEPTIONS: readonly Deception[] = [
  ...Object.entries(TRICKS).flatMap(([trick, code]) =>
    VERDICTS.map(({ what, header, body, outcome }) => ({
      name: `${trick}, ${what}`,
      source: `/*---\n${header}\n---*/\n${code}\n${body}\n`,
      outcome,
    })),
  ),
  ...SINGLE.map(([name, source, outcome]) => ({ name, source: `${source}\n`, outcome })),
];

/** Harness files that the programs include. */
export const DECEPTIVE_HARNESS: Readonly<Record<string, string>> = {
  'unparsable.js': '/*---\n---*/ var var;\n',
  'throwing.js': '/*---\n---*/ null.x;\n',
};
