import { describe, expect, it } from 'vitest';
import { bench } from '../testing/cek.ts';
import type { Value } from '../values/procedure.ts';

const shows = (text: string): string => bench().show(text);
const fails = (text: string): string => bench().failure(text);

describe('raise and guard', () => {
  it('catches raises, errors and failing primitives, from any callee', () => {
    expect(shows('(guard (e (true (list e))) (+ 1 (raise 5)))')).toBe('(5)');
    expect(shows('(guard (e ((string? e) 1) ((number? e) 2)) (raise 5))')).toBe('2');
    expect(shows('(guard (e ((string? e) 1)) (guard (f ((number? f) 2)) (raise "x")))')).toBe('1');
    expect(shows('(guard (e (true (condition-message e))) (error "a" 1 2))')).toBe('"a"');
    expect(shows('(guard (e (true (condition-irritants e))) (error "a" 1 2))')).toBe('(1 2)');
    expect(shows('(define (f) (first 5)) (define (g) (+ 1 (f))) (guard (e (true (condition-message e))) (g))')).toBe(
      '"first: expected list, got number"',
    );
    expect(shows('(guard (e (true (condition-message e))) (nothing))')).toBe('"Undefined symbol: nothing"');
    expect(shows('(guard (e (true (condition-message e))) (5 1))')).toBe('"Not callable: 5"');
    expect(shows('(define (f a b) a) (guard (e (true (condition-message e))) (f 1))')).toBe('"f: expected 2 arguments, got 1"');
    expect(shows('(guard (e (true (condition-message e))) (set! nothing 1))')).toBe('"Undefined symbol: nothing"');
  });

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

describe('handlers', () => {
  it('run at the raise site, and raise-continuable goes on with every outer frame', () => {
    expect(shows("(handler-bind ((number? (fn (e) (+ e 1)))) (list 'outer (raise-continuable 42) 'end))")).toBe('(outer 43 end)');
    expect(shows('(+ 100 (handler-bind ((number? (fn (e) (+ e 1)))) (+ 0 (raise-continuable 42))))')).toBe('143');
    expect(shows('(with-exception-handler (fn (e) 10) (fn () (+ 1 (raise-continuable 5))))')).toBe('11');
  });

  it('see only what is outside of themselves', () => {
    expect(
      shows(
        "(with-exception-handler (fn (e) (list 'outer e)) (fn () (with-exception-handler (fn (e) (raise-continuable (list 'inner e))) (fn () (raise-continuable 1)))))",
      ),
    ).toBe('(outer (inner 1))');
    expect(shows("(guard (e (true (list 'guard e))) (with-exception-handler (fn (e) (raise (+ e 1))) (fn () (raise 1))))")).toBe(
      '(guard 2)',
    );
    // A handler inside the handler's own call sees what is raised there.
    expect(shows('(with-exception-handler (fn (e) (guard (f (true (+ f 1))) (raise e))) (fn () (raise-continuable 5)))')).toBe(
      '6',
    );
  });

  it('that return from raise are a condition for the outer ones', () => {
    expect(
      shows(
        '(guard (e (true (list (condition-message e) (condition-irritants e)))) (with-exception-handler (fn (e) 1) (fn () (raise 5))))',
      ),
    ).toBe('("Handler returned from a raise that is not continuable" (5))');
    const b = bench();
    b.value(
      '(guard (e (true 1)) (with-exception-handler (fn (e) (print-out "again ") 1) (fn () (with-exception-handler (fn (e) (print-out "once ") 1) (fn () (raise 5))))))',
    );
    expect(b.output()).toBe('once again ');
  });

  it('of handler-bind are chosen by predicate, declining ones are passed by', () => {
    const text = (v: string) =>
      `(handler-bind ((string? (fn (e) 's)) (number? (fn (e) 'n))) (handler-bind ((list? (fn (e) 'l))) (raise-continuable ${v})))`;
    expect(shows(text('"x"'))).toBe('s');
    expect(shows(text('1'))).toBe('n');
    expect(shows(text('(list)'))).toBe('l');
    expect(fails(text("'sym"))).toBe('sym');
  });

  it('may escape', () => {
    expect(shows('(call/cc (fn (k) (with-exception-handler (fn (e) (k (list e))) (fn () (+ 1 (raise 5))))))')).toBe('(5)');
  });

  it('see errors of primitives', () => {
    expect(shows('(call/cc (fn (k) (with-exception-handler (fn (e) (k (condition-message e))) (fn () (+ 1 (first 5))))))')).toBe(
      '"first: expected list, got number"',
    );
  });

  it('a guard inside is reached before a handler outside', () => {
    expect(shows("(with-exception-handler (fn (e) 'handler) (fn () (guard (e (true 'guard)) (raise-continuable 1))))")).toBe(
      'guard',
    );
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

describe('block, return-from, try-finally', () => {
  it('leaves from anywhere in the lambda', () => {
    expect(shows('(block b (+ 1 (return-from b 5)))')).toBe('5');
    expect(shows('(block b (list 1 2 (list 3 (begin (when true (return-from b 5)) 4))))')).toBe('5');
    expect(
      shows(
        '(list (block a (+ 1 (block b (+ 10 (if true (return-from a 3) (return-from b 4)))))) (block a (+ 1 (block b (+ 10 (if false (return-from a 3) (return-from b 4)))))))',
      ),
    ).toBe('(3 5)');
    expect(shows('(block b (let loop ((i 0)) (when (= i 5) (return-from b i)) (loop (+ i 1))))')).toBe('5');
    expect(shows('(block b (guard (e (true 1)) (return-from b 2)))')).toBe('2');
    expect(shows('(list (block b (guard (e (true (return-from b 3))) (raise 1))))')).toBe('(3)');
  });

  it('runs cleanups on every way out, innermost first', () => {
    const b = bench();
    const cleanup = (s: string) => `(print-out "${s}")`;
    expect(b.show(`(try-finally 1 ${cleanup('a')})`)).toBe('1');
    expect(b.show(`(block x (try-finally (try-finally (return-from x 2) ${cleanup('b')}) ${cleanup('c')}) 3)`)).toBe('2');
    expect(b.show(`(guard (e (true e)) (try-finally (raise 4) ${cleanup('d')}))`)).toBe('4');
    expect(b.show(`(call/cc (fn (k) (try-finally (k 5) ${cleanup('e')})))`)).toBe('5');
    expect(b.failure(`(try-finally (raise 6) ${cleanup('f')})`)).toBe('6');
    expect(b.output()).toBe('abcdef');
  });

  it('a cleanup that leaves replaces the way out', () => {
    expect(shows('(block x (try-finally (raise 1) (return-from x 2)))')).toBe('2');
    expect(shows('(block x (try-finally (return-from x 1) (return-from x 2)))')).toBe('2');
    expect(shows('(guard (e (true e)) (try-finally (raise 1) (raise 2)))')).toBe('2');
    expect(shows('(list (block x (block y (try-finally (return-from x 1) (return-from y 2))) 3))')).toBe('(3)');
    expect(
      shows('(let loop ((i 0)) (if (< i 3) (begin (block x (try-finally (return-from x 1) (set! i (+ i 1)))) (loop i)) i))'),
    ).toBe('3');
  });

  it('leaving restores handlers', () => {
    expect(shows("(guard (e (true 'outer)) (block b (guard (e (true 'inner)) (return-from b 1))) (raise 1))")).toBe('outer');
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
