/**
 * The CEK engine of one kernel: runs core nodes, lends closures to host code, and keeps what its machines share.
 */

import { Engine } from '../control/engine.ts';
import type { Control } from '../control/operators.ts';
import type { Step } from '../control/status.ts';
import type { LazyLambda } from '../core/lazy-lambda.ts';
import type { Cell, Node } from '../core/nodes.ts';
import { unboundGlobal } from '../instance/globals.ts';
import type { Kernel } from '../instance/kernel.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Source } from '../values/origin.ts';
import type { Value } from '../values/procedure.ts';
import { analyseBody, analyseLambda, analyseTop } from './analyse.ts';
import { bind, generatorOf } from './apply.ts';
import {
  Closure,
  type Code,
  controlClosure,
  type EngineContext,
  type Env,
  type LambdaCode,
  NO_ENV,
  type Promoter,
} from './code.ts';
import type { Frame, Segment } from './frames.ts';
import { loop } from './loop.ts';
import { suspends } from './migration.ts';
import { enterNative } from './native.ts';
import { Machine } from './port.ts';
import { Bail, simple } from './simple.ts';
import { deoptimise } from './specialise.ts';
import { positioned } from './where.ts';

export class CekEngine extends Engine<Machine> implements EngineContext {
  epoch = 1;
  jit: Promoter | null = null;
  protected readonly loop = loop;

  constructor(kernel: Kernel) {
    super(kernel);
    kernel.nested = vals => this.apply(vals);
    kernel.adopt = Object.assign((migration: Value) => this.adopt(migration), { control: 'adopt' });
    kernel.suspends = () => suspends(this.current);
    kernel.runs = limit => this.runs(limit);
  }

  machine(top: boolean, driven: boolean, barrier = false, base?: HandlerLink | null): Machine {
    return new Machine(this, top, driven, barrier, base);
  }

  protected begin(m: Machine, node: Node, source: Source | null): Step {
    m.c = analyseTop(node, this, source).body;
  }

  control(procedure: Value, control: Control, datum: Value): Value {
    // Frames that are there may be come back to.
    this.epoch++;
    procedure.lambda = controlClosure(control, datum);
    return procedure;
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
    const m = this.machine(false, false);
    m.c = code.body;
    m.e = env;
    return this.nested(m);
  }

  /** Without a machine. */
  private direct(body: Code, env: Env): Value {
    try {
      return simple(body, env);
    } catch (e) {
      throw e instanceof Raise ? positioned(e, body, env) : e;
    }
  }

  /** A migration that has come to host code which wants a value. */
  private adopt(migration: Value): Value {
    return this.nested(this.machine(false, false, true), m => m.call(this.kernel.adopt, migration));
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
