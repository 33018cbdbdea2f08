/**
 * Which variables live in boxes. A frame is copied when a continuation is captured, so a variable that changes needs a box
 * wherever two copies, or a copy and a closure, could disagree about it:
 *
 * - it is assigned, and a closure captures it or its scope makes a call that could capture the continuation;
 * - it belongs to a `letrec`, is captured, and a closure may be made before its final value is there;
 * - its initialisation may be come back to and happen again (`letrec`, optional parameters: the same variable gets another value),
 *   and who was captured later, or a closure made then, would see it. A closure as initial value says the same each time.
 */
import { Kind, type Lambda, type Letrec, type Node, type Variable } from '../../core/nodes.ts';
import { inlinable } from '../../core/primitive-calls.ts';
import { children, variablesIn } from '../../core/walk.ts';

/** Direct parts of a node that run in the same frame, so not a lambda's body. */
const parts = (n: Node): readonly Node[] => (n.kind === Kind.Lambda ? [] : children(n));

export class Boxing {
  private readonly calls = new Map<Node, boolean>();
  private readonly late = new LateReads(n => this.calling(n));

  /** Could running the node capture the continuation? */
  calling(n: Node): boolean {
    return this.calls.get(n) ?? this.findCalls(n);
  }

  /** On a stack of its own: a node is asked again once its parts have answered. */
  private findCalls(root: Node): boolean {
    const { calls } = this;
    const pending: Node[] = [root];
    for (let n = pending.at(-1); n !== undefined; n = pending.at(-1)) {
      if (n.kind === Kind.Call && !inlinable(n)) calls.set(n, true);
      else {
        const inside = parts(n);
        if (!inside.some(p => calls.get(p) === true)) {
          const before = pending.length;
          for (const p of inside) if (!calls.has(p)) pending.push(p);
          if (pending.length > before) continue;
          calls.set(n, false);
        } else calls.set(n, true);
      }
      pending.pop();
    }
    return calls.get(root) as boolean;
  }

  /** For variables that have their value when their scope is entered. */
  needsBox(v: Variable, ...scope: readonly Node[]): boolean {
    return v.assigned && (v.captured || scope.some(n => this.calling(n)));
  }

  letrec(n: Letrec): { boxed: boolean[]; inOrder: boolean } {
    const earlier = new Mentions(n.inits);
    const again = this.initialisedAgain(n.inits);
    const late = again.includes(true) ? this.late.in(n) : NONE;
    const boxed = n.vars.map((v, j) => {
      if (this.needsBox(v, n.body, ...n.inits)) return true;
      if (!v.captured && !(again[j] && late.has(v))) return false;
      // Looked at before its closure is there, it has had two values.
      if (earlier.before(j, v)) return true;
      return !isLambda(n.inits[j]) && (again[j] || earlier.in(j, v));
    });
    // Values can be pushed one after the other if none is looked at before it is there.
    const inOrder = n.vars.every((v, j) => !boxed[j] && !earlier.before(j, v) && (isLambda(n.inits[j]) || !earlier.in(j, v)));
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

/** Which of several initial values mention a variable; each is looked through when it is first asked about. */
class Mentions {
  private readonly sets: Set<Variable>[] = [];
  private readonly first = new Map<Variable, number>();

  constructor(private readonly inits: readonly Node[]) {}

  in(j: number, v: Variable): boolean {
    return this.upTo(j + 1).sets[j]?.has(v) === true;
  }

  /** Whether one before number `j` does. */
  before(j: number, v: Variable): boolean {
    return (this.upTo(j).first.get(v) ?? j) < j;
  }

  private upTo(count: number): this {
    for (let i = this.sets.length; i < count; i++) {
      const found = variablesIn(this.inits[i] as Node);
      this.sets.push(found);
      for (const v of found) if (!this.first.has(v)) this.first.set(v, i);
    }
    return this;
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
      if (!this.walked.has(n)) this.walk([n]);
      return this.found;
    }
    const variables = n.optional.map(o => o.variable);
    this.walk([
      ...this.initialise(
        variables,
        n.optional.map(o => o.init),
      ),
      n.body,
    ]);
    return this.found;
  }

  /** The visits of initial values, with what is noted between them. */
  private initialise(vars: readonly Variable[], inits: readonly Node[]): (Node | (() => void))[] {
    for (const v of vars) this.since.set(v, this.calls);
    return inits.flatMap((init, i) => [init, () => void this.since.set(vars[i] as Variable, this.calls)]);
  }

  /** In this order, on a stack of its own. */
  private walk(steps: readonly (Node | (() => void))[]): void {
    const pending = [...steps].reverse();
    const next = (more: readonly (Node | (() => void))[]): void => {
      for (let i = more.length - 1; i >= 0; i--) pending.push(more[i] as Node);
    };
    for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
      if (typeof step === 'function') step();
      else next(this.visit(step));
    }
  }

  /** What is to be visited after a node. */
  private visit(n: Node): readonly (Node | (() => void))[] {
    switch (n.kind) {
      case Kind.LocalRef:
        if (this.calls > (this.since.get(n.variable) ?? this.calls)) this.found.add(n.variable);
        return [];
      case Kind.Letrec:
        this.walked.add(n);
        return [...this.initialise(n.vars, n.inits), n.body];
      case Kind.Loop:
        // What its rounds call has been called when the next one begins.
        return [...n.inits, () => this.called(this.calling(n.body)), n.body];
      default:
        return n.kind === Kind.Call && !inlinable(n) ? [...parts(n), () => this.called(true)] : parts(n);
    }
  }

  private called(does: boolean): void {
    if (does) this.calls++;
  }
}
