/**
 * Recognises what `case` expands to: a chain of `If`s that compare one unassigned local variable with constants by
 * `eqv?`/`eq?`. Such a chain of four or more constants becomes a JavaScript `switch`, whose comparison (`===`) agrees
 * with `eqv?` on strings, symbols, chars, booleans, nil and all numbers but NaN.
 */
import { type If, Kind, type Node, type Variable } from '../../core/nodes.ts';
import { Char } from '../../values/char.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import type { Bindings } from './callees.ts';

export interface SwitchShape {
  variable: Variable;
  arms: { constants: Value[]; body: Node }[];
  otherwise: Node;
}

const LEAST = 4;

export function switchArms(node: If, bindings: Bindings): SwitchShape | null {
  if (!bindings.sealed) return null;
  const first = comparison(node.test, bindings);
  if (first === null) return null;
  const shape: SwitchShape = { variable: first.variable, arms: [], otherwise: node };
  const seen = new Set<Value>();
  for (let n: Node = node; n.kind === Kind.If; n = n.otherwise) {
    const c = comparison(n.test, bindings);
    if (c === null || c.variable !== shape.variable) break;
    // The first of two equal constants wins.
    const constants = c.constants.filter(k => !seen.has(k));
    for (const k of constants) seen.add(k);
    shape.arms.push({ constants, body: n.then });
    shape.otherwise = n.otherwise;
  }
  return seen.size >= LEAST ? shape : null;
}

function comparison(test: Node, bindings: Bindings): { variable: Variable; constants: Value[] } | null {
  if (test.kind === Kind.Call && test.args.length === 2) {
    const name = bindings.primitiveOf(test.fn)?.name;
    if (name !== 'eqv?' && name !== 'eq?') return null;
    let [a, b] = test.args as [Node, Node];
    if (a.kind !== Kind.LocalRef) [a, b] = [b, a];
    const constant = bindings.constantOf(b);
    if (a.kind !== Kind.LocalRef || a.variable.assigned) return null;
    if (constant === undefined || !switchable(constant.value)) return null;
    return { variable: a.variable, constants: [constant.value] };
  }
  if (test.kind === Kind.If) {
    // (or a b): If(a, true, b), or If(a, false-free, b) as the expander writes it in test position.
    if (test.then.kind !== Kind.Const || test.then.value === false || test.then.value === null) return null;
    const a = comparison(test.test, bindings);
    const b = a && comparison(test.otherwise, bindings);
    return a && b && a.variable === b.variable ? { variable: a.variable, constants: [...a.constants, ...b.constants] } : null;
  }
  if (test.kind === Kind.Let && test.vars.length === 1 && test.body.kind === Kind.If) {
    // (or a b) with a temporary: Let t = a in If(t, t, b).
    const { test: t, then, otherwise } = test.body;
    const own = (n: Node) => n.kind === Kind.LocalRef && n.variable === test.vars[0];
    if (!own(t) || !own(then)) return null;
    const a = comparison(test.inits[0] as Node, bindings);
    const b = a && comparison(otherwise, bindings);
    return a && b && a.variable === b.variable ? { variable: a.variable, constants: [...a.constants, ...b.constants] } : null;
  }
  return null;
}

function switchable(v: Value): boolean {
  if (typeof v === 'number') return !Number.isNaN(v);
  return (
    v === null || typeof v === 'string' || typeof v === 'boolean' || v instanceof Sym || v instanceof Keyword || v instanceof Char
  );
}
