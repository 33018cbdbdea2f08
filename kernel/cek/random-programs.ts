/**
 * Test support: random programs full of control operators (continuations, handlers, generators, `perform`, blocks), for
 * comparing engines. They need the procedures of `PRELUDE` and, from the host, `trace`, `through` and `resume-through`.
 */
interface Names {
  /** Those that count a loop's rounds (`i…`, `j…`) are not assigned to. */
  vars: string[];
  blocks: string[];
  ks: string[];
  generator: boolean;
}

/** A random program, written out by following a stream of decisions; when the stream runs dry, leaves are written. */
export class Writer {
  private at = 0;
  private names = 0;
  constructor(
    private readonly decisions: readonly number[],
    /** No assignments and no generators: what is continued twice must do the same twice. */
    private readonly pure = false,
  ) {}

  private next(): number {
    return this.decisions[this.at++] ?? 0;
  }

  private fresh(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  program(): string {
    return this.expr(0, { vars: [], blocks: [], ks: [], generator: false });
  }

  private pick(from: readonly string[]): string {
    return from[this.next() % from.length] as string;
  }

  private leaf(s: Names): string {
    return s.vars.length && this.next() % 3 > 0 ? this.pick(s.vars) : String(this.next() % 10);
  }

  private expr(depth: number, s: Names): string {
    if (depth > 7 || this.at >= this.decisions.length) return this.leaf(s);
    const e = (names: Names = s) => this.expr(depth + 1, names);
    const bound = (...vars: string[]): Names => ({ ...s, vars: [...s.vars, ...vars] });
    /** Inside another lambda. */
    const inner = (more: Partial<Names> = {}): Names => ({ ...s, blocks: [], generator: false, ...more });
    const shapes: (() => string)[] = [
      () => this.leaf(s),
      () => `(trace ${this.names} ${e()})`,
      () => `(+ (num ${e()}) ${e()})`,
      () => `(+ ${e()} ${e()})`,
      () => `(list ${e()} ${e()} ${e()})`,
      () => `(id ${e()} ${e()})`,
      () => `(if (odd? (num ${e()})) ${e()} ${e()})`,
      () => `(if (< ${this.leaf(s)} 2) ${e()} ${e()})`,
      () => `(begin ${e()} ${e()} ${e()})`,
      () => {
        const [a, b] = [this.fresh('v'), this.fresh('v')];
        return `(let ((${a} ${e()}) (${b} ${e()})) ${e(bound(a, b))})`;
      },
      () => {
        const a = this.fresh('v');
        return `(let ((${a} ${e()})) ${e(bound(a))} ${e(bound(a))})`;
      },
      () => {
        const [a, f] = [this.fresh('v'), this.fresh('f')];
        return `(letrec ((${a} ${e()}) (${f} (fn () ${e(inner({ vars: [...s.vars, a] }))}))) (${f}) ${e(bound(a))})`;
      },
      () => {
        const vars = this.pure ? [] : s.vars.filter(v => !/^[ij]/.test(v));
        return vars.length ? `(set! ${this.pick(vars)} ${e()})` : e();
      },
      () => {
        const a = this.fresh('p');
        const o = this.fresh('o');
        return `((fn (${a} &optional (${o} ${e(inner({ vars: [...s.vars, a] }))})) ${e(inner({ vars: [...s.vars, a, o] }))}) ${e()})`;
      },
      () => {
        const f = this.fresh('f');
        return `(let ((${f} (fn () ${e(inner())}))) ${e()} (list (${f}) (${f})))`;
      },
      () => {
        const b = this.fresh('b');
        return `(block ${b} ${e({ ...s, blocks: [...s.blocks, b] })})`;
      },
      () => (s.blocks.length ? `(return-from ${this.pick(s.blocks)} ${e()})` : e()),
      () => (s.blocks.length ? `(begin (when (odd? (num ${e()})) (return-from ${this.pick(s.blocks)} ${e()})) ${e()})` : e()),
      () => `(try-finally ${e()} ${e()})`,
      () => {
        const x = this.fresh('e');
        return `(guard (${x} ((odd? (num ${x})) ${e(bound(x))})) ${e()})`;
      },
      () => {
        const x = this.fresh('e');
        return `(guard (${x} (true ${e(bound(x))})) ${e()})`;
      },
      () => `(raise ${e()})`,
      () => `(begin (when (odd? (num ${e()})) (raise ${e()})) ${e()})`,
      () => `(raise-continuable ${e()})`,
      () => {
        const x = this.fresh('e');
        return `(with-exception-handler (fn (${x}) ${e(inner({ vars: [...s.vars, x] }))}) (fn () ${e(inner())}))`;
      },
      () => {
        const x = this.fresh('e');
        return `(handler-bind ((number? (fn (${x}) ${e(inner({ vars: [...s.vars, x] }))})) (list? num)) ${e(inner())})`;
      },
      () => `(dynamic-wind (fn () ${e(inner())}) (fn () ${e(inner())}) (fn () ${e(inner())}))`,
      () => {
        const k = this.fresh('k');
        return `(call/cc (fn (${k}) ${e(inner({ ks: [...s.ks, k] }))}))`;
      },
      () => (s.ks.length ? `(${this.pick(s.ks)} ${e()})` : e()),
      () => {
        const [i, x] = [this.fresh('i'), this.fresh('x')];
        return `(let loop ((${i} 0) (${x} ${e()})) (if (< ${i} 2) (loop (+ ${i} 1) ${e(bound(i, x))}) (list ${i} ${x})))`;
      },
      () => {
        const i = this.fresh('i');
        return `(let loop ((${i} 0)) (when (< ${i} 2) ${e(bound(i))} (loop (+ ${i} 1))))`;
      },
      () => {
        const [i, j] = [this.fresh('i'), this.fresh('j')];
        return `(let outer ((${i} 0)) (if (< ${i} 2) (let inner ((${j} 0)) (if (< ${j} 2) (begin ${e(bound(i, j))} (inner (+ ${j} 1))) (let ((t ${i})) (outer (+ t 1))))) ${e(bound(i))}))`;
      },
      () =>
        this.pure
          ? `(list (perform ${e()}) ${e()})`
          : `(drain ((generator-fn () ${e(inner({ generator: true }))} ${e(inner({ generator: true }))})) ${this.next() % 5} ${e()})`,
      () => (s.generator ? `(yield ${e()})` : e()),
      () => (s.generator ? `(list (yield ${e()}) (yield ${e()}))` : e()),
      () => `(perform ${e()})`,
      () => `(through (fn () ${e(inner())}))`,
      () => `(begin (through (fn () ${e(inner())})) ${e()})`,
      () =>
        this.pure
          ? `(perform ${e()})`
          : `(drain-through ((generator-fn () ${e(inner({ generator: true }))} ${e(inner({ generator: true }))})) ${this.next() % 5} ${e()})`,
    ];
    return (shapes[this.next() % shapes.length] as () => string)();
  }
}

export const PRELUDE = `
  (define (id x &rest r) x)
  (define (num x) (cond ((number? x) x) ((list? x) (len x)) (else 1)))
  (define (odd? n) (= (rem n 2) 1))
  (define (drain g n v)
    (let loop ((i 0) (out (list)))
      (if (= i 4) (list 'left out)
        (let ((r (generator-resume! g (if (= i n) (+ 1 (rem i 2)) 0) (list v i))))
          (append! out r)
          (if (generator-done? g) out (loop (+ i 1) out))))))
  (define (drain-through g n v)
    (let loop ((i 0) (out (list)))
      (if (= i 4) (list 'left out)
        (let ((r (resume-through g (if (= i n) (+ 1 (rem i 2)) 0) (list v i))))
          (append! out r)
          (if (generator-done? g) out (loop (+ i 1) out))))))`;
