/** The engine among others: tails and depth, host callers, suspension, errors and where they arose. */
import { describe, expect, it } from 'vitest';
import { instantiate } from '../native/units/loader.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { emitText, newSystem } from '../testing/native.ts';
import { standardSystem } from '../testing/standard.ts';
import { vmSystem } from '../testing/vm.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';

const run = (text: string, system = vmSystem()): unknown => system.evaluateText(new SourceText('t', text), system.kernel.user);
const show = (text: string, system = vmSystem()): string => system.kernel.inspect(run(text, system));

function failure(text: string, system = vmSystem()): string {
  try {
    return `no failure: ${show(text, system)}`;
  } catch (e) {
    if (!(e instanceof Raise) || !(e.payload instanceof Condition)) throw e;
    return `${e.payload.message} @${e.payload.where}`;
  }
}

describe('tail calls', () => {
  it('between procedures, a million', () => {
    expect(
      run('(define (even n) (if (= n 0) true (odd (- n 1)))) (define (odd n) (if (= n 0) false (even (- n 1)))) (even 1000000)'),
    ).toBe(true);
  });

  it('between the VM and native code, a million', () => {
    const system = newSystem();
    system.useVm();
    const { kernel } = system;
    instantiate(emitText(system, '(define (odd n) (if (= n 0) false (even (- n 1))))'), kernel, kernel.user)();
    run('(define (even n) (if (= n 0) true (odd (- n 1))))', system);
    expect(run('(even 1000000)', system)).toBe(true);
    expect(kernel.call(kernel.user.cell('odd').v, 1000001)).toBe(true);
  });

  it('between the VM and the CEK, a million', () => {
    const system = vmSystem();
    const cek = (text: string) => {
      system.engine = system.cek;
      run(text, system);
      system.engine = system.vm;
    };
    cek('(define (odd n) (if (= n 0) false (even (- n 1))))');
    run('(define (even n) (if (= n 0) true (odd (- n 1))))', system);
    expect(run('(even 1000000)', system)).toBe(true);
    cek('(define answer (even 100001))');
    expect(run('answer', system)).toBe(false);
  });

  it('through apply, call/cc and eval', () => {
    const text = `(define (a n) (if (= n 0) "end" (apply b (list (- n 1)))))
      (define (b n) (call/cc (fn (k) (c n))))
      (define (c n) (call-with-values (fn () (values n 1)) (fn (x y) (a x))))
      (a 100000)`;
    expect(run(text)).toBe('end');
  });
});

describe('depth', () => {
  it('recursion 100,000 deep', () => {
    expect(run('(define (f n) (if (= n 0) 0 (+ 1 (f (- n 1))))) (f 100000)')).toBe(100000);
  });

  it('is limited', () => {
    const system = vmSystem();
    expect(failure('(define (f n) (+ 1 (f n))) (f 1)', system)).toContain('Stack exhausted');
    // The machine is as good as new.
    expect(run('(+ 1 2)', system)).toBe(3);
  });

  it('fuel stops loops and calls', () => {
    const hooks = {
      checkpoint(): void {
        throw new Interrupt('fuel');
      },
    };
    for (const text of ['(let loop ((i 0)) (loop (+ i 1)))', '(define (f) (f)) (f)']) {
      const system = vmSystem(hooks);
      expect(() => run(text, system)).toThrow(Interrupt);
      expect(system.vm.current).toBe(null);
      expect(run('(+ 1 2)', system)).toBe(3);
    }
  });
});

describe('frames may be copied', () => {
  it('without going back on assignments', () => {
    const text = `(define (f) (let ((n 0) (k nil) (m 0)) (call/cc (fn (c) (set! k c))) (set! n (+ n 1)) (if (< n 3) (k nil) (list n m))))
      (f)`;
    expect(show(text)).toBe('(3 0)');
  });

  it('with each round of a loop having its own variables', () => {
    expect(
      show(
        '(let loop ((i 0) (fs (list))) (if (< i 3) (loop (+ i 1) (cons (fn () (set! i (+ i 10)) i) fs)) (list ((first fs)) ((nth fs 2)))))',
      ),
    ).toBe('(12 10)');
  });

  it('while a letrec is being initialised', () => {
    const text = `(define k nil)
      (define (f) (letrec ((g (fn () x)) (x (call/cc (fn (c) (set! k c) 1)))) (list (g) x g)))
      (define first-g nil)
      (define r (f))
      (if (nil? first-g) (begin (set! first-g (nth r 2)) (k 2)) (list (first r) ((nth r 2)) (first-g)))`;
    const onCek = standardSystem();
    expect(show(text)).toBe(onCek.kernel.inspect(onCek.evaluateText(new SourceText('t', text), onCek.kernel.user)));
  });
});

describe('errors', () => {
  it('say where they arose', () => {
    expect(failure('(define (f x)\n  (list 1\n    (+ x "a")))\n(list (f 1))')).toBe('Expected number, got string @t:3:5');
    expect(failure('(list 1\n nowhere)')).toBe('Undefined symbol: nowhere @t:1:1');
    expect(failure('(define (f)\n (error "no"))\n(f)')).toBe('no @t:2:2');
    expect(failure('(list\n (5 6))')).toBe('Not callable: 5 @t:2:2');
    expect(failure('(define (f a) a)\n(list\n (f 1 2))')).toBe('f: expected 1 argument, got 2 @t:3:2');
  });

  it('of primitives are caught in any frame of the callees', () => {
    expect(show('(define (f n) (if (= n 0) (+ 1 "a") (list (f (- n 1))))) (guard (e (true (condition-message e))) (f 5))')).toBe(
      '"Expected number, got string"',
    );
  });
});

describe('callbacks of library procedures', () => {
  it.each([
    ['map', `(map (fn (x) (+ x (perform x))) '(1 2 3))`, '(11 22 33)'],
    ['filter', `(filter (fn (x) (> (perform x) 10)) '(1 2 3))`, '(2 3)'],
    ['reduce', `(reduce (fn (a x) (+ a (perform x))) 0 '(1 2 3))`, '60'],
    ['sort', `(sort '(3 1 2) (fn (a b) (< (perform a) (perform b))))`, '(1 2 3)'],
  ])('may perform in %s', (_, text, answer) => {
    const system = standardSystem({}, 'vm');
    const { kernel, vm } = system;
    const source = new SourceText('t', text);
    const node = system.expander(kernel.user, source).expandTop(new Reader(source, kernel.symbols).next());
    let step = vm.run(node, source);
    while (!step.done) step = step.resume((step.request as number) * 10);
    expect(kernel.inspect(step.value)).toBe(answer);
  });
});

it('redefining a primitive is seen by compiled code', () => {
  const system = vmSystem();
  run('(define (f x) (if (< x 2) (+ x 1) (- x 1)))', system);
  expect(run('(f 1)', system)).toBe(2);
  run('(define (+ a b) (list a b)) (define (< a b) (call/cc (fn (k) (k true))))', system);
  expect(show('(f 10)', system)).toBe('(10 1)');
});

it('procedures are values like any other', () => {
  const system = standardSystem({}, 'vm');
  expect(show('(define (sq x) (* x x)) (list sq (procedure? sq) (map sq (list 1 2)) (apply sq (list 3)))', system)).toMatch(
    /^\(.*sq.* true \(1 4\) 9\)$/,
  );
});
