/** Calls that the machine's loop does not make itself: general parameter lists, generators, control operators. */

import { MachineGenerator } from '../control/generators.ts';
import { Control } from '../control/operators.ts';
import { answersInPlace, checkOperands, operatorOf, performControl } from '../control/perform.ts';
import type { Step } from '../control/status.ts';
import { LazyLambda } from '../core/lazy-lambda.ts';
import { Arity } from '../core/signature.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Closure, controlClosure, type Env, type LambdaCode } from './code.ts';
import type { CekEngine } from './engine.ts';
import { adopt, adoptNext, moveOut, mustMove } from './migration.ts';
import { takeExit } from './native.ts';
import type { Machine } from './port.ts';

/** Calls `m.vals`; leaves the machine ready to go on. */
export function applySlow(m: Machine): Step {
  const vals = m.vals;
  const f = vals[0];
  if (typeof f !== 'function') m.kernel.notCallable(f);
  let l = f.lambda;
  if (!(l instanceof Closure)) {
    if (l instanceof LazyLambda) l = f.lambda = m.engine.lazy(l);
    else if (l === undefined && f.control !== undefined) l = f.lambda = operatorNamed(f.control);
    else return m.callHost(f, vals.slice(1));
  }
  if (--m.kernel.fuel <= 0) m.refuel(m.k);
  if (l.arity === Arity.Control) return applyControl(m, l, f, vals);
  const { code } = l;
  if (code.placeless) m.calls(m.at, m.k);
  if (code.heat > 0 && --code.heat === 0) m.engine.jit?.hotLambda(code);
  const env = bind(l, vals);
  if (l.code.generator) m.answer(generatorOf(m.engine, l.code, env));
  else {
    m.e = env;
    m.c = l.code.body;
  }
}

/** A generator whose body is still to begin. */
export function generatorOf(engine: CekEngine, code: LambdaCode, env: Env): MachineGenerator {
  return new MachineGenerator(engine, m => {
    (m as Machine).e = env;
    (m as Machine).c = code.body;
  });
}

/** What `procedure.lambda` becomes for a control operator. */
export function operatorNamed(name: string): Closure {
  return name === 'adopt' ? controlClosure(Control.Adopt, null) : controlClosure(...operatorOf(name));
}

function applyControl(m: Machine, { control, datum }: Closure, f: Value, vals: Value[]): Step {
  switch (control) {
    case Control.Host:
      return m.callHost(f, vals.slice(1));
    case Control.Adopt:
      return adopt(m, vals[1]);
    case Control.Adopted:
      return adoptNext(m, datum);
    case Control.Exit:
      return takeExit(m, datum, vals[1], vals[2]);
    case Control.Continuation:
    case Control.Composable:
      return performControl(m, control, datum, vals);
    default:
      checkOperands(datum, vals.length - 1);
      if (mustMove(m, control)) {
        if (control === Control.Perform && answersInPlace(m, vals[1])) return;
        return moveOut(m, vals);
      }
      return performControl(m, control, datum, vals);
  }
}

/** The environment of a call; `vals[0]` is overwritten, and the array may become the environment. */
export function bind(closure: Closure, vals: Value[]): Env {
  const { code, env, arity } = closure;
  const count = vals.length - 1;
  if (arity !== count) {
    code.admit(count);
    const { required, optional, positional } = code;
    const extra = count > positional ? vals.splice(positional + 1) : [];
    // What is missing: nil for required parameters, defaults for optional ones.
    while (vals.length <= required) vals.push(null);
    while (vals.length <= positional) vals.push(optional[vals.length - required - 1]);
    if (code.rest) vals.push(List.of(extra));
  }
  if (code.bare) return env;
  vals[0] = env;
  return vals;
}
