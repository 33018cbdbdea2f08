/** case: dispatch on a value; compares by eqv?, so engines may turn it into a jump table. */
import { Call, Const, If, Let, LocalRef, type Node, type Variable } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { type LoopContext, Scope } from '../scope.ts';
import { isElse } from './conditional.ts';
import { quoted } from './quote.ts';
import type { FormRow } from './row.ts';

interface Arm {
  keys: Value[] | 'else';
  /** `t`: the value. */
  body(scope: Scope, t: Variable): Node;
}

/** Clauses as `((k …) body…)`, `(else body…)`, or flat `k expression`. */
function arms(ex: Expander, operands: Value[], scope: Scope, loops: LoopContext | null): Arm[] {
  const scheme = operands.every(
    c => c instanceof List && c.length > 0 && (c.at(0) instanceof List || isElse(ex, c.at(0), scope)),
  );
  if (scheme) {
    return (operands as List[]).map(c => ({
      keys: isElse(ex, c.at(0), scope) ? 'else' : (c.at(0) as List).toArray(),
      body: (s, t) =>
        c.length === 3 && ex.isKeyword(c.at(1), '=>', s)
          ? new Call(c.pos, ex.expand(c.at(2), s, null), [new LocalRef(c.pos, t)])
          : ex.body(c.drop(1).toArray(), new Scope(s), loops, c.pos),
    }));
  }
  const result: Arm[] = [];
  for (let i = 0; i < operands.length; i += 2) {
    const key = operands[i];
    const last = i === operands.length - 2;
    result.push({
      keys: last && isElse(ex, key, scope) && key !== true ? 'else' : [key],
      body: s => ex.expand(operands[i + 1], s, loops),
    });
  }
  return result;
}

function matches(ex: Expander, t: Variable, keys: Value[], pos: number): Node {
  const tests = keys.map(k => {
    const key = k instanceof Keyword ? k.name : quoted(k);
    return ex.callInternal('eqv?', [new LocalRef(pos, t), new Const(pos, key)], pos) as Node;
  });
  return tests.length ? tests.reduceRight((rest, one) => new If(pos, one, new Const(pos, true), rest)) : new Const(pos, false);
}

export const caseForms: FormRow[] = [
  {
    name: 'case',
    syntax: "(case value ((key…)|'else body…)…) or (case value [key expression]…)",
    doc: 'The clause one of whose (unevaluated) keys is eqv? to the value; nil when none is. `=>` before a procedure calls it with the value.',
    example: "(list (case 2 ((1) 'one) ((2 3) 'more) (else 'other)) (case 9 1 'one :else 'other) (case 3 ((3) => inc)))",
    value: '(more other 4)',
    expand(ex, form, scope, loops) {
      const pos = form.pos;
      const subject = ex.expand(form.at(1), scope, null);
      const t = ex.variable(new Sym('case'), scope);
      let node: Node = new Const(pos, null);
      for (const arm of arms(ex, form.drop(2).toArray(), scope, loops).reverse()) {
        node = arm.keys === 'else' ? arm.body(scope, t) : new If(pos, matches(ex, t, arm.keys, pos), arm.body(scope, t), node);
      }
      return new Let(pos, [t], [subject], node);
    },
  },
];
