/** Arithmetic, choices, sequences, bindings, and the effects that make the order of evaluation visible. */
import { bind, type Form, type Scope, type Type, variable, type Writer, within } from './writer.ts';

/** A `let` of one variable of a type, with a body that knows it. */
function binding(w: Writer, type: Type, d: number, s: Scope): [binding: string, inner: Scope] {
  const x = w.name('x');
  return [`(${x} ${w.typed(type, d, s)})`, bind(s, variable(x, type, w.below(2) === 1))];
}

const NUMBER = 'number';

export const EXPRESSIONS: readonly Form[] = [
  { family: 'effects', write: (w, d, s) => `(note ${w.expr(d, s)})` },
  { family: 'effects', write: (w, d, s) => `(note ${w.expr(d, s)})` },
  { family: 'effects', write: (w, d, s) => `(begin (note ${w.expr(d, s)}) ${w.tail(d, s)})` },
  {
    family: 'expressions',
    type: NUMBER,
    write: (w, d, s) => `(${w.pick(['+', '-', '*'])} ${w.typed(NUMBER, d, s)} ${w.typed(NUMBER, d, s)})`,
  },
  {
    family: 'expressions',
    type: NUMBER,
    write: (w, d, s) => `(+ ${w.typed(NUMBER, d, s)} ${w.typed(NUMBER, d, s)} ${w.typed(NUMBER, d, s)})`,
  },
  {
    family: 'expressions',
    type: NUMBER,
    write: (w, d, s) => `(${w.pick(['inc', 'dec', 'abs', 'floor', 'int32-not'])} ${w.typed(NUMBER, d, s)})`,
  },
  {
    family: 'expressions',
    type: NUMBER,
    write: (w, d, s) =>
      `(${w.pick(['int32-or', 'int32-add', 'min', 'max', 'rem', '/'])} ${w.typed(NUMBER, d, s)} ${w.typed(NUMBER, d, s)})`,
  },
  { family: 'expressions', type: NUMBER, write: (w, d, s) => `(num ${w.expr(d, s)})` },
  { family: 'expressions', write: (w, d, s) => `(${w.pick(['equal?', 'eq?', 'eqv?', '='])} ${w.exprs(2, d, s)})` },
  { family: 'expressions', write: (w, d, s) => `(if ${w.test(d, s)} ${w.tail(d, s)} ${w.tail(d, s)})` },
  { family: 'expressions', write: (w, d, s) => `(if ${w.test(d, s)} ${w.tail(d, s)} ${w.tail(d, s)})` },
  {
    family: 'expressions',
    type: NUMBER,
    write: (w, d, s) => `(if ${w.test(d, s)} ${w.typed(NUMBER, d, s)} ${w.typed(NUMBER, d, s)})`,
  },
  {
    family: 'expressions',
    write: (w, d, s) => `(cond (${w.test(d, s)} ${w.tail(d, s)}) (${w.expr(d, s)} => (fn (it) it)) (else ${w.tail(d, s)}))`,
  },
  {
    family: 'expressions',
    write: (w, d, s) => `(${w.pick(['when', 'unless'])} ${w.test(d, s)} ${w.expr(d, s)} ${w.tail(d, s)})`,
  },
  { family: 'expressions', write: (w, d, s) => `(${w.pick(['and', 'or'])} ${w.exprs(2, d, s)} ${w.tail(d, s)})` },
  { family: 'expressions', write: (w, d, s) => `(begin ${w.exprs(2, d, s)} ${w.tail(d, s)})` },
  {
    family: 'expressions',
    write: (w, d, s) => {
      const keys = w.pick(['0 1', '2 3', '"a" "bc"', 's', '#\\x', 'nil true', '1.5 a']);
      return `(case ${w.expr(d, s)} ((${keys}) ${w.tail(d, s)}) ((10 "k" -1) ${w.tail(d, s)}) (else ${w.tail(d, s)}))`;
    },
  },
  {
    family: 'expressions',
    write: (w, d, s) => {
      const [first, one] = binding(w, w.pick(['number', 'any']), d, s);
      const [second, two] = binding(w, w.pick(['number', 'list', 'any']), d, s);
      return `(let (${first} ${second}) ${w.body(d, { ...s, vars: [...one.vars, ...two.vars.slice(s.vars.length)] })})`;
    },
  },
  {
    family: 'expressions',
    write: (w, d, s) => {
      const [first, one] = binding(w, 'any', d, s);
      const [second, two] = binding(w, 'number', d, one);
      return `(let* (${first} ${second}) ${w.body(d, two)})`;
    },
  },
  {
    family: 'mutation',
    fits: s => s.vars.some(v => v.mutable),
    write: (w, d, s) => {
      const v = w.mutable(s);
      return v === undefined ? w.expr(d, s) : `(set! ${v.name} ${w.typed(v.type, d, s)})`;
    },
  },
  {
    family: 'mutation',
    write: (w, d, s) => {
      const x = w.name('x');
      const inner = bind(s, variable(x, 'number', true));
      return `(let ((${x} ${w.typed(NUMBER, d, s)})) ${w.expr(d, inner)} (set! ${x} (+ ${x} ${w.typed(NUMBER, d, inner)})) (note ${x}) ${w.tail(d, inner)})`;
    },
  },
  // A test that teaches the type of a variable, and uses that rely on it.
  {
    family: 'expressions',
    write: (w, d, s) => {
      const x = w.name('x');
      const [test, type, use] = w.pick([
        ['number?', 'number', `(+ ${x} 1)`],
        ['string?', 'string', `(string-length ${x})`],
        ['vector?', 'vector', `(vector-length ${x})`],
        ['list?', 'list', `(len ${x})`],
      ] as const);
      const known = bind(s, variable(x, type));
      const other = w.tail(d, bind(s, variable(x)));
      const body = w.pick([
        `(if (${test} ${x}) ${w.tail(d, known)} ${other})`,
        `(if (not (${test} ${x})) ${other} ${use})`,
        `(if (or (nil? ${x}) (not (${test} ${x}))) ${other} ${use})`,
      ]);
      return `(let ((${x} ${w.expr(d, s)})) ${body})`;
    },
  },
  {
    family: 'eval',
    fits: s => s.vars.length > 0,
    write: (w, d, s) => `(eval (list ${w.pick(["'+", "'list", "'num", "'note"])} ${w.typed(NUMBER, d, s)}))`,
  },
  {
    family: 'values',
    write: (w, d, s) => {
      const [a, b] = [w.name('a'), w.name('b')];
      return `(let-values (((${a} ${b}) (values ${w.exprs(2, d, within(s))}))) ${w.tail(d, within(s, variable(a), variable(b)))})`;
    },
  },
  {
    family: 'promises',
    write: (w, d, s) => {
      const p = w.name('p');
      return `(let ((${p} (delay ${w.expr(d, { ...s, blocks: [], generator: false })}))) ${w.expr(d, s)} (list (force ${p}) (force ${p})))`;
    },
  },
];
