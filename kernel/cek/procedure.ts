/** The host functions that stand for closures: how host code and compiled code call them. */
import type { Value } from '../values/procedure.ts';
import { Closure, type Env, type LambdaCode } from './code.ts';

/** Makes the host function that stands for a closure. */
export function makeProcedure(code: LambdaCode, env: Env): Value {
  const closure = new Closure(code.exact, env, code);
  const dropsExtras = code.lenient && !code.rest && code.required + code.optional.length <= MOST_DIRECT;
  const procedure: Value = dropsExtras ? lenientProcedure(closure) : countingProcedure(closure);
  procedure.lambda = closure;
  procedure.guestName = code.name;
  return procedure;
}

/** Parameters of the host functions below. */
export const MOST_DIRECT = 6;

/**
 * Arguments too many do not matter, so nothing has to be counted: `arguments` costs an allocation in code that is not optimised.
 * A function with more parameters than it is given arguments takes longer to call, hence the one with few.
 */
function lenientProcedure(closure: Closure): Value {
  const { code, env } = closure;
  const { kernel } = code.engine;
  if (code.required + code.optional.length <= 2) {
    return (a: Value, b: Value): Value => {
      const { native } = code;
      if (native === null || kernel.nativeDepth >= kernel.nativeLimit) return interpret(closure, [a, b]);
      if (--kernel.fuel <= 0) kernel.refuel();
      kernel.nativeDepth++;
      const value = native.run(env, a, b);
      kernel.nativeDepth--;
      return value;
    };
  }
  return (a: Value, b: Value, c: Value, d: Value, e: Value, f: Value): Value => {
    const { native } = code;
    if (native === null || kernel.nativeDepth >= kernel.nativeLimit) return interpret(closure, [a, b, c, d, e, f]);
    if (--kernel.fuel <= 0) kernel.refuel();
    kernel.nativeDepth++;
    const value = native.run(env, a, b, c, d, e, f);
    kernel.nativeDepth--;
    return value;
  };
}

function interpret(closure: Closure, args: Value[]): Value {
  const missing = args.indexOf(undefined);
  if (missing >= 0) args.length = missing;
  return closure.code.engine.enter(closure, args);
}

function countingProcedure(closure: Closure): Value {
  const { code, env } = closure;
  const { kernel } = code.engine;
  return function (a: Value, b: Value, c: Value, d: Value, e: Value, f: Value): Value {
    const { native } = code;
    const args = arguments;
    if (native === null || args.length < native.fewest || args.length > native.most || kernel.nativeDepth >= kernel.nativeLimit) {
      return code.engine.enter(closure, Array.prototype.slice.call(args));
    }
    if (--kernel.fuel <= 0) kernel.refuel();
    kernel.nativeDepth++;
    const value = native.run(env, a, b, c, d, e, f);
    kernel.nativeDepth--;
    return value;
  };
}
