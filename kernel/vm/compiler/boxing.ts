/**
 * Which variables live in boxes. A frame is copied when a continuation is captured, so a variable that changes needs a box
 * wherever two copies, or a copy and a closure, could disagree about it:
 *
 * - it is assigned, and a closure captures it or its scope makes a call that could capture the continuation;
 * - it belongs to a `letrec`, is captured, and a closure may be made before its final value is there;
 * - its initialisation may be come back to and happen again (`letrec`, optional parameters: the same variable gets another value),
 *   and who was captured later, or a closure made then, would see it. A closure as initial value says the same each time.
 */
import type { Step } from '../../control/status.ts';
import { Kind, type Lambda, type Letrec, type Node, type Variable } from '../../core/nodes.ts';
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
  private readonly late = new LateReads(n => this.calling(n));

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
    const again = this.initialisedAgain(n.inits);
    const late = again.includes(true) ? this.late.in(n) : NONE;
    const boxed = n.vars.map((v, j) => {
      if (this.needsBox(v, n.body, ...n.inits)) return true;
      if (!v.captured && !(again[j] && late.has(v))) return false;
      // Looked at before its closure is there, it has had two values.
      if (mentioned.slice(0, j).some(m => m.has(v))) return true;
      return !isLambda(n.inits[j]) && (again[j] || !!mentioned[j]?.has(v));
    });
    // Values can be pushed one after the other if none is looked at before it is there.
    const inOrder = n.vars.every(
      (v, j) => !boxed[j] && !mentioned.slice(0, j).some(m => m.has(v)) && (isLambda(n.inits[j]) || !mentioned[j]?.has(v)),
    );
    return { boxed, inOrder };
  }

  /** The optional parameters whose defaults may be computed again for a variable that is seen. */
  defaults(n: Lambda): boolean[] {
    const inits = n.optional.map(o => o.init);
    const again = this.initialisedAgain(inits);
    const late = again.includes(true) ? this.late.in(n) : NONE;
    return n.optional.map(({ variable: v }, j) => again[j] === true && (v.captured || late.has(v)));
  }

  /** For values computed one after the other: whether coming back into them may give another one. */
  private initialisedAgain(inits: readonly Node[]): boolean[] {
    const first = inits.findIndex(n => this.calling(n));
    return inits.map((_, j) => first >= 0 && j >= first);
  }
}

const NONE: ReadonlySet<Variable> = new Set();

const isLambda = (n: Node | undefined): boolean => n?.kind === Kind.Lambda;

/**
 * Which variables may be read when a continuation has been captured since their initialisation (or, before it, since the beginning of
 * their scope): found in one walk over a procedure's code in the order of its evaluation, counting calls.
 */
class LateReads {
  private readonly walked = new Set<Node>();
  private readonly found = new Set<Variable>();
  private readonly since = new Map<Variable, number>();
  private calls = 0;

  constructor(private readonly calling: (n: Node) => boolean) {}

  /** Those of a `letrec`, or the optional parameters of a procedure. */
  in(n: Letrec | Lambda): ReadonlySet<Variable> {
    if (n.kind !== Kind.Lambda) {
      if (!this.walked.has(n)) this.visit(n);
      return this.found;
    }
    const variables = n.optional.map(o => o.variable);
    this.initialise(
      variables,
      n.optional.map(o => o.init),
    );
    this.visit(n.body);
    return this.found;
  }

  private initialise(vars: readonly Variable[], inits: readonly Node[]): void {
    for (const v of vars) this.since.set(v, this.calls);
    inits.forEach((init, i) => {
      this.visit(init);
      this.since.set(vars[i] as Variable, this.calls);
    });
  }

  private visit(n: Node): Step {
    switch (n.kind) {
      case Kind.LocalRef:
        if (this.calls > (this.since.get(n.variable) ?? this.calls)) this.found.add(n.variable);
        return;
      case Kind.Letrec:
        this.walked.add(n);
        this.initialise(n.vars, n.inits);
        return this.visit(n.body);
      case Kind.Loop:
        for (const init of n.inits) this.visit(init);
        // What its rounds call has been called when the next one begins.
        if (this.calling(n.body)) this.calls++;
        return this.visit(n.body);
      default:
        for (const p of parts(n)) this.visit(p);
        if (n.kind === Kind.Call && !inlinable(n)) this.calls++;
    }
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
