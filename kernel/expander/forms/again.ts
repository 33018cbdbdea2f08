/**
 * A named let whose name escaped is a procedure after all. The rounds started in its body, its own and those of loops
 * around it, would cross that procedure's boundary, so they become calls (and the loops around become procedures too).
 * `Again`s only occur on the body's tail spine, so only that is looked through; the nodes on it are changed in place.
 */
import { Call, Kind, LocalRef, type Node } from '../../core/nodes.ts';
import { LoopContext } from '../scope.ts';

export function againToCall(root: Node, rounds: LoopContext): Node {
  const spine: Node[] = [];
  const part = (node: Node): Node => {
    if (node.kind !== Kind.Again) {
      spine.push(node);
      return node;
    }
    const binding = LoopContext.find(rounds, node.loop);
    if (!binding) return node;
    binding.escaped = true;
    return new Call(node.pos, new LocalRef(node.pos, binding.variable), node.args);
  };
  const result = part(root);
  for (let node = spine.pop(); node !== undefined; node = spine.pop()) {
    switch (node.kind) {
      case Kind.If:
        // biome-ignore lint/suspicious/noThenProperty: a branch of a node, which nobody awaits
        node.then = part(node.then);
        node.otherwise = part(node.otherwise);
        break;
      case Kind.Seq: {
        const body = node.body as Node[];
        body.push(part(body.pop() as Node));
        break;
      }
      case Kind.Let:
      case Kind.Letrec:
      case Kind.Loop:
        node.body = part(node.body);
        break;
      default:
    }
  }
  return result;
}
