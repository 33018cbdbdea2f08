/**
 * Which variables live in boxes. A frame is copied when a continuation is captured, so a variable that changes needs a box
 * wherever two copies, or a copy and a closure, could disagree about it:
 *
 * - it is assigned, and a closure captures it or its scope makes a call that could capture the continuation;
 * - it belongs to a `letrec`, is captured, and a closure may be made before its final value is there.
 */
import { Kind, type Letrec, type Node, type Variable } from '../core/nodes.ts';
import { inlinable } from './primitive-calls.ts';

/** Direct parts of a node that run in the same frame, so not a lambda's body. */
function parts(n: Node): readonly Node[] {
  switch (n.kind) {
    case Kind.SetLocal:
    case Kind.SetGlobal:
    case Kind.Define:
    case Kind.ReturnFrom:
    case Kind.Yield:
      return [n.value];
    case Kind.If:
      return [n.test, n.then, n.otherwise];
    case Kind.Seq:
      return n.body;
    case Kind.Let:
    case Kind.Letrec:
    case Kind.Loop:
      return [...n.inits, n.body];
    case Kind.Again:
      return n.args;
    case Kind.Call:
      return [n.fn, ...n.args];
    case Kind.Block:
      return [n.body];
    case Kind.Catch:
      return [n.body, n.handler];
    case Kind.Finally:
      return [n.body, n.cleanup];
    default:
      return [];
  }
}

export class Boxing {
  private readonly calls = new Map<Node, boolean>();

  /** Could running the node capture the continuation? */
  calling(n: Node): boolean {
    let answer = this.calls.get(n);
    if (answer === undefined) {
      answer = (n.kind === Kind.Call && !inlinable(n)) || parts(n).some(p => this.calling(p));
      this.calls.set(n, answer);
    }
    return answer;
  }

  /** For variables that have their value when their scope is entered. */
  needsBox(v: Variable, ...scope: readonly Node[]): boolean {
    return v.assigned && (v.captured || scope.some(n => this.calling(n)));
  }

  letrec(n: Letrec): { boxed: boolean[]; inOrder: boolean } {
    const mentioned = n.inits.map(mentions);
    const boxed = n.vars.map((v, j) => {
      if (this.needsBox(v, n.body, ...n.inits)) return true;
      if (!v.captured) return false;
      if (mentioned.slice(0, j).some(m => m.has(v))) return true;
      const init = n.inits[j] as Node;
      return init.kind !== Kind.Lambda && (this.calling(init) || (mentioned[j] as Set<Variable>).has(v));
    });
    // Values can be pushed one after the other if none is looked at before it is there.
    const inOrder = n.vars.every(
      (v, j) =>
        !boxed[j] &&
        !mentioned.slice(0, j).some(m => m.has(v)) &&
        ((n.inits[j] as Node).kind === Kind.Lambda || !(mentioned[j] as Set<Variable>).has(v)),
    );
    return { boxed, inOrder };
  }
}

/** Variables that occur in the node, in lambdas, too. */
export function mentions(root: Node): Set<Variable> {
  const found = new Set<Variable>();
  const visit = (n: Node): void => {
    if (n.kind === Kind.LocalRef || n.kind === Kind.SetLocal) found.add(n.variable);
    if (n.kind === Kind.Lambda) {
      for (const o of n.optional) visit(o.init);
      visit(n.body);
    } else for (const p of parts(n)) visit(p);
  };
  visit(root);
  return found;
}
