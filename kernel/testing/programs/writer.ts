/**
 * What all forms of random programs are written with. A program follows streams of decisions, one per top-level form; when a stream
 * runs dry, the smallest thing that fits is written. So shorter streams and smaller numbers make smaller programs, which is all
 * that shrinking needs, and every stream makes a well-scoped program.
 */
import type { Family } from './families.ts';

/** What is known about the values that a name or an expression may have; most operands are of the right type on purpose. */
export type Type = 'number' | 'string' | 'list' | 'vector' | 'dict' | 'point' | 'any';

export interface Variable {
  name: string;
  type: Type;
  mutable: boolean;
}

/** Something that is called by name with `count` arguments; `name` may bring operands of its own: `loop 3`. */
export interface Target {
  name: string;
  count: number;
}

export interface Scope {
  vars: readonly Variable[];
  procs: readonly Target[];
  /** Named lets that this place is in tail position of. */
  loops: readonly Target[];
  /** Blocks of the same procedure. */
  blocks: readonly string[];
  /** Continuations, to be called with one value. */
  continuations: readonly string[];
  /** Directly in a generator's body. */
  generator: boolean;
  /** Inside a `reset`. */
  delimited: boolean;
}

export const EMPTY: Scope = {
  vars: [],
  procs: [],
  loops: [],
  blocks: [],
  continuations: [],
  generator: false,
  delimited: false,
};

/** One way of writing an expression that has `depth` levels left for its parts. */
export interface Form {
  family: Family;
  /** What its value is, unless it is left early. */
  type?: Type;
  /** Whether it can stand in this scope; always unless told otherwise. */
  fits?(scope: Scope): boolean;
  write(w: Writer, depth: number, scope: Scope): string;
}

const LITERALS: Readonly<Record<Type, readonly string[]>> = {
  number: ['0', '1', '2', '-1', '3', '1.5', '10'],
  string: ['""', '"a"', '"bc"', ':k'],
  list: ["'()", "'(1 2)", "'(a 1)"],
  vector: ['(vector)', '(vector 1 2)'],
  dict: ['{}', '{"a" 1}'],
  point: ['(make-point 1 2)'],
  any: ['nil', '0', '1', 'true', 'false', '"a"', "'s", '#\\x', "'(1 2)", '2', ':k'],
};

export class Writer {
  /** Families that the program has something of. */
  readonly used = new Set<Family>();
  /** Top-level procedures so far. */
  readonly globals: Target[] = [];
  private names = 0;
  private decisions: readonly number[] = [];
  private at = 0;

  constructor(private readonly forms: readonly Form[]) {}

  /** What follows is written by these decisions. */
  follow(decisions: readonly number[]): void {
    this.decisions = decisions;
    this.at = 0;
  }

  /** A natural number below `n`. */
  below(n: number): number {
    return (this.decisions[this.at++] ?? 0) % n;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  /** An expression whose value is used here: loops cannot be continued from it. */
  expr(depth: number, scope: Scope): string {
    return this.tail(depth, scope.loops.length > 0 ? { ...scope, loops: [] } : scope);
  }

  exprs(count: number, depth: number, scope: Scope): string {
    return Array.from({ length: count }, () => this.expr(depth, scope)).join(' ');
  }

  /** An expression whose value is that of the enclosing body. */
  tail(depth: number, scope: Scope): string {
    if (this.ends(depth)) return this.leaf('any', scope);
    return this.formOf(this.forms, depth, scope);
  }

  /** An expression that is expected to have this type; now and then one that may not. */
  typed(type: Type, depth: number, scope: Scope): string {
    if (type === 'any' || (this.below(24) === 23 && this.uses('faults'))) return this.expr(depth, scope);
    if (this.ends(depth)) return this.leaf(type, scope);
    const inner = { ...scope, loops: [] };
    return this.formOf(
      this.forms.filter(f => f.type === type),
      depth,
      inner,
    );
  }

  /** The body of a procedure or `let`: expressions with a value at the end. */
  body(depth: number, scope: Scope): string {
    return this.below(3) === 1 ? `${this.expr(depth - 1, scope)} ${this.tail(depth, scope)}` : this.tail(depth, scope);
  }

  test(depth: number, scope: Scope): string {
    switch (this.below(8)) {
      case 0:
        return this.expr(depth, scope);
      case 1:
        return `(not ${this.expr(depth - 1, scope)})`;
      case 2:
        return `(${this.pick(['number?', 'string?', 'list?', 'vector?', 'nil?', 'procedure?'])} ${this.expr(depth - 1, scope)})`;
      case 3:
        return `(eq? ${this.exprs(2, depth - 1, scope)})`;
      case 4:
        return `(${this.pick(['and', 'or'])} ${this.exprs(2, depth - 1, scope)})`;
      default:
        return `(${this.pick(['<', '=', '>', '<='])} ${this.typed('number', depth - 1, scope)} ${this.typed('number', depth - 1, scope)})`;
    }
  }

  mutable(scope: Scope): Variable | undefined {
    const all = scope.vars.filter(v => v.mutable);
    return all.length > 0 ? this.pick(all) : undefined;
  }

  /** Notes that the family is in the program. */
  uses(family: Family): true {
    this.used.add(family);
    return true;
  }

  private ends(depth: number): boolean {
    return depth <= 0 || this.at >= this.decisions.length;
  }

  leaf(type: Type, scope: Scope): string {
    const fitting = type === 'any' ? scope.vars : scope.vars.filter(v => v.type === type);
    if (fitting.length > 0 && this.below(3) > 0) return this.pick(fitting).name;
    if (type === 'any' && this.below(4) === 3) return this.pick(LITERALS[this.pick(['number', 'string', 'list'] as const)]);
    return type === 'point' && !this.used.has('records') ? '1' : this.pick(LITERALS[type]);
  }

  private formOf(forms: readonly Form[], depth: number, scope: Scope): string {
    const fitting = forms.filter(f => f.fits?.(scope) ?? true);
    if (fitting.length === 0) return this.leaf('any', scope);
    // The family first: large families would crowd out the others.
    const family = this.pick([...new Set(fitting.map(f => f.family))]);
    const form = this.pick(fitting.filter(f => f.family === family));
    this.used.add(form.family);
    return form.write(this, depth - 1, scope);
  }
}

export function bind(scope: Scope, ...vars: Variable[]): Scope {
  return { ...scope, vars: [...scope.vars, ...vars] };
}

export function variable(name: string, type: Type = 'any', mutable = false): Variable {
  return { name, type, mutable };
}

/** The scope of a procedure's body: what belongs to the procedure around it cannot be reached by jumps. */
export function within(scope: Scope, ...vars: Variable[]): Scope {
  return { ...bind(scope, ...vars), loops: [], blocks: [], generator: false };
}
