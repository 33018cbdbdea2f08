/**
 * The programs of the others part: texts that every Scheme and SX read alike. Sizes are what the slowest of them can bear, one of which calls
 * itself on the host's stack; names
 * are used once, since one of them has a single top level for everything.
 */
export interface SchemeProgram {
  name: string;
  text: string;
  /** What `(run)` answers. */
  expected: number;
}

export const SCHEME_PROGRAMS: readonly SchemeProgram[] = [
  {
    name: 'fib',
    text: '(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (define (run) (fib 14))',
    expected: 377,
  },
  {
    name: 'tak',
    text: `(define (tak x y z) (if (< y x) (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y)) z))
           (define (run) (tak 8 5 2))`,
    expected: 5,
  },
  {
    name: 'loop',
    text: '(define (run) (let loop ((i 0) (s 0)) (if (= i 300) s (loop (+ i 1) (+ s i)))))',
    expected: 44_850,
  },
  {
    name: 'closures',
    text: `(define (counter) (let ((n 0)) (lambda (k) (set! n (+ n k)) n)))
           (define (count-up i c) (if (= i 300) (c 0) (begin ((lambda (x) (c x)) i) (count-up (+ i 1) c))))
           (define (run) (count-up 0 (counter)))`,
    expected: 44_850,
  },
  {
    name: 'strings',
    text: `(define (build i s) (if (= i 300) (string-length s) (build (+ i 1) (string-append s "ab"))))
           (define (run) (build 0 ""))`,
    expected: 600,
  },
  {
    name: 'lists',
    text: `(define (range-from i n) (if (= i n) '() (cons i (range-from (+ i 1) n))))
           (define (keep-even l) (if (null? l) '() (if (= (modulo (car l) 2) 0) (cons (car l) (keep-even (cdr l))) (keep-even (cdr l)))))
           (define (sum l s) (if (null? l) s (sum (cdr l) (+ s (car l)))))
           (define (run) (sum (keep-even (map (lambda (x) (* x 3)) (range-from 0 100))) 0))`,
    expected: 7_350,
  },
];
