/** Small programs about scopes, most of them what the random ones (`npm run fuzz:js`) were reduced to. Each is a function's body or global code. */
import type { Question } from './questions.ts';

const BODIES: readonly string[] = [
  // What follows a function expression whose own name nobody uses.
  'var f = function g() { return 1; }; eval(""); return f();',
  'let o = {}; o.f = function f(c) { eval(c); }; o.g = function g() { return p; }; return o.g();',
  'with ({ a: 1 }) { let q = function r() { return a; }; { let z = 2; with ({ b: 3 }) { return [q(), z, eval("a + b")].join(); } } }',
  // A var of the body with the name of a parameter, which eval code among the parameters can see.
  'return (function (g = (eval("var g1 = 46"), 47), b = () => eval("b")) { var b; return typeof b; })();',
  'return (function ({ g = eval("var f = 55; f") } = {}) { var arguments = () => (f += 80); return arguments(); })();',
  'return (function (a = eval("1")) { var a; var arguments; return a + typeof arguments; })();',
  // Functions in blocks are lexical names there.
  'for (let a = 0; a < 2; a++) { try { eval("var b = 17"); } catch (e) { return e.name; } function b() {} }',
  'try { throw 65; } catch (a) { try { eval("var [c] = [95]"); } catch (e) { return e.name; } function c() {} }',
  'switch (1) { default: try { eval("var b"); } catch (e) { return e.name; } function b() {} }',
];

const GLOBALS: readonly string[] = [
  'delete g1; if (1) function g1() { return 36; } typeof g1',
  'delete g2; { function g2() { return 36; } } typeof g2',
  'try { throw { c: 59 }; } catch ({ c = 1 }) { function g3() {} try { eval("var g3 = 1"); } catch (e) { e.name; } }',
];

export const scopes: readonly Question[] = [
  ...BODIES.map(body => ({ title: body, source: `print(String(Function('p', ${JSON.stringify(body)})(4)));` })),
  ...GLOBALS.map(text => ({ title: text, source: `print(String((0, eval)(${JSON.stringify(text)})));` })),
];

/** Where V8 departs from the specification: program and right answer. */
export const RULINGS: readonly (readonly [body: string, answer: string])[] = [
  // 10.2.11 step 22.f, B.3.2.1: where there is an arguments object its name counts as a parameter's.
  ...['', 'x = 0', 'x = eval("")', '...x', '{ x }'].flatMap(parameters =>
    ['', 'eval("");', 'var arguments;'].map(
      also =>
        [
          `return (function (${parameters}) { { function arguments() {} } ${also} return typeof arguments; })({});`,
          'object',
        ] as const,
    ),
  ),
  ['{ function arguments() {} } return (() => typeof arguments)();', 'object'],
  ['{ function arguments() {} } return (() => eval("typeof arguments"))();', 'object'],
  ['switch (1) { case 1: function arguments() {} } return typeof arguments;', 'object'],
  ['return (function* () { { function arguments() {} } yield typeof arguments; })().next().value;', 'object'],
  ['return ({ m() { { function arguments() {} } return typeof arguments; } }).m();', 'object'],
  // An arrow function has no such object, and eval code looks only at what is there.
  ['return (() => { { function arguments() {} } return typeof arguments; })();', 'function'],
  ['return (() => { { function arguments() {} } eval(""); return typeof arguments; })();', 'function'],
  ['eval("{ function arguments() {} }"); return typeof arguments;', 'function'],
  ['eval("if (1) function arguments() {}"); return typeof arguments;', 'function'],
  ['function arguments() { return 1; } { function arguments() { return 2; } } return arguments();', '2'],
  // A block around that declares the name lexically keeps the inner function from being hoisted.
  ['{ function c() { return 1; } { function c() { return 2; } } } return c();', '1'],
  // Eval code may not declare `arguments` beside parameters (19.2.1.3).
  ['return (function (a = eval("var arguments = 3")) {})();', 'SyntaxError'],
  // A deleted binding is made again in its own scope.
  ['return (function (x = eval("")) { eval("delete a; { function a() {} }"); return typeof a; })();', 'function'],
  // Conflicts are early errors in static blocks, too.
  ['Function("class A { static { for (let g of []) { var [g] = []; } } }");', 'SyntaxError'],
  // Without parameter expressions a rest parameter shares the scope of the body's vars.
  ['return (function (...f) { return eval("typeof f; var f; typeof f"); })();', 'object'],
];
