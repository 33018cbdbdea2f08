/** let, let*, letrec, letrec*, while. */
import { Let, Letrec, type Node } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { type LoopContext, Scope } from '../scope.ts';
import { bindingPairs, type Pair } from './bindings.ts';
import { expandNamedLet } from './named-let.ts';
import type { FormRow } from './row.ts';

type Expand = (
  ex: Expander,
  pairs: readonly Pair[],
  body: readonly Value[],
  scope: Scope,
  loops: LoopContext | null,
  pos: number,
) => Node;

const expandLet: Expand = (ex, pairs, body, scope, loops, pos) => {
  if (pairs.length === 0) return ex.body(body, new Scope(scope), loops, pos);
  const inits = pairs.map(p => ex.expand(p.init, scope, null));
  const inner = new Scope(scope);
  const vars = pairs.map(p => {
    const v = ex.variable(p.name, scope);
    inner.bindVariable(p.name, v);
    return v;
  });
  return new Let(pos, vars, inits, ex.body(body, inner, loops, pos));
};

const expandLetStar: Expand = (ex, pairs, body, scope, loops, pos) => {
  if (pairs.length === 0) return expandLet(ex, pairs, body, scope, loops, pos);
  let inner = scope;
  const bound = pairs.map(p => {
    const init = ex.expand(p.init, inner, null);
    const v = ex.variable(p.name, inner);
    inner = new Scope(inner);
    inner.bindVariable(p.name, v);
    return { v, init };
  });
  return bound.reduceRight((node, { v, init }) => new Let(pos, [v], [init], node), ex.body(body, inner, loops, pos));
};

const expandLetrec: Expand = (ex, pairs, body, scope, loops, pos) => {
  if (pairs.length === 0) return ex.body(body, new Scope(scope), loops, pos);
  const inner = new Scope(scope);
  const vars = pairs.map(p => {
    const v = ex.variable(p.name, scope);
    inner.bindVariable(p.name, v);
    return v;
  });
  const inits = pairs.map(p => ex.expand(p.init, inner, null));
  return new Letrec(pos, vars, inits, ex.body(body, new Scope(inner), loops, pos));
};

const row = (name: string, expand: Expand, doc: string, example: string, value: string): FormRow => ({
  name,
  syntax: `(${name} bindings body…)`,
  doc,
  example,
  value,
  expand: (ex, form, scope, loops) =>
    expand(ex, bindingPairs(form.at(1), name, form.pos, name !== 'let*'), form.drop(2).toArray(), scope, loops, form.pos),
});

export const bindingForms: FormRow[] = [
  {
    name: 'let',
    syntax: '(let bindings body…) or (let name bindings body…)',
    doc: 'Binds in parallel; with a name first, a named let: calling the name starts the next round.',
    example: '(let ((a 1) (b 2)) (let count ((i 0) (sum 0)) (if (= i 3) (list a b sum) (count (+ i 1) (+ sum i)))))',
    value: '(1 2 3)',
    expand(ex, form, scope, loops) {
      const first = form.at(1);
      if (!(first instanceof Sym)) {
        return expandLet(ex, bindingPairs(first, 'let', form.pos), form.drop(2).toArray(), scope, loops, form.pos);
      }
      const pairs = bindingPairs(form.at(2), 'let', form.pos);
      return expandNamedLet(ex, first, pairs, form.drop(3).toArray(), scope, loops, form.pos);
    },
  },
  row('let*', expandLetStar, 'Binds in sequence.', '(let* ((a 1) (b (+ a 1))) (list a b))', '(1 2)'),
  row(
    'letrec',
    expandLetrec,
    'Binds recursively; initialised in order.',
    '(letrec ((even? (fn (n) (if (= n 0) true (odd? (- n 1))))) (odd? (fn (n) (if (= n 0) false (even? (- n 1)))))) (even? 10))',
    'true',
  ),
  row('letrec*', expandLetrec, 'The same as letrec.', '(letrec* ((a 1) (f (fn () a))) (f))', '1'),
  {
    name: 'while',
    syntax: '(while test body…)',
    doc: 'Repeats while the test holds; answers nil.',
    example: '(let ((i 0)) (while (< i 3) (set! i (+ i 1))) i)',
    value: '3',
    expand(ex, form, scope, loops) {
      const s = ex.kernel.symbols;
      const name = s.gensym('while');
      const body = List.of([s.symbol('when'), form.at(1), ...form.drop(2), List.of([name])]);
      return expandNamedLet(ex, name, [], [body], scope, loops, form.pos);
    },
  },
];
