import { describe, expect, it } from 'vitest';
import type { Done, Suspended } from '../control/outcome.ts';
import type { Node } from '../core/nodes.ts';
import { FUEL_SLICE } from '../instance/kernel.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { type Bench, bench } from '../testing/cek.ts';
import { Interrupt } from '../values/condition.ts';
import { Generator } from '../values/generator.ts';
import type { Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';

function node(b: Bench, text: string): Node {
  const source = new SourceText('t', text);
  return b.system.expander(b.system.kernel.user, source).expandTop(new Reader(source, b.system.kernel.symbols).next());
}

const start = (b: Bench, text: string): Done | Suspended => b.system.cek.run(node(b, text));

/** Answers every request with `answer`; the value and the requests. */
function drive(b: Bench, text: string, answer: (request: Value) => Value): string {
  let step = start(b, text);
  while (!step.done) step = step.resume(answer(step.request));
  return inspect(step.value);
}

describe('perform', () => {
  it('suspends the run and resumes with the answer', () => {
    const b = bench();
    expect(drive(b, '(list (perform 1) (+ 1 (perform 2)))', r => r * 10)).toBe('(10 21)');
    expect(drive(b, '(let loop ((i 0) (s 0)) (if (< i 1000) (loop (+ i 1) (+ s (perform i))) s))', r => r)).toBe('499500');
  });

  it('keeps handlers, guards, parameters and generators across the suspension', () => {
    const b = bench();
    expect(drive(b, "(guard (e (true (list 'caught e))) (+ 1 (perform 1)) (raise (perform 2)))", r => r * 2)).toBe('(caught 4)');
    expect(drive(b, '(let ((p (make-parameter 1))) (parameterize ((p 2)) (perform 0) (p)))', () => 0)).toBe('2');
    expect(drive(b, '(with-exception-handler (fn (e) (perform e)) (fn () (+ 1 (raise-continuable 20))))', r => r * 2)).toBe('41');
    expect(
      drive(
        b,
        '(let ((g ((generator-fn () (yield (perform 1)) (perform 2))))) (list (generator-resume! g 0 nil) (generator-resume! g 0 nil)))',
        r => r + 5,
      ),
    ).toBe('(6 7)');
    expect(drive(b, '(reset (+ 1 (shift k (k (perform 5)))))', r => r)).toBe('6');
    expect(b.system.kernel.handlers).toBe(null);
  });

  it('can raise at the request', () => {
    const b = bench();
    const s = start(b, "(guard (e (true (list 'caught e))) (+ 1 (perform 1)))") as Suspended;
    expect(inspect((s.raise('no') as Done).value)).toBe('(caught "no")');
    const t = start(b, '(+ 1 (perform 1))') as Suspended;
    expect(() => t.raise('no')).toThrow();
  });

  it('may be resumed more than once, each time from the same state', () => {
    const b = bench();
    const s = start(b, '(list (perform 1) (perform 2))') as Suspended;
    const t = s.resume('a') as Suspended;
    expect(inspect((t.resume('b') as Done).value)).toBe('("a" "b")');
    expect(inspect((t.resume('c') as Done).value)).toBe('("a" "c")');
    expect(inspect(((s.resume('x') as Suspended).resume('y') as Done).value)).toBe('("x" "y")');
  });

  it('several suspended runs do not disturb each other', () => {
    const b = bench();
    const s = start(b, '(list (perform 1) (perform 2))') as Suspended;
    const t = start(b, '(list (perform 3) (perform 4))') as Suspended;
    const s2 = s.resume('s1') as Suspended;
    const t2 = t.resume('t1') as Suspended;
    expect(inspect((s2.resume('s2') as Done).value)).toBe('("s1" "s2")');
    expect(inspect((t2.resume('t2') as Done).value)).toBe('("t1" "t2")');
  });

  it('without a driver asks the resolver, else is a condition', () => {
    expect(bench({ performResolver: r => r + 1 }).show('(perform 1)')).toBe('2');
    expect(bench().failure('(perform 1)')).toMatch(/^IO suspension in non-IO context/);
    expect(bench().show('(guard (e (true (condition-kind e))) (perform 1))')).toBe('"io"');
  });

  it('under a native frame asks the resolver, too', () => {
    const b = bench({ performResolver: r => r + 1 });
    const { kernel } = b.system;
    kernel.user.define('through', (f: Value) => [kernel.call(f)][0]);
    expect(drive(b, '(list (through (fn () (+ 10 (perform 1)))) (perform 2))', () => 'driver')).toBe('(12 "driver")');
  });
});

describe('generators', () => {
  const program = `
    (define (all g) (let loop ((out (list))) (let ((v (generator-resume! g 0 nil))) (if (generator-done? g) out (begin (append! out v) (loop out))))))
    (define count (generator-fn (n) (let loop ((i 0)) (when (< i n) (yield i) (loop (+ i 1)))) 'end))`;

  it('are driven by host code, too', () => {
    const b = bench();
    const g = b.value(`${program} (count 3)`) as Generator;
    expect(g).toBeInstanceOf(Generator);
    expect([g.resume(0, null), g.resume(0, null), g.resume(0, null), g.done]).toEqual([0, 1, 2, false]);
    expect(inspect(g.resume(0, null))).toBe('end');
    expect(g.done).toBe(true);
    const h = b.value("((generator-fn () (try-finally (yield 1) (print-out 'cleanup) (yield 2)) 3))") as Generator;
    expect([h.resume(0, null), h.resume(2, 'r'), h.done, h.resume(0, null), h.done]).toEqual([1, 2, false, 'r', true]);
    expect(b.output()).toBe('cleanup');
    const i = b.value('((generator-fn () (guard (e (true (yield e))) (yield 1)) (raise 9)))') as Generator;
    expect([i.resume(0, null), i.resume(1, 'x')]).toEqual([1, 'x']);
    expect(() => i.resume(0, null)).toThrow();
    expect(i.done).toBe(true);
    expect(b.system.kernel.handlers).toBe(null);
  });

  it('may be suspended half-way by host code and go on in the CEK', () => {
    const b = bench();
    const g = b.value('(define g ((generator-fn () (guard (e (true (list e (yield 2)))) (yield 1) (raise 5))))) g') as Generator;
    expect(g.resume(0, null)).toBe(1);
    expect(b.show('(generator-resume! g 0 nil)')).toBe('2');
    expect(inspect(g.resume(0, 'z'))).toBe('(5 "z")');
  });
});

describe('interrupts', () => {
  const program = `(define p (make-parameter 0))
    (define (count n) (if (= n 0) 0 (+ 1 (count (- n 1)))))
    (define (work)
      (guard (e (true (count 3)))
        (try-finally
          (dynamic-wind (fn () (count 2)) (fn () (let loop ((i 0)) (if (< i 4) (loop (+ i (count 1))) (raise (count 2))))) (fn () (count 2)))
          (count 3))))`;

  it('at every fuel step end the run, run no guest code, and leave a usable kernel', () => {
    let steps = 0;
    let stopAt = Number.POSITIVE_INFINITY;
    const b = bench({
      checkpoint: () => {
        b.system.kernel.fuel = 1;
        if (++steps === stopAt) throw new Interrupt('fuel');
      },
    });
    const { kernel } = b.system;
    b.value(program);
    const work = b.value('work');
    const run = (at: number): Value => {
      steps = 0;
      stopAt = at;
      kernel.fuel = 1;
      return kernel.call(work);
    };
    const whole = run(Number.POSITIVE_INFINITY);
    const total = steps;
    expect(whole).toBe(3);
    expect(total).toBeGreaterThan(20);
    for (let i = 1; i <= total; i++) {
      expect(() => run(i)).toThrow(Interrupt);
      expect(steps).toBe(i);
      expect(kernel.handlers).toBe(null);
      expect(b.system.cek.current).toBe(null);
    }
    stopAt = Number.POSITIVE_INFINITY;
    expect(kernel.call(work)).toBe(whole);
  });

  it('finish the generators they leave', () => {
    const b = bench({
      checkpoint: () => {
        throw new Interrupt('timeout');
      },
    });
    b.value('(define g ((generator-fn () (let loop () (loop)))))');
    expect(() => b.value('(generator-resume! g 0 nil)')).toThrow(Interrupt);
    expect(b.show('(generator-state g)')).toBe('"done"');
  });

  it('endless loops of every kind consume fuel', () => {
    for (const text of [
      '(let loop () (loop))',
      '(let loop ((i 0)) (loop (+ i 1)))',
      '(let loop ((i 0) (f nil)) (loop (+ i 1) (fn () i)))',
      '(begin (define (f) (f)) (f))',
      '(begin (define (f &rest r) (apply f r)) (f))',
      '(let ((k (call/cc (fn (k) k)))) (k k))',
      '(let ((g ((generator-fn () (let loop () (yield 1) (loop)))))) (while true (generator-resume! g 0 nil)))',
    ]) {
      let left = 3;
      const b = bench({
        checkpoint: () => {
          if (--left === 0) throw new Interrupt('timeout');
        },
      });
      expect(() => b.value(text)).toThrow(Interrupt);
      expect(b.system.kernel.fuel).toBeLessThanOrEqual(FUEL_SLICE);
    }
  });
});
