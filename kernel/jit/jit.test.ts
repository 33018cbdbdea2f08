import { expect, test } from 'vitest';
import { memoryGauge } from '../../harness/memory-gauge.ts';
import { jitBench } from '../testing/jit.ts';

const FIB = '(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))';

test('hot lambdas and loops are promoted, and the record says so', () => {
  const b = jitBench('auto', 100);
  expect(b.show(`${FIB} (fib 15)`)).toBe('610');
  expect(b.promoted()).toEqual(['fib']);
  expect(b.show('(let loop ((i 0) (s 0)) (if (= i 1000) s (loop (+ i 1) (+ s i))))')).toBe('499500');
  expect(b.promoted()).toEqual(['fib', 'loop loop']);
  expect(b.show('(list (get (jit-stats) "promoted") (get (jit-stats) "loops") (get (jit-stats) "tier"))')).toBe('(2 1 "auto")');
  b.value('(jit-reset!)');
  expect(b.show('(get (jit-stats) "promoted")')).toBe('0');
});

test('nothing is promoted on cek', () => {
  const b = jitBench('cek');
  expect(b.show(`${FIB} (fib 10)`)).toBe('55');
  expect(b.promoted()).toEqual([]);
});

test('thresholds can be set', () => {
  const b = jitBench('auto', 1000);
  b.value(`(jit-set-threshold! 5 5) ${FIB} (fib 5)`);
  expect(b.promoted()).toEqual(['fib']);
});

test('interpreted and promoted closures share their variables', () => {
  const b = jitBench();
  const text = `
    (define (make) (let ((n 0)) (list (fn () (set! n (+ n 1)) n) (fn (k) (set! n (* n k)) n) (fn () n))))
    (define a (make)) (define b (make))
    (define (times k f) (if (= k 0) nil (begin (f) (times (- k 1) f))))
    (times 10 (first a)) ((first b))
    (list ((nth a 1) 3) ((nth a 2)) ((first a)) ((nth a 2)) ((nth b 2)))`;
  b.system.kernel.base.define('first', (l: { first: unknown }) => (l as never as { toArray(): unknown[] }).toArray()[0]);
  expect(b.show(text)).toBe('(30 30 31 31 1)');
  expect(b.promoted()).toContain('times');
});

test('a loop shares the variables of its procedure, and fresh ones per round with closures', () => {
  const b = jitBench();
  expect(
    b.show(`
      (define (run n)
        (let ((sum 0) (fs nil))
          (let loop ((i 0))
            (if (< i n) (begin (set! sum (+ sum i)) (set! fs (cons (fn () (set! sum (+ sum 1)) i) fs)) (loop (+ i 1)))))
          (list sum ((nth fs 0)) ((nth fs 9)) sum)))
      (run 20)`),
  ).toBe('(190 19 10 192)');
  expect(b.promoted()).toContain('loop loop');
});

test('jumps out of promoted loops', () => {
  const b = jitBench();
  expect(
    b.show(`
      (define (find n k) (block out
        (let rows ((i 0) (c 0))
          (if (= i n) (list 'none c)
            (let cells ((j 0) (c c))
              (if (= (* i j) k) (return-from out (list i j c))
                (if (= j n) (rows (+ i 1) (+ c 1)) (cells (+ j 1) (+ c 1)))))))))
      (list (find 10 63) (find 10 101))`),
  ).toBe('((7 9 86) (none 110))');
  expect(b.promoted()).toContain('loop cells');
});

test('cleanups run when a promoted loop is left', () => {
  const b = jitBench();
  expect(
    b.show(`
      (define log nil)
      (define (f) (block out
        (let loop ((i 0))
          (try-finally
            (guard (e (true (set! log (cons e log))))
              (let inner ((j 0)) (if (= j 10) (if (= i 5) (return-from out 'done) (raise i)) (inner (+ j 1)))))
            (set! log (cons 'c log)))
          (loop (+ i 1)))))
      (list (f) log)`),
  ).toBe('(done (c c 4 c 3 c 2 c 1 c 0))');
});

test('redefinition of a global and of a primitive is seen', () => {
  const b = jitBench();
  expect(
    b.show(`
      (define (g x) (+ x 1)) (define (f x) (g (* x 2)))
      (define (times k) (if (= k 0) nil (begin (f k) (times (- k 1)))))
      (times 10)
      (define before (f 1))
      (define (g x) (- x 1)) (define middle (f 1))
      (define old* *) (set! * (fn (a b) (old* a (+ b 100))))
      (list before middle (f 1))`),
  ).toBe('(3 1 101)');
  expect(b.promoted()).toEqual(expect.arrayContaining(['f', 'g', 'times']));
});

test('what is refused is noted once and never tried again', () => {
  const b = jitBench();
  b.value(`(define (outer n) (define (inner n) (if (= n 0) 0 (+ 1 (inner (- n 1))))) (inner n))
           (define (go k) (if (= k 0) nil (begin (outer 5) (go (- k 1))))) (go 50)`);
  expect(b.policy.log.filter(e => e.name === 'outer')).toEqual([
    { what: 'lambda', name: 'outer', decision: 'refused', reason: 'inner recurs inside it' },
  ]);
  expect(b.promoted()).toContain('inner');
  b.policy.deny.add('h');
  b.value('(define (h) 1) (define (go2 k) (if (= k 0) nil (begin (h) (go2 (- k 1))))) (go2 50)');
  expect(b.policy.log.filter(e => e.name === 'h').map(e => e.reason)).toEqual(['denied by name']);
});

test('compilation that fails is noted once, and the program goes on interpreted', () => {
  const b = jitBench();
  const policy = b.policy as unknown as { target: { load: unknown } };
  policy.target.load = () => {
    throw new Error('no space');
  };
  expect(b.show(`${FIB} (fib 12)`)).toBe('144');
  expect(b.policy.log).toEqual([{ what: 'lambda', name: 'fib', decision: 'failed', reason: 'no space' }]);
});

test('arguments: optional, rest, lenient, wrong numbers', () => {
  const text = `
    (define (f a &optional (b (* a 2)) &rest r) (list a b r))
    (define (h &optional (x 7)) x)
    (define (g a b &lenient) (list a b))
    (define (try thunk) (guard (e (true (condition-message e))) (thunk)))
    (define out nil)
    (define (go k) (if (= k 0) out
      (begin (set! out (list (f 1) (f 1 2) (f 1 2 3 4) (h) (h 1) (g) (g 1) (g 1 2 3)
                             (try (fn () (f))) (try (fn () (h 1 2))))) (go (- k 1)))))
    (go 12)`;
  const b = jitBench();
  expect(b.show(text)).toBe(jitBench('cek').show(text));
  expect(b.promoted()).toEqual(expect.arrayContaining(['f', 'g', 'h']));
});

test('deep recursion and tail calls', () => {
  const b = jitBench('auto', 100);
  expect(b.show('(define (deep n) (if (= n 0) 0 (+ 1 (deep (- n 1))))) (deep 100) (deep 100000)')).toBe('100000');
  b.value(`(define (ev? n) (if (= n 0) true (od? (- n 1)))) (define (od? n) (if (= n 0) false (ev? (- n 1))))`);
  expect(b.show('(list (ev? 1000000) (ev? 1000001))')).toBe('(true false)');
  expect(b.promoted()).toEqual(expect.arrayContaining(['deep', 'ev?', 'od?']));
});

test('raises cross promoted and interpreted frames', () => {
  const text = `
    (define (thrower n) (if (= n 0) (raise 'bottom) (+ 1 (thrower (- n 1)))))
    (define (catcher n) (guard (e (true (list e n))) (thrower n)))
    (define (handled n) (with-exception-handler (fn (e) (* 2 n)) (fn () (+ 1 (raise-continuable 'x)))))
    (define (go k acc) (if (= k 0) acc (go (- k 1) (list (catcher k) (handled k) (guard (e (true (condition-message e))) (vector-ref k 0))))))
    (go 20 nil)`;
  expect(jitBench().show(text)).toBe(jitBench('cek').show(text));
});

test('handlers installed by an inner closure, curried three deep', () => {
  const text = `
    (define (curry a) (fn (b) (fn (c) (guard (e (true (list 'caught e a b c))) (if (> c 2) (raise (+ a b c)) c)))))
    (define (go k acc) (if (= k 0) acc (go (- k 1) (cons (((curry k) 2) (rem k 5)) acc))))
    (go 12 nil)`;
  const b = jitBench();
  expect(b.show(text)).toBe(jitBench('cek').show(text));
  expect(b.promoted()).toContain('curry');
  const scanned = jitBench();
  scanned.policy.handlerScan = true;
  expect(scanned.show(text)).toBe(b.show(text));
  expect(scanned.policy.log.filter(e => e.name === 'curry')).toEqual([
    { what: 'lambda', name: 'curry', decision: 'refused', reason: 'it installs handlers (guard)' },
  ]);
});

test('one-shot lambdas leave nothing behind', () => {
  const b = jitBench('auto', 400);
  const expander = (i: number) => b.value(`((fn (x) (let loop ((j 0)) (if (= j 2) (+ x j) (loop (+ j 1))))) ${i})`);
  for (let i = 0; i < 2000; i++) expander(i);
  const used = () => {
    memoryGauge.collect();
    return memoryGauge.inUse();
  };
  const before = used();
  for (let i = 0; i < 100_000; i++) expander(i);
  expect(used() - before).toBeLessThan(20e6);
  expect(b.policy.log).toEqual([]);
}, 60_000);
