/** Ways out and back in: blocks, cleanups, `dynamic-wind`, continuations, requests to whoever drives the program. */
import { bind, type Form, type Scope, variable, within } from './writer.ts';

const inBlock = (s: Scope): boolean => s.blocks.length > 0;
const noLoops = (s: Scope): Scope => ({ ...s, loops: [] });

export const JUMPS: readonly Form[] = [
  {
    family: 'blocks',
    write: (w, d, s) => {
      const b = w.name('b');
      const inner = { ...s, blocks: [...s.blocks, b] };
      return `(block ${b} ${w.expr(d, inner)} ${w.tail(d, noLoops(inner))})`;
    },
  },
  { family: 'blocks', fits: inBlock, write: (w, d, s) => `(return-from ${w.pick(s.blocks)} ${w.expr(d, s)})` },
  {
    family: 'blocks',
    fits: inBlock,
    write: (w, d, s) => `(begin (when ${w.test(d, s)} (return-from ${w.pick(s.blocks)} ${w.expr(d, s)})) ${w.tail(d, s)})`,
  },
  { family: 'finally', write: (w, d, s) => `(try-finally ${w.expr(d, s)} (note ${w.expr(d, s)}))` },
  { family: 'finally', write: (w, d, s) => `(try-finally ${w.expr(d, s)} ${w.expr(d, s)})` },
  {
    family: 'wind',
    write: (w, d, s) =>
      `(dynamic-wind (fn () (note ${w.expr(d - 1, within(s))})) (fn () ${w.body(d, within(s))}) (fn () (note "after")))`,
  },
  {
    family: 'parameterize',
    write: (w, d, s) => `(parameterize ((param ${w.expr(d, s)})) ${w.body(d, within(s))} (note (param)) ${w.tail(d, within(s))})`,
  },
  { family: 'parameterize', write: () => '(param)' },
  // `call/ec` promises to be used for leaving only.
  {
    family: 'escapes',
    write: (w, d, s) => {
      const k = w.name('k');
      const inner = { ...within(s), continuations: [...s.continuations, k] };
      return `(call/ec (fn (${k}) ${w.body(d, inner)}))`;
    },
  },
  {
    family: 'call/cc',
    write: (w, d, s) => {
      const k = w.name('k');
      const inner = { ...within(s), continuations: [...s.continuations, k] };
      return `(call/cc (fn (${k}) ${w.body(d, inner)}))`;
    },
  },
  { family: 'call/cc', write: (w, d, s) => `(call/cc (fn (k) (k ${w.expr(d, within(s))})))` },
  {
    family: 'escapes',
    fits: s => s.continuations.length > 0,
    write: (w, d, s) => `(${w.pick(s.continuations)} ${w.expr(d, s)})`,
  },
  // Comes back as often as its counter allows.
  {
    family: 're-entry',
    write: (w, d, s) => {
      const [k, n, v] = [w.name('k'), variable(w.name('n'), 'number'), variable(w.name('v'))];
      const taken = `(call/cc (fn (c) (set! ${k} c) ${w.expr(d, within(s))}))`;
      const inner = bind(noLoops(s), n, v);
      const back = `(if (> ${n.name} 0) (begin (set! ${n.name} (- ${n.name} 1)) (${k} ${w.expr(d, inner)})) ${w.expr(d, inner)})`;
      return `(let ((${n.name} 2) (${k} nil)) (let ((${v.name} ${taken})) (note ${v.name}) ${back}))`;
    },
  },
  // Kept for a later top-level form.
  { family: 're-entry', write: (w, d, s) => `(list (call/cc (fn (c) (set! kept c) ${w.expr(d, within(s))})) ${w.expr(d, s)})` },
  {
    family: 're-entry',
    write: (w, d, s) =>
      `(if (and kept (> returns 0)) (begin (set! returns (- returns 1)) (kept ${w.expr(d, s)})) ${w.expr(d, s)})`,
  },
  { family: 'delimited', write: (w, d, s) => `(reset ${w.body(d, { ...within(s), delimited: true })})` },
  { family: 'delimited', write: (w, d, s) => `(reset (list ${w.exprs(2, d, { ...within(s), delimited: true })}))` },
  {
    family: 'delimited',
    fits: s => s.delimited,
    write: (w, d, s) => {
      const k = w.name('k');
      const inner = within(s);
      const use = w.pick([
        () => `(${k} ${w.expr(d, inner)})`,
        () => `(list (${k} ${w.expr(d, inner)}) (${k} ${w.expr(d, inner)}))`,
        () => `(${k} (${k} ${w.expr(d, inner)}))`,
        () => w.expr(d, inner),
      ]);
      return `(shift ${k} ${use()})`;
    },
  },
  { family: 'perform', write: (w, d, s) => `(perform ${w.expr(d, s)})` },
  { family: 'perform', write: (w, d, s) => `(list (perform ${w.expr(d, s)}) ${w.expr(d, s)})` },
  { family: 'host-frames', write: (w, d, s) => `(through (fn () ${w.body(d, within(s))}))` },
  { family: 'host-frames', write: (w, d, s) => `(begin (through (fn () ${w.body(d, within(s))})) ${w.tail(d, s)})` },
];
