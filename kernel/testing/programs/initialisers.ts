/**
 * Initialisations that are come back to: of inner definitions, `letrec`, `let*`, named lets and optional parameters. Each keeps its
 * continuation, one of them that of its first time; the body goes back to either, so that what was assigned since can be told from what
 * was there when the continuation was captured.
 */
import { bind, type Form, type Scope, variable, type Writer, within } from './writer.ts';

/** Initial values in order, and the body. */
type Place = (w: Writer, names: readonly string[], values: readonly string[], body: string) => string;

const pairs = (names: readonly string[], values: readonly string[]): string =>
  names.map((n, i) => `(${n} ${values[i]})`).join(' ');

const defines = (names: readonly string[], values: readonly string[]): string[] =>
  names.map((n, i) => `(define ${n} ${values[i]})`);

/** Their variables are in scope in every initialisation. */
const RECURSIVE: readonly Place[] = [
  (_, names, values, body) => `(letrec (${pairs(names, values)}) ${body})`,
  (_, names, values, body) => `((fn () ${defines(names, values).join(' ')} ${body}))`,
  // With an expression in between, which makes assignments of definitions.
  (w, names, values, body) => {
    const [first, ...others] = defines(names, values);
    return `(let () ${first} (note ${w.pick(names)}) ${others.join(' ')} ${body})`;
  },
];

const SEQUENTIAL: readonly Place[] = [
  (_, names, values, body) => `(let* (${pairs(names, values)}) ${body})`,
  (_, names, values, body) => `(let (${pairs(names, values)}) ${body})`,
  (w, names, values, body) => `(let ${w.name('again')} (${pairs(names, values)}) ${body})`,
  (_, names, values, body) => `((fn (&optional ${pairs(names, values)}) ${body}))`,
];

function reentered(w: Writer, d: number, s: Scope, places: readonly Place[], recursive: boolean): string {
  const n = variable(w.name('n'), 'number');
  const [last, first] = [w.name('k'), w.name('k')];
  const vars = [variable(w.name('a')), variable(w.name('b')), variable(w.name('c'))];
  const names = vars.map(v => v.name);
  const outer = bind(within(s), n);
  const inner = bind(outer, ...vars);
  const [x, y, z] = names as [string, string, string];
  const captures = (set: string, value: string): string => `(call/cc (fn (c) ${set} ${value}))`;
  const seen = recursive ? inner : outer;
  const values = [
    captures(`(set! ${last} c)`, w.expr(d, seen)),
    w.pick([
      () => captures(`(if (nil? ${first}) (set! ${first} c))`, w.expr(d, seen)),
      () => w.expr(d, seen),
      () => (recursive ? `(fn () (list ${x} ${z}))` : '(fn () 1)'),
      () => (recursive ? `(list ${w.pick(names)} ${x})` : '2'),
    ])(),
    w.pick([
      () => captures(`(if (nil? ${first}) (set! ${first} c))`, w.expr(d, seen)),
      () => (recursive ? `(fn () (list ${x} ${y}))` : '3'),
      () => w.expr(d, seen),
    ])(),
  ];
  const back = w.pick([last, first]);
  const other = back === last ? first : last;
  const shown = `(note (list ${names.map(v => `(if (procedure? ${v}) (${v}) ${v})`).join(' ')}))`;
  const again = `(if (> ${n.name} 0) (begin (set! ${n.name} (- ${n.name} 1)) ((or (if (= ${n.name} 1) ${other} ${back}) ${last}) ${n.name})) ${w.expr(d, inner)})`;
  const body = `(begin ${shown} ${w.below(2) === 0 ? `(set! ${w.pick(names)} (list 0 ${w.pick(names)}))` : w.expr(d, inner)} ${again})`;
  return `(let ((${n.name} 3) (${last} nil) (${first} nil)) ${w.pick(places)(w, names, values, body)})`;
}

export const INITIALISERS: readonly Form[] = [
  { family: 're-entry', write: (w, d, s) => reentered(w, d, s, RECURSIVE, true) },
  { family: 're-entry', write: (w, d, s) => reentered(w, d, s, RECURSIVE, true) },
  { family: 're-entry', write: (w, d, s) => reentered(w, d, s, SEQUENTIAL, false) },
];
