/**
 * The translator: what it makes of small programs, word for word, and what random programs do, against the host's own engine.
 */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readAll } from '../../../reader/reader.ts';
import { SourceText } from '../../../reader/source.ts';
import { compiledSystem } from '../../../testing/standard.ts';
import { Raise } from '../../../values/condition.ts';
import type { List } from '../../../values/list.ts';
import type { Value } from '../../../values/procedure.ts';
import { inspect } from '../../../values/writer.ts';
import { randomProgram } from './random-program.ts';

const { system } = compiledSystem({}, () => true);
const js = system.kernel.namespace('js');

const call = (name: string, ...args: Value[]): Value => system.kernel.call(js.cell(name).v, ...args);
const translate = (text: string): Value => call('js-compile-script', text, null);

function run(datum: Value): string {
  const source = new SourceText('case', '');
  const realm = call('js-make-realm');
  try {
    const value = call('js-run-script', system.cek.evaluate(system.expander(js, source).expandTop(datum), source), realm);
    return typeof value === 'object' ? inspect(value) : String(value);
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    return [...(call('js-describe-error', e.payload) as List)].join(': ');
  }
}

/** The `(fn …)` of the only function of a program. */
function functionOf(text: string): string {
  const found = /\(js-closure (.*) "f" \d+ \d+ \(substring/.exec(inspect(translate(text)));
  return found?.[1] ?? '';
}

const cases: readonly [title: string, source: string, translation: string][] = [
  [
    'a return that ends a branch needs no jump',
    'function f(n) { if (n < 2) return n; return n * 2; }',
    '(fn (this new-target &optional (_n js-undefined) &lenient) (if (js-lt _n 2) _n (js-result (js-mul _n 2))))',
  ],
  [
    'a declaration that nothing mentions earlier binds where it stands',
    'function f() { let a = 1; const b = a; var c = b; return c; }',
    '(fn (this new-target &lenient) (let* ((_a 1) (_b _a) (_c _b)) _c))',
  ],
  [
    'a name that a function may reach too early is checked there, and only there',
    'function f() { g(); let a = 1; return a; function g() { return a; } }',
    '(fn (this new-target &lenient) (let ((_a js-empty)) (letrec ((_g (js-closure (fn (this new-target &lenient) (js-result (js-check-tdz _a "a"))) "g" 0 0 (substring js-source 41 67)))) (js-call _g js-undefined) (set! _a 1) _a)))',
  ],
  [
    'a loop variable no closure keeps is one variable',
    'function f(n) { for (let i = 0; i < n; i++) print(i); }',
    '(fn (this new-target &optional (_n js-undefined) &lenient) (let ((_i 0)) (while (js-lt _i _n) (js-call1 (js-global-get "print" (site-cell js-site)) js-undefined _i) (set! _i (js-inc _i)))) js-undefined)',
  ],
  [
    'breaks and continues are jumps, where they are needed',
    'function f() { a: for (;;) { for (;;) { if (x()) continue a; if (y()) break; else break a; } } }',
    '(fn (this new-target &lenient) (block break_a (while true (block continue_a (block break (while true (if (js-truthy (js-call (js-global-get "x" (site-cell js-site)) js-undefined)) (return-from continue_a) (if (js-truthy (js-call (js-global-get "y" (site-cell js-site)) js-undefined)) (return-from break) (return-from break_a)))))))) js-undefined)',
  ],
  [
    'a switch on literals is a case',
    'function f(x) { switch (x) { case 1: case 2: return "a"; case 3: return "b"; default: return "c"; } }',
    '(fn (this new-target &optional (_x js-undefined) &lenient) (let ((subject1 _x)) (case subject1 ((1 2) "a") ((3) "b") (else "c"))))',
  ],
  [
    'an optional chain is cut short as a whole',
    'function f(o) { return o?.a.b(1); }',
    '(fn (this new-target &optional (_o js-undefined) &lenient) (js-result (if (js-nullish? _o) js-undefined (let ((t1 (js-get-named _o "a" (site-cell js-site)))) (js-call1 (js-get-named t1 "b" (site-cell js-site)) t1 1)))))',
  ],
  [
    'await is a yield in the procedure itself',
    'async function f(p) { return (await p) + 1; }',
    '(fn (this new-target &optional (_p js-undefined) &lenient) (js-async-start ((generator-fn () (js-result (js-add (yield (js-await _p)) 1))))))',
  ],
  [
    'eval makes names live in environment records',
    'function f(a) { return eval("a"); }',
    '(fn (this new-target &rest js-args) (let ((this (js-sloppy-this this))) (let* ((js-env (js-env-new-function js-env "function" self1 this new-target nil))) (js-env-add-parameters js-env #("a" "arguments") true)',
  ],
];

describe('translation', () => {
  it.each(cases)('%s', (_title, source, translation) => {
    const text = functionOf(source);
    expect(text.slice(0, translation.length)).toBe(translation);
  });

  it('prints so that it reads back as the same program', () => {
    for (let seed = 0; seed < 20; seed++) {
      const text = inspect(translate(randomProgram(seed * 3)));
      expect(inspect(readAll(new SourceText('again', text), system.kernel.symbols)[0])).toBe(text);
    }
  });

  it('names user variables so that nothing collides', () => {
    const text = functionOf('function f($a, _b, π, first, nil) { return $a + _b + π + first + nil; }');
    expect(text).toContain(
      '(_-dollar-a js-undefined) (__b js-undefined) (_-u3c0- js-undefined) (_first js-undefined) (_nil js-undefined)',
    );
  });

  it('gives the completion value of the statement that has one', () => {
    const value = (text: string) => run(translate(text));
    expect(value('1; var x = 2; function g() {}')).toBe('1');
    expect(value('1; do { 2; continue; } while (false)')).toBe('2');
    expect(value('1; if (true) {}')).toContain('undefined');
    expect(value('do { try { 39 } finally { 42; break; } } while (false)')).toBe('42');
    expect(value('try { 1 } finally { 2 }')).toBe('1');
  });

  it('refuses early errors with the place', () => {
    expect(() => translate('let a; let a;')).toThrow();
  });
});

describe('random programs', () => {
  const seeds = Array.from({ length: 120 }, (_, i) => i + 1);
  it.each([seeds.slice(0, 40), seeds.slice(40, 80), seeds.slice(80)].map(s => [s[0], s] as const))(
    'do what the host does, from seed %i on',
    (_from, some) => {
      for (const seed of some) {
        const source = randomProgram(seed);
        let expected: string;
        try {
          expected = String(runInNewContext(source, {}, { timeout: 5000 }));
        } catch (e) {
          if ((e as Error).name === 'SyntaxError') continue;
          throw e;
        }
        expect(run(translate(source)), `seed ${seed}`).toBe(expected);
      }
    },
  );
});
