/** Named lets, `while` and `do`: rounds, jumps out of them, and what closures of one round see. Every loop counts down. */
import { bind, type Form, type Scope, variable, type Writer } from './writer.ts';

/** Goes around a named let again, as long as its counter allows. */
function again(w: Writer, d: number, s: Scope): string {
  const { name, count } = w.pick(s.loops);
  const [loop, steps] = name.split(' ') as [string, string];
  const next = `(begin (set! ${steps} (- ${steps} 1)) (${loop} ${w.exprs(count, d, s)}))`;
  return `(if (> ${steps} 0) ${next} ${w.expr(d, s)})`;
}

function named(w: Writer, d: number, s: Scope): string {
  const [loop, steps] = [w.name('loop'), w.name('steps')];
  const [x, y] = [variable(w.name('i'), 'any', w.below(2) === 1), variable(w.name('acc'), 'any', true)];
  const inner: Scope = { ...bind(s, x, y), loops: [...s.loops, { name: `${loop} ${steps}`, count: 2 }] };
  const outside = { ...s, loops: [] };
  return `(let ((${steps} ${2 + w.below(3)})) (let ${loop} ((${x.name} ${w.expr(d, outside)}) (${y.name} 0)) ${w.body(d, inner)}))`;
}

export const LOOPS: readonly Form[] = [
  { family: 'loops', fits: s => s.loops.length > 0, write: again },
  { family: 'loops', fits: s => s.loops.length > 0, write: again },
  { family: 'loops', fits: s => s.loops.length > 0, write: again },
  { family: 'loops', write: named },
  { family: 'loops', write: named },
  {
    family: 'loops',
    type: 'number',
    write: (w, d, s) => {
      const [loop, i, sum] = [w.name('loop'), variable(w.name('i'), 'number'), variable(w.name('sum'), 'number')];
      const step = w.typed('number', d, bind({ ...s, loops: [] }, i, sum));
      return `(let ${loop} ((${i.name} 0) (${sum.name} 0)) (if (< ${i.name} ${w.pick([2, 3, 12])}) (${loop} (+ ${i.name} 1) (+ ${sum.name} ${step})) ${sum.name}))`;
    },
  },
  // Every round has variables of its own; the closures of a round share them.
  {
    family: 'loops',
    write: (w, d, s) => {
      const [loop, fs] = [w.name('loop'), w.name('fs')];
      const i = variable(w.name('i'), 'number', true);
      const inner = bind({ ...s, loops: [] }, i);
      const round = `(vector-push! ${fs} (fn () (set! ${i.name} (+ ${i.name} 10)) ${i.name})) ${w.expr(d, inner)}`;
      const rounds = `(let ${loop} ((${i.name} 0)) (when (< ${i.name} 3) ${round} (${loop} (+ ${i.name} 1))))`;
      return `(let ((${fs} (vector))) ${rounds} (map (fn (f) (list (f) (f))) ${fs}))`;
    },
  },
  {
    family: 'loops',
    write: (w, d, s) => {
      const [outer, inner] = [w.name('loop'), w.name('loop')];
      const [i, j] = [variable(w.name('i'), 'number'), variable(w.name('j'), 'number')];
      const both = bind({ ...s, loops: [] }, i, j);
      const deep = `(let ${inner} ((${j.name} 0)) (if (< ${j.name} 2) (begin ${w.expr(d, both)} (${inner} (+ ${j.name} 1))) (${outer} (+ ${i.name} 1))))`;
      return `(let ${outer} ((${i.name} 0)) (if (< ${i.name} 3) ${deep} ${w.tail(d, bind(s, i))}))`;
    },
  },
  {
    family: 'loops',
    write: (w, d, s) => {
      const n = variable(w.name('n'), 'number');
      const inner = bind({ ...s, loops: [] }, n);
      return `(let ((${n.name} 3)) (while (> ${n.name} 0) (set! ${n.name} (- ${n.name} 1)) ${w.expr(d, inner)}) ${w.expr(d, s)})`;
    },
  },
  {
    family: 'loops',
    write: (w, d, s) => {
      const [i, x] = [variable(w.name('i'), 'number'), variable(w.name('x'))];
      const inner = bind({ ...s, loops: [] }, i, x);
      return `(do ((${i.name} 0 (+ ${i.name} 1)) (${x.name} ${w.expr(d, { ...s, loops: [] })} ${w.expr(d, inner)})) ((= ${i.name} 3) ${w.expr(d, inner)}) ${w.expr(d, inner)})`;
    },
  },
];
