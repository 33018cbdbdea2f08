/** Raising and handling, and primitives that fail. */
import { bind, type Form, type Scope, variable, type Writer, within } from './writer.ts';

/**
 * What is handled and does nothing but raise: compiled code runs the cleanups between a failing primitive and its handler before the
 * handler, so the places where anything may fail are a family of their own.
 */
function raising(w: Writer, d: number, s: Scope): string {
  const v = w.name('v');
  const raise = w.pick(['raise-continuable', 'raise-continuable', 'raise']);
  return `(let ((${v} ${w.expr(d, s)})) ${handled(w, d, s, `(list 1 (${raise} ${v}))`)})`;
}

function handled(w: Writer, d: number, s: Scope, body: string): string {
  const e = variable(w.name('e'));
  const handler = `(fn (${e.name}) (note (describe ${e.name})) ${w.body(d, within(s, e))})`;
  return w.below(3) === 2
    ? `(handler-bind ((number? ${handler}) (string? (fn (e) (note "text") 7))) ${body})`
    : `(with-exception-handler ${handler} (fn () ${body}))`;
}

/** A continuable raise that a guard, or two, may decline, and what is entered again when it goes on. */
function declining(w: Writer, d: number, s: Scope): string {
  const [v, e, r] = [w.name('v'), w.name('e'), w.name('r')];
  const test = w.pick([`(string? ${e})`, `(number? ${e})`, `(begin (note "test") (nil? ${e}))`]);
  const raise = `(list 1 (${w.pick(['raise-continuable', 'raise-continuable', 'raise'])} ${v}))`;
  const inside = w.pick([
    () => raise,
    () => `(dynamic-wind (fn () (note "in")) (fn () ${raise}) (fn () (note "out")))`,
    () => `(parameterize ((param ${v})) (list ${raise} (param)))`,
    () => `(try-finally ${raise} (note "cleanup"))`,
    () => `(guard (e ((list? e) (note (param)))) (list 2 ${raise}))`,
    () => `(map (fn (x) ${raise}) '(1 2))`,
  ])();
  const guarded = `(let ((${r} (guard (${e} (${test} (note (param)) ${e})) ${inside}))) (note ${r}) ${r})`;
  return `(let ((${v} ${w.expr(d, s)})) ${handled(w, d, s, guarded)})`;
}

export const CONDITIONS: readonly Form[] = [
  { family: 'raise', write: (w, d, s) => `(raise ${w.expr(d, s)})` },
  { family: 'raise', write: (w, d, s) => `(begin (when ${w.test(d, s)} (raise ${w.expr(d, s)})) ${w.tail(d, s)})` },
  { family: 'raise', write: (w, d, s) => `(error "oops" ${w.expr(d, s)})` },
  {
    family: 'guard',
    write: (w, d, s) => {
      const e = variable(w.name('e'));
      const inner = bind(s, e);
      const clauses = `((number? ${e.name}) ${w.tail(d, inner)}) ((string? ${e.name}) ${w.tail(d, inner)})`;
      return `(guard (${e.name} ${clauses}) ${w.body(d, { ...s, loops: [] })})`;
    },
  },
  {
    family: 'guard',
    write: (w, d, s) => {
      const e = variable(w.name('e'));
      return `(guard (${e.name} (true (note (describe ${e.name})) ${w.tail(d, bind(s, e))})) ${w.body(d, { ...s, loops: [] })})`;
    },
  },
  {
    family: 'guard',
    write: (w, d, s) => `(guard (e (true (describe e))) ${w.body(d, { ...s, loops: [] })})`,
  },
  { family: 'handlers', write: (w, d, s) => raising(w, d, s) },
  { family: 'declining', write: (w, d, s) => declining(w, d, s) },
  { family: 'failing-handlers', write: (w, d, s) => handled(w, d, s, w.body(d, within(s))) },
  {
    family: 'failing-handlers',
    write: (w, d, s) => handled(w, d, s, `(try-finally ${w.expr(d, within(s))} (note ${w.expr(d, within(s))}))`),
  },
  { family: 'failing-handlers', write: (w, d, s) => `(raise-continuable ${w.expr(d, s)})` },
  {
    family: 'faults',
    write: (w, d, s) =>
      `(${w.pick(['car', 'vector-length', 'string-length', 'px', 'abs', 'symbol->string', 'undefined-name', 'len'])} ${w.expr(d, s)})`,
  },
  {
    family: 'faults',
    write: (w, d, s) => `(${w.pick(['+', '<', 'string-append', 'vector-ref', 'nth', 'cons'])} ${w.exprs(2, d, s)})`,
  },
  {
    family: 'faults',
    write: (w, d, s) => `(${w.pick(['vector-ref (vector 1 2)', 'list-ref (list 1 2)', 'string-ref "ab"'])} ${w.expr(d, s)})`,
  },
  { family: 'faults', write: (w, d, s) => `(${w.pick(['inc', 'cons', 'vector-ref', 'not'])} ${w.exprs(w.pick([0, 3]), d, s)})` },
];
