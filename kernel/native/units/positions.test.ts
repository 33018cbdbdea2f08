import { describe, expect, it } from 'vitest';
import { emitText, newSystem, run } from '../../testing/native.ts';
import { Condition, Raise } from '../../values/condition.ts';
import { type CodeLoader, instantiate } from './loader.ts';

/** `message @where` of the condition that the program raises. */
function failure(text: string, sealed: boolean): string {
  try {
    run(text, { sealed });
  } catch (e) {
    if (e instanceof Raise && e.payload instanceof Condition) return `${e.payload.message} @${e.payload.where}`;
    throw e;
  }
  return 'no failure';
}

describe('positions of conditions that arise in compiled code', () => {
  const rows: [text: string, result: string][] = [
    ['(+ 1\n   (error "bad" 1))', 'bad @test.sx:2:4'],
    ['(define (f x)\n  (if (< x 3)\n    (+ 1 (first x))\n    2))\n(f 1)', 'first: expected list, got number @test.sx:3:10'],
    ['(let ((a 1)) (let ((b (first a))) b))', 'first: expected list, got number @test.sx:1:23'],
    ['(define (f x) (vector-set! x 0 (rest 5)))\n(f 1)', 'rest: expected list, got number @test.sx:1:32'],
    ['(begin\n 1\n (undefined-thing 2))', 'Undefined symbol: undefined-thing @test.sx:3:2'],
    ['(define (f) 1)\n(list\n (f 2))', 'f: expected 0 arguments, got 1 @test.sx:3:2'],
    ['(define (f x)\n (* x 2))\n(define (g x)\n (list (f 1)\n  (f x)))\n(g "a")', 'Expected number, got string @test.sx:2:2'],
    ['(define (f x)\n (let loop ((i 0))\n  (if (< i 3)\n   (loop (+ i 1))\n   (x\n i))))\n(f 5)', 'Not callable: 5 @test.sx:5:4'],
    ['(list 1 (+ 1 (car-of 5)\n (* 2 "a")))\n', 'Undefined symbol: car-of @test.sx:1:14'],
    ['(define-record-type p (mk x) p? (x px))\n(list (px (mk 1))\n (px 5))', 'px: expected p, got number @test.sx:3:2'],
  ];
  for (const [text, result] of rows) {
    it(text, () => {
      expect(failure(text, true), 'sealed').toBe(result);
      expect(failure(text, false), 'open').toBe(result);
    });
  }

  it('are found whatever the loader puts before the code', () => {
    const system = newSystem();
    const { kernel } = system;
    const unit = emitText(system, '(list 1\n (first 5))', { sealed: true });
    const loader: CodeLoader = (body, name) => new Function('rt', `\n\n\n${body}//# sourceURL=${name}`) as ReturnType<CodeLoader>;
    try {
      instantiate(unit, kernel, kernel.user, loader)();
    } catch (e) {
      expect(((e as Raise).payload as Condition).where).toBe('test.sx:2:2');
      return;
    }
    expect.unreachable();
  });
});

describe('marks', () => {
  it('leave no traces in the code', () => {
    const text = '(define (f x y) (if (and (< x y) (g x)) (list (+ x y) (f y x)) (vector-ref x y)))';
    const plain = (sealed: boolean) => emitText(newSystem(), text, { sealed, position: () => null }).code;
    for (const sealed of [true, false]) expect(plain(sealed)).toBe(emitText(newSystem(), text, { sealed }).code);
  });
});
