/**
 * An interpreting engine of one kernel: runs core nodes on machines of its kind, and lends procedures to host code. Runs nest: host code that
 * a machine has called may begin another one.
 */
import type { Node } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Place, Source } from '../values/origin.ts';
import { type Procedure, TCO, type Value } from '../values/procedure.ts';
import { drive } from './drive.ts';
import type { Machine } from './machine.ts';
import type { Control } from './operators.ts';
import type { Done, Suspended } from './outcome.ts';
import { abandonGenerators } from './runs.ts';
import { Status, type Step } from './status.ts';

export abstract class Engine<M extends Machine = Machine> {
  /** Innermost run under way. */
  current: M | null = null;

  constructor(readonly kernel: Kernel) {}

  /** A run on top of the present one. `barrier`: its frames are not to be moved out of it, and its caller wants a value. */
  abstract machine(top: boolean, driven: boolean, barrier?: boolean, base?: HandlerLink | null): M;
  /** Puts a machine at the beginning of a top-level node. */
  protected abstract begin(m: M, node: Node, source: Source | null): Step;
  /** Runs it until it leaves its loop. */
  protected abstract loop(m: M): void;
  /** Makes `procedure` stand for a continuation. */
  abstract control(procedure: Value, control: Control, datum: Value): Value;

  /** Runs a top-level node to its value; an uncaught guest error is thrown as `Raise`. */
  evaluate(node: Node, source: Source | null = null): Value {
    return this.valueOf(m => this.begin(m, node, source));
  }

  /** Runs a top-level node until it is done or performs a request. */
  run(node: Node, source: Source | null = null): Done | Suspended {
    return this.driven(m => this.begin(m, node, source));
  }

  /** The same for the call of a procedure. */
  evaluateCall(procedure: Procedure): Value {
    return this.valueOf(m => m.call(procedure));
  }

  runCall(procedure: Procedure, ...args: Value[]): Done | Suspended {
    return this.driven(m => m.call(procedure, ...args));
  }

  private valueOf(begin: (m: M) => Step): Value {
    const value = this.nested(this.machine(this.current === null, false, true), begin);
    return value === TCO ? this.kernel.bounce() : value;
  }

  private driven(begin: (m: M) => Step): Done | Suspended {
    return drive(this, this.machine(this.current === null, true, true), begin as (m: Machine) => Step);
  }

  /** Places of the calls under way, by run, innermost first. */
  runs(limit: number): Place[][] {
    const runs: Place[][] = [];
    let left = limit;
    for (let m: Machine | null = this.current; m !== null && left > 0; m = m.parent) {
      const places = m.places(left);
      runs.push(places);
      left -= places.length;
    }
    return runs;
  }

  /** Calls `[operator, operand …]` in a machine of its own. May answer `TCO`. */
  apply(vals: readonly Value[]): Value {
    const m = this.machine(false, false);
    m.apply(vals);
    return this.nested(m);
  }

  /** Runs a machine for host code; answers its value, or `TCO` if it leaves a tail call to its caller. */
  nested(m: M, begin?: (m: M) => Step): Value {
    this.execute(m, begin);
    return m.status === Status.Tail ? TCO : m.v;
  }

  /** Runs a machine from `begin`, or as it is, until it leaves its loop; throws if it ends by an exception. */
  execute(m: M, begin?: (m: M) => Step, suspended?: () => void): void {
    const { kernel, current } = this;
    m.parent = current;
    m.active = true;
    m.nativeDepth = kernel.nativeDepth;
    this.current = m;
    kernel.handlers = m.d;
    try {
      begin?.(m);
      this.loop(m);
      if (m.status === Status.Suspended) suspended?.();
    } finally {
      this.current = current;
      m.active = false;
      kernel.handlers = m.base;
      kernel.nativeDepth = m.nativeDepth;
      // An interrupt or a bug: bodies that were running will not go on.
      if (m.status === Status.Running) abandonGenerators(m);
    }
    if (m.status === Status.Thrown) throw m.v;
  }
}
