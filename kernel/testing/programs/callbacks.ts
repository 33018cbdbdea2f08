/** Library procedures that call back into the program, and `apply`. */
import { bind, type Form, type Scope, variable, type Writer, within } from './writer.ts';

/** A callback of one or two parameters; now and then of one too many. */
function callback(w: Writer, d: number, s: Scope, type: 'any' | 'number', count: number): string {
  const params = Array.from({ length: count }, () => variable(w.name('p'), type));
  const wrong = w.below(30) === 29 && w.uses('faults') ? ' more' : '';
  return `(fn (${params.map(p => p.name).join(' ')}${wrong}) ${w.body(d, within(s, ...params))})`;
}

const sequence = (w: Writer, d: number, s: Scope): string =>
  w.pick([() => `(list 3 1 2)`, () => w.typed('list', d, s), () => `(vector 2 1)`, () => `(range 0 3)`])();

export const CALLBACKS: readonly Form[] = [
  { family: 'callbacks', type: 'list', write: (w, d, s) => `(map ${callback(w, d, s, 'any', 1)} ${sequence(w, d, s)})` },
  {
    family: 'callbacks',
    type: 'list',
    write: (w, d, s) => `(map ${callback(w, d, s, 'any', 2)} ${sequence(w, d, s)} ${sequence(w, d, s)})`,
  },
  { family: 'callbacks', type: 'list', write: (w, d, s) => `(filter ${callback(w, d, s, 'any', 1)} ${sequence(w, d, s)})` },
  { family: 'callbacks', write: (w, d, s) => `(for-each ${callback(w, d, s, 'any', 1)} ${sequence(w, d, s)})` },
  { family: 'callbacks', write: (w, d, s) => `(reduce ${callback(w, d, s, 'any', 2)} ${w.expr(d, s)} ${sequence(w, d, s)})` },
  {
    family: 'callbacks',
    write: (w, d, s) => `(${w.pick(['some', 'every?', 'find'])} ${callback(w, d, s, 'any', 1)} ${sequence(w, d, s)})`,
  },
  {
    family: 'callbacks',
    type: 'list',
    write: (w, d, s) => {
      const [a, b] = [variable(w.name('a'), 'number'), variable(w.name('b'), 'number')];
      const less = w.pick([`(< ${a.name} ${b.name})`, `(> (abs ${a.name}) (abs ${b.name}))`]);
      return `(sort (list ${w.typed('number', d, s)} 2 ${w.typed('number', d, s)} 0) (fn (${a.name} ${b.name}) ${w.expr(d, within(s, a, b))} ${less}))`;
    },
  },
  {
    family: 'callbacks',
    write: (w, d, s) => `(apply ${w.pick(['+', 'list', 'max', 'str'])} ${w.typed('number', d, s)} ${w.typed('list', d, s)})`,
  },
  {
    family: 'callbacks',
    write: (w, d, s) => `(apply ${callback(w, d, s, 'any', 2)} (list ${w.exprs(w.pick([2, 2, 1]), d, s)}))`,
  },
  {
    family: 'callbacks',
    write: (w, d, s) => {
      const f = w.name('f');
      const inner = { ...bind(s, variable(f)), procs: [...s.procs, { name: f, count: 1 }] };
      return `(let ((${f} (compose ${callback(w, d, s, 'any', 1)} ${callback(w, d, s, 'any', 1)}))) ${w.tail(d, inner)})`;
    },
  },
];
