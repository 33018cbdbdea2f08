/** Continuations through compiled frames: that compiled code ran, and went on in the interpreter. */
import { describe, expect, it, test } from 'vitest';
import type { Done, Suspended } from '../control/outcome.ts';
import { runText, settle } from '../embed/text-run.ts';
import { SourceText } from '../reader/source.ts';
import { type JitBench, jitBench } from '../testing/jit.ts';

const GENERATOR = `
  (define (each f l) (let loop ((i 0)) (if (< i (len l)) (begin (f (nth l i)) (loop (+ i 1))) nil)))
  (define (generator l)
    (let ((return nil) (resume nil))
      (fn () (call/cc (fn (r)
        (set! return r)
        (if resume (resume nil)
          (begin (each (fn (x) (call/cc (fn (k) (set! resume k) (return x)))) l) (return 'end))))))))
  (define (collect next) (let loop ((out nil)) (let ((v (next))) (if (eq? v 'end) out (loop (cons v out))))))`;

/** Counts the frames of compiled code that are moved. */
function countMoves(b: JitBench): () => number {
  const { kernel } = b.system;
  const { adopt } = kernel;
  let frames = 0;
  const later = kernel.later.bind(kernel);
  kernel.later = (fn, args) => {
    if (fn === adopt) frames++;
    return later(fn, args);
  };
  return () => frames;
}

describe.each(['native', 'auto'] as const)('on %s', tier => {
  const start = () => {
    const b = jitBench(tier, 1);
    return { b, moves: countMoves(b) };
  };

  it('re-enters compiled frames any number of times', () => {
    const { b, moves } = start();
    const text = `${GENERATOR} (define (run) (collect (generator '(1 2 3)))) (list (run) (run) (run))`;
    expect(b.show(text)).toBe(jitBench('cek').show(text));
    expect(b.promoted()).toEqual(expect.arrayContaining(['generator', 'collect']));
    expect(b.policy.disabled).toBe(null);
    expect(moves()).toBeGreaterThan(0);
  });

  it('keeps compiling after a capture', () => {
    const { b } = start();
    b.value('(define (f x) (+ 1 (call/cc (fn (k) (k x))))) (f 1) (f 2)');
    b.value('(define (g x) (* 2 x)) (g 1) (g 2)');
    expect(b.promoted()).toEqual(expect.arrayContaining(['f', 'g']));
  });

  it('a driver answers requests from compiled procedures', () => {
    const { b, moves } = start();
    const { system } = b;
    const text = `
      (define (ask v) (+ 1 (perform v)))
      (define (each f l) (let loop ((i 0) (out (vector))) (if (< i (len l)) (begin (vector-push! out (f (nth l i))) (loop (+ i 1) out)) (vector->list out))))
      (define (go n) (each (fn (x) (* n (ask x))) (list 1 2 3)))
      (list (go 1) (go 2))`;
    const requests: unknown[] = [];
    const value = settle(runText(system, new SourceText('t', text), system.kernel.user), request => {
      requests.push(request);
      return request;
    });
    expect(system.kernel.inspect(value)).toBe('((2 3 4) (4 6 8))');
    expect(requests).toEqual([1, 2, 3, 1, 2, 3]);
    expect(moves()).toBeGreaterThan(0);
  });

  it('a request may be answered more than once', () => {
    const { b } = start();
    const { system } = b;
    const text = '(define (ask v) (let ((n 0)) (set! n (+ n (perform v))) (* 10 n))) (define (go) (+ (ask 1) (ask 2))) (go)';
    const second = (outcome: Done | Suspended) => (outcome as Suspended).resume(1) as Suspended;
    const suspended = second(runText(system, new SourceText('t', text), system.kernel.user));
    expect([5, 6].map(v => (suspended.resume(v) as Done).value)).toEqual([60, 70]);
  });

  it('delimited continuations through compiled frames', () => {
    const { b } = start();
    const text = `
      (define (pick l) (shift k (let loop ((i 0) (out (vector))) (if (< i (len l)) (begin (vector-push! out (k (nth l i))) (loop (+ i 1) out)) out))))
      (define (pair) (let ((a (pick (list 1 2)))) (list a (pick (list 'x 'y)))))
      (list (reset (pair)) (reset (pair)))`;
    expect(b.show(text)).toBe(jitBench('cek').show(text));
  });

  it('host code that calls back is a barrier: continuations only escape', () => {
    const { b } = start();
    const { kernel } = b.system;
    kernel.base.define('host-call', (f: unknown) => kernel.call(f));
    const text = `
      (define saved nil)
      (define (f x) (+ x (host-call (fn () (call/cc (fn (k) (set! saved k) 1))))))
      (define (g x) (+ x (host-call (fn () (+ 1 (call/cc (fn (k) (k 1))))))))
      (list (f 1) (g 1) (guard (e (true (condition-message e))) (saved 2)))`;
    expect(b.show(text)).toBe('(2 3 "Continuation crosses a native frame")');
  });

  it('a loop that was captured is left interpreted, once', () => {
    const { b } = start();
    const text = `
      (define (f i) (call/cc (fn (k) i)))
      (define (go n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (f i))))))
      (go 3000)`;
    expect(b.show(text)).toBe('4498500');
    expect(b.policy.log.filter(e => e.what === 'loop').length).toBeLessThan(4);
  });
});

test('captureScan keeps programs that take continuations interpreted, and compiled code is no longer entered', () => {
  const b = jitBench('auto', 3, { performResolver: undefined as never });
  b.policy.captureScan = true;
  b.value('(define (call f) (f)) (define (go k) (if (= k 0) nil (begin (call (fn () 1)) (go (- k 1))))) (go 20)');
  expect(b.promoted()).toContain('call');
  expect(
    b.show(`
      (define k0 nil) (define n 0)
      (define r (call (fn () (call/cc (fn (k) (set! k0 k) 1)))))
      (set! n (+ n 1))
      (if (< n 3) (k0 (+ r 1)))
      (list n r)`),
  ).toBe('(1 2)');
  expect(b.show('(get (jit-stats) "disabled")')).toBe('"the program uses call/cc"');
  expect(b.show('(reset (+ 1 (call (fn () (shift k (k (k 1)))))))')).toBe('3');
});

test('captureScan leaves capturing forms to the interpreter on native', () => {
  const b = jitBench('native');
  b.policy.captureScan = true;
  b.value('(define (f) (call/cc (fn (k) 1))) (define (g) (f)) (define (h) 1)');
  expect(b.promoted()).toEqual(['h']);
});
