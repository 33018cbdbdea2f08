/**
 * The CEK engine of one kernel: runs core nodes, lends closures to host code, and keeps what its machines share.
 */

import { drive } from '../control/drive.ts';
import type { Engine } from '../control/machine.ts';
import type { Control } from '../control/operators.ts';
import type { Done, Suspended } from '../control/outcome.ts';
import { abandonGenerators, runsOf } from '../control/runs.ts';
import { Status, type Step } from '../control/status.ts';
import type { LazyLambda } from '../core/lazy-lambda.ts';
import type { Cell, Node } from '../core/nodes.ts';
import { Arity } from '../core/signature.ts';
import { unboundGlobal } from '../instance/globals.ts';
import type { Kernel } from '../instance/kernel.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Source } from '../values/origin.ts';
import { type Procedure, TCO, type Value } from '../values/procedure.ts';
import { analyseBody, analyseLambda, analyseTop } from './analyse.ts';
import { bind, generatorOf } from './apply.ts';
import { Closure, type Code, type EngineContext, type Env, type LambdaCode, NO_CODE, NO_ENV, type Promoter } from './code.ts';
import type { Frame, Segment } from './frames.ts';
import { loop } from './loop.ts';
import { suspends } from './migration.ts';
import { enterNative } from './native.ts';
import { Machine } from './port.ts';
import { Bail, simple } from './simple.ts';
import { deoptimise } from './specialise.ts';
import { APPLY } from './states.ts';
import { positioned } from './where.ts';

export class CekEngine implements Engine, EngineContext {
  epoch = 1;
  jit: Promoter | null = null;
  /** Innermost run under way. */
  current: Machine | null = null;

  constructor(readonly kernel: Kernel) {
    kernel.nested = vals => this.apply(vals);
    kernel.adopt = Object.assign((migration: Value) => this.adopt(migration), { control: 'adopt' });
    kernel.suspends = () => suspends(this.current);
    kernel.runs = limit => runsOf(this, limit);
  }

  /** Runs a top-level node to its value; an uncaught guest error is thrown as `Raise`. */
  evaluate(node: Node, source: Source | null = null): Value {
    const m = this.top(node, source, false);
    this.execute(m);
    return m.v;
  }

  /** Runs a top-level node until it is done or performs a request. */
  run(node: Node, source: Source | null = null): Done | Suspended {
    return this.drive(this.top(node, source, true));
  }

  /** The same for the call of a procedure. */
  evaluateCall(procedure: Procedure): Value {
    const m = this.calling([procedure], false);
    this.execute(m);
    return m.v;
  }

  runCall(procedure: Procedure, ...args: Value[]): Done | Suspended {
    return this.drive(this.calling([procedure, ...args], true));
  }

  private calling(vals: Value[], driven: boolean): Machine {
    const m = new Machine(this, this.current === null, driven, true);
    m.c = APPLY;
    m.vals = vals;
    return m;
  }

  private top(node: Node, source: Source | null, driven: boolean): Machine {
    const m = new Machine(this, this.current === null, driven, true);
    m.c = analyseTop(node, this, source).body;
    return m;
  }

  private drive(m: Machine): Done | Suspended {
    return drive(this, m, () => {});
  }

  machine(top: boolean, driven: boolean, barrier = false, base?: HandlerLink | null): Machine {
    return new Machine(this, top, driven, barrier, base);
  }

  control(procedure: Value, control: Control, datum: Value): Value {
    // Frames that are there may be come back to.
    this.epoch++;
    procedure.lambda = new Closure(Arity.Control, NO_ENV, NO_CODE, control, datum);
    return procedure;
  }

  /** Runs a machine until it leaves its loop; throws if it ends by an exception. */
  execute(m: Machine, begin: (() => Step) | null = null, suspended: (() => void) | null = null): void {
    m.parent = this.current;
    m.active = true;
    m.nativeDepth = this.kernel.nativeDepth;
    this.current = m;
    this.kernel.handlers = m.d;
    try {
      begin?.();
      loop(m);
      if (m.status === Status.Suspended) suspended?.();
    } finally {
      this.current = m.parent;
      m.active = false;
      this.kernel.handlers = m.base;
      this.kernel.nativeDepth = m.nativeDepth;
      // An interrupt or a bug: bodies that were running will not go on.
      if (m.status === Status.Running) abandonGenerators(m);
    }
    if (m.status === Status.Thrown) throw m.v;
  }

  /** A closure called by host code. May answer `TCO`. */
  enter(closure: Closure, args: Value[]): Value {
    const code = closure.code;
    const env = closure.arity === args.length ? exactEnv(closure, args) : bind(closure, [null, ...args]);
    if (code.generator) return generatorOf(this, code, env);
    if (code.heat > 0 && --code.heat === 0) this.jit?.hotLambda(code);
    if (code.native !== null && this.kernel.nativeDepth < this.kernel.nativeLimit)
      return enterNative(this.kernel, code.native, env);
    const body = analyseBody(code);
    if (body.level > 0) {
      try {
        return this.direct(body, env);
      } catch (e) {
        if (!(e instanceof Bail)) throw e;
        deoptimise(e.code);
      }
    }
    const m = new Machine(this, false, false);
    m.c = code.body;
    m.e = env;
    this.execute(m);
    return m.status === Status.Tail ? TCO : m.v;
  }

  /** Without a machine. */
  private direct(body: Code, env: Env): Value {
    try {
      return simple(body, env);
    } catch (e) {
      throw e instanceof Raise ? positioned(e, body, env) : e;
    }
  }

  /** Calls `vals` in a machine of its own; for control operators that native code calls. May answer `TCO`. */
  private apply(vals: Value[]): Value {
    const m = new Machine(this, false, false);
    m.c = APPLY;
    m.vals = vals;
    this.execute(m);
    return m.status === Status.Tail ? TCO : m.v;
  }

  /** A migration that has come to host code which wants a value. */
  private adopt(migration: Value): Value {
    const m = new Machine(this, false, false, true);
    m.c = APPLY;
    m.vals = [this.kernel.adopt, migration];
    this.execute(m);
    return m.v;
  }

  unbound(cell: Cell): Value {
    return unboundGlobal(this.kernel, cell);
  }

  lazy(lambda: LazyLambda): Closure {
    const node = lambda.node();
    this.jit?.meets(node);
    const code: LambdaCode = analyseLambda(node, null, this, lambda.source);
    return new Closure(code.exact, NO_ENV, code);
  }

  /** Raises `stack-exhausted` if the continuation `k` of `m` is deeper than the kernel allows. */
  checkDepth(k: Frame, m: Machine): void {
    let total = stampedDepth(k);
    for (let s: Segment | null = m.seg; s !== null; s = s.next) total += stampedDepth(s.k);
    if (total > this.kernel.maxDepth) throw new Raise(new Condition('Stack exhausted', [], 'stack-exhausted'));
  }
}

function exactEnv({ env, code }: Closure, args: Value[]): Env {
  if (code.bare) return env;
  switch (args.length) {
    case 1:
      return [env, args[0]];
    case 2:
      return [env, args[0], args[1]];
    default:
      return [env, ...args];
  }
}

/** Depth of `k` in its segment. Frames keep what was measured, so that measuring again costs only the new frames. */
function stampedDepth(k: Frame): number {
  const fresh: Frame[] = [];
  let f = k;
  for (; f.depth === 0; f = f.next) fresh.push(f);
  let depth = f.depth;
  for (let i = fresh.length - 1; i >= 0; i--) (fresh[i] as Frame).depth = ++depth;
  return depth;
}
