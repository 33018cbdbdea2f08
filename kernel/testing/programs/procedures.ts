/** Closures and calls: what procedures take, what they hold on to, and calls in tail position. */
import { bind, type Form, type Scope, variable, type Writer, within } from './writer.ts';

/** A call of something by name; now and then with an argument too many. */
function call(w: Writer, { name, count }: { name: string; count: number }, d: number, s: Scope): string {
  const wrong = w.below(30) === 29 && w.uses('faults') ? ' 1' : '';
  return `(${name}${count > 0 ? ' ' : ''}${w.exprs(count, d, s)}${wrong})`;
}

export const PROCEDURES: readonly Form[] = [
  { family: 'closures', fits: s => s.procs.length > 0, write: (w, d, s) => call(w, w.pick(s.procs), d, s) },
  { family: 'closures', write: (w, d, s) => (w.globals.length > 0 ? call(w, w.pick(w.globals), d, s) : w.expr(d, s)) },
  { family: 'closures', write: (w, d, s) => (w.globals.length > 0 ? call(w, w.pick(w.globals), d, s) : w.expr(d, s)) },
  {
    family: 'closures',
    write: (w, d, s) => {
      const p = variable(w.name('p'), 'any', true);
      return `((fn (${p.name}) ${w.body(d, within(s, p))}) ${w.expr(d, s)})`;
    },
  },
  {
    family: 'closures',
    write: (w, d, s) => {
      const f = w.name('f');
      const p = variable(w.name('p'));
      const inner = { ...s, procs: [...s.procs, { name: f, count: 1 }] };
      return `(let ((${f} (fn (${p.name}) ${w.body(d, within(s, p))}))) ${w.body(d, inner)})`;
    },
  },
  // Closures over a variable that they change, called when its scope has been left.
  {
    family: 'closures',
    write: (w, d, s) => {
      const n = variable(w.name('n'), 'number', true);
      const [f, g] = [w.name('f'), w.name('g')];
      const step = `(fn () (set! ${n.name} (+ ${n.name} ${w.typed('number', d, within(s, n))})) ${n.name})`;
      const both = `(let ((${n.name} ${w.typed('number', d, s)})) (list ${step} (fn () ${w.body(d, within(s, n))})))`;
      const inner = {
        ...s,
        procs: [...s.procs, { name: `(first ${f})`, count: 0 }, { name: `(nth ${g} 1)`, count: 0 }],
      };
      return `(let* ((${f} ${both}) (${g} ${f})) ((first ${f})) ${w.body(d, inner)})`;
    },
  },
  {
    family: 'closures',
    write: (w, d, s) => {
      const h = w.name('h');
      const a = variable(w.name('a'), 'any', true);
      const x = variable(w.name('d'), 'any', w.below(2) === 1);
      const inner = { ...within(s, x), procs: [...s.procs, { name: h, count: 1 }] };
      return `((fn () (define ${x.name} ${w.expr(d, within(s))}) (define (${h} ${a.name}) ${w.body(d, within(bind(s, x), a))}) ${w.body(d, inner)}))`;
    },
  },
  { family: 'faults', write: (w, d, s) => `(${w.exprs(2, d, s)})` },
  {
    family: 'signatures',
    write: (w, d, s) => {
      const [a, o] = [variable(w.name('a')), variable(w.name('o'), 'any', true)];
      const given = w.pick(['', ' 5', ' nil', ' 5 6']);
      return `((fn (${a.name} &optional (${o.name} ${w.expr(d, within(s, a))}) c) (list ${w.body(d, within(s, a, o))} ${a.name} ${o.name} c)) ${w.expr(d, s)}${given})`;
    },
  },
  {
    family: 'signatures',
    write: (w, d, s) => {
      const [a, r] = [variable(w.name('a')), variable(w.name('r'), 'list', true)];
      return `((fn (${a.name} &rest ${r.name}) ${w.body(d, within(s, a, r))}) ${w.exprs(1 + w.below(3), d, s)})`;
    },
  },
  {
    family: 'signatures',
    write: (w, d, s) => {
      const [a, b] = [variable(w.name('a')), variable(w.name('b'))];
      return `((fn (${a.name} ${b.name} &lenient) ${w.body(d, within(s, a, b))}) ${w.exprs(w.below(4), d, s)})`;
    },
  },
  {
    family: 'signatures',
    write: (w, d, s) => {
      const f = w.name('f');
      const [a, b] = [variable(w.name('a')), variable(w.name('b'))];
      const clauses = `((${a.name}) ${w.expr(d, within(s, a))}) ((${a.name} ${b.name}) ${w.expr(d, within(s, a, b))})`;
      return `(let ((${f} (case-lambda ${clauses}))) (list (${f} ${w.expr(d, s)}) (${f} ${w.exprs(2, d, s)})))`;
    },
  },
  // Recursion in operand position, then in tail position.
  {
    family: 'tails',
    write: (w, d, s) => {
      const f = w.name('f');
      const [n, x] = [variable(w.name('n'), 'number'), variable(w.name('x'))];
      const inner = within(s, n, x);
      const step = `(list ${w.expr(d, inner)} (${f} (- ${n.name} 1) ${w.expr(d, inner)}))`;
      return `(letrec ((${f} (fn (${n.name} ${x.name}) (if (<= ${n.name} 0) ${w.expr(d, inner)} ${step})))) (${f} ${w.below(4)} ${w.expr(d, s)}))`;
    },
  },
  {
    family: 'tails',
    write: (w, d, s) => {
      const [f, g] = [w.name('f'), w.name('g')];
      const [n, x] = [variable(w.name('n'), 'number'), variable(w.name('x'))];
      const inner = within(s, n, x);
      const turn = (to: string, last: string): string =>
        `(fn (${n.name} ${x.name}) (if (<= ${n.name} 0) ${last} (${to} (- ${n.name} 1) ${w.expr(d, inner)})))`;
      const group = `(${f} ${turn(g, w.tail(d, inner))}) (${g} ${turn(f, x.name)})`;
      const procs = [...s.procs, { name: `${f} ${w.pick([2, 5, 30])}`, count: 1 }];
      return `(letrec (${group}) ${w.body(d, { ...s, procs })})`;
    },
  },
];
