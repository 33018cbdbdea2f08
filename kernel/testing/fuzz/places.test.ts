/**
 * Where errors arise is the same on every tier: the innermost form of the program that was being evaluated, which for an error in library
 * code is the call of the library, in tail position or not. Found by `npm run mutate-specs`, which compares places, too.
 */
import { describe, expect, it } from 'vitest';
import { newFunctionLoader } from '../../native/units/loader.ts';
import { type EngineName, Subject } from './subject.ts';

const CASES: readonly [what: string, forms: readonly string[], place: string][] = [
  ['a library call in tail position', ['(define (f x) (list 1) (map x (list 1)))', '(list 0 (f 5))'], '1.sx:1:24'],
  ['one through another', ['(define (g x) (map 5 x))', '(define (f x) (map g x))', '(list (f (list (list 1))))'], '1.sx:1:15'],
  [
    'a call of the library after one inside it',
    ['(define (f x) (map (fn (y) (identity y)) x))', '(list (f (list 1 2 . (3))))', '(list (f 7))'],
    '1.sx:1:15',
  ],
  ['at top level', ['(map 5 (list 1))'], '1.sx:1:1'],
  ['with parameters of its own', ['(define (f) (assert-equal 1 2 "no"))', '(list (f))'], '1.sx:1:13'],
  ['data that is evaluated', ["(define (f) (list (eval '(+ 1 nowhere))))", '(list (f))'], '1.sx:1:19'],
  ['an operator that is no procedure', ['(define (f l) ((append! l 3)))', '(list (f (list 1)))'], '1.sx:1:15'],
  ['an operand behind one that calls', ['(define (f x) (list (map car (list)) (car x)))', '(f (list))'], '1.sx:1:38'],
  ['an operator that is not defined', ['(define (f) (list 1 (nowhere (map car (list)))))', '(f)'], '1.sx:1:21'],
  ['local definitions', ['(define (f) (list (do (define a 1) (+ nowhere a))))', '(f)'], '1.sx:1:36'],
  ['a request that fails', ["(eval '(import (no where)))"], '1.sx:1:1'],
  [
    'a handler that returns',
    ['(define (f) (car (list)))', '(with-exception-handler (fn (e) 1) (fn () (list (f))))'],
    '1.sx:1:13',
  ],
  [
    'a handler that cannot be called',
    ['(define (f) (raise-continuable 1))', '(with-exception-handler 2 (fn () (list (f))))'],
    '1.sx:1:13',
  ],
];

describe.each<EngineName>(['cek', 'vm', 'native', 'auto'])('the place of an error on %s', engine => {
  const subject = new Subject(engine, 'normal', 1, newFunctionLoader, true);
  it.each(CASES)('%s', (_, forms, place) => {
    const last = subject.run(forms).events.at(-1) as string;
    expect(last.slice(last.lastIndexOf('@') + 1)).toBe(place);
  });
});
