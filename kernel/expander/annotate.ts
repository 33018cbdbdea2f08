/**
 * Sets `owner`, `assigned` and `captured` of every variable of a finished tree. A pass of its own, since the expander
 * learns late whether a named let is a loop or a procedure. Walks on a stack of its own: trees may be deep. The order of the
 * visits is of no importance, but a variable is declared before the node is entered in which it is visible.
 */
import { Kind, type Lambda, type Node, type Variable } from '../core/nodes.ts';

export function annotate(root: Node): void {
  const nodes: Node[] = [root];
  const lambdas: (Lambda | null)[] = [null];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop())
    visit(node, lambdas.pop() as Lambda | null, nodes, lambdas);
}

function declare(vars: readonly Variable[], owner: Lambda | null): void {
  for (const v of vars) {
    v.owner = owner;
    v.assigned = false;
    v.captured = false;
  }
}

function visit(node: Node, lambda: Lambda | null, nodes: Node[], lambdas: (Lambda | null)[]): void {
  const later = (n: Node, inside: Lambda | null): void => {
    nodes.push(n);
    lambdas.push(inside);
  };
  const all = (parts: readonly Node[]): void => {
    for (const n of parts) later(n, lambda);
  };
  switch (node.kind) {
    case Kind.Const:
    case Kind.GlobalRef:
    case Kind.Site:
      return;
    case Kind.LocalRef:
      if (node.variable.owner !== lambda) node.variable.captured = true;
      return;
    case Kind.SetLocal:
      node.variable.assigned = true;
      if (node.variable.owner !== lambda) node.variable.captured = true;
      later(node.value, lambda);
      return;
    case Kind.SetGlobal:
    case Kind.Define:
    case Kind.ReturnFrom:
    case Kind.Yield:
      later(node.value, lambda);
      return;
    case Kind.If:
      later(node.test, lambda);
      later(node.then, lambda);
      later(node.otherwise, lambda);
      return;
    case Kind.Seq:
      all(node.body);
      return;
    case Kind.Lambda:
      declare(node.params, node);
      for (const o of node.optional) {
        declare([o.variable], node);
        later(o.init, node);
      }
      if (node.rest) declare([node.rest], node);
      later(node.body, node);
      return;
    case Kind.Let:
    case Kind.Loop:
    case Kind.Letrec:
      declare(node.vars, lambda);
      all(node.inits);
      later(node.body, lambda);
      return;
    case Kind.Again:
      all(node.args);
      return;
    case Kind.Call:
      later(node.fn, lambda);
      all(node.args);
      return;
    case Kind.Block:
      later(node.body, lambda);
      return;
    case Kind.Catch:
      declare([node.variable], lambda);
      later(node.body, lambda);
      later(node.handler, lambda);
      return;
    case Kind.Finally:
      later(node.body, lambda);
      later(node.cleanup, lambda);
      return;
  }
}
