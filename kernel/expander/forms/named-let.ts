/**
 * `(let name (bindings) body…)`: a `Loop` if the name is only ever called in tail position, else a local procedure. Which of them is
 * known when the whole body has been expanded.
 */
import { Call, Lambda, Letrec, LocalRef, Loop, type Node, Variable } from '../../core/nodes.ts';
import type { Value } from '../../values/procedure.ts';
import type { Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { type LoopBinding, LoopContext, Scope } from '../scope.ts';
import { againToCall } from './again.ts';
import type { Pair } from './bindings.ts';

export function expandNamedLet(
  ex: Expander,
  name: Sym,
  pairs: readonly Pair[],
  body: readonly Value[],
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
  return ex.pending.after(
    pos,
    () => {
      loop.body = ex.body(body, inner, rounds, pos);
    },
    () => finish(loop, binding, rounds, scope),
  );
}

function finish(loop: Loop, binding: LoopBinding, rounds: LoopContext, scope: Scope): Node {
  if (!binding.escaped) return loop;
  const { label, vars, inits, pos } = loop;
  if (binding.crossedAt !== null) {
    const hint = `${label} is used other than in a tail call, so its body is a procedure that return-from and yield cannot leave`;
    throw new SyntaxIssue('EXPAND_SCOPE', hint, binding.crossedAt);
  }
  const lambda = new Lambda(pos, label, scope.lambda);
  lambda.params.push(...vars);
  lambda.body = againToCall(loop.body, rounds);
  const proc = binding.variable;
  return new Letrec(pos, [proc], [lambda], new Call(pos, new LocalRef(pos, proc), inits));
}
