/**
 * The virtual machine of one kernel: compiles and runs core nodes, lends closures to host code, and owns the stack that
 * its runs share.
 */

import { elementsOf } from '../control/arguments.ts';
import { Engine } from '../control/engine.ts';
import type { Control } from '../control/operators.ts';
import type { Step } from '../control/status.ts';
import { LazyLambda } from '../core/lazy-lambda.ts';
import type { Node } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Source } from '../values/origin.ts';
import type { Value } from '../values/procedure.ts';
import { controlClosure, Frame, makeProcedure, type VmClosure, type VmCode } from './code.ts';
import { compileLambda, compileTop } from './compiler/compiler.ts';
import { Machine } from './machine.ts';
import { BASE } from './port.ts';

/** Longer arrays are given back when the last run ends. */
const KEPT = 20_000;
/** Length of the arrays at first. */
const ROOM = 2000;

export class VmEngine extends Engine<Machine> {
  readonly stack: Value[] = [];
  readonly frames: Frame[] = [];
  /** Where `spread` has put the operator. */
  applied = 0;

  constructor(kernel: Kernel) {
    super(kernel);
    // Stores below an array's length are the fast ones.
    for (let i = 0; i < ROOM; i++) this.stack.push(null);
  }

  /** Frame number `height`; there is one below it or it is the first. */
  frame(height: number): Frame {
    const known = this.frames[height];
    if (known !== undefined) return known;
    const frame = new Frame(BASE, this.frames[height - 1] ?? null, height);
    this.frames.push(frame);
    return frame;
  }

  machine(top: boolean, driven: boolean, _barrier?: boolean, base?: HandlerLink | null): Machine {
    return new Machine(this, top, driven, base);
  }

  protected begin(m: Machine, node: Node, source: Source | null): Step {
    m.call(this.procedure(compileTop(node, source)));
  }

  protected loop(m: Machine): void {
    m.run();
  }

  /** Runs the code of a unit: a procedure without parameters. */
  load(code: VmCode): Value {
    return this.evaluateCall(this.procedure(code));
  }

  /** A procedure of code that captures nothing. */
  procedure(code: VmCode): Value {
    return makeProcedure(this, code, [], [], 0);
  }

  control(procedure: Value, control: Control, datum: Value): Value {
    procedure.vm = controlClosure(control, datum);
    return procedure;
  }

  override execute(m: Machine, begin?: (m: Machine) => Step, suspended?: () => void): void {
    try {
      super.execute(m, begin, suspended);
    } finally {
      if (this.current === null && this.frames.length + this.stack.length > KEPT) this.shrink();
    }
  }

  private shrink(): void {
    this.stack.length = ROOM;
    this.frames.length = 0;
  }

  /** A closure called by host code. May answer `TCO`. */
  enter(procedure: Value, _closure: VmClosure, args: readonly Value[]): Value {
    return this.apply([procedure, ...args]);
  }

  /** Is this a library procedure whose source the machine runs instead of it? */
  portable(f: Value): boolean {
    return f.lambda instanceof LazyLambda;
  }

  /** Compiles the source of a portable procedure. */
  adopt(f: Value): VmClosure {
    const { node, source } = f.lambda as LazyLambda;
    const { vm } = this.procedure(compileLambda(node(), source));
    f.vm = vm;
    return vm;
  }

  /** The elements of the list on top take its place; answers the new height. */
  spread(sp: number): number {
    const items = elementsOf(this.stack[sp - 1]);
    this.applied = sp - 2;
    sp--;
    for (const v of items) this.stack[sp++] = v;
    return sp;
  }

  /** A dict of keys and values in turn. */
  dict(items: readonly Value[]): Value {
    return this.kernel.call(this.kernel.base.cell('dict').v, ...items);
  }

  /** Raises `stack-exhausted` if there are more frames than the kernel allows. */
  checkDepth(fd: number): void {
    if (fd > this.kernel.maxDepth) throw new Raise(new Condition('Stack exhausted', [], 'stack-exhausted'));
  }
}
