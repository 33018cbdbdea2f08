/** The programs of the kernel part, each in SX and in plain JavaScript. A program defines `run`, which answers the same in both. */
export interface ProgramPair {
  name: string;
  sx: string;
  js: string;
  /** What messages call the JavaScript; else the name. */
  jsName?: string;
}

export const KERNEL_PROGRAMS: readonly ProgramPair[] = [
  {
    name: 'fib',
    sx: '(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (define (run) (fib 25))',
    js: 'function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } function run() { return fib(25); }',
  },
  {
    name: 'tak',
    sx: `(define (tak x y z) (if (< y x) (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y)) z))
         (define (run) (tak 18 12 6))`,
    js: `function tak(x, y, z) { return y < x ? tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) : z; }
         function run() { return tak(18, 12, 6); }`,
  },
  {
    name: 'loop',
    sx: '(define (run) (let loop ((i 0) (s 0)) (if (= i 200000) s (loop (+ i 1) (+ s i)))))',
    js: 'function run() { let s = 0; for (let i = 0; i !== 200000; i++) s += i; return s; }',
  },
  {
    name: 'closures',
    sx: `(define (counter) (let ((n 0)) (fn (k) (set! n (+ n k)) n)))
         (define (run) (let loop ((i 0) (c (counter))) (if (= i 20000) (c 0) (begin ((fn (x) (c x)) i) (loop (+ i 1) c)))))`,
    js: `function counter() { let n = 0; return k => (n += k); }
         function run() { const c = counter(); for (let i = 0; i < 20000; i++) (x => c(x))(i); return c(0); }`,
  },
  {
    name: 'strings',
    sx: '(define (run) (let loop ((i 0) (s "")) (if (= i 5000) (string-length s) (loop (+ i 1) (string-append s "ab")))))',
    js: `function run() { let s = ''; for (let i = 0; i < 5000; i++) s += 'ab'; return s.length; }`,
  },
  {
    name: 'lists',
    sx: `(define numbers (list-tabulate 2000 (fn (i) i)))
         (define (run) (reduce + 0 (filter even? (map (fn (x) (* x 3)) numbers))))`,
    js: `const numbers = Array.from({ length: 2000 }, (_, i) => i);
         function run() { return numbers.map(x => x * 3).filter(x => x % 2 === 0).reduce((a, b) => a + b, 0); }`,
  },
  {
    name: 'guard',
    sx: `(define (try i) (guard (e (true (+ e 1))) (if (= (rem i 10) 0) (raise i) i)))
         (define (run) (let loop ((i 0) (s 0)) (if (= i 2000) s (loop (+ i 1) (+ s (try i))))))`,
    js: `function attempt(i) { try { if (i % 10 === 0) throw i; return i; } catch (e) { return e + 1; } }
         function run() { let s = 0; for (let i = 0; i < 2000; i++) s += attempt(i); return s; }`,
  },
  {
    name: 'generator',
    sx: `(define count (generator-fn (n) (let loop ((i 0)) (when (< i n) (yield i) (loop (+ i 1))))))
         (define (run)
           (let ((g (count 2000)))
             (let loop ((s 0)) (let ((v (generator-resume! g 0 nil))) (if (generator-done? g) s (loop (+ s v)))))))`,
    js: `function* count(n) { for (let i = 0; i < n; i++) yield i; }
         function run() { let s = 0; for (const v of count(2000)) s += v; return s; }`,
  },
];
