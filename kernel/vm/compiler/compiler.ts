/**
 * Core nodes → code objects. Variables live in the frame where their values were pushed: a slot is a depth of the operand
 * stack that is known here. Blocks, loops and what lies between a `ReturnFrom` and its block are jumps.
 *
 * Closures are flat: a captured value is copied when the closure is made. What may change afterwards is in a box (see
 * `boxing.ts`).
 */
import type { Step } from '../../control/status.ts';
import {
  type Call,
  type Cell,
  type If,
  Kind,
  type Lambda,
  makeSite,
  type Node,
  Unsupported,
  type Variable,
} from '../../core/nodes.ts';
import { implementationOf, inlinable } from '../../core/primitive-calls.ts';
import type { Source } from '../../values/origin.ts';
import { Capture, PrimRef, VmCode } from '../code.ts';
import { instructionFor, Op } from '../opcodes.ts';
import { Boxing } from './boxing.ts';
import { compileDefaults } from './defaults.ts';
import { Emission, Label } from './emission.ts';
import * as structure from './structure.ts';

interface Place {
  index: number;
  boxed: boolean;
}

/** What a `ReturnFrom` has to undo on its way. */
export interface Protection {
  /** null: a `Catch`. */
  cleanup: Label | null;
  depth: number;
  outer: Protection | null;
}

export interface BlockPlace {
  end: Label;
  depth: number;
  tail: boolean;
  protection: Protection | null;
}

export interface LoopPlace {
  start: Label;
  slot: number;
}

/** Levels of nodes that are compiled by recursion. */
const MOST_LEVELS = 150;

/** How deep the compilers of a unit are in their recursion, and what they have put off. */
class Nesting {
  levels = 0;
  private readonly tasks: (() => void)[] = [];

  get full(): boolean {
    return this.levels >= MOST_LEVELS;
  }

  later(task: () => void): void {
    this.tasks.push(task);
  }

  complete(): void {
    for (let task = this.tasks.pop(); task !== undefined; task = this.tasks.pop()) {
      this.levels = 0;
      task();
    }
  }
}

/** Compiles one lambda; nested ones get their own. */
export class Compiler {
  readonly e: Emission;
  private readonly nesting: Nesting;
  readonly slots = new Map<Variable, Place>();
  private readonly upvalues = new Map<Variable, Place>();
  readonly loops = new Map<Node, LoopPlace>();
  readonly blocks = new Map<Node, BlockPlace>();
  /** The innermost around the code being compiled. */
  protection: Protection | null = null;
  /** The variable that the closure being made will be the value of. */
  self: Variable | null = null;

  constructor(
    readonly code: VmCode,
    private readonly parent: Compiler | null,
    readonly boxing: Boxing,
    depth: number,
  ) {
    this.e = new Emission(code, depth);
    this.nesting = parent?.nesting ?? new Nesting();
  }

  /** Leaves the value on the stack; in tail position answers it instead. */
  value(n: Node, tail: boolean): Step {
    const { nesting } = this;
    if (nesting.full) return this.outOfLine(n, tail);
    nesting.levels++;
    this.valueNow(n, tail);
    nesting.levels--;
  }

  /** The code of a node that lies too deep follows the rest of the lambda's: a jump leads to it, another one back. */
  private outOfLine(n: Node, tail: boolean): void {
    const { e, self, protection } = this;
    const { depth } = e;
    const begin = new Label();
    const back = new Label();
    e.emit(Op.JUMP, begin);
    e.place(back);
    e.depth = depth + 1;
    this.nesting.later(() => {
      e.place(begin);
      e.depth = depth;
      this.protection = protection;
      this.self = self;
      this.value(n, tail);
      if (!tail) e.emit(Op.JUMP, back);
    });
  }

  /** Code that this lambda's closures are made from, complete once everything that was put off is. */
  private closure(n: Lambda): VmCode {
    const { nesting, self } = this;
    const c = lambdaCompiler(n, this);
    if (nesting.full) {
      nesting.later(() => {
        this.self = self;
        compileBody(c, n);
      });
    } else {
      nesting.levels++;
      compileBody(c, n);
      nesting.levels--;
    }
    return c.code;
  }

  /** Everything that was put off. */
  complete(): void {
    this.nesting.complete();
  }

  private valueNow(n: Node, tail: boolean): Step {
    const { e } = this;
    switch (n.kind) {
      case Kind.If:
        return this.conditional(n, tail, (branch, t) => this.value(branch, t));
      case Kind.Seq:
        for (const part of n.body.slice(0, -1)) this.effect(part);
        return this.value(n.body[n.body.length - 1] as Node, tail);
      case Kind.Call:
        return this.call(n, tail);
      case Kind.Let:
        return structure.compileLet(this, n, tail);
      case Kind.Letrec:
        return structure.compileLetrec(this, n, tail);
      case Kind.Loop:
        return structure.compileLoop(this, n, tail);
      case Kind.Again:
        return structure.compileAgain(this, n);
      case Kind.Block:
        return structure.compileBlock(this, n, tail);
      case Kind.ReturnFrom:
        return structure.compileReturn(this, n);
      case Kind.Catch:
        return structure.compileCatch(this, n, tail);
      case Kind.Finally:
        return structure.compileFinally(this, n, tail);
      case Kind.Const:
        this.constant(n.value);
        break;
      case Kind.Site: {
        const index = e.constant(makeSite(n.of));
        this.code.sites.set(index, n.of);
        e.emit(Op.CONST, index);
        break;
      }
      case Kind.LocalRef:
        this.reference(n.variable);
        break;
      case Kind.GlobalRef:
        e.at(n.pos);
        e.emit(Op.GLOBAL_GET, e.constant(n.cell));
        break;
      case Kind.SetLocal:
        this.value(n.value, false);
        e.emit(Op.DUP);
        this.assign(n.variable);
        break;
      case Kind.SetGlobal:
      case Kind.Define:
        this.value(n.value, false);
        e.at(n.pos);
        e.emit(n.kind === Kind.Define ? Op.DEFINE : Op.GLOBAL_SET, e.constant(n.cell));
        break;
      case Kind.Lambda:
        e.emit(Op.CLOSURE, e.constant(this.closure(n)));
        break;
      case Kind.Yield:
        this.value(n.value, false);
        e.at(n.pos);
        e.emit(Op.YIELD);
        break;
      default:
        throw new Unsupported(`node kind ${(n as Node).kind}`, (n as Node).pos);
    }
    if (tail) this.answer();
  }

  /** Answers the top; for the code around, it is as if the value were still there. */
  answer(): void {
    this.e.emit(Op.RETURN);
    this.e.depth++;
  }

  /** Runs the node for its effect. */
  effect(n: Node): Step {
    const { e } = this;
    switch (n.kind) {
      case Kind.Const:
      case Kind.LocalRef:
      case Kind.Lambda:
        return;
      case Kind.SetLocal:
        this.value(n.value, false);
        return this.assign(n.variable);
      case Kind.Seq:
        if (this.nesting.full) break;
        this.nesting.levels++;
        for (const part of n.body) this.effect(part);
        this.nesting.levels--;
        return;
      case Kind.If:
        if (this.nesting.full) break;
        this.nesting.levels++;
        this.conditional(n, false, branch => this.effect(branch));
        this.nesting.levels--;
        return;
      default:
    }
    this.value(n, false);
    e.emit(Op.POP);
  }

  private conditional(n: If, tail: boolean, compile: (branch: Node, tail: boolean) => void): Step {
    const { e } = this;
    const otherwise = new Label();
    const end = new Label();
    this.branch(n.test, otherwise);
    const { depth } = e;
    compile(n.then, tail);
    if (!tail) e.emit(Op.JUMP, end);
    e.place(otherwise);
    e.depth = depth;
    compile(n.otherwise, tail);
    e.place(end);
  }

  /** Jumps to the label if the test's value is false or nil. */
  private branch(test: Node, otherwise: Label): Step {
    const { e } = this;
    const isAnd = test.kind === Kind.If && test.otherwise.kind === Kind.Const && (test.otherwise.value ?? false) === false;
    if (isAnd && !this.nesting.full) {
      this.nesting.levels++;
      this.branch(test.test, otherwise);
      this.branch(test.then, otherwise);
      this.nesting.levels--;
      return;
    }
    this.value(test, false);
    e.emit(Op.JUMP_IF_FALSE, otherwise);
  }

  private readonly primitives = new Map<Cell, PrimRef>();

  private primitive(cell: Cell): PrimRef {
    let ref = this.primitives.get(cell);
    if (ref === undefined) {
      ref = new PrimRef(cell, cell.v, implementationOf(cell.v));
      this.primitives.set(cell, ref);
    }
    return ref;
  }

  /** The slot of a variable that is in no box. */
  plainSlot(n: Node): number | undefined {
    if (n.kind !== Kind.LocalRef) return undefined;
    const place = this.slots.get(n.variable);
    return place && !place.boxed ? place.index : undefined;
  }

  private call(n: Call, tail: boolean): Step {
    const { e } = this;
    const count = n.args.length;
    const cell = inlinable(n);
    if (cell === null) {
      this.operands([n.fn, ...n.args], n.pos);
      e.at(n.pos);
      e.emit(tail ? Op.TAIL_CALL : Op.CALL, count);
      if (tail) e.depth++;
      return;
    }
    this.operands(n.args, n.pos);
    const ref = this.primitive(cell);
    const op = instructionFor(ref.procedure.primitive?.name ?? '', count) ?? Op.CALL_PRIM;
    e.at(n.pos);
    if (op === Op.CALL_PRIM || op === Op.STR_CONCAT) e.emit(op, e.constant(ref), count);
    else e.emit(op, e.constant(ref));
    if (tail) this.answer();
  }

  /** Parts without a position of their own belong to that of the whole. */
  private operands(nodes: readonly Node[], pos: number): void {
    for (const n of nodes) {
      this.e.at(pos);
      this.value(n, false);
    }
  }

  private constant(value: unknown): void {
    const { e } = this;
    if (value === null) e.emit(Op.NIL);
    else if (value === true) e.emit(Op.TRUE);
    else if (value === false) e.emit(Op.FALSE);
    else e.emit(Op.CONST, e.constant(value));
  }

  private reference(v: Variable): Step {
    const local = this.slots.get(v);
    if (local) return this.e.emit(local.boxed ? Op.BOX_GET : Op.LOCAL_GET, local.index);
    const up = this.upvalue(v);
    this.e.emit(up.boxed ? Op.UPVALUE_BOX_GET : Op.UPVALUE_GET, up.index);
  }

  /** Stores the top, which goes, in a variable. */
  assign(v: Variable): void {
    const local = this.slots.get(v);
    if (local) this.e.emit(local.boxed ? Op.BOX_SET : Op.LOCAL_SET, local.index);
    else this.e.emit(Op.UPVALUE_SET, this.upvalue(v).index);
  }

  /** The place of a variable of an enclosing lambda among the captured values. */
  private upvalue(v: Variable): Place {
    let place = this.upvalues.get(v);
    if (place !== undefined) return place;
    const { parent } = this;
    if (parent === null) throw new Error(`VM: variable ${v.name} is not in scope`);
    const local = parent.slots.get(v);
    let source: Place;
    if (parent.self === v && !local?.boxed) {
      source = { index: 0, boxed: false };
      this.code.captures.push(Capture.Self, 0);
    } else if (local) {
      source = local;
      this.code.captures.push(Capture.Local, local.index);
    } else {
      source = parent.upvalue(v);
      this.code.captures.push(Capture.Upvalue, source.index);
    }
    place = { index: this.upvalues.size, boxed: source.boxed };
    this.upvalues.set(v, place);
    return place;
  }

  /** The value on the stack at `index` is the variable's from here on. */
  bind(v: Variable, index: number, boxed: boolean): void {
    this.slots.set(v, { index, boxed });
    if (boxed) this.e.emit(Op.BOX, index);
  }
}

/** The compiler of a lambda; `parent` is the one of the code that makes the closure. */
function lambdaCompiler(n: Lambda, parent: Compiler | null, source: Source | null = parent?.code.source ?? null): Compiler {
  const code = new VmCode(n.name, source);
  code.takeFrom(n);
  const boxing = parent?.boxing ?? new Boxing();
  return new Compiler(code, parent, boxing, code.positional + (code.rest ? 1 : 0));
}

function compileBody(c: Compiler, n: Lambda): void {
  const { code, boxing } = c;
  const scope = [n.body, ...n.optional.map(o => o.init)];
  for (const [i, v] of n.params.entries()) c.bind(v, i, boxing.needsBox(v, ...scope));
  compileDefaults(c, n, scope);
  if (n.rest) c.bind(n.rest, code.positional, boxing.needsBox(n.rest, ...scope));
  c.value(n.body, true);
}

/** The code of a lambda that no other encloses. */
export function compileLambda(n: Lambda, source: Source | null): VmCode {
  const c = lambdaCompiler(n, null, source);
  compileBody(c, n);
  c.complete();
  return c.code;
}

/** The code of a top-level node: a procedure without parameters. */
export function compileTop(n: Node, source: Source | null): VmCode {
  const code = new VmCode('', source);
  code.exact = 0;
  const c = new Compiler(code, null, new Boxing(), 0);
  c.value(n, true);
  c.complete();
  return code;
}
