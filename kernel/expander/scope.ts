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

/** Steps outwards after which a binding is looked for among all bindings of the symbol. */
const NEAR = 64;

export class Scope {
  private map: Map<Sym, Binding> | null = null;
  lambda: Lambda | null;
  /** For `kind` 'label'. */
  label: Sym | null = null;
  block: Block | null = null;
  /** For `kind` 'loop'. */
  loopBinding: LoopBinding | null = null;

  /** The scopes that bind each symbol, of all scopes of one expansion: most symbols are bound nowhere. */
  private readonly binders: Map<Sym, Scope[]>;
  private readonly depth: number;
  /** An ancestor far out, so that any ancestor is few steps away. */
  private readonly jump: Scope;
  /** This scope or the nearest around it that is not of kind 'bindings'. */
  readonly marked: Scope | null;

  constructor(
    readonly parent: Scope | null,
    readonly kind: ScopeKind = 'bindings',
  ) {
    this.marked = kind !== 'bindings' ? this : parent === null ? null : parent.marked;
    if (parent === null) {
      this.lambda = null;
      this.binders = new Map();
      this.depth = 0;
      this.jump = this;
      return;
    }
    this.lambda = parent.lambda;
    this.binders = parent.binders;
    this.depth = parent.depth + 1;
    const { jump } = parent;
    this.jump = parent.depth - jump.depth === jump.depth - jump.jump.depth ? jump.jump : parent;
  }

  bind(sym: Sym, binding: Binding): void {
    this.map ??= new Map();
    if (!this.map.has(sym)) {
      const binders = this.binders.get(sym);
      if (binders === undefined) this.binders.set(sym, [this]);
      else binders.push(this);
    }
    this.map.set(sym, binding);
  }

  bindVariable(sym: Sym, variable: Variable): void {
    this.bind(sym, { kind: 'variable', variable });
  }

  /** What is bound here, in order. */
  names(): Sym[] {
    return this.map === null ? [] : [...this.map.keys()];
  }

  own(sym: Sym): Binding | undefined {
    return this.map?.get(sym);
  }

  lookup(sym: Sym): Binding | undefined {
    const binders = this.binders.get(sym);
    if (binders === undefined) return undefined;
    let steps = NEAR;
    for (let s: Scope | null = this; s; s = s.parent) {
      const b = s.map?.get(sym);
      if (b) return b;
      if (--steps === 0) return this.far(sym, binders);
    }
    return undefined;
  }

  /** The innermost of the scopes that lies around this one. */
  private far(sym: Sym, binders: readonly Scope[]): Binding | undefined {
    let found: Scope | null = null;
    for (const s of binders) if ((found === null || s.depth > found.depth) && this.isWithin(s)) found = s;
    return found?.own(sym);
  }

  private isWithin(outer: Scope): boolean {
    let s: Scope = this;
    while (s.depth > outer.depth) s = s.jump.depth >= outer.depth ? s.jump : (s.parent as Scope);
    return s === outer;
  }

  /** The block labelled `label` around this place and whether protected regions lie between; null when there is none. */
  findBlock(label: Sym, pos: number): { block: Block; direct: boolean } | 'outside' | null {
    let direct = true;
    let outside = false;
    const crossed: LoopBinding[] = [];
    for (let s = this.marked; s; s = s.parent === null ? null : s.parent.marked) {
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
  for (let s = scope.marked; s && s.kind !== 'lambda'; s = s.parent === null ? null : s.parent.marked) {
    if (s.loopBinding) s.loopBinding.crossedAt = pos;
  }
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
