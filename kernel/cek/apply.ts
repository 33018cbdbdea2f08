/** Calls that the machine's loop does not make itself: general parameter lists, generators, control operators. */

import { Status, type Step } from '../control/status.ts';
import { LazyLambda } from '../core/lazy-lambda.ts';
import { TAIL_LIMIT } from '../instance/kernel.ts';
import { arityError } from '../values/arity.ts';
import { List } from '../values/list.ts';
import { TCO, type Value } from '../values/procedure.ts';
import { Arity, Closure, type Env } from './code.ts';
import { applyControl, controlClosure } from './control.ts';
import { CekGenerator } from './generator.ts';
import type { Machine } from './machine.ts';
import { APPLY, BASE, EXIT, RETURN } from './states.ts';

/** Calls `m.vals`; leaves the machine ready to go on. */
export function applySlow(m: Machine): Step {
  const vals = m.vals;
  const f = vals[0];
  if (typeof f !== 'function') m.kernel.notCallable(f);
  let l = f.lambda;
  if (!(l instanceof Closure)) {
    if (l instanceof LazyLambda) l = f.lambda = m.engine.lazy(l);
    else if (l === undefined && f.control !== undefined) l = f.lambda = controlClosure(f.control);
    else return applyHost(m, f, vals);
  }
  if (--m.kernel.fuel <= 0) m.refuel(m.k);
  if (l.arity === Arity.Control) return applyControl(m, l, f, vals);
  const { code } = l;
  if (code.heat > 0 && --code.heat === 0) m.engine.jit?.hotLambda(code);
  const env = bind(l, vals);
  if (l.code.generator) answer(m, new CekGenerator(m.engine, l.code, env));
  else {
    m.e = env;
    m.c = l.code.body;
  }
}

/** The machine gives `v` to its continuation next. */
export function answer(m: Machine, v: Value): Step {
  m.v = v;
  m.c = RETURN;
}

/** The machine calls `f` next. */
export function call(m: Machine, f: Value, ...args: Value[]): Step {
  m.vals = [f, ...args];
  m.c = APPLY;
}

export function applyHost(m: Machine, f: Value, vals: Value[]): Step {
  const kernel = m.kernel;
  if (m.k === BASE && !m.stays && m.seg === null) {
    // The tail position of a nested run: whoever called it makes the call, so that the host stack does not grow.
    kernel.later(f, vals.slice(1));
    m.status = Status.Tail;
    m.c = EXIT;
    return;
  }
  returned(m, f(...vals.slice(1)));
}

/** Host code has answered `v`. */
export function returned(m: Machine, v: Value): Step {
  if (v !== TCO) return answer(m, v);
  const { kernel } = m;
  m.vals = [kernel.tailFn, ...kernel.tailArgs];
  kernel.tailFn = null;
  kernel.tailsLeft = TAIL_LIMIT;
  m.c = APPLY;
}

/** The environment of a call; `vals[0]` is overwritten, and the array may become the environment. */
export function bind(closure: Closure, vals: Value[]): Env {
  const { code, env, arity } = closure;
  const count = vals.length - 1;
  const { required, optional, lenient } = code;
  const positional = required + optional.length;
  if (arity !== count) {
    if (!lenient && (count < required || (count > positional && !code.rest))) {
      arityError(code.name, required, code.rest ? -1 : positional, count);
    }
    if (code.rest) {
      const extra = count > positional ? vals.splice(positional + 1) : [];
      fill(vals, required, optional);
      vals.push(List.of(extra));
    } else {
      if (count > positional) vals.length = positional + 1;
      fill(vals, required, optional);
    }
  }
  if (code.bare) return env;
  vals[0] = env;
  return vals;
}

/** Adds what is missing: nil for required parameters, defaults for optional ones. */
function fill(vals: Value[], required: number, optional: readonly Value[]): void {
  while (vals.length <= required) vals.push(null);
  while (vals.length <= required + optional.length) vals.push(optional[vals.length - required - 1]);
}
