/**
 * The core language: what the expander produces and what every engine consumes. Derived forms are gone, variables are
 * resolved to `Variable` objects, globals to `Cell`s. Meanings are stated at each node; an engine that cannot do a node
 * refuses it with `Unsupported`.
 *
 * `pos` is an offset into the unit's source text, or -1. Trees may be deeper than the host's stack: who walks them without
 * bound keeps a stack of its own. Fields that are not `readonly` are completed by the expander and fixed afterwards.
 */
import { fail } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { RecordType } from '../values/record.ts';

export enum Kind {
  Const,
  LocalRef,
  GlobalRef,
  SetLocal,
  SetGlobal,
  Define,
  If,
  Seq,
  Lambda,
  Let,
  Letrec,
  Loop,
  Again,
  Call,
  Block,
  ReturnFrom,
  Catch,
  Finally,
  Yield,
  Site,
}

/** A lexical variable. Flags are set by the expander as references are resolved. */
export class Variable {
  /** Target of a `SetLocal`. */
  assigned = false;
  /** Referenced or assigned from a lambda other than `owner`. */
  captured = false;
  constructor(
    readonly name: string,
    public owner: Lambda | null,
  ) {}
}

/** A global variable of one namespace. `v` is the host's `undefined` while unbound. */
export class Cell {
  v: Value = undefined;
  constructor(readonly name: string) {}
}

abstract class Base {
  constructor(readonly pos: number) {}
}

/** A literal datum. */
export class Const extends Base {
  readonly kind = Kind.Const;
  constructor(
    pos: number,
    readonly value: Value,
  ) {
    super(pos);
  }
}

/** Value of a lexical variable. Reading a `letrec` variable before its initialisation gives nil. */
export class LocalRef extends Base {
  readonly kind = Kind.LocalRef;
  constructor(
    pos: number,
    readonly variable: Variable,
  ) {
    super(pos);
  }
}

/** Value of a global; unbound: condition `Undefined symbol: NAME` (after asking the kernel's symbol resolver). */
export class GlobalRef extends Base {
  readonly kind = Kind.GlobalRef;
  constructor(
    pos: number,
    readonly cell: Cell,
  ) {
    super(pos);
  }
}

/** Assigns; answers the new value. */
export class SetLocal extends Base {
  readonly kind = Kind.SetLocal;
  constructor(
    pos: number,
    readonly variable: Variable,
    readonly value: Node,
  ) {
    super(pos);
  }
}

/** Assigns a bound global (unbound: `Undefined symbol: NAME`); answers the new value. */
export class SetGlobal extends Base {
  readonly kind = Kind.SetGlobal;
  constructor(
    pos: number,
    readonly cell: Cell,
    readonly value: Node,
  ) {
    super(pos);
  }
}

/** Binds a global; answers the value. Only at top level: inner `define` became `Letrec`. */
export class Define extends Base {
  readonly kind = Kind.Define;
  constructor(
    pos: number,
    readonly cell: Cell,
    readonly value: Node,
  ) {
    super(pos);
  }
}

/** False branch is taken for `false` and nil only. Both branches are tail positions. */
export class If extends Base {
  readonly kind = Kind.If;
  constructor(
    pos: number,
    readonly test: Node,
    public then: Node,
    public otherwise: Node,
  ) {
    super(pos);
  }
}

/** At least one node; value of the last, which is in tail position. */
export class Seq extends Base {
  readonly kind = Kind.Seq;
  constructor(
    pos: number,
    readonly body: readonly Node[],
  ) {
    super(pos);
  }
}

export interface OptionalParam {
  variable: Variable;
  /**
   * Evaluated in the scope of the parameters before it, when the argument is missing; then those behind it are missing, too. Coming back
   * to it computes the later ones again, for the same variables.
   */
  init: Node;
}

/**
 * A procedure. `params` are required; `optional` follow; `rest` collects the others in a fresh list; without `rest`,
 * extra arguments are an arity condition unless `lenient`, which drops extra arguments and gives missing required ones nil.
 * A `generator` lambda's call answers a suspended generator object whose body runs on resumption.
 */
export class Lambda extends Base {
  readonly kind = Kind.Lambda;
  params: Variable[] = [];
  optional: OptionalParam[] = [];
  rest: Variable | null = null;
  lenient = false;
  generator = false;
  /** Set by the expander once the body is done. */
  body!: Node;
  constructor(
    pos: number,
    readonly name: string,
    readonly parent: Lambda | null,
  ) {
    super(pos);
  }
}

/** Parallel binding; `inits` evaluated left to right outside the scope. Body in tail position. */
export class Let extends Base {
  readonly kind = Kind.Let;
  constructor(
    pos: number,
    readonly vars: readonly Variable[],
    readonly inits: readonly Node[],
    public body: Node,
  ) {
    super(pos);
  }
}

/**
 * All variables start as nil, then are initialised in order (`letrec*`). Coming back to an initialisation gives the same variable another
 * value. Body in tail position.
 */
export class Letrec extends Base {
  readonly kind = Kind.Letrec;
  constructor(
    pos: number,
    readonly vars: readonly Variable[],
    readonly inits: readonly Node[],
    public body: Node,
  ) {
    super(pos);
  }
}

/**
 * A named let whose name is only called in tail position inside its own lambda. Each round binds `vars` afresh (a
 * closure made in one round keeps that round's variables). `label` is for printing.
 */
export class Loop extends Base {
  readonly kind = Kind.Loop;
  body!: Node;
  /** Its first round begins in the middle (`native/rest.ts`); it is never compiled. */
  resumed = false;
  constructor(
    pos: number,
    readonly label: string,
    readonly vars: readonly Variable[],
    readonly inits: readonly Node[],
  ) {
    super(pos);
  }
}

/**
 * Starts the next round of `loop` with new values; never answers. Always in tail position of the loop's body, where
 * tail positions pass through `If`, `Seq`, `Let`, `Letrec` and nested `Loop` bodies only.
 */
export class Again extends Base {
  readonly kind = Kind.Again;
  constructor(
    pos: number,
    readonly loop: Loop,
    readonly args: readonly Node[],
  ) {
    super(pos);
  }
}

/** Operator first, then operands left to right; then the call. Not callable: condition `Not callable: X`. */
export class Call extends Base {
  readonly kind = Kind.Call;
  constructor(
    pos: number,
    readonly fn: Node,
    readonly args: readonly Node[],
  ) {
    super(pos);
  }
}

/** A labelled block: value of its body, or of the `ReturnFrom` that leaves it. Body is in tail position. */
export class Block extends Base {
  readonly kind = Kind.Block;
  body!: Node;
  constructor(
    pos: number,
    readonly label: string,
  ) {
    super(pos);
  }
}

/**
 * Leaves `block` with a value; always in the same lambda. Runs the cleanups of the `Finally` nodes in between, innermost
 * first. `direct`: no `Catch` or `Finally` lies in between, so `value` is in tail position if the block is.
 */
export class ReturnFrom extends Base {
  readonly kind = Kind.ReturnFrom;
  constructor(
    pos: number,
    readonly block: Block,
    readonly value: Node,
    readonly direct: boolean,
  ) {
    super(pos);
  }
}

/**
 * Value of `body`; if a guest value is raised in it (by `raise` or by a failing primitive, in any callee), its frames
 * are left and `handler` runs with `variable` bound to the value. `Interrupt`s pass through. `body` is not a tail
 * position, `handler` is.
 *
 * If the handler `declines`, it may send the value back to where it was raised, with `%reraise` of the variable: then the variable's value
 * is known to `%raised` only.
 */
export class Catch extends Base {
  readonly kind = Kind.Catch;
  constructor(
    pos: number,
    readonly body: Node,
    readonly variable: Variable,
    readonly handler: Node,
    readonly declines: boolean,
  ) {
    super(pos);
  }
}

/**
 * Value of `body`; `cleanup` runs for effect when it is left in any way: normally, by a raise, by `ReturnFrom`, by
 * `Again`'s enclosing escape or by an escaping continuation. A `ReturnFrom` or raise in `cleanup` replaces the way out.
 */
export class Finally extends Base {
  readonly kind = Kind.Finally;
  constructor(
    pos: number,
    readonly body: Node,
    readonly cleanup: Node,
  ) {
    super(pos);
  }
}

/** Suspends the enclosing generator lambda with a value; answers what the resumption sends (or raises, or leaves). */
export class Yield extends Base {
  readonly kind = Kind.Yield;
  constructor(
    pos: number,
    readonly value: Node,
  ) {
    super(pos);
  }
}

/** What a site holds: a vector of that many nils, or a record of the type that is in the cell, with nil in all fields. */
export type SiteOf = number | Cell;

export function makeSite(of: SiteOf): Value {
  if (typeof of === 'number') return new Array<Value>(of).fill(null);
  const type: unknown = of.v;
  return type instanceof RecordType ? new type.cls() : fail(`site-cell: ${of.name} is not a record type`);
}

/** An inline-cache cell: a literal that is private to this place in this instance of the code. */
export class Site extends Base {
  readonly kind = Kind.Site;
  private made: Value;
  constructor(
    pos: number,
    readonly of: SiteOf,
  ) {
    super(pos);
  }

  /** The literal itself, shared by the engines that run this node side by side in one kernel. */
  literal(): Value {
    this.made ??= makeSite(this.of);
    return this.made;
  }
}

export type Node =
  | Const
  | LocalRef
  | GlobalRef
  | SetLocal
  | SetGlobal
  | Define
  | If
  | Seq
  | Lambda
  | Let
  | Letrec
  | Loop
  | Again
  | Call
  | Block
  | ReturnFrom
  | Catch
  | Finally
  | Yield
  | Site;

/** A typed refusal: this engine cannot do this node; another tier must. */
export class Unsupported extends Error {
  constructor(
    readonly what: string,
    readonly pos: number,
  ) {
    super(`unsupported: ${what}`);
  }
}
