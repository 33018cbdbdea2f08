import { describe, expect, it } from 'vitest';
import { bench } from '../testing/cek.ts';
import type { Value } from '../values/procedure.ts';

const shows = (text: string): string => bench().show(text);

describe('call/cc', () => {
  it('escapes', () => {
    expect(shows('(+ 1 (call/cc (fn (k) (+ 10 (k 5)))))')).toBe('6');
    expect(shows('(call/cc (fn (k) 5))')).toBe('5');
    expect(shows('(call-with-values (fn () (call/cc (fn (k) (k 1 2)))) list)')).toBe('(1 2)');
    expect(shows('(continuation? (call/cc (fn (k) k)))')).toBe('true');
    expect(shows('(continuation? car)'.replace('car', 'first'))).toBe('false');
  });

  it('re-enters operands with what was evaluated before them', () => {
    // Each re-entry must see the first operands as they were, however often later ones were filled in.
    expect(
      shows(`(define (go) (let ((ks (list)) (out (list)) (n 0))
        (let ((r (list (begin (set! n (+ n 1)) n) (call/cc (fn (k) (set! ks (cons k ks)) 'a)) (call/cc (fn (k) (set! ks (cons k ks)) 'b)) 'end)))
          (append! out r)
          (if (< (len out) 4)
            (let ((k (nth ks (if (= (len out) 2) 1 0)))) (k (len out)))
            out))))
        (go)`),
    ).toBe('((1 a b end) (1 a 1 end) (1 2 b end) (1 2 3 end))');
  });

  it('makes generators by re-entry', () => {
    expect(
      shows(`
      (define (tree-walk tree) (define return #f) (define (walk t) (for-all t))
        (define (for-all t) (if (list? t) (let loop ((l t)) (if (empty? l) nil (begin (for-all (first l)) (loop (rest l))))) (call/cc (fn (next) (set! resume next) (return t)))))
        (define resume (fn (x) (for-all tree) (return 'done)))
        (fn () (call/cc (fn (r) (set! return r) (resume nil)))))
      (define g (tree-walk '(1 (2 (3)) 4)))
      (list (g) (g) (g) (g) (g))`),
    ).toBe('(1 2 3 4 done)');
  });

  it('amb', () => {
    expect(
      shows(`
      (define fail-stack (list))
      (define (fail) (if (empty? fail-stack) (error "no more choices")
        (let ((back (first fail-stack))) (set! fail-stack (rest fail-stack)) (back back))))
      (define (amb choices)
        (let ((cc (call/cc (fn (k) k))))
          (if (empty? choices) (fail)
            (let ((choice (first choices)))
              (set! choices (rest choices))
              (set! fail-stack (cons cc fail-stack))
              choice))))
      (define (pythagoras)
        (let* ((a (amb (list 1 2 3 4 5 6 7))) (b (amb (list 1 2 3 4 5 6 7))) (c (amb (list 1 2 3 4 5 6 7))))
          (if (= (* c c) (+ (* a a) (* b b))) (if (< b a) (list a b c) (fail)) (fail))))
      (pythagoras)`),
    ).toBe('(4 3 5)');
  });

  it('lets bindings of a let keep their values per entry', () => {
    expect(
      shows(`(define (go) (let ((k1 #f) (k2 #f) (out (list)))
        (let ((x (call/cc (fn (k) (set! k1 k) 1))))
          (call/cc (fn (k) (unless k2 (set! k2 k))))
          (append! out x)
          (cond ((= (len out) 1) (k1 2)) ((= (len out) 2) (k2 nil)) (else out)))))
        (go)`),
    ).toBe('(1 2 1)');
  });

  it('lets rounds of a loop keep their values per entry', () => {
    expect(
      shows(`(define (go) (let ((first-k #f) (out (list)) (jumped #f))
        (let loop ((i 0))
          (call/cc (fn (k) (unless first-k (set! first-k k))))
          (append! out i)
          (cond ((< i 2) (loop (+ i 1))) (jumped out) (else (set! jumped true) (first-k nil))))))
        (go)`),
    ).toBe('(0 1 2 0 1 2)');
  });

  it('continues an earlier top-level form', () => {
    const b = bench();
    b.value('(define k #f) (define n 0) (define r (+ 1 (call/cc (fn (c) (set! k c) 1))))');
    expect(b.show('r')).toBe('2');
    b.value('(k 41)');
    expect(b.show('r')).toBe('42');
  });
});

describe('dynamic-wind', () => {
  it('runs its thunks in order on every way in and out', () => {
    // The example of R7RS.
    expect(
      shows(`(let ((path (list)) (c #f))
        (let ((add (fn (s) (set! path (append path (list s))))))
          (dynamic-wind (fn () (add 'connect)) (fn () (add (call/cc (fn (c0) (set! c c0) 'talk1)))) (fn () (add 'disconnect)))
          (if (< (len path) 4) (c 'talk2) path)))`),
    ).toBe('(connect talk1 disconnect connect talk2 disconnect)');
  });

  it('moves between two nests along their common part', () => {
    expect(
      shows(`(define out (list)) (define (add x) (append! out x))
        (define (go) (let ((k #f) (again true))
          (dynamic-wind (fn () (add 'A)) (fn ()
            (dynamic-wind (fn () (add 'B)) (fn () (call/cc (fn (c) (set! k c))) (add 'body)) (fn () (add 'b)))
            (dynamic-wind (fn () (add 'C)) (fn () (when again (set! again false) (k nil))) (fn () (add 'c))))
            (fn () (add 'a)))))
        (go) out`),
    ).toBe('(A B body b C c B body b C c a)');
  });

  it('an after-thunk that escapes replaces the way out', () => {
    expect(shows('(call/cc (fn (k) (dynamic-wind (fn () 0) (fn () (error "x")) (fn () (k 7)))))')).toBe('7');
    expect(shows("(guard (e (true (list 'caught e))) (dynamic-wind (fn () 0) (fn () (raise 1)) (fn () (raise 2))))")).toBe(
      '(caught 2)',
    );
  });

  it('guard handlers run after the after-thunks, exception handlers before', () => {
    const b = bench();
    b.value(`(guard (e (true (print-out "guard "))) (dynamic-wind (fn () (print-out "in ")) (fn () (raise 1)) (fn () (print-out "out "))))
      (guard (e (true (print-out "guard ")))
        (with-exception-handler (fn (e) (print-out "handler ") (raise e))
          (fn () (dynamic-wind (fn () (print-out "in ")) (fn () (raise 1)) (fn () (print-out "out "))))))`);
    expect(b.output()).toBe('in out guard in handler out guard ');
  });
});

describe('reset and shift', () => {
  it('composes and re-enters', () => {
    expect(shows('(+ 1 (reset (* 2 (shift k (k (k 4))))))')).toBe('17');
    expect(shows('(reset (* 2 (shift k 5)))')).toBe('5');
    expect(shows('(let ((k (reset (+ 1 (shift k k))))) (list (k 1) (k 10)))')).toBe('(2 11)');
    expect(
      shows('(reset (let ((x (shift k (append (k 1) (k 2))))) (let ((y (shift k (append (k 10) (k 20))))) (list (+ x y)))))'),
    ).toBe('(11 21 12 22)');
  });

  it('delimits statically: k brings its own reset', () => {
    expect(shows("(reset (cons 'a (reset (cons 'b (shift f (cons 'x (f (shift g (cons 'y (list))))))))))")).toBe('(a y)');
    // k's body runs inside a prompt, so the outer part is not taken by a shift in it.
    expect(shows('(define k0 (reset (+ 1 (shift k k)))) (reset (* 10 (k0 (shift j (j 3)))))')).toBe('40');
    expect(shows('(define (f) (reset (+ (shift k (k 1)) (shift k (list (k 1) (k 2)))))) (f)')).toBe('(2 3)');
  });

  it('takes winds and parameters along', () => {
    const b = bench();
    expect(
      b.show(`(define p (make-parameter 0))
        (define k (reset (dynamic-wind (fn () (print-out "in ")) (fn () (parameterize ((p 1)) (shift k k) (list (p)))) (fn () (print-out "out ")))))
        (parameterize ((p 2)) (list (k nil) (k nil) (p)))`),
    ).toBe('((1) (1) 2)');
    expect(b.output()).toBe('in out in out in out ');
  });

  it('sees the parameters of where it is continued', () => {
    expect(
      shows(`(define p (make-parameter 0)) (define q (make-parameter 0))
        (define k (parameterize ((p 1)) (reset (parameterize ((q 5)) (shift k k) (list (p) (q))))))
        (parameterize ((p 2)) (list (k nil) (q)))`),
    ).toBe('((2 5) 0)');
  });

  it('takes guards along', () => {
    expect(
      shows(`(define k (reset (guard (e (true (list 'caught e))) (+ 1 (shift k k)))))
        (define r1 (k 1)) (define r2 (guard (e (true 'outer)) (k "one"))) (list r1 (first r2))`),
    ).toBe('(2 caught)');
  });

  it('crosses block exits inside the captured part', () => {
    expect(
      shows(
        '(define k (reset (+ 100 (block b (+ 1 (begin (if (shift k k) (return-from b 5)) 7)))))) (list (k true) (k false) (k true))',
      ),
    ).toBe('(105 108 105)');
  });

  it('without a reset is a condition', () => {
    expect(bench().failure('(shift k 1)')).toMatch(/^shift: no enclosing reset/);
  });
});

describe('native frames', () => {
  const through = () => {
    const b = bench();
    const { kernel } = b.system;
    kernel.user.define('through', (f: Value, ...args: Value[]) => [kernel.call(f, ...args)][0]);
    return b;
  };

  it('escaping across them works and runs what is on the way', () => {
    const b = through();
    expect(
      b.show(`(call/cc (fn (k) (dynamic-wind (fn () (print-out "1")) (fn ()
      (through (fn () (dynamic-wind (fn () (print-out "2")) (fn () (through (fn () (k "out"))) "no") (fn () (print-out "3"))))) "no") (fn () (print-out "4")))))`),
    ).toBe('"out"');
    expect(b.output()).toBe('1234');
  });

  it('re-entering across them is a condition', () => {
    const b = through();
    b.value('(define k #f) (define n 0)');
    expect(b.failure('(begin (through (fn () (+ 1 (call/cc (fn (c) (set! k c) 1))))) (k 1))')).toMatch(
      /^Continuation crosses a native frame @t:1:/,
    );
    expect(b.show('(guard (e (true (condition-message e))) (k 1))')).toBe('"Continuation crosses a native frame"');
    expect(b.failure('(reset (through (fn () (shift k 1))))')).toMatch(/^Continuation crosses a native frame/);
  });

  it('operators called by host code behave the same', () => {
    const b = through();
    const { kernel } = b.system;
    const f = (name: string): Value => kernel.base.cell(name).v;
    const thunk = (text: string): Value => b.value(text);
    expect(kernel.call(f('call/cc'), thunk('(fn (k) (+ 1 (k 5)))'))).toBe(5);
    expect(kernel.call(f('%reset'), thunk('(fn () (* 2 (shift k (k (k 4)))))'))).toBe(16);
    expect(
      kernel.call(f('with-exception-handler'), thunk('(fn (e) (+ e 1))'), thunk('(fn () (* 10 (raise-continuable 4)))')),
    ).toBe(50);
    expect(kernel.call(f('apply'), thunk('(fn (a b) (- a b))'), kernel.list(5, 3))).toBe(2);
    expect(b.show('(guard (e (true (list e))) (through raise 5))')).toBe('(5)');
    expect(b.show('(with-exception-handler (fn (e) (* e 2)) (fn () (+ 1 (through raise-continuable 5))))')).toBe('11');
    expect(
      b.show('(define k2 #f) (define r (call/cc (fn (c) (set! k2 c) 1))) (list (through (fn () (if (= r 1) (k2 2) r))))'),
    ).toBe('2');
  });

  it('host code may continue a finished top-level continuation', () => {
    const b = through();
    b.value('(define k #f) (define r (+ 1 (call/cc (fn (c) (set! k c) 1))))');
    expect(b.system.kernel.call(b.value('k'), 9)).toBe(10);
    expect(b.show('r')).toBe('10');
  });
});
