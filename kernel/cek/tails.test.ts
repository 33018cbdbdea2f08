import { describe, expect, it } from 'vitest';
import { LazyLambda } from '../core/lazy-lambda.ts';
import { bench } from '../testing/cek.ts';
import { TCO, type Value } from '../values/procedure.ts';

describe('tail calls run in constant space', () => {
  it('between the CEK and host procedures', () => {
    const b = bench();
    const { kernel } = b.system;
    const call = (f: Value, n: number): Value => (--kernel.tailsLeft > 0 ? f(n) : kernel.later(f, [n]));
    kernel.user.define('host-odd?', (n: number) => (n === 0 ? false : call(kernel.user.cell('even?').v, n - 1)));
    b.value('(define (even? n) (if (= n 0) true (host-odd? (- n 1))))');
    const even = kernel.user.cell('even?').v;
    expect(kernel.call(even, 1_000_000)).toBe(true);
    expect(b.show('(even? 1000001)')).toBe('false');
    expect(b.show('(list (even? 1000001))')).toBe('(false)');
  });

  it('a nested run leaves its last call to the caller', () => {
    const b = bench();
    b.system.kernel.user.define('host', () => 5);
    const f = b.value('(fn () (host))');
    expect(f()).toBe(TCO);
    expect(b.system.kernel.bounce()).toBe(5);
  });
});

describe('depth', () => {
  it('recursion that is not in tail position goes 100,000 deep', () => {
    const b = bench();
    expect(b.show('(define (sum n) (if (= n 0) 0 (+ n (sum (- n 1))))) (sum 100000)')).toBe('5000050000');
    expect(b.show('(define (build n) (if (= n 0) (list) (cons n (build (- n 1))))) (len (build 100000))')).toBe('100000');
    expect(b.show('(define (g n) (guard (e (false 1)) (if (= n 0) 0 (+ 1 (g (- n 1)))))) (g 100000)')).toBe('100000');
  });

  it('endless recursion is a condition that guard catches', () => {
    const b = bench();
    expect(b.show('(define (f n) (+ 1 (f n))) (guard (e (true (condition-kind e))) (f 1))')).toBe('"stack-exhausted"');
    expect(b.failure('(define (f n)\n  (+ 1 (f n))) (f 1)')).toMatch(/^Stack exhausted @t:2:/);
    // The machine is usable afterwards.
    expect(b.show('(+ 1 2)')).toBe('3');
  });

  it('host recursion through native callers ends in the same condition', () => {
    const b = bench();
    const { kernel } = b.system;
    kernel.user.define('through', (f: Value) => [kernel.call(f)][0]);
    expect(b.show('(define (f) (+ 1 (through f))) (guard (e (true (condition-kind e))) (f))')).toBe('"stack-exhausted"');
  });
});

describe('procedures with a host and a CEK implementation', () => {
  it('the CEK runs the lambda', () => {
    const b = bench();
    const { kernel } = b.system;
    const host: Value = () => 'host';
    let node: Value = null;
    const expander = b.system.expander(kernel.user, null as never);
    node = expander.expandTop(b.value("'(fn (f) (list (f) (f)))"));
    host.lambda = new LazyLambda(() => node);
    kernel.user.define('twice', host);
    expect(b.show('(twice (fn () 1))')).toBe('(1 1)');
    expect(host()).toBe('host');
    // Its frames can be captured and re-entered.
    b.value(
      '(define (again) (let ((n 0) (k #f)) (let ((r (twice (fn () (call/cc (fn (c) (unless k (set! k c)) 1)))))) (set! n (+ n 1)) (if (< n 3) (k (* 10 n)) r))))',
    );
    expect(b.show('(again)')).toBe('(20 1)');
  });
});
