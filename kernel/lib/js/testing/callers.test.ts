/** `caller` and `arguments` of sloppy functions, on every tier. */
import { describe, expect, it } from 'vitest';
import { printedHere, TIERS } from '../../../testing/js.ts';

const PRELUDE = `
function name(f) { return f === null ? 'null' : typeof f === 'function' ? f.name : String(f); }
function f() { return name(f.caller); }
function g() { return f(); }
function s() { 'use strict'; return f(); }
function r(n) { return n ? r(n - 1) : name(r.caller); }
function a(x) { return a.arguments.length + ':' + a.arguments[0] + (a.arguments.callee === a); }
function t() { throw 1; }
function u() { try { t(); } catch (e) { return name(t.caller) + name(u.caller); } }
class C { constructor() { this.r = f(); } }
function K() { this.r = f(); }
`;

const CASES: readonly (readonly [expression: string, printed: string])[] = [
  ['name(f.caller) + name(f.arguments)', 'nullnull'],
  ['f()', 'null'],
  ['g()', 'g'],
  ['g() + name(f.caller)', 'gnull'],
  ['s()', 'null'],
  ['(function q() { return s(); })()', 'null'],
  ['(() => { const q = () => f(); return q(); })()', 'q'],
  ['(function q() { return eval("f()"); })()', 'q'],
  ['(function q() { return eval("eval(\'f()\')"); })()', 'q'],
  ['Function("return f()")()', 'anonymous'],
  ['(0, eval)("(function q() { return f(); })")()', 'q'],
  ['({ m() { return f(); } }).m()', 'm'],
  ['[0].map(function q() { return f(); })[0]', 'q'],
  ['r(0) + r(2)', 'nullr'],
  ['a(1, 2) + name(a.arguments)', '2:1truenull'],
  ['u()', 'nullnull'],
  ['new C().r', 'null'],
  ['new K().r', 'K'],
  ['(() => { try { return s.caller; } catch (e) { return e.name; } })()', 'TypeError'],
  ['(function q(n) { return n ? arguments.callee.caller(0) : q.caller.name; }, g())', 'g'],
  // What a program gives them stays, before a call and during one.
  [
    '(() => { function h() { return h.caller; } Object.defineProperty(h, "caller", { value: 1 }); return [h(), h.caller]; })()',
    '1,1',
  ],
  [
    '(() => { function h() { Object.defineProperty(h, "caller", { value: 2 }); return h.caller; } return [h(), h.caller, h.arguments]; })()',
    '2,2,',
  ],
  ['(() => { function h(n) { return n ? h(n - 1) : h.caller === h; } return [h(2), h.caller]; })()', 'true,'],
  // What a program makes constant stays what it was, and what it deletes during a call does not come back.
  ['(Object.freeze(f), g() + (function q() { return f(); })())', 'nullnull'],
  [
    '(() => { function h() { delete h.caller; return h.arguments.length; } return [h(1), h(1, 2), Object.hasOwn(h, "caller")]; })()',
    '1,2,false',
  ],
];

describe.each(TIERS)('on %s', tier => {
  it.each(CASES)('%s', (expression, printed) => {
    expect(printedHere(`${PRELUDE}print(${expression});`, { tier })).toEqual([printed]);
  });
});
