/** Top-level forms: procedures, recursion, global variables, redefinition, and the calls that make all of it run. */
import { EMPTY, type Scope, type Target, variable, type Writer, within } from './writer.ts';

const DEPTH = 5;

/** Primitives that programs redefine; engines perform them in place until then. */
const REDEFINED = ['abs', 'len', 'not', 'inc', 'first'];

/** Names that all top-level forms know. */
const TOP: Scope = { ...EMPTY, vars: [variable('counter', 'number', true), variable('held', 'any', true)] };

/** What the forms need; records and parameters are there whether used or not. */
export const PREAMBLE = [
  '(define counter 0)',
  '(define held nil)',
  '(define kept nil)',
  '(define returns 3)',
  '(define param (make-parameter 1))',
  '(define-record-type point (make-point x y) point? (x px set-px!) (y py set-py!))',
  '(define-record-type (point3 point) (make-point3 x y z) point3? (z pz))',
];

/** The top-level forms that follow from one stream of decisions; `has` tells whether a family was chosen. */
export function definition(w: Writer, has: (family: 'closures' | 'tails' | 'redefinition') => boolean): string[] {
  const kinds = [
    calls,
    calls,
    ...(has('closures') ? [procedure, procedure] : []),
    ...(has('tails') ? [recursion, mutualTails] : []),
    ...(has('redefinition') ? [redefinition] : []),
  ];
  return w.pick(kinds)(w);
}

/** A procedure of no arguments, called often enough to become hot. */
function calls(w: Writer): string[] {
  const t = w.name('t');
  const form = `(define (${t}) ${w.body(DEPTH, within(TOP))})`;
  w.globals.push({ name: t, count: 0 });
  return [form, ...Array.from({ length: 4 }, () => `(${t})`)];
}

function procedure(w: Writer): string[] {
  const f = w.name('f');
  const params = Array.from({ length: w.below(3) }, () => variable(w.name('p'), w.pick(['any', 'number']), true));
  const form = `(define (${[f, ...params.map(p => p.name)].join(' ')}) ${w.body(DEPTH, within(TOP, ...params))})`;
  return called(w, form, { name: f, count: params.length });
}

/** Recursion in operand position. */
function recursion(w: Writer): string[] {
  w.uses('tails');
  const f = w.name('f');
  const inner = within(TOP, variable('n', 'number'), variable('x', 'any', true));
  const step = `(list ${w.expr(DEPTH - 2, inner)} (${f} (- n 1) ${w.expr(DEPTH - 2, inner)}))`;
  const form = `(define (${f} n x) (if (<= n 0) ${w.expr(DEPTH - 2, inner)} ${step}))`;
  return called(w, form, { name: `${f} ${w.below(4)}`, count: 1 });
}

/** Two procedures that call one another in tail position, more often than tail calls are made directly. */
function mutualTails(w: Writer): string[] {
  w.uses('tails');
  const [f, g] = [w.name('f'), w.name('g')];
  const inner = within(TOP, variable('n', 'number'), variable('x', 'any', true));
  const turn = (name: string, to: string): string =>
    `(define (${name} n x) (if (<= n 0) ${w.tail(DEPTH - 2, inner)} (${to} (- n 1) ${w.pick(['x', 'n', w.leaf('any', inner)])})))`;
  const form = `${turn(f, g)}\n${turn(g, f)}`;
  return called(w, form, { name: `${f} ${w.pick([1, 7, 450])}`, count: 1 });
}

/** Of a global procedure, by what may call only what was there before it; or of a primitive. */
function redefinition(w: Writer): string[] {
  w.uses('redefinition');
  if (w.globals.length === 0 || w.below(3) === 0) {
    const p = w.pick(REDEFINED);
    return [
      w.pick([`(define (${p} x) (note (list "${p}" x)) 1)`, `(define ${p} (let ((old ${p})) (fn (x) (note "${p}") (old x))))`]),
    ];
  }
  const at = w.below(w.globals.length);
  const { name, count } = w.globals[at] as Target;
  const [f, ...given] = name.split(' ') as [string, ...string[]];
  const params = Array.from({ length: given.length + count }, () => variable(w.name('p'), 'any', true));
  const later = w.globals.splice(at);
  const set = w.below(2) === 0;
  const body = w.body(DEPTH - 1, within(TOP, ...params));
  w.globals.push(...later);
  const names = params.map(p => p.name).join(' ');
  const form = set ? `(set! ${f} (fn (${names}) ${body}))` : `(define (${f} ${names}) ${body})`;
  return [form, ...w.globals.filter(g => g.count === 0).map(g => `(${g.name})`)];
}

/** The definition with a few calls; its procedure can be called by what follows. */
function called(w: Writer, form: string, target: Target): string[] {
  const call = (): string => `(${[target.name, ...Array.from({ length: target.count }, () => w.leaf('any', TOP))].join(' ')})`;
  const forms = [form, call(), call(), call()];
  w.globals.push(target);
  return forms;
}
