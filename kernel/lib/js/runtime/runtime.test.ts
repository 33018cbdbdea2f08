/** The object model, operators and intrinsics of the runtime, exercised from SX without parser or transpiler. */
import { describe, expect, it } from 'vitest';
import { Namespace } from '../../../instance/namespace.ts';
import { SourceText } from '../../../reader/source.ts';
import { compiledSystem } from '../../../testing/standard.ts';

/** Helpers for the cases: everything is read through the operations that translated code uses. */
const PRELUDE = `
(define realm (js-make-realm))
(js-enter-realm! realm)
(define global (js-realm-global-object realm))
(define (g name) (js-get global name))
(define (object &rest pairs)
  (let ((o (js-make-object)))
    (let loop ((p pairs))
      (if (empty? p) o (begin (js-define-field o (first p) (second p)) (loop (rest (rest p))))))))
(define (array &rest items) (js-make-array (list->vector items)))
(define (items a) (vector->list (js-array-elements a)))
(define (static name method &rest args) (js-call-vector (js-get (g name) method) (g name) (list->vector args)))
(define (send o method &rest args) (js-call-vector (js-get-v o method) o (list->vector args)))
(define (function code) (js-closure code "f" 1 0 nil))
(define (thrown thunk)
  (guard (e (else (let ((v (js-caught e))) (if (js-object? v) (js-get v "name") v)))) (thunk) "nothing"))
(define (keys o) (vector->list (js-own-property-keys o)))
(define (get-x o) (js-get-named o "x" (site-cell js-site)))
(define (put-x o v) (js-put-named o "x" v true (site-cell js-site)))
(define (get-to-string o) (js-get-named o "toString" (site-cell js-site)))
(define (generator body) (let ((f nil)) (set! f (js-closure (fn (this nt &lenient) (js-make-generator f (body))) "g" 0 8 nil)) f))
(define (settled p)
  (let ((out "pending"))
    (js-perform-then p (fn (v) (set! out v)) (fn (r) (set! out (list "rejected" r))) nil)
    (js-run-pending-jobs)
    out))
`;

function runtime(): (text: string) => string {
  const { system: sys } = compiledSystem({}, () => true);
  const ns = new Namespace('js-test', sys.kernel.namespace('js'));
  const evaluate = (text: string) => sys.evaluateText(new SourceText('case', text), ns);
  evaluate(PRELUDE);
  return text => sys.kernel.inspect(evaluate(text));
}

const CASES: Record<string, readonly (readonly [expression: string, printed: string])[]> = {
  'property access': [
    ['(js-get (object "a" 1) "a")', '1'],
    ['(js-typeof (js-get (object) "a"))', '"undefined"'],
    ['(keys (object "b" 1 "a" 2 5 0 1 0))', '(1 5 "b" "a")'],
    ['(let ((o (object "a" 1 "b" 2))) (js-delete o "a") (js-define-field o "a" 3) (keys o))', '("b" "a")'],
    ['(let ((a (object "x" 1)) (b (object "x" 2))) (list (get-x a) (get-x b) (get-x a)))', '(1 2 1)'],
    ['(let ((o (object))) (put-x o 1) (let ((p (object))) (put-x p 2) (put-x o 3) (list (get-x o) (get-x p))))', '(3 2)'],
    ['(let ((o (js-make-object))) (js-prevent-extensions o) (thrown (fn () (put-x o 1))))', '"TypeError"'],
    ['(let ((o (object "x" 1))) (static "Object" "freeze" o) (list (thrown (fn () (put-x o 2))) (get-x o)))', '("TypeError" 1)'],
    ['(thrown (fn () (get-x nil)))', '"TypeError"'],
  ],
  'prototype caches': [
    ['(eq? (get-to-string (object)) (get-to-string (object)))', 'true'],
    [
      `(let ((p (object "toString" 1)))
        (let ((o (js-make-object-with-proto p)))
          (let ((first (get-to-string o)))
            (js-put p "toString" 2 true)
            (let ((second (get-to-string o)))
              (js-delete p "toString")
              (let ((third (js-typeof (get-to-string o))))
                (js-set-prototype-of o (object "toString" 4))
                (list first second third (get-to-string o)))))))`,
      '(1 2 "function" 4)',
    ],
    [
      `(let ((p (object)))
        (let ((make (fn () (js-make-object-with-proto p))))
          (put-x (make) 1)
          (js-define-own-property p "x" (js-data-descriptor 0 false true true))
          (thrown (fn () (put-x (make) 1)))))`,
      '"TypeError"',
    ],
  ],
  arrays: [
    ['(let ((a (array 1 2))) (js-put-keyed a 2 3 true) (list (js-get a "length") (items a)))', '(3 (1 2 3))'],
    ['(let ((a (array 1))) (js-put-keyed a 100000 2 true) (list (js-get a "length") (keys a)))', '(100001 (0 100000 "length"))'],
    ['(let ((a (array 1 2 3))) (js-set a "length" 1 true) (keys a))', '(0 "length")'],
    [
      '(let ((a (array 1 2 3))) (js-define-own-property a 1 (js-data-descriptor 9 true true false)) (list (js-set a "length" 0 false) (js-get a "length")))',
      '(0 2)',
    ],
    ['(thrown (fn () (js-set (array) "length" -1 true)))', '"RangeError"'],
    [
      '(let ((a (array 1 2))) (static "Object" "freeze" a) (list (thrown (fn () (js-put-keyed a 0 5 true))) (js-get-keyed a 0)))',
      '("TypeError" 1)',
    ],
    ['(vector->list (js-iterable->vector (array 1 2 3)))', '(1 2 3)'],
  ],
  conversion: [
    ['(map js-to-number (list " 12 " "0x1F" "" "Infinity" "1e3" true nil))', '(12 31 0 +inf.0 1000 1 0)'],
    ['(map (fn (s) (nan? (js-to-number s))) (list "1x" "0x" "0x-1" "+0x1" "1_0"))', '(true true true true true)'],
    [
      '(map js-to-string (list 1e21 -0.0 0.1 123456789012345680000 +nan.0 -inf.0 12n))',
      '("1e+21" "0" "0.1" "123456789012345680000" "NaN" "-Infinity" "12")',
    ],
    ['(map js-to-property-key (list "7" "07" 1.5 "4294967294" "4294967295" -0.0))', '(7 "07" "1.5" 4294967294 "4294967295" 0)'],
    ['(thrown (fn () (js-to-string js-symbol-iterator)))', '"TypeError"'],
  ],
  operators: [
    ['(list (js-add 1 2) (js-add "a" 1) (js-add nil 1) (js-add 1n 2n))', '(3 "a1" 1 3n)'],
    ['(thrown (fn () (js-add 1n 2)))', '"TypeError"'],
    ['(list (js-lt 1n 2) (js-lt "a" "b") (js-le 1 js-undefined) (js-gt "10" 9))', '(true true false true)'],
    [
      '(list (js-loose-eq nil js-undefined) (js-loose-eq "1" 1) (js-loose-eq 1n "1") (js-loose-eq nil 0))',
      '(true true true false)',
    ],
    ['(thrown (fn () (js-div 1n 0n)))', '"RangeError"'],
    ['(list (js-shr -1 0) (js-sar -5 1) (js-exp 2 10))', '(4294967295 -3 1024)'],
  ],
  functions: [
    ['(keys (function (fn (this nt &lenient) 1)))', '("length" "name" "arguments" "caller" "prototype")'],
    ['(keys (js-closure (fn (this nt &lenient) 1) "f" 0 1 nil))', '("length" "name" "prototype")'],
    [
      '(let ((f (function (fn (this nt &optional (a js-undefined) &lenient) (js-put this "x" a true) js-undefined)))) (get-x (js-new1 f 5)))',
      '5',
    ],
    ['(let ((f (function (fn (this nt &lenient) 1)))) (js-instanceof (js-new f) f))', 'true'],
    ['(let ((f (function (fn (this nt &lenient) this)))) (js-get (send f "bind" 1) "name"))', '"bound f"'],
    ['(thrown (fn () (js-call 5 nil)))', '"TypeError"'],
    ['(thrown (fn () (js-call (js-closure (fn (this nt) 1) "C" 0 129 nil) nil)))', '"TypeError"'],
  ],
  intrinsics: [
    ['(keys (js-get (g "Boolean") "prototype"))', '("constructor" "toString" "valueOf")'],
    ['(items (static "Object" "keys" (object "a" 1 "b" 2)))', '("a" "b")'],
    ['(js-to-string (js-get (object) "toString"))', '"function toString() { [native code] }"'],
    ['(js-call1 (g "parseFloat") nil "-1.5e3x")', '-1500'],
    ['(js-call2 (g "parseInt") nil "0x1f" js-undefined)', '31'],
    ['(js-call1 (g "encodeURIComponent") nil "a b/é😀")', '"a%20b%2F%C3%A9%F0%9F%98%80"'],
    ['(js-call1 (g "decodeURIComponent") nil "a%20b%2F%C3%A9%F0%9F%98%80")', '"a b/é😀"'],
    ['(send (js-new1 (g "RangeError") "no") "toString")', '"RangeError: no"'],
    ['(js-get (static "Object" "getOwnPropertyDescriptor" (g "Function") "prototype") "writable")', 'false'],
    ['(let ((other (js-get (js-realm-global-object (js-make-realm)) "TypeError"))) (eq? other (g "TypeError")))', 'false'],
  ],
  'iteration and generators': [
    ['(vector->list (js-iterable->vector (js-call (generator (generator-fn () (yield 1) (yield 2) 3)) nil)))', '(1 2)'],
    [
      '(items (send (send (js-call (generator (generator-fn () (yield 1) (yield 2) 3)) nil) "map" (js-lambda "" 1 (x) (* x 10))) "toArray"))',
      '(10 20)',
    ],
    [
      '(let ((it (js-call (generator (generator-fn () (yield 1) 2)) nil))) (send it "next") (list (js-get (send it "return" 7) "value") (js-get (send it "next") "done")))',
      '(7 true)',
    ],
    [
      '(let ((it (js-for-in-keys (js-make-object-with-proto (object "a" 1))))) (list (js-for-in-next it) (eq? (js-for-in-next it) js-done)))',
      '("a" true)',
    ],
  ],
  promises: [
    ['(settled (js-async-start ((generator-fn () (+ 1 (yield (js-await 5)))))))', '6'],
    ['(settled (js-async-start ((generator-fn () (raise 9)))))', '("rejected" 9)'],
    ['(items (settled (static "Promise" "all" (array 1 (static "Promise" "resolve" 2)))))', '(1 2)'],
    ['(js-get (second (settled (static "Promise" "any" (array (static "Promise" "reject" 2))))) "name")', '"AggregateError"'],
  ],
  proxies: [
    ['(let ((t (object "x" 1))) (get-x (js-new2 (g "Proxy") t (object))))', '1'],
    ['(js-get (js-new2 (g "Proxy") (object) (object "get" (js-lambda "" 3 (t k r) (string-append "got " k)))) "a")', '"got a"'],
    [
      '(thrown (fn () (keys (js-new2 (g "Proxy") (object) (object "ownKeys" (js-lambda "" 1 (t) (array "a" "a")))))))',
      '"TypeError"',
    ],
    [
      '(let ((r (static "Proxy" "revocable" (object) (object)))) (send r "revoke") (thrown (fn () (get-x (js-get r "proxy")))))',
      '"TypeError"',
    ],
  ],
};

describe('JavaScript runtime', () => {
  const run = runtime();
  for (const [area, cases] of Object.entries(CASES)) {
    it(area, () => {
      for (const [expression, printed] of cases) expect(run(expression), expression).toBe(printed);
    });
  }
});
