/**
 * Every construct that makes a scope × every place of a direct eval in it or beside it × every kind of scope around it: programs that report what
 * each name means. What node answers is stored in `eval-matrix.answers.json` (`npm run answers`).
 */
import type { Question } from './questions.ts';

const PRELUDE = `
var out, later;
function show(f) {
  try { var v = f(); } catch (e) { return e.name; }
  return typeof v === 'function' ? 'f:' + v.name : typeof v === 'object' && v ? 'object' : String(v);
}
function look(...values) { out.push(values.map(show).join()); }
function run(title, f) {
  out = []; later = [];
  try { f('parameter'); } catch (e) { out.push(e.name); }
  for (const f of later) { try { f(); } catch (e) { out.push(e.name); } }
  print(title + ': ' + out.join(' '));
}
`;

/** A construct with holes for statements inside it and for an expression among its parameters, keys or heads. */
interface Holes {
  inside: string;
  param: string;
}

const CONSTRUCTS: Readonly<Record<string, (holes: Holes) => string>> = {
  'function declaration': h => `n(); function n(q = ${h.param}) { ${h.inside} }`,
  'function expression': h => `var v = function (q = ${h.param}) { ${h.inside} }; v();`,
  'named function expression': h => `var v = function n(q = ${h.param}) { ${h.inside} }; v();`,
  'immediate named function': h => `(function n(q = ${h.param}) { ${h.inside} })();`,
  'function with plain parameter': h => `(function n(q) { ${h.inside} })(${h.param});`,
  arrow: h => `var v = (q = ${h.param}) => { ${h.inside} }; v();`,
  method: h => `var v = { n(q = ${h.param}) { ${h.inside} } }; v.n();`,
  getter: h => `var v = { get [${h.param}]() { ${h.inside} } }; v[k];`,
  setter: h => `var v = { set n(q = ${h.param}) { ${h.inside} } }; v.n = undefined;`,
  'computed key': h => `var v = { [${h.param}]: function n() { ${h.inside} } }; v[k]();`,
  'class method': h => `class n { m(q = ${h.param}) { ${h.inside} } } new n().m();`,
  'class expression': h => `var v = class n { static m(q = ${h.param}) { ${h.inside} } }; v.m();`,
  'class heritage and key': h =>
    `var v = class n extends (${h.param}, Object) { static [${h.param}]() { ${h.inside} } }; v[k]();`,
  'derived constructor': h => `class n extends Object { constructor(q = ${h.param}) { super(); ${h.inside} } } new n();`,
  'class field': h => `class n { f = (${h.param}, () => { ${h.inside} })(); } new n();`,
  'static field': h => `class n { static f = (${h.param}, () => { ${h.inside} })(); }`,
  'private method': h => `class n { #m(q = ${h.param}) { ${h.inside} } static r() { new n().#m(); } } n.r();`,
  'static block': h => `class n { static { ${h.param}; ${h.inside} } }`,
  generator: h => `var v = function* n(q = ${h.param}) { ${h.inside} yield 1; }; v().next();`,
  async: h => `var v = async function n(q = ${h.param}) { ${h.inside} }; v().catch(() => 0);`,
  'async arrow': h => `var v = async (q = ${h.param}) => { ${h.inside} }; v().catch(() => 0);`,
  catch: h => `try { throw 'thrown'; } catch (n) { ${h.param}; ${h.inside} }`,
  'catch pattern': h => `try { throw {}; } catch ({ n = ${h.param} }) { ${h.inside} }`,
  with: h => `with ({ n: 'with' }) { ${h.param}; ${h.inside} }`,
  'for let': h => `for (let n = ${h.param}, i = 0; i < 1; i++) { ${h.inside} }`,
  'for of': h => `for (const n of [${h.param}]) { ${h.inside} }`,
  'for in': h => `for (var n in { k: ${h.param} }) { ${h.inside} }`,
  while: h => `var n = 0; while (n++ < 1) { let q = ${h.param}; ${h.inside} }`,
  label: h => `n: { ${h.param}; ${h.inside} break n; }`,
  switch: h => `switch (1) { case ${h.param}: let n; default: function q() {} case 2: ${h.inside} }`,
  'block function': h => `{ function n(q = ${h.param}) { ${h.inside} } n(); }`,
  'destructured parameters': h => `(function n({ q = ${h.param}, r = () => q }) { ${h.inside} })({});`,
};

/** What each name means. */
const LOOK = 'look(() => n, () => x, () => y, () => p, () => q);';

const PLACES: Readonly<Record<string, (hole: string) => Holes & { before: string; after: string }>> = {
  none: () => ({ before: '', after: '', param: 'k', inside: LOOK }),
  inside: e => ({ before: '', after: '', param: 'k', inside: `${e}; ${LOOK}` }),
  parameter: e => ({ before: '', after: '', param: `(${e}, k)`, inside: LOOK }),
  before: e => ({ before: `${e};`, after: '', param: 'k', inside: LOOK }),
  after: e => ({ before: '', after: `${e};`, param: 'k', inside: LOOK }),
  'closure inside': e => ({ before: '', after: '', param: 'k', inside: `(() => ${e})(); ${LOOK}` }),
  'closure in a parameter': e => ({ before: '', after: '', param: `((() => ${e})(), k)`, inside: LOOK }),
  'function beside': e => ({ before: '', after: `(function n() { ${e}; })();`, param: 'k', inside: LOOK }),
};

const EVALS: readonly string[] = [
  `eval("var q = 'eval'; x")`,
  `eval("y = 'set'; typeof n")`,
  `eval("'use strict'; var q = 'strict'; p")`,
  `eval("(function n() { x = 'called'; })()")`,
];

const AROUND: Readonly<Record<string, (code: string) => string>> = {
  function: code => code,
  block: code => `{ let x = 'block'; ${code} ${LOOK} }`,
  loop: code => `for (let x of ['loop']) { later.push(() => { ${LOOK} }); ${code} }`,
  arrow: code => `((x) => { ${code} ${LOOK} })('arrow');`,
  'named function': code => `(function x(q) { ${code} ${LOOK} })('argument');`,
};

/** One program per construct; a line per place, eval and surroundings. Every pair of these occurs, a third of the triples. */
export const evalMatrix: readonly Question[] = Object.entries(CONSTRUCTS).map(([construct, text]) => {
  const cases: string[] = [];
  Object.entries(PLACES).forEach(([place, holes], i) => {
    (place === 'none' ? [''] : EVALS).forEach((code, j) => {
      Object.entries(AROUND).forEach(([around, put], k) => {
        if ((i + j + k) % 3 !== 0 && code !== '') return;
        const { before, after, ...rest } = holes(code);
        const body = `var x = 'var'; let y = 'let'; const k = 'key'; ${put(`${before} ${text(rest)} ${after}`)} ${LOOK}`;
        cases.push(`run(${JSON.stringify(`${place} ${j}, in ${around}`)}, function (p) { ${body} });`);
      });
    });
  });
  return { title: construct, source: PRELUDE + cases.join('\n') };
});
