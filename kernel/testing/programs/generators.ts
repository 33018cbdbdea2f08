/** Generators: bodies that yield from everywhere, and whoever resumes them with values, errors and returns. */
import { type Form, type Scope, type Writer, within } from './writer.ts';

const body = (w: Writer, d: number, s: Scope): string => {
  const inner = { ...within(s), generator: true };
  return `(generator-fn () ${w.expr(d, inner)} (yield ${w.expr(d, inner)}) ${w.tail(d, inner)})`;
};

const inBody = (s: Scope): boolean => s.generator;

export const GENERATORS: readonly Form[] = [
  // Resumed to its end, or left; once with an error or a return.
  {
    family: 'generators',
    write: (w, d, s) => {
      const [g, r] = [w.name('g'), w.name('r')];
      const mode = w.pick(['0', '0', '1', '2']);
      const resume = (m: string, v: string): string =>
        `(guard (e (true (list "thrown" (describe e)))) (generator-resume! ${g} ${m} ${v}))`;
      const rounds = `(let loop ((i 0)) (let ((${r} ${resume(`(if (= i 1) ${mode} 0)`, '(list i)')})) (note ${r}) (if (or (generator-done? ${g}) (= i 3)) (generator-state ${g}) (loop (+ i 1)))))`;
      return `(let ((${g} (${body(w, d, s)}))) ${rounds})`;
    },
  },
  {
    family: 'generators',
    write: (w, d, s) => {
      const g = w.name('g');
      return `(let ((${g} (${body(w, d, s)}))) (list (generator-resume! ${g} 0 nil) ${w.expr(d, s)} (generator-resume! ${g} ${w.pick([0, 1, 2])} ${w.expr(d, s)})))`;
    },
  },
  // Resumed by host code, as compiled libraries do.
  {
    family: 'host-frames',
    write: (w, d, s) => {
      const g = w.name('g');
      return `(let ((${g} (${body(w, d, s)}))) (list (resume-through ${g} 0 nil) ${w.expr(d, s)} (resume-through ${g} ${w.pick([0, 1, 2])} ${w.expr(d, s)}) (generator-state ${g})))`;
    },
  },
  { family: 'generators', fits: inBody, write: (w, d, s) => `(yield ${w.expr(d, s)})` },
  { family: 'generators', fits: inBody, write: (w, d, s) => `(list (yield ${w.expr(d, s)}) (yield ${w.expr(d, s)}))` },
  { family: 'generators', fits: inBody, write: (w, d, s) => `(begin (yield ${w.expr(d, s)}) ${w.tail(d, s)})` },
  {
    family: 'generators',
    fits: inBody,
    write: (w, d, s) => `(guard (e (true (yield (describe e)) ${w.expr(d, s)})) (yield ${w.expr(d, s)}) ${w.expr(d, s)})`,
  },
  {
    family: 'generators',
    fits: inBody,
    write: (w, d, s) => `(try-finally (yield ${w.expr(d, s)}) (begin (note "left") (yield ${w.expr(d, s)})))`,
  },
];
