/**
 * A named let whose name escaped is a procedure after all. The rounds started in its body, its own and those of loops
 * around it, would cross that procedure's boundary, so they become calls (and the loops around become procedures too).
 * `Again`s only occur on the body's tail spine, so only that is rebuilt.
 */
import { Call, If, Kind, Let, Letrec, LocalRef, type Node, Seq } from '../../core/nodes.ts';
import { LoopContext } from '../scope.ts';

export function againToCall(node: Node, rounds: LoopContext): Node {
  switch (node.kind) {
    case Kind.Again: {
      const binding = LoopContext.find(rounds, node.loop);
      if (!binding) return node;
      binding.escaped = true;
      return new Call(node.pos, new LocalRef(node.pos, binding.variable), node.args);
    }
    case Kind.If:
      return new If(node.pos, node.test, againToCall(node.then, rounds), againToCall(node.otherwise, rounds));
    case Kind.Seq: {
      const body = [...node.body];
      body.push(againToCall(body.pop() as Node, rounds));
      return new Seq(node.pos, body);
    }
    case Kind.Let:
      return new Let(node.pos, node.vars, node.inits, againToCall(node.body, rounds));
    case Kind.Letrec:
      return new Letrec(node.pos, node.vars, node.inits, againToCall(node.body, rounds));
    case Kind.Loop:
      node.body = againToCall(node.body, rounds);
      return node;
    default:
      return node;
  }
}
