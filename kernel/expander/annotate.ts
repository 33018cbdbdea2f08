/**
 * Sets `owner`, `assigned` and `captured` of every variable of a finished tree. A pass of its own, since the expander
 * learns late whether a named let is a loop or a procedure.
 */
import { Kind, type Lambda, type Node, type Variable } from '../core/nodes.ts';

export function annotate(node: Node): void {
  visit(node, null);
}

function declare(vars: readonly Variable[], owner: Lambda | null): void {
  for (const v of vars) {
    v.owner = owner;
    v.assigned = false;
    v.captured = false;
  }
}

function visitAll(nodes: readonly Node[], lambda: Lambda | null): void {
  for (const n of nodes) visit(n, lambda);
}

function visit(node: Node, lambda: Lambda | null): void {
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
      visit(node.value, lambda);
      return;
    case Kind.SetGlobal:
    case Kind.Define:
    case Kind.ReturnFrom:
    case Kind.Yield:
      visit(node.value, lambda);
      return;
    case Kind.If:
      visit(node.test, lambda);
      visit(node.then, lambda);
      visit(node.otherwise, lambda);
      return;
    case Kind.Seq:
      visitAll(node.body, lambda);
      return;
    case Kind.Lambda:
      declare(node.params, node);
      for (const o of node.optional) {
        declare([o.variable], node);
        visit(o.init, node);
      }
      if (node.rest) declare([node.rest], node);
      visit(node.body, node);
      return;
    case Kind.Let:
      visitAll(node.inits, lambda);
      declare(node.vars, lambda);
      visit(node.body, lambda);
      return;
    case Kind.Loop:
      visitAll(node.inits, lambda);
      declare(node.vars, lambda);
      visit(node.body, lambda);
      return;
    case Kind.Letrec:
      declare(node.vars, lambda);
      visitAll(node.inits, lambda);
      visit(node.body, lambda);
      return;
    case Kind.Again:
      visitAll(node.args, lambda);
      return;
    case Kind.Call:
      visit(node.fn, lambda);
      visitAll(node.args, lambda);
      return;
    case Kind.Block:
      visit(node.body, lambda);
      return;
    case Kind.Catch:
      visit(node.body, lambda);
      declare([node.variable], lambda);
      visit(node.handler, lambda);
      return;
    case Kind.Finally:
      visit(node.body, lambda);
      visit(node.cleanup, lambda);
      return;
  }
}
