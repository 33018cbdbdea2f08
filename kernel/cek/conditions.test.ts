import { describe, expect, it } from 'vitest';
import { bench } from '../testing/cek.ts';
import type { Value } from '../values/procedure.ts';

const shows = (text: string): string => bench().show(text);
const fails = (text: string): string => bench().failure(text);

describe('positions', () => {
  it('uncaught values reach the host with their position', () => {
    expect(fails('(raise 5)')).toBe('5');
    expect(fails('(+ 1\n   (error "bad" 1))')).toBe('bad @t:2:4');
    expect(fails('(define (f x)\n  (if (< x 3)\n    (+ 1 (first x))\n    2))\n(f 1)')).toBe(
      'first: expected list, got number @t:3:10',
    );
    expect(fails('(let ((a 1)) (let ((b (first a))) b))')).toBe('first: expected list, got number @t:1:23');
    expect(fails('(define (f x) (vector-set! x 0 (rest 5)))\n(f 1)')).toBe('rest: expected list, got number @t:1:32');
    expect(fails('(define (f x) (vector-set! x 0 1))\n  (f 1)')).toMatch(/^vector-set!: .* @t:1:15$/);
    expect(fails('(begin\n 1\n (undefined-thing 2))')).toBe('Undefined symbol: undefined-thing @t:3:2');
    expect(fails('(list 1 (+ 1 (call/cc (fn (k) 5)) "x"))')).toMatch(
      /^Expected number, got string @t:1:9|^\+: expected number, got string @t:1:9/,
    );
    expect(fails('(define (f) 1)\n(list\n (f 2))')).toBe('f: expected 0 arguments, got 1 @t:3:2');
  });

  it('keeps the position where a condition arose', () => {
    expect(fails('(guard (e (false 1))\n (error "x"))')).toBe('x @t:2:2');
    expect(fails('(guard (e (true\n (raise e)))\n (error "x"))')).toBe('x @t:3:2');
  });
});

describe('raising through native frames', () => {
  const through = () => {
    const b = bench();
    const { kernel } = b.system;
    kernel.user.define('through', (f: Value, ...args: Value[]) => [kernel.call(f, ...args)][0]);
    return b;
  };

  it('is caught outside', () => {
    expect(through().show("(guard (e (true (list 'caught e))) (through (fn () (+ 1 (through (fn () (raise 5)))))))")).toBe(
      '(caught 5)',
    );
    expect(through().show('(guard (e (true (condition-message e))) (through (fn () (first 5))))')).toBe(
      '"first: expected list, got number"',
    );
  });

  it('asks outer handlers at the site, once', () => {
    const b = through();
    expect(b.show('(with-exception-handler (fn (e) (* e 2)) (fn () (list (through (fn () (+ 1 (raise-continuable 5)))))))')).toBe(
      '(11)',
    );
    expect(
      b.show(
        '(guard (e (true (condition-irritants e))) (with-exception-handler (fn (e) (print-out "asked ") 1) (fn () (through (fn () (raise 5))))))',
      ),
    ).toBe('(5)');
    expect(b.output()).toBe('asked ');
  });

  it('leaves the handler stack as it was', () => {
    const b = through();
    b.show(
      '(guard (e (true 1)) (through (fn () (guard (e ((string? e) 1)) (with-exception-handler (fn (e) (raise e)) (fn () (raise 5)))))))',
    );
    expect(b.system.kernel.handlers).toBe(null);
    expect(() => b.value('(with-exception-handler (fn (e) 1) (fn () (raise 5)))')).toThrow();
    expect(b.system.kernel.handlers).toBe(null);
  });
});

describe('redefined primitives', () => {
  it('are seen by code analysed before', () => {
    expect(shows('(define (f x) (+ x 1)) (define a (f 1)) (define (+ a b) (list a b)) (list a (f 1))')).toBe('(2 (1 1))');
    expect(
      shows(
        '(define (f x) (list 0 (if (< (inc x) 3) (inc (inc x)) 9))) (define a (f 1)) (set! inc (fn (x) (* x 10))) (list a (f 0) (f 1))',
      ),
    ).toBe('((0 3) (0 0) (0 9))');
  });

  it('may capture continuations', () => {
    expect(
      shows(`(define (f x) (list (inc x) (inc x))) (define k #f) (define n 0)
        (define (inc x) (call/cc (fn (c) (unless k (set! k c)) x)))
        (define (go) (let ((r (f 1))) (set! n (+ n 1)) (if (< n 3) (k (* 10 n)) r))) (go)`),
    ).toBe('(20 1)');
  });

  it('side effects before the redefinition happen once', () => {
    const b = bench();
    expect(
      b.show(`(define (f v) (vector-push! v 1) (vector-push! v (inc 1)) (vector-set! v 0 (inc (vector-ref v 0))) v)
        (define a (vector-length (f (vector 0)))) (define (inc x) (list x)) (list a (f (vector 0)))`),
    ).toBe('(3 #((0) 1 (1)))');
  });
});
