import { describe, expect, it } from 'vitest';
import { bench } from '../testing/cek.ts';
import type { Value } from '../values/procedure.ts';

it('continues an earlier top-level form', () => {
  const b = bench();
  b.value('(define k #f) (define n 0) (define r (+ 1 (call/cc (fn (c) (set! k c) 1))))');
  expect(b.show('r')).toBe('2');
  b.value('(k 41)');
  expect(b.show('r')).toBe('42');
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
