/** Whether a core tree mentions one of some globals. */
import { Kind, type Node } from '../core/nodes.ts';

export function references(node: Node, names: ReadonlySet<string>): boolean {
  const any = (nodes: readonly Node[]): boolean => nodes.some(n => references(n, names));
  switch (node.kind) {
    case Kind.Const:
    case Kind.LocalRef:
    case Kind.Site:
      return false;
    case Kind.GlobalRef:
      return names.has(node.cell.name);
    case Kind.SetLocal:
    case Kind.SetGlobal:
    case Kind.Define:
    case Kind.ReturnFrom:
    case Kind.Yield:
      return references(node.value, names);
    case Kind.If:
      return any([node.test, node.then, node.otherwise]);
    case Kind.Seq:
      return any(node.body);
    case Kind.Lambda:
      return any(node.optional.map(o => o.init)) || references(node.body, names);
    case Kind.Let:
    case Kind.Letrec:
    case Kind.Loop:
      return any(node.inits) || references(node.body, names);
    case Kind.Again:
      return any(node.args);
    case Kind.Call:
      return references(node.fn, names) || any(node.args);
    case Kind.Block:
      return references(node.body, names);
    case Kind.Catch:
      return references(node.body, names) || references(node.handler, names);
    case Kind.Finally:
      return references(node.body, names) || references(node.cleanup, names);
  }
}
