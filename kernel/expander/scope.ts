/**
 * Compile-time scopes: what a symbol means at a place. A chain of small maps; lambda boundaries, protected regions
 * (`guard`, `try-finally`) and block labels are links of the same chain, so that one walk outwards answers every question.
 */
import type { Block, Lambda, Loop, Variable } from '../core/nodes.ts';
import type { Value } from '../values/procedure.ts';
import type { Sym } from '../values/symbol.ts';

/** A named let under construction: becomes a `Loop` unless its name escapes (see forms/named-let.ts). */
export interface LoopBinding {
  kind: 'loop';
  loop: Loop;
  /** Names the procedure should the loop turn out to be one. */
  variable: Variable;
  /** Set when the name is used other than in a tail call of the right arity. */
  escaped: boolean;
  /** Position of a `return-from` or `yield` inside the body that reaches outside it: impossible for a procedure. */
  crossedAt: number | null;
}

export type Binding = { kind: 'variable'; variable: Variable } | LoopBinding | { kind: 'macro'; transformer: Value };

export type ScopeKind = 'bindings' | 'lambda' | 'protected' | 'label' | 'loop';

export class Scope {
  private readonly map = new Map<Sym, Binding>();
  lambda: Lambda | null;
  /** For `kind` 'label'. */
  label: Sym | null = null;
  block: Block | null = null;
  /** For `kind` 'loop'. */
  loopBinding: LoopBinding | null = null;

  constructor(
    readonly parent: Scope | null,
    readonly kind: ScopeKind = 'bindings',
  ) {
    this.lambda = parent ? parent.lambda : null;
  }

  bind(sym: Sym, binding: Binding): void {
    this.map.set(sym, binding);
  }

  bindVariable(sym: Sym, variable: Variable): void {
    this.map.set(sym, { kind: 'variable', variable });
  }

  own(sym: Sym): Binding | undefined {
    return this.map.get(sym);
  }

  lookup(sym: Sym): Binding | undefined {
    for (let s: Scope | null = this; s; s = s.parent) {
      const b = s.map.get(sym);
      if (b) return b;
    }
    return undefined;
  }

  /** The block labelled `label` around this place and whether protected regions lie between; null when there is none. */
  findBlock(label: Sym, pos: number): { block: Block; direct: boolean } | 'outside' | null {
    let direct = true;
    let outside = false;
    const crossed: LoopBinding[] = [];
    for (let s: Scope | null = this; s; s = s.parent) {
      if (s.kind === 'label' && s.label === label) {
        for (const c of crossed) c.crossedAt = pos;
        return outside ? 'outside' : { block: s.block as Block, direct };
      }
      if (s.loopBinding) crossed.push(s.loopBinding);
      if (s.kind === 'protected') direct = false;
      if (s.kind === 'lambda') outside = true;
    }
    return null;
  }
}

/** Notes that the procedure around this place suspends here. */
export function crossToLambda(scope: Scope, pos: number): void {
  for (let s: Scope | null = scope; s && s.kind !== 'lambda'; s = s.parent) if (s.loopBinding) s.loopBinding.crossedAt = pos;
}

/** The loops whose next round may be started from the current (tail) position, innermost first. */
export class LoopContext {
  constructor(
    readonly binding: LoopBinding,
    readonly outer: LoopContext | null,
  ) {}

  /** The binding of `loop` if its next round may start here. */
  static find(ctx: LoopContext | null, loop: Loop): LoopBinding | null {
    for (let c = ctx; c; c = c.outer) if (c.binding.loop === loop) return c.binding;
    return null;
  }
}
