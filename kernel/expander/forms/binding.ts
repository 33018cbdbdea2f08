/** let, let*, letrec, named let, let-values, define-values, fluid bindings. */
import { Call, Lambda, Let, Letrec, LocalRef, Loop, type Node, Variable } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { type LoopBinding, LoopContext, Scope } from '../scope.ts';
import { againToCall } from './again.ts';
import type { FormRow } from './row.ts';

interface Pair {
  name: Sym;
  init: Value;
}

/** Bindings as `((a 1) (b 2))`, `((a 1) b)` or flat `(a 1 b 2)`. */
export function bindingPairs(form: Value, what: string, pos: number): Pair[] {
  if (form === null) return [];
  if (!(form instanceof List)) throw new SyntaxIssue('EXPAND_BINDING', `${what}: expected a list of bindings`, pos);
  const items = form.toArray();
  if (items.length > 0 && items.length % 2 === 0 && items.every((x, i) => i % 2 === 1 || x instanceof Sym)) {
    const pairs: Pair[] = [];
    for (let i = 0; i < items.length; i += 2) pairs.push({ name: items[i] as Sym, init: items[i + 1] });
    return pairs;
  }
  return items.map(item => {
    if (item instanceof Sym) return { name: item, init: null };
    const name = item instanceof List ? item.at(0) : null;
    if (!(name instanceof Sym) || (item as List).length > 2) {
      throw new SyntaxIssue('EXPAND_BINDING', `${what}: expected a binding (name value)`, item instanceof List ? item.pos : pos);
    }
    return { name, init: (item as List).length > 1 ? (item as List).at(1) : null };
  });
}

function expandLet(ex: Expander, pairs: Pair[], body: List, scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (pairs.length === 0) return ex.body(body.toArray(), new Scope(scope), loops, pos);
  const inits = pairs.map(p => ex.expand(p.init, scope, null));
  const inner = new Scope(scope);
  const vars = pairs.map(p => {
    const v = ex.variable(p.name, scope);
    inner.bindVariable(p.name, v);
    return v;
  });
  return new Let(pos, vars, inits, ex.body(body.toArray(), inner, loops, pos));
}

function expandLetStar(ex: Expander, pairs: Pair[], body: List, scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (pairs.length <= 1) return expandLet(ex, pairs, body, scope, loops, pos);
  const [first, ...rest] = pairs as [Pair, ...Pair[]];
  const init = ex.expand(first.init, scope, null);
  const inner = new Scope(scope);
  const v = ex.variable(first.name, scope);
  inner.bindVariable(first.name, v);
  return new Let(pos, [v], [init], expandLetStar(ex, rest, body, inner, loops, pos));
}

function expandLetrec(ex: Expander, pairs: Pair[], body: List, scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (pairs.length === 0) return ex.body(body.toArray(), new Scope(scope), loops, pos);
  const inner = new Scope(scope);
  const vars = pairs.map(p => {
    const v = ex.variable(p.name, scope);
    inner.bindVariable(p.name, v);
    return v;
  });
  const inits = pairs.map(p => ex.expand(p.init, inner, null));
  return new Letrec(pos, vars, inits, ex.body(body.toArray(), new Scope(inner), loops, pos));
}

/** `(let name (bindings) body…)`: a `Loop` if the name is only ever called in tail position, else a local procedure. */
export function expandNamedLet(
  ex: Expander,
  name: Sym,
  pairs: Pair[],
  body: List,
  scope: Scope,
  loops: LoopContext | null,
  pos: number,
): Node {
  const inits = pairs.map(p => ex.expand(p.init, scope, null));
  const outer = new Scope(scope, 'loop');
  const inner = new Scope(outer);
  const vars = pairs.map(p => {
    const v = ex.variable(p.name, scope);
    inner.bindVariable(p.name, v);
    return v;
  });
  const loop = new Loop(pos, name.name, vars, inits);
  const binding: LoopBinding = {
    kind: 'loop',
    loop,
    variable: new Variable(name.name, scope.lambda),
    escaped: false,
    crossedAt: null,
  };
  outer.loopBinding = binding;
  outer.bind(name, binding);
  const rounds = new LoopContext(binding, loops);
  loop.body = ex.body(body.toArray(), inner, rounds, pos);
  if (!binding.escaped) return loop;
  if (binding.crossedAt !== null) {
    const hint = `${name.name} is used other than in a tail call, so its body is a procedure that return-from and yield cannot leave`;
    throw new SyntaxIssue('EXPAND_SCOPE', hint, binding.crossedAt);
  }
  const lambda = new Lambda(pos, name.name, scope.lambda);
  lambda.params.push(...vars);
  lambda.body = againToCall(loop.body, rounds);
  const proc = binding.variable;
  return new Letrec(pos, [proc], [lambda], new Call(pos, new LocalRef(pos, proc), inits));
}

const row = (name: string, expand: FormRow['expand'], doc: string): FormRow => ({
  name,
  min: 1,
  max: -1,
  syntax: `(${name} ((name value)…) body…)`,
  doc,
  expand,
});

/** `(formals expression)` of let-values; formals as in a parameter list. */
function expandLetValues(ex: Expander, form: List, scope: Scope): Node {
  const clauses = (form.at(1) as List).toArray() as List[];
  const fn = ex.kernel.symbols.symbol('fn');
  const nest = (i: number): Value => {
    if (i === clauses.length) return List.of([ex.kernel.symbols.symbol('let'), List.empty(), ...form.drop(2)]);
    const [formals, expression] = (clauses[i] as List).toArray();
    return List.of([
      ex.kernel.symbols.symbol('call-with-values'),
      List.of([fn, List.empty(), expression]),
      List.of([fn, formals, nest(i + 1)]),
    ]);
  };
  return ex.expand(nest(0), scope, null);
}

export const bindingForms: FormRow[] = [
  row(
    'let',
    (ex, form, scope, loops) => {
      const first = form.at(1);
      if (first instanceof Sym) {
        if (form.length < 3) throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'let: expected (let name ((v init)…) body…)', form.pos);
        return expandNamedLet(ex, first, bindingPairs(form.at(2), 'let', form.pos), form.drop(3), scope, loops, form.pos);
      }
      return expandLet(ex, bindingPairs(first, 'let', form.pos), form.drop(2), scope, loops, form.pos);
    },
    'Binds in parallel; with a name first, a named let.',
  ),
  row(
    'let*',
    (ex, form, scope, loops) =>
      expandLetStar(ex, bindingPairs(form.at(1), 'let*', form.pos), form.drop(2), scope, loops, form.pos),
    'Binds in sequence.',
  ),
  row(
    'letrec',
    (ex, form, scope, loops) =>
      expandLetrec(ex, bindingPairs(form.at(1), 'letrec', form.pos), form.drop(2), scope, loops, form.pos),
    'Binds recursively; initialised in order.',
  ),
  row(
    'letrec*',
    (ex, form, scope, loops) =>
      expandLetrec(ex, bindingPairs(form.at(1), 'letrec*', form.pos), form.drop(2), scope, loops, form.pos),
    'Binds recursively; initialised in order.',
  ),
  row('let-values', (ex, form, scope) => expandLetValues(ex, form, scope), 'Binds several values of each expression.'),
  row(
    'let*-values',
    (ex, form, scope) => expandLetValues(ex, form, scope),
    'Binds several values of each expression, in sequence.',
  ),
  {
    name: 'while',
    min: 1,
    max: -1,
    syntax: '(while test body…)',
    doc: 'Repeats while the test holds; answers nil.',
    expand(ex, form, scope, loops) {
      const s = ex.kernel.symbols;
      const name = s.gensym('while');
      const body = List.of([s.symbol('when'), form.at(1), ...form.drop(2), List.of([name])]);
      return expandNamedLet(ex, name, [], List.of([body]), scope, loops, form.pos);
    },
  },
];
