/**
 * Test support: random SX programs from a grammar, for comparing engines. Every program terminates: loops and recursion
 * count down. A program's effects are visible through `(note k v)`, which records its operands.
 */
export interface Rng {
  /** A natural number below `n`. */
  below(n: number): number;
}

export function seeded(seed: number): Rng {
  let s = (seed * 2654435761 + 12345) >>> 0;
  return {
    below(n) {
      s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
      return Math.floor((s / 4294967296) * n);
    },
  };
}

interface Scope {
  /** Readable names; those with `!` may be assigned. */
  vars: string[];
  /** Names of labels of enclosing blocks in the same lambda. */
  blocks: string[];
  /** Loop names in tail position here, with their parameter count. */
  loops: { name: string; count: number }[];
  /** Local procedures and their parameter count. */
  procs: { name: string; count: number }[];
  generator: boolean;
}

export class Programs {
  private counter = 0;
  private globals: { name: string; count: number }[] = [];

  /** `continuations`: programs that capture and re-enter them, a bounded number of times. */
  constructor(
    private readonly rng: Rng,
    private readonly continuations = false,
  ) {}

  program(): string {
    this.counter = 0;
    this.globals = [];
    const forms = [
      '(define trace (vector))',
      '(define (note k v) (vector-push! trace (list k v)) v)',
      '(define-record-type point (make-point x y) point? (x px set-px!) (y py set-py!))',
      '(define-record-type (point3 point) (make-point3 x y z) point3? (z pz))',
      '(define counter 0)',
      ...(this.continuations ? CONTINUATION_PRELUDE : []),
    ];
    const count = 2 + this.rng.below(4);
    for (let i = 0; i < count; i++) forms.push(this.procedure());
    forms.push(...this.mutual());
    const top: Scope = { vars: ['counter!'], blocks: [], loops: [], procs: [], generator: false };
    const safe = (e: string) => `(guard (e (true (list "raised" (if (condition? e) (condition-message e) e)))) ${e})`;
    for (let i = 0; i < 4; i++) forms.push(`(note "top" ${safe(this.expr(4, top))})`);
    forms.push(`(list ${this.below(4) ? safe(this.expr(4, top)) : this.expr(4, top)} counter trace)`);
    return forms.join('\n');
  }

  private name(prefix: string): string {
    return `${prefix}${++this.counter}`;
  }

  private below(n: number): number {
    return this.rng.below(n);
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.rng.below(items.length)] as T;
  }

  private procedure(): string {
    const name = this.name('f');
    const count = this.rng.below(3);
    const params = Array.from({ length: count }, () => this.name('p'));
    const scope: Scope = { vars: params.map(p => `${p}!`), blocks: [], loops: [], procs: [], generator: false };
    const body = this.body(4, scope);
    this.globals.push({ name, count });
    return `(define (${name} ${params.join(' ')}) ${body})`;
  }

  /** A recursive procedure and a pair of mutually recursive ones, counting down. */
  private mutual(): string[] {
    const [a, b, c] = [this.name('r'), this.name('even'), this.name('odd')];
    const scope = (...vars: string[]): Scope => ({ vars, blocks: [], loops: [], procs: [], generator: false });
    const out = [
      `(define (${a} n x) (if (<= n 0) ${this.expr(2, scope('x!'))} (begin ${this.expr(2, scope('n', 'x!'))} (${a} (- n 1) ${this.expr(2, scope('n', 'x'))}))))`,
      `(define (${b} n x) (if (= n 0) ${this.expr(2, scope('x'))} (${c} (- n 1) ${this.expr(1, scope('n', 'x'))})))`,
      `(define (${c} n x) (if (= n 0) (list "odd" x) (${b} (- n 1) x)))`,
    ];
    this.globals.push({ name: `${a} ${this.rng.below(4)}`, count: 1 }, { name: `${b} ${this.rng.below(7)}`, count: 1 });
    return out;
  }

  /** A body with inner definitions now and then. */
  private body(depth: number, scope: Scope): string {
    if (depth < 2 || this.rng.below(3) > 0) return this.tail(depth, scope);
    const defines: string[] = [];
    const inner = { ...scope, vars: [...scope.vars], procs: [...scope.procs] };
    for (let i = 0; i <= this.rng.below(3); i++) {
      if (this.rng.below(2) === 0) {
        const x = this.name('d');
        defines.push(`(define ${x} ${this.expr(depth - 2, inner)})`);
        inner.vars.push(this.pick([x, `${x}!`]));
      } else {
        const p = this.name('h');
        const arg = this.name('a');
        defines.push(`(define (${p} ${arg}) ${this.tail(depth - 2, this.within(inner, [`${arg}!`]))})`);
        inner.procs.push({ name: p, count: 1 });
      }
      if (this.rng.below(6) === 0) defines.push(this.expr(1, inner));
    }
    return `${defines.join(' ')} ${this.tail(depth - 1, inner)}`;
  }

  /** The scope of a lambda inside `scope`. */
  private within(scope: Scope, vars: string[]): Scope {
    return { ...scope, vars: [...scope.vars, ...vars], blocks: [], loops: [], generator: false };
  }

  private atom(scope: Scope): string {
    const vars = scope.vars.length;
    if (vars > 0 && this.rng.below(3) > 0) return this.variable(scope);
    return this.pick(['0', '1', '2', '-1', '3', '1.5', 'nil', 'true', 'false', '"a"', '"bc"', "'s", ':k', "'(1 2)", '#\\x']);
  }

  private variable(scope: Scope): string {
    return this.pick(scope.vars).replace('!', '');
  }

  private mutable(scope: Scope): string | undefined {
    const all = scope.vars.filter(v => v.endsWith('!'));
    return all.length ? this.pick(all).slice(0, -1) : undefined;
  }

  private exprs(depth: number, scope: Scope, n: number): string {
    return Array.from({ length: n }, () => this.expr(depth, scope)).join(' ');
  }

  /** An expression in operand position: loops cannot be continued from here. */
  private expr(depth: number, scope: Scope): string {
    return this.node(depth, scope.loops.length ? { ...scope, loops: [] } : scope);
  }

  private tail(depth: number, scope: Scope): string {
    return this.node(depth, scope);
  }

  private test(depth: number, scope: Scope): string {
    const e = () => this.expr(depth - 1, scope);
    return this.pick([
      () => `(< ${e()} ${e()})`,
      () => `(eq? ${e()} ${e()})`,
      () => `(not ${e()})`,
      () => `(number? ${e()})`,
      () => `(point? ${e()})`,
      () => `(and ${e()} ${e()})`,
      () => `(or ${e()} ${e()})`,
      () => `(and (number? ${this.atom(scope)}) (or ${e()} (not ${e()})))`,
      () => e(),
    ])();
  }

  private node(depth: number, scope: Scope): string {
    if (depth <= 0) return this.atom(scope);
    const again = scope.loops.length > 0 && this.rng.below(3) === 0;
    if (again) {
      const loop = this.pick(scope.loops);
      return `(if (> steps 0) (begin (set! steps (- steps 1)) (${loop.name} ${this.exprs(depth - 1, scope, loop.count)})) ${this.expr(depth - 1, scope)})`;
    }
    const forms = this.continuations ? CONTINUATION_FORMS : FORMS;
    return (forms[this.rng.below(forms.length)] as Form)(this.tools, depth - 1, scope);
  }

  private readonly tools: Tools = {
    below: n => this.rng.below(n),
    name: p => this.name(p),
    pick: items => this.pick(items),
    expr: (d, s) => this.expr(d, s),
    tail: (d, s) => this.tail(d, s),
    body: (d, s) => this.body(d, s),
    test: (d, s) => this.test(d, s),
    exprs: (d, s, n) => this.exprs(d, s, n),
    mutable: s => this.mutable(s),
    within: (s, v) => this.within(s, v),
    globals: () => this.globals,
  };
}

interface Tools {
  below(n: number): number;
  name(prefix: string): string;
  pick<T>(items: readonly T[]): T;
  expr(depth: number, scope: Scope): string;
  tail(depth: number, scope: Scope): string;
  body(depth: number, scope: Scope): string;
  test(depth: number, scope: Scope): string;
  exprs(depth: number, scope: Scope, n: number): string;
  mutable(scope: Scope): string | undefined;
  within(scope: Scope, vars: string[]): Scope;
  globals(): readonly { name: string; count: number }[];
}

type Form = (t: Tools, depth: number, scope: Scope) => string;

const bind = (scope: Scope, ...vars: string[]): Scope => ({ ...scope, vars: [...scope.vars, ...vars] });

const FORMS: readonly Form[] = [
  (t, d, s) => `(${t.pick(['+', '-', '*'])} ${t.exprs(d, s, 2)})`,
  (t, d, s) => `(+ ${t.exprs(d, s, 3)})`,
  (t, d, s) => `(note "${t.name('n')}" ${t.expr(d, s)})`,
  (t, d, s) => `(note "${t.name('n')}" ${t.expr(d, s)})`,
  (t, d, s) => `(list ${t.exprs(d, s, 3)})`,
  (t, d, s) => `(if ${t.test(d, s)} ${t.tail(d, s)} ${t.tail(d, s)})`,
  (t, d, s) => `(if ${t.test(d, s)} ${t.tail(d, s)} ${t.tail(d, s)})`,
  (t, d, s) => `(cond (${t.test(d, s)} ${t.tail(d, s)}) (${t.expr(d, s)} ${t.tail(d, s)}) (else ${t.tail(d, s)}))`,
  (t, d, s) => `(when ${t.test(d, s)} ${t.expr(d, s)} ${t.tail(d, s)})`,
  (t, d, s) => `(and ${t.exprs(d, s, 2)} ${t.tail(d, s)})`,
  (t, d, s) => `(or ${t.exprs(d, s, 1)} ${t.tail(d, s)})`,
  (t, d, s) => `(begin ${t.exprs(d, s, 2)} ${t.tail(d, s)})`,
  (t, d, s) => {
    const v = t.mutable(s);
    return v === undefined ? t.expr(d, s) : `(set! ${v} ${t.expr(d, s)})`;
  },
  (t, d, s) => {
    const [x, y] = [t.name('x'), t.name('y')];
    const flag = t.pick(['', '!']);
    return `(let ((${x} ${t.expr(d, s)}) (${y} ${t.expr(d, s)})) ${t.body(d, bind(s, `${x}${flag}`, `${y}${t.pick(['', '!'])}`))})`;
  },
  (t, d, s) => {
    const [x, y] = [t.name('x'), t.name('y')];
    return `(let* ((${x} ${t.expr(d, s)}) (${y} ${t.expr(d, bind(s, x))})) ${t.tail(d, bind(s, x, `${y}!`))})`;
  },
  (t, d, s) => {
    const c = t.pick(['0', '1', '"a"', "'s", 'nil', '#\\x', ':k']);
    return `(case ${t.expr(d, s)} ((0 1) ${t.tail(d, s)}) ((2 "a" s) ${t.tail(d, s)}) ((true nil) ${t.tail(d - 1, s)}) ((${c.replace("'", '')} 3) ${t.tail(d, s)}) (else ${t.tail(d, s)}))`;
  },
  // Procedures.
  (t, d, s) => {
    const p = t.name('p');
    return `((fn (${p}) ${t.body(d, t.within(s, [`${p}!`]))}) ${t.expr(d, s)})`;
  },
  (t, d, s) => {
    const [f, p] = [t.name('g'), t.name('p')];
    const procs = [...s.procs, { name: f, count: 1 }];
    return `(let ((${f} (fn (${p}) ${t.body(d, t.within(s, [p]))}))) ${t.tail(d, { ...s, procs })})`;
  },
  (t, d, s) => {
    const [f, g, p] = [t.name('g'), t.name('g'), t.name('p')];
    const procs = [...s.procs, { name: f, count: 1 }, { name: `${g} 2`, count: 1 }];
    const inner = t.within(s, [p]);
    return `(letrec ((${f} (fn (${p}) ${t.tail(d, inner)})) (${g} (fn (n ${p}) (if (<= n 0) (${f} ${p}) (${g} (- n 1) ${t.expr(d - 1, inner)}))))) ${t.tail(d, { ...s, procs })})`;
  },
  (t, d, s) => {
    const all = [...s.procs, ...s.procs, ...t.globals()];
    if (all.length === 0) return t.expr(d, s);
    const f = t.pick(all);
    const wrong = t.below(25) === 0 ? ' 1' : '';
    return `(${f.name} ${t.exprs(d, s, f.count)}${wrong})`;
  },
  (t, d, s) => (t.globals().length === 0 ? t.expr(d, s) : (f => `(${f.name} ${t.exprs(d, s, f.count)})`)(t.pick(t.globals()))),
  (t, d, s) => `(${t.expr(d, s)} ${t.expr(d, s)})`,
  (t, d, s) => {
    const p = t.name('p');
    const more = t.below(20) === 0 ? ' more' : '';
    return `(map (fn (${p}${more}) ${t.expr(d, t.within(s, [p]))}) (list 1 2 ${t.expr(d, s)}))`;
  },
  (t, d, s) => {
    const [a, b] = [t.name('o'), t.name('o')];
    const more = t.pick(['', ' 5', ' 5 6']);
    return `((fn (${a} &optional (${b} ${t.expr(d - 1, t.within(s, [a]))}) c) (list ${a} ${b} c)) ${t.expr(d, s)}${more})`;
  },
  (t, d, s) => {
    const r = t.name('r');
    return `((fn (&rest ${r}) ${t.expr(d, t.within(s, [`${r}!`]))}) ${t.exprs(d, s, t.below(3))})`;
  },
  // Loops.
  (t, d, s) => {
    const [l, x, y] = [t.name('loop'), t.name('i'), t.name('acc')];
    const inner: Scope = { ...bind(s, `${x}${t.pick(['', '!'])}`, `${y}!`), loops: [...s.loops, { name: l, count: 2 }] };
    return `(let ((steps 3)) (let ${l} ((${x} ${t.expr(d, s)}) (${y} 0)) ${t.tail(d, inner)}))`;
  },
  (t, d, s) => {
    const [l, x, fs] = [t.name('loop'), t.name('i'), t.name('fs')];
    const inner = bind(s, `${x}!`);
    return `(let ((${fs} (vector))) (let ${l} ((${x} 0)) (if (< ${x} 3) (begin (vector-push! ${fs} (fn () (set! ${x} (+ ${x} 10)) ${x})) ${t.expr(d, inner)} (${l} (+ ${x} 1))) nil)) (list ((vector-ref ${fs} 0)) ((vector-ref ${fs} 0)) ((vector-ref ${fs} 1))))`;
  },
  (t, d, s) => {
    const n = t.name('w');
    return `(let ((${n} 3)) (while (> ${n} 0) (set! ${n} (- ${n} 1)) ${t.expr(d, bind(s, n))}) ${t.expr(d, s)})`;
  },
  // Ways out.
  (t, d, s) => {
    const b = t.name('b');
    return `(block ${b} ${t.expr(d, { ...s, blocks: [...s.blocks, b] })} ${t.expr(d, { ...s, blocks: [...s.blocks, b, b] })})`;
  },
  (t, d, s) => (s.blocks.length === 0 ? t.expr(d, s) : `(return-from ${t.pick(s.blocks)} ${t.expr(d, s)})`),
  (t, d, s) =>
    s.blocks.length === 0
      ? t.expr(d, s)
      : `(if ${t.test(d, s)} (return-from ${t.pick(s.blocks)} ${t.expr(d, s)}) ${t.expr(d, s)})`,
  (t, d, s) => {
    const e = t.name('e');
    const out = { ...s, loops: [] };
    return `(guard (${e} ((number? ${e}) ${t.tail(d, bind(out, e))}) ((string? ${e}) ${t.tail(d, bind(out, e))})) ${t.expr(d, out)})`;
  },
  (t, d, s) => {
    const e = t.name('e');
    return `(guard (${e} (true (list "caught" (if (condition? ${e}) (condition-message ${e}) ${e}) ${t.expr(d - 1, bind(s, e))}))) ${t.expr(d, s)})`;
  },
  (t, d, s) => `(raise ${t.expr(d, s)})`,
  (t, d, s) => {
    const k = t.name('k');
    return `(call/cc (fn (${k}) (+ 1 (if ${t.test(d, t.within(s, []))} (${k} ${t.expr(d, t.within(s, []))}) ${t.expr(d, t.within(s, []))}))))`;
  },
  // Nothing but the raise itself fails inside: native code runs the cleanups in between before handlers see a primitive fail.
  (t, d, s) => {
    const v = t.name('v');
    const handler = `(fn (e) (note "handler" ${t.expr(d - 1, t.within(s, ['e']))}))`;
    return `(let ((${v} ${t.expr(d, s)})) (with-exception-handler ${handler} (fn () (list 1 (${t.pick(['raise-continuable', 'raise-continuable', 'raise'])} ${v})))))`;
  },
  (t, d, s) => `(dynamic-wind (fn () (note "in" 1)) (fn () ${t.expr(d, t.within(s, []))}) (fn () (note "out" 1)))`,
  // Primitives whose inline forms test types, and tests that teach types.
  (t, d, s) => `(string-append ${t.exprs(d, s, 2)} ${t.expr(d, s)})`,
  (t, d, s) =>
    `(${t.pick(['string-length', 'vector-length', 'len', 'inc', 'abs', 'floor', 'nil?', 'int32-not', 'not'])} ${t.expr(d, s)})`,
  (t, d, s) =>
    `(${t.pick(['int32-or', 'rem', 'code-at', '<=', '=', 'eqv?', 'equal?', '>', 'nth', 'cons', 'max'])} ${t.exprs(d, s, 2)})`,
  (t, d, s) => {
    const x = t.name('x');
    const [test, use] = t.pick([
      ['number?', '+ 1'],
      ['string?', 'string-length'],
      ['vector?', 'vector-length'],
      ['point?', 'px'],
      ['point3?', 'py'],
      ['list?', 'len'],
    ]);
    const positive = `(${use} ${x})`;
    const other = t.tail(d, bind(s, x));
    return `(let ((${x} ${t.expr(d, s)})) ${t.pick([`(if (${test} ${x}) ${positive} ${other})`, `(if (not (${test} ${x})) ${other} ${positive})`, `(if (or (nil? ${x}) (not (${test} ${x}))) ${other} ${positive})`, `(begin ${positive} ${other} ${positive})`])})`;
  },
  (t, d, s) => {
    const [v, i] = [t.name('v'), t.name('i')];
    const inner = bind(s, v, `${i}!`);
    return `(let ((${v} (vector 1 "s" ${t.expr(d, s)})) (${i} 0)) (vector-set! ${v} ${i} ${t.expr(d, inner)}) (set! ${i} (+ ${i} ${t.expr(d - 1, inner)})) (list (vector-ref ${v} 0) ${v} ${i}))`;
  },
  // Data.
  (t, d, s) => `(make-point ${t.exprs(d, s, 2)})`,
  (t, d, s) => `(px ${t.expr(d, s)})`,
  (t, d, s) =>
    `(let ((q ${t.pick(['(make-point', '(make-point3 0'])} ${t.exprs(d, s, 2)}))) (set-px! q ${t.expr(d, bind(s, 'q'))}) (list (px q) (point3? q) ${t.expr(d, bind(s, 'q'))} (py q)))`,
  (t, d, s) => `(vector-ref (vector ${t.exprs(d, s, 2)}) ${t.expr(d, s)})`,
  (t, d, s) => `(try-finally ${t.expr(d, s)} ${t.expr(d, s)})`,
  (t, d, s) => `(try-finally ${t.expr(d, s)} (note "cleanup" ${t.expr(d - 1, s)}))`,
  // Generators.
  (t, d, s) => {
    const g = t.name('g');
    const inner = { ...t.within(s, []), generator: true };
    const mode = t.pick(['0', '0', '1', '2']);
    return `(let ((${g} ((generator-fn () ${t.expr(d, inner)} (yield ${t.expr(d, inner)}) ${t.tail(d, inner)})))) (list (generator-resume! ${g} 0 nil) (guard (e (true (list "thrown" (if (condition? e) 0 e)))) (generator-resume! ${g} ${mode} ${t.expr(d - 1, s)})) (generator-state ${g})))`;
  },
  (t, d, s) => (s.generator ? `(yield ${t.expr(d, s)})` : t.expr(d, s)),
  (t, d, s) =>
    s.generator ? `(guard (e (true (yield e) ${t.expr(d, s)})) (yield ${t.expr(d, s)}) ${t.expr(d, s)})` : t.expr(d, s),
];

const CONTINUATION_PRELUDE = [
  '(define jumps 6)',
  '(define saved nil)',
  // Re-enters what was saved last, as long as the program may.
  '(define (jump v) (if (and saved (> jumps 0)) (begin (set! jumps (- jumps 1)) (saved v)) v))',
];

const save = (t: Tools, d: number, s: Scope): string => `(call/cc (fn (c) (set! saved c) ${t.expr(d, t.within(s, []))}))`;

const CONTINUATION_FORMS: readonly Form[] = [
  ...FORMS,
  ...Array.from({ length: 4 }, () => save),
  ...Array.from({ length: 3 }, (): Form => (t, d, s) => `(jump ${t.expr(d, s)})`),
  (t, d, s) =>
    `(call/ec (fn (k) (+ 1 (if ${t.test(d, t.within(s, []))} (k ${t.expr(d, t.within(s, []))}) ${t.expr(d, t.within(s, []))}))))`,
  (t, d, s) => {
    const k = t.name('k');
    const inner = t.within(s, []);
    return `(reset (list ${t.expr(d, inner)} (shift ${k} (list (${k} ${t.expr(d, inner)}) (${k} 2))) ${t.expr(d, inner)}))`;
  },
  (t, d, s) => `(shift k (k ${t.expr(d, t.within(s, []))}))`,
  (t, d, s) => `(reset ${t.expr(d, t.within(s, []))})`,
  (t, d, s) => {
    const [p, v] = [t.name('p'), t.name('v')];
    return `(let ((${p} (make-parameter 0)) (${v} ${t.expr(d, s)})) (parameterize ((${p} ${v})) (list ${t.expr(d, t.within(s, []))} (${p}))))`;
  },
  (t, d, s) => `(call-with-values (fn () (values ${t.exprs(d, t.within(s, []), 2)})) list)`,
  (t, d, s) => `(force (delay ${t.expr(d, t.within(s, []))}))`,
];
