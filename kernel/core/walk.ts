/** Children of a core node in evaluation order, and small questions answered by walking. */
import { Kind, type Node, type Variable } from './nodes.ts';

const NONE: readonly Node[] = [];

/** Direct children; for a `Lambda`, the defaults of its optional parameters and its body. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case Kind.Const:
    case Kind.LocalRef:
    case Kind.GlobalRef:
    case Kind.Site:
      return NONE;
    case Kind.SetLocal:
    case Kind.SetGlobal:
    case Kind.Define:
    case Kind.ReturnFrom:
    case Kind.Yield:
      return [node.value];
    case Kind.If:
      return [node.test, node.then, node.otherwise];
    case Kind.Seq:
      return node.body;
    case Kind.Lambda:
      return node.optional.length ? [...node.optional.map(o => o.init), node.body] : [node.body];
    case Kind.Let:
    case Kind.Letrec:
    case Kind.Loop:
      return [...node.inits, node.body];
    case Kind.Again:
      return node.args;
    case Kind.Call:
      return [node.fn, ...node.args];
    case Kind.Block:
      return [node.body];
    case Kind.Catch:
      return [node.body, node.handler];
    case Kind.Finally:
      return [node.body, node.cleanup];
  }
}

/** Whether `node` reads or assigns `variable` anywhere, lambdas included. */
export function mentions(node: Node, variable: Variable): boolean {
  if (node.kind === Kind.LocalRef) return node.variable === variable;
  if (node.kind === Kind.SetLocal && node.variable === variable) return true;
  return children(node).some(c => mentions(c, variable));
}

/** Those of `group` that `node` reads or assigns anywhere. */
export function mentioned(node: Node, group: ReadonlySet<Variable>, into: Set<Variable> = new Set()): Set<Variable> {
  if ((node.kind === Kind.LocalRef || node.kind === Kind.SetLocal) && group.has(node.variable)) into.add(node.variable);
  for (const c of children(node)) mentioned(c, group, into);
  return into;
}

/** Variables that `root` reads or assigns anywhere, lambdas included; on a stack of its own. */
export function variablesIn(root: Node): Set<Variable> {
  const found = new Set<Variable>();
  const pending: Node[] = [root];
  for (let n = pending.pop(); n !== undefined; n = pending.pop()) {
    if (n.kind === Kind.LocalRef || n.kind === Kind.SetLocal) found.add(n.variable);
    for (const c of children(n)) pending.push(c);
  }
  return found;
}

/** The variables that a node binds. */
export function bound(node: Node): readonly Variable[] {
  switch (node.kind) {
    case Kind.Lambda:
      return [...node.params, ...node.optional.map(o => o.variable), ...(node.rest ? [node.rest] : [])];
    case Kind.Let:
    case Kind.Letrec:
    case Kind.Loop:
      return node.vars;
    case Kind.Catch:
      return [node.variable];
    default:
      return [];
  }
}
