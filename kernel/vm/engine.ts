/**
 * The virtual machine of one kernel: compiles and runs core nodes, lends closures to host code, and owns the stack that
 * its runs share.
 */

import { elementsOf } from '../control/arguments.ts';
import { drive } from '../control/drive.ts';
import type { Engine } from '../control/machine.ts';
import type { Control } from '../control/operators.ts';
import type { Done, Suspended } from '../control/outcome.ts';
import { abandonGenerators, runsOf } from '../control/runs.ts';
import { Status, type Step } from '../control/status.ts';
import { LazyLambda } from '../core/lazy-lambda.ts';
import type { Node } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Place, Source } from '../values/origin.ts';
import { type Procedure, TCO, type Value } from '../values/procedure.ts';
import { controlClosure, Frame, makeProcedure, type VmClosure, type VmCode } from './code.ts';
import { compileLambda, compileTop } from './compiler/compiler.ts';
import { Machine } from './machine.ts';
import { BASE } from './port.ts';

/** Longer arrays are given back when the last run ends. */
const KEPT = 20_000;
/** Length of the arrays at first. */
const ROOM = 2000;

export class VmEngine implements Engine {
  readonly stack: Value[] = [];
  readonly frames: Frame[] = [];
  /** Innermost run under way. */
  current: Machine | null = null;
  /** Where `spread` has put the operator. */
  applied = 0;

  constructor(readonly kernel: Kernel) {
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

  /** Runs a top-level node to its value; an uncaught guest error is thrown as `Raise`. */
  evaluate(node: Node, source: Source | null = null): Value {
    return this.load(compileTop(node, source));
  }

  /** Runs the code of a unit: a procedure without parameters. */
  load(code: VmCode): Value {
    const m = new Machine(this, this.current === null, false);
    this.execute(m, () => m.call(this.procedure(code)));
    return m.status === Status.Tail ? this.kernel.bounce() : m.v;
  }

  /** Runs a top-level node until it is done or performs a request. */
  run(node: Node, source: Source | null = null): Done | Suspended {
    const m = new Machine(this, this.current === null, true);
    return drive(this, m, () => m.call(this.procedure(compileTop(node, source))));
  }

  runCall(procedure: Procedure, ...args: Value[]): Done | Suspended {
    const m = new Machine(this, this.current === null, true);
    return drive(this, m, () => m.call(procedure, ...args));
  }

  /** A procedure of code that captures nothing. */
  procedure(code: VmCode): Value {
    return makeProcedure(this, code, [], [], 0);
  }

  machine(top: boolean, driven: boolean, _barrier?: boolean, base?: HandlerLink | null): Machine {
    return new Machine(this, top, driven, base);
  }

  control(procedure: Value, control: Control, datum: Value): Value {
    procedure.vm = controlClosure(control, datum);
    return procedure;
  }

  /** Runs a machine until it leaves its loop; throws if it ends by an exception. */
  execute(m: Machine, begin: () => Step, suspended: (() => void) | null = null): void {
    m.parent = this.current;
    m.active = true;
    this.current = m;
    this.kernel.handlers = m.d;
    try {
      begin();
      m.run();
      if (m.status === Status.Suspended) suspended?.();
    } finally {
      this.current = m.parent;
      m.active = false;
      this.kernel.handlers = m.base;
      // An interrupt or a bug: bodies that were running will not go on.
      if (m.status === Status.Running) abandonGenerators(m);
      if (m.parent === null && this.frames.length + this.stack.length > KEPT) this.shrink();
    }
    if (m.status === Status.Thrown) throw m.v;
  }

  private shrink(): void {
    this.stack.length = ROOM;
    this.frames.length = 0;
  }

  /** A closure called by host code. May answer `TCO`. */
  enter(procedure: Value, _closure: VmClosure, args: readonly Value[]): Value {
    return this.apply([procedure, ...args]);
  }

  /** Calls `[operator, operand …]` in a machine of its own. May answer `TCO`. */
  apply(vals: readonly Value[]): Value {
    const m = new Machine(this, false, false);
    const { stack } = this;
    for (const v of vals) stack[m.sp++] = v;
    m.argc = vals.length - 1;
    this.execute(m, () => {});
    return m.status === Status.Tail ? TCO : m.v;
  }

  /** Places of the calls under way, by run. */
  runs(limit: number): Place[][] {
    return runsOf(this, limit);
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
