import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node } from '../core/nodes.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import type { Done, Suspended } from './engine.ts';
import { Oracle } from './oracle.ts';
import { type Bench, bench } from './testing.ts';

interface Names {
  /** Those that count a loop's rounds (`i…`, `j…`) are not assigned to. */
  vars: string[];
  blocks: string[];
  ks: string[];
  generator: boolean;
}

/** A random program, written out by following a stream of decisions; when the stream runs dry, leaves are written. */
class Writer {
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

const PRELUDE = `
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

const answer = (r: Value): Value => (typeof r === 'number' ? r + 100 : 'answer');

function prepare(): { b: Bench; node: (text: string) => Node; trace: string[] } {
  const b = bench({ performResolver: answer });
  const { kernel } = b.system;
  const trace: string[] = [];
  kernel.user.define('trace', (n: number, v: Value) => {
    trace.push(`${n}:${kernel.inspect(v)}`);
    return v;
  });
  // Host code between guest frames; the oracle does what it stands for.
  const through: Value = (f: Value) => [kernel.call(f)][0];
  through.native = 'call';
  kernel.user.define('through', through);
  const resume: Value = (g: Value, mode: number, v: Value) => g.resume(mode, v);
  resume.native = 'resume';
  kernel.user.define('resume-through', resume);
  // The oracle's generators are not generators to the primitives.
  kernel.user.define('generator-done?', (g: Value) => g.state === 'done');
  return {
    b,
    trace,
    node: text => {
      const source = new SourceText('t', text);
      return b.system.expander(kernel.user, source).expandTop(new Reader(source, kernel.symbols).next());
    },
  };
}

function outcome(trace: string[], inspect: (v: Value) => string, act: () => Value): string {
  trace.length = 0;
  let result: string;
  try {
    result = inspect(act());
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    result = `raised ${e.payload instanceof Condition ? e.payload.kind : inspect(e.payload)}`;
  }
  return `${trace.join(' ')} => ${result}`;
}

const RUNS = Number(process.env.CEK_FUZZ_RUNS ?? 150);

/** Machines that must agree: as it is, without inlined primitives, and with a continuation captured at every `id`. */
function machines(): ReturnType<typeof prepare>[] {
  const plain = prepare();
  const framed = prepare();
  const { base, user } = framed.b.system.kernel;
  for (const name of ['+', '<', '=', 'rem', 'list', 'len', 'number?', 'list?', 'append!']) {
    const { v } = base.cell(name);
    user.define(name, (...args: Value[]) => v(...args));
  }
  const captured = prepare();
  for (const m of [plain, framed, captured]) m.b.value(PRELUDE);
  captured.b.value(`
    (define (id x &rest r) (call/cc (fn (k) (k x))))
    (define (wrap f) (fn (&rest args) (apply f (map-id args))))
    (define (map-id l) (if (empty? l) l (let ((x (id (first l)))) (cons x (map-id (rest l))))))
    (define num (wrap num))
    (define list (wrap list))`);
  return [plain, framed, captured];
}

describe('random programs', () => {
  it('mean the same to the machine and to the oracle', () => {
    const forOracle = prepare();
    const oracle = new Oracle(forOracle.b.system.kernel);
    for (const d of PRELUDE.split('\n  (define').slice(1)) oracle.run(forOracle.node(`(define${d}`));
    const all = machines();
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 20, maxLength: 400, size: 'max' }), decisions => {
        const text = new Writer(decisions).program();
        const expected = outcome(forOracle.trace, forOracle.b.system.kernel.inspect, () =>
          oracle.run(forOracle.node(text), answer),
        );
        for (const [i, m] of all.entries()) {
          const { cek, kernel } = m.b.system;
          const driven = outcome(m.trace, kernel.inspect, () => {
            let step = cek.run(m.node(text));
            while (!step.done) step = step.resume(answer(step.request));
            return step.value;
          });
          expect(driven, `machine ${i}: ${text}`).toBe(expected);
          expect(kernel.handlers).toBe(null);
        }
      }),
      { numRuns: RUNS, seed: Number(process.env.CEK_FUZZ_SEED ?? 1) },
    );
  });

  it('may be continued again from every request', () => {
    const { b, node, trace } = prepare();
    const { cek, kernel } = b.system;
    b.value(PRELUDE);
    const finish = (step: Done | Suspended): string =>
      outcome(trace, kernel.inspect, () => {
        let s = step;
        while (!s.done) s = s.resume(answer(s.request));
        return s.value;
      });
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 20, maxLength: 300, size: 'max' }), decisions => {
        const text = new Writer(decisions, true).program();
        const seen: [Suspended, string][] = [];
        const note = (step: Done | Suspended): void => {
          for (let s = step; !s.done && seen.length < 8; s = s.resume(answer(s.request))) seen.push([s, '']);
        };
        try {
          note(cek.run(node(text)));
        } catch (e) {
          if (!(e instanceof Raise)) throw e;
        }
        const resumed = (s: Suspended) => {
          try {
            return finish(s.resume(answer(s.request)));
          } catch (e) {
            if (!(e instanceof Raise)) throw e;
            return 'raised';
          }
        };
        // Backwards, then forwards again.
        for (const entry of seen.toReversed()) entry[1] = resumed(entry[0]);
        for (const [s, first] of seen) expect(resumed(s), text).toBe(first);
      }),
      { numRuns: RUNS, seed: Number(process.env.CEK_FUZZ_SEED ?? 1) },
    );
  });
});
