import { describe, expect, it } from 'vitest';
import { newSystem, outcome, run } from '../testing/native.ts';
import type { Value } from '../values/procedure.ts';

function table(name: string, rows: readonly (readonly [text: string, result: string])[]): void {
  describe(name, () => {
    for (const [text, result] of rows) {
      it(text, () => {
        for (const sealed of [true, false]) {
          const system = newSystem();
          expect(
            outcome(system.kernel, () => run(text, { sealed }, system)),
            sealed ? 'sealed' : 'open',
          ).toBe(result);
        }
      });
    }
  });
}

table('constants', [
  ['-0.0', '-0.0'],
  ['(list 1 -2 1e21 +inf.0 +nan.0)', '(1 -2 1e+21 +inf.0 +nan.0)'],
  ['\'(a "b" (c 1))', '(a "b" (c 1))'],
  ["(eq? 'a 'a)", 'true'],
  ["(let ((f (fn () '(1 2)))) (eq? (f) (f)))", 'true'],
  ['"\\u2028\\"x\\n"', '"\\u2028\\"x\\n"'],
  ['12n', '12n'],
  ['(- -5 -3)', '-2'],
]);

table('order of evaluation', [
  [
    '(define out (vector)) (define (note x) (vector-push! out x) x) (+ (note 1) (+ (note 2) (note 3)) (note 4)) out',
    '#(1 2 3 4)',
  ],
  ['(let ((x 1)) (+ x (begin (set! x 10) x) x))', '21'],
  ['(let ((x 1)) (list x (begin (set! x 10) x) x))', '(1 10 10)'],
  ['(let ((x 1)) (let ((set (fn () (set! x 5) 1))) (- x (set) x)))', '-5'],
  ['(define x 1) (list x (begin (set! x 2) x) (block b (return-from b x)))', '(1 2 2)'],
  ['(let ((x 1)) (list x (block b (set! x 2) (return-from b x)) x))', '(1 2 2)'],
  [
    '(define out (vector)) (guard (e (true (list out e))) ((begin (vector-push! out 1) 5) (vector-push! out 2)))',
    '(#(1 2) #<condition Not callable: 5>)',
  ],
]);

table('conditionals', [
  ['(list (if nil 1 2) (if false 1 2) (if 0 1 2) (if "" 1 2) (if \'() 1 2))', '(2 2 1 1 1)'],
  ['(let ((a 1) (b nil)) (list (and a b) (or b a) (and) (or) (and a 2) (or b false)))', '(nil 1 true false 2 false)'],
  [
    '(define (f x) (cond ((and (> x 1) (not (= x 5))) "a") ((or (< x 0) (= x 5)) "b") (else "c"))) (list (f 2) (f 5) (f 0) (f -1))',
    '("a" "b" "c" "b")',
  ],
  [
    "(define (f x) (case x ((1 2) 'low) ((3) 'three) ((\"s\" a) 'mixed) ((nil) 'nil) (else 'other))) (map-it f)",
    '!Undefined symbol: map-it',
  ],
  [
    "(define (f x) (case x ((1 2) 'low) ((3) 'three) ((\"s\" a) 'mixed) ((nil) 'nil) (else 'other))) (list (f 1) (f 2) (f 3) (f \"s\") (f 'a) (f nil) (f 9))",
    '(low low three mixed mixed nil other)',
  ],
  ['(define (f x) (if (block b (if (= x 1) (return-from b false) 1)) "t" "f")) (list (f 1) (f 2))', '("f" "t")'],
  ['(define (f x) (+ 1 (case x ((1) 10) ((2) 20) ((3) 30) ((4) 40) (else 0)))) (list (f 1) (f 4) (f 5))', '(11 41 1)'],
]);

table('procedures', [
  ['((fn (a b) (- a b)) 5 3)', '2'],
  ['(define (f a &optional b (c 10)) (list a b c)) (list (f 1) (f 1 2) (f 1 2 3))', '((1 nil 10) (1 2 10) (1 2 3))'],
  ['(define (f a &optional (b (+ a 1))) (list a b)) (f 1)', '(1 2)'],
  ['(define (f a &rest r) (list a r)) (list (f 1) (f 1 2 3))', '((1 ()) (1 (2 3)))'],
  ['(define (call f) (f 1)) (call (fn (a b) a))', '!anonymous procedure: expected 2 arguments, got 1'],
  ['(define (f a b &lenient) (list a b)) (list (f) (f 1) (f 1 2 3))', '((nil nil) (1 nil) (1 2))'],
  ['(define (f a b) a) (f 1 2 3)', '!f: expected 2 arguments, got 3'],
  ['(define (f a b) a) (f 1)', '!f: expected 2 arguments, got 1'],
  ['(define (f a &optional b) a) (f)', '!f: expected 1 to 2 arguments, got 0'],
  ['(define (f a &rest b) a) (f)', '!f: expected at least 1 argument, got 0'],
  ['(let ((f (fn (x) x))) (f 1 2))', '!anonymous procedure: expected 1 argument, got 2'],
  ['(5 1)', '!Not callable: 5'],
  ['(let ((f nil)) (f 1))', '!Not callable: nil'],
  ['(define (f) (nope 1)) (f)', '!Undefined symbol: nope'],
  ['(define (f) nope) (f)', '!Undefined symbol: nope'],
  ['(set! nope 1)', '!Undefined symbol: nope'],
  ['(+ 1 "a")', '!Expected number, got string'],
  ['(define (compose f g) (fn (x) (f (g x)))) ((compose (fn (x) (* 2 x)) (fn (x) (+ 1 x))) 5)', '12'],
  ['(define (counter) (let ((n 0)) (fn () (set! n (+ n 1)) n))) (define c (counter)) (c) (c) (list (c) ((counter)))', '(3 1)'],
]);

table('site cells', [
  [
    '(define (f) (site-cell 2)) (define (g) (site-cell 2)) (vector-set! (f) 0 5) (list (f) (g) (eq? (f) (f)))',
    '(#(5 nil) #(nil nil) true)',
  ],
  ['(define (make) (fn () (site-cell 1))) (eq? ((make)) ((make)))', 'true'],
  [
    `(define-record-type point (make-point x y) point? (x point-x set-point-x!) (y point-y))
     (define (f) (site-cell point)) (define (g) (site-cell point)) (set-point-x! (f) 5)
     (list (point-x (f)) (point-y (f)) (point-x (g)))`,
    '(5 nil nil)',
  ],
]);

table('local procedures with lenient parameters', [
  ['(define (f x) (let ((g (fn (a b &lenient) (list a b)))) (list (g) (g x) (g x 2 3)))) (f 1)', '((nil nil) (1 nil) (1 2))'],
  [
    '(define (f x) (let ((g (fn (a &optional (b (+ a 1)) &rest r) (list a b r)))) (list (g x) (g x 2 3)))) (f 1)',
    '((1 2 ()) (1 2 (3)))',
  ],
]);

table('letrec', [
  [
    '(define (f n) (define (even n) (if (= n 0) true (odd (- n 1)))) (define (odd n) (if (= n 0) false (even (- n 1)))) (even n)) (list (f 100001) (f 10))',
    '(false true)',
  ],
  ['(letrec ((a (fn () b)) (b 1)) (a))', '1'],
  ['(letrec ((b (fn () x)) (y (b)) (x 1)) (list y x))', '(nil 1)'],
  ['(define (f) (define x 1) (define (g) (+ x 1)) (define y (g)) (list x y)) (f)', '(1 2)'],
  ['(letrec ((g (fn () (h))) (x (g)) (h (fn () 1))) x)', '!Not callable: nil'],
  ['(define (f x) (+ 1 (letrec ((g (fn (n) (if (= n 0) x (+ 1 (g (- n 1))))))) (g 3)))) (f 10)', '14'],
  ['(define (f) (print-not) (define a 1) a) 1', '1'],
]);

table('loops', [
  ['(let loop ((i 0) (sum 0)) (if (< i 10) (loop (+ i 1) (+ sum i)) sum))', '45'],
  ['(let loop ((a 1) (b 2) (n 3)) (if (= n 0) (list a b) (loop b a (- n 1))))', '(2 1)'],
  [
    '(define fs (vector)) (let loop ((i 0)) (when (< i 3) (vector-push! fs (fn () i)) (loop (+ i 1)))) (list ((vector-ref fs 0)) ((vector-ref fs 1)) ((vector-ref fs 2)))',
    '(0 1 2)',
  ],
  [
    '(define fs (vector)) (let loop ((i 0)) (when (< i 3) (vector-push! fs (fn () i)) (set! i (+ i 10)) (loop (- i 9)))) (list ((vector-ref fs 0)) ((vector-ref fs 2)))',
    '(10 12)',
  ],
  [
    '(define fs (vector)) (define (f i) (if (< i 3) (begin (vector-push! fs (fn () i)) (f (+ i 1))) i)) (f 0) (list ((vector-ref fs 0)) ((vector-ref fs 2)))',
    '(0 2)',
  ],
  [
    '(let outer ((i 0) (acc 0)) (if (= i 3) acc (let inner ((j 0) (acc acc)) (if (= j 3) (outer (+ i 1) acc) (inner (+ j 1) (+ acc (* i j)))))))',
    '9',
  ],
  ['(let ((n 0)) (while (< n 5) (set! n (+ n 1))) n)', '5'],
  ['(+ 1 (let loop ((i 0)) (if (< i 5) (loop (+ i 1)) i)))', '6'],
  [
    '(define fs (vector)) (let loop ((i 0)) (if (< i 3) (let ((x (* i 2))) (vector-push! fs (fn () x)) (loop (+ i 1))) nil)) (list ((vector-ref fs 0)) ((vector-ref fs 2)))',
    '(0 4)',
  ],
]);

table('tail calls', [
  ['(define (even n) (if (= n 0) true (odd (- n 1)))) (define (odd n) (if (= n 0) false (even (- n 1)))) (even 1000000)', 'true'],
  ['(define (loop n) (if (= n 0) "done" (loop (- n 1)))) (loop 1000000)', '"done"'],
  ['(define (run n k) (if (= n 0) (k n) (run (- n 1) (fn (x) (k (+ x 1)))))) (run 100000 (fn (x) x))', '100000'],
  ['(define (f g n) (if (= n 0) n (g g (- n 1)))) (f f 1000000)', '0'],
  [
    '(define (f n) (cond ((= n 0) "end") ((and (> n 0) (f-help n)) (g (- n 1))))) (define (f-help n) true) (define (g n) (begin 1 (let ((m n)) (f m)))) (f 300000)',
    '"end"',
  ],
  ['(define (f n) (block b (if (= n 0) (return-from b "end") (return-from b (f (- n 1)))))) (f 300000)', '"end"'],
  ['(define (f n) (guard (e (true (if (= n 0) "end" (g (- n 1))))) (raise n))) (define (g n) (f n)) (f 20000)', '"end"'],
]);

table('blocks and cleanups', [
  ['(block b (+ 1 (return-from b 5)))', '5'],
  ['(+ 1 (block b 2))', '3'],
  [
    '(define (f v) (block out (let loop ((i 0)) (if (= i (vector-length v)) nil (begin (when (> (vector-ref v i) 2) (return-from out i)) (loop (+ i 1))))))) (list (f #(1 2 3)) (f #(1)))',
    '(2 nil)',
  ],
  ['(define out (vector)) (list (try-finally (begin (vector-push! out 1) 5) (vector-push! out 2)) out)', '(5 #(1 2))'],
  ['(define out (vector)) (list (block b (try-finally (return-from b 1) (vector-push! out 2))) out)', '(1 #(2))'],
  ['(block b (try-finally (return-from b 1) (return-from b 2)))', '2'],
  ['(guard (e (true (list "caught" e))) (try-finally (raise 1) (raise 2)))', '("caught" 2)'],
  ['(define (f) (try-finally (g) nil)) (define (g) (h)) (define (h) 7) (f)', '7'],
  ['(let ((x 1)) (set! x (try-finally 2 (set! x (+ x 10)))) x)', '2'],
]);

table('guard', [
  ['(guard (e (true (list "caught" e))) (raise 5))', '("caught" 5)'],
  ['(guard (e ((string? e) "string") ((number? e) "number")) (raise 5))', '"number"'],
  ['(guard (e (true (condition-message e))) (error "boom" 1))', '"boom"'],
  ['(guard (e (true (condition-message e))) (vector-ref #(1) 5))', '"vector-ref: index 5 out of range [0, 1)"'],
  ['(guard (o (true (list "outer" o))) (guard (e ((string? e) 1)) (raise 5)))', '("outer" 5)'],
  ['(+ 1 (guard (e (true 10)) (raise 1)))', '11'],
  ['(define (f) (block b (guard (e (true 1)) (return-from b 2)))) (f)', '2'],
  ['(define (f n) (let loop ((i 0)) (if (< i n) (begin (guard (e (true nil)) (raise i)) (loop (+ i 1))) i))) (f 10)', '10'],
  ['(define (f) (f2)) (define (f2) (raise 3)) (guard (e (true e)) (f))', '3'],
]);

table('records', [
  [
    '(define-record-type point (make-point x y) point? (x px set-px!) (y py)) (define (f p) (set-px! p 10) (list (px p) (py p) (point? p) (point? 1))) (f (make-point 1 2))',
    '(10 2 true false)',
  ],
  ['(define-record-type point (make-point x y) point? (x px set-px!) (y py)) (px 5)', '!px: expected point, got number'],
  [
    '(define-record-type point (make-point x y) point? (x px set-px!) (y py)) (set-px! nil 1)',
    '!set-px!: expected point, got nil',
  ],
  [
    '(define-record-type a (make-a x) a? (x ax)) (define-record-type (b a) (make-b x y) b? (y by)) (define v (make-b 1 2)) (list (a? v) (b? (make-a 1)) (ax v) (by v))',
    '(true false 1 2)',
  ],
  ['(define-record-type p (make-p y x) p? (x px) (y py)) (px (make-p 1 2))', '2'],
  ['(define-record-type p (make-p) p? (x px set-px!)) (px (make-p))', 'nil'],
  ['(define-record-type p (make-p x) p? (x px)) (make-p 1 2)', '!make-p: expected 1 argument, got 2'],
  ['(define (f x) (define-record-type p (make-p x) p? (x px)) (px (make-p x))) (f 5)', '5'],
]);

describe('record types of other units', () => {
  it('are used in place', () => {
    const system = newSystem();
    const { kernel } = system;
    run('(define-record-type point (make-point x y) point? (x px set-px!) (y py))', { sealed: true }, system);
    const text = '(define (f p) (set-px! p (+ (px p) 1)) (if (point? p) (px p) nil)) (f (make-point 1 2))';
    expect(run(text, { sealed: true }, system)).toBe(2);
    const f = kernel.user.cell('f').v;
    expect(f.toString()).toMatch(/instanceof R/);
    expect(run(text, {}, system)).toBe(2);
    kernel.user.define('px', () => 5);
    expect(kernel.call(f, kernel.call(kernel.user.cell('make-point').v, 1, 2))).toBe(2);
    expect(run(text, {}, system)).toBe(5);
  });
});

table('generators', [
  [
    '(define g (generator-fn (a) (yield a) (yield (+ a 1)) "end")) (define i (g 1)) (list (next i) (next i) (state i) (next i) (state i) (next i))',
    '(1 2 "suspended" "end" "done" nil)',
  ],
  [
    '(define g (generator-fn () (let loop ((i 0)) (if (< i 3) (begin (yield i) (loop (+ i 1))) i)))) (define i (g)) (list (next i) (next i) (next i) (next i) (state i))',
    '(0 1 2 3 "done")',
  ],
  ['(define g (generator-fn () (+ (yield 1) (yield 2)))) (define i (g)) (list (next i) (send i 10) (send i 20))', '(1 2 30)'],
  [
    '(define g (generator-fn () (guard (e (true (yield (list "caught" e)))) (yield 1)))) (define i (g)) (list (next i) (throw i 5) (send i 6) (state i))',
    '(1 ("caught" 5) 6 "done")',
  ],
  [
    '(define out (vector)) (define g (generator-fn () (try-finally (yield 1) (vector-push! out 2)))) (define i (g)) (next i) (list (return i 7) out (state i))',
    '(7 #(2) "done")',
  ],
  ['(define g (generator-fn () 1)) (define i (g)) (list (return i 7) (state i) (next i))', '(7 "done" nil)'],
  ['(define g (generator-fn () 1)) (define i (g)) (throw i 7)', '!7'],
  [
    '(define g (generator-fn () (yield 1) (raise 5))) (define i (g)) (next i) (guard (e (true (list e (state i)))) (next i))',
    '(5 "done")',
  ],
  ['(define i nil) (define g (generator-fn () (next i))) (set! i (g)) (next i)', '!Generator is already running'],
  ['(define g (generator-fn (a b) 1)) (g 1)', '!anonymous procedure: expected 2 arguments, got 1'],
  ['(define g (generator-fn () (f2 3))) (define (f2 x) (f3 x)) (define (f3 x) (* x 2)) (next (g))', '6'],
]);

describe('handler stack', () => {
  it('is marked inside a guard and restored however the guard is left', () => {
    const system = newSystem();
    const { kernel } = system;
    const states: Value[] = [];
    kernel.user.define('note', () => {
      let n = 0;
      for (let l = kernel.handlers; l !== null; l = l.next) n++;
      states.push(n);
      return null;
    });
    kernel.handlers = { next: null };
    const text = `
      (define (f) (block b (guard (e (true (note))) (note) (guard (e (true 1)) (note) (return-from b 1)))))
      (define (g) (guard (e (true (note))) (note) (raise 1)))
      (define (h) (block b (guard (e (true 1)) (try-finally (return-from b 1) (note)))))
      (f) (note) (g) (note) (h) (note)`;
    run(text, { sealed: true }, system);
    expect(states).toEqual([2, 3, 1, 2, 1, 1, 2, 1]);
    expect(kernel.handlers).toEqual({ next: null });
  });
});

describe('an open unit', () => {
  it('sees redefined primitives', () => {
    const system = newSystem();
    const { kernel } = system;
    const f = run('(define (f a b) (if (< a b) (+ a b) (- a b))) f', {}, system);
    expect(kernel.call(f, 1, 2)).toBe(3);
    kernel.user.define('+', (a: Value, b: Value) => `${a}+${b}`);
    kernel.user.define('<', () => null);
    expect(kernel.call(f, 1, 2)).toBe(-1);
    kernel.user.define('<', () => 0);
    expect(kernel.call(f, 1, 2)).toBe('1+2');
  });

  it('sees redefined procedures', () => {
    const system = newSystem();
    const { kernel } = system;
    run('(define (f) (g)) (define (g) 1)', {}, system);
    const f = kernel.user.cell('f').v;
    expect(kernel.call(f)).toBe(1);
    run('(define (g) 2)', {}, system);
    expect(kernel.call(f)).toBe(2);
  });
});
