/**
 * The control operators as procedures. Each has a host implementation, used when native code calls it, and, where
 * `control` names one, an implementation inside the CEK (`cek/control.ts`), used when the CEK calls it.
 */

import type { Kernel } from '../instance/kernel.ts';
import type { Namespace } from '../instance/namespace.ts';
import { arityError } from '../values/arity.ts';
import { fail } from '../values/condition.ts';
import { Generator, resumeMode } from '../values/generator.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { GuestPromise } from '../values/promise.ts';
import { conditionOf, spread } from './arguments.ts';
import { Continuable } from './continuable.ts';
import { lastGuard } from './dynamic.ts';
import { callWithEscape } from './escape.ts';
import { migrate } from './migration.ts';
import { raiseFromHost } from './native-raise.ts';
import { CONTROLS } from './operators.ts';
import { makeParameter } from './parameter.ts';
import { oneValue } from './runs.ts';

type Fn = (...args: Value[]) => Value;

export function installControl(kernel: Kernel, ns: Namespace): void {
  const define = (names: string[], min: number, max: number, fn: Fn): Procedure => {
    const name = names[0] as string;
    const procedure: Procedure = (...args) => {
      if (args.length < min || (max >= 0 && args.length > max)) arityError(name, min, max, args.length);
      return fn(...args);
    };
    procedure.guestName = name;
    for (const n of names) ns.define(n, procedure);
    return procedure;
  };
  const control = (names: string[], fn: Fn): Procedure => {
    const row = CONTROLS[names[0] as string];
    if (!row) throw new Error(`no control operator ${names[0]}`);
    const procedure = define(names, row.min, row.max, fn);
    procedure.control = names[0] as string;
    return procedure;
  };
  // What calls back is left to the machine below, if the call is in tail position; else a run of its own does it, whose frames can be moved.
  const nested = (names: string[]): Procedure => {
    const run: Procedure = (...args) => kernel.nested([run, ...args]);
    run.control = names[0] as string;
    control(names, (...args) => kernel.later(run, args));
    return run;
  };
  const moving = (names: string[]): void => {
    const procedure = control(names, (...args) => migrate(kernel, procedure, args));
  };

  const raise = control(['raise'], v => raiseFromHost(kernel, v, raise));
  const again = control(['%reraise'], v =>
    v instanceof Continuable ? migrate(kernel, again, [v]) : raiseFromHost(kernel, v, raise),
  );
  // A guard may send it back, so the frames up to there are kept.
  const continuable = control(['raise-continuable'], v =>
    lastGuard(kernel.handlers) === null ? raiseFromHost(kernel, v, continuable) : migrate(kernel, continuable, [v]),
  );
  control(['error'], (...args) => raiseFromHost(kernel, conditionOf(kernel, args), raise));
  moving(['call/cc', 'call-with-current-continuation']);
  control(['call/ec', 'call-with-escape-continuation'], f => callWithEscape(kernel, f));
  nested(['dynamic-wind']);
  nested(['with-exception-handler']);
  nested(['%handler-bind']);
  nested(['%reset']);
  moving(['%shift']);
  const perform = control(['perform'], request => {
    const answered = kernel.hooks.answer?.(request);
    if (answered !== undefined) return answered;
    if (kernel.suspends()) return migrate(kernel, perform, [request]);
    const resolver = kernel.hooks.performResolver;
    return resolver ? resolver(request) : fail('IO suspension in non-IO context', [request], 'io');
  });
  control(['apply'], (...args) => {
    const [fn, ...operands] = spread([null, ...args]);
    return typeof fn === 'function' ? kernel.later(fn, operands) : kernel.notCallable(fn);
  });
  control(['values'], (...args) => oneValue(args));
  nested(['call-with-values']);
  nested(['%parameterize']);
  control(['generator-resume!'], (g, mode, value) => generator(g, 'generator-resume!').resume(resumeMode(mode), value, true));
  const forcing = control(['force'], p => (p instanceof GuestPromise && !p.box.done ? kernel.nested([forcing, p]) : settled(p)));

  define(['make-parameter'], 1, 2, (v, converter = null) => makeParameter(kernel, convert(kernel, converter, v), converter));
  define(['generator?'], 1, 1, g => g instanceof Generator);
  define(['generator-done?'], 1, 1, g => generator(g, 'generator-done?').done);
  define(['generator-state'], 1, 1, g => generator(g, 'generator-state').state);
  define(['continuation?'], 1, 1, v => typeof v === 'function' && v.control === 'continuation');
  define(['%delay'], 1, 1, thunk => new GuestPromise({ done: false, content: thunk }));
  define(['%delay-force'], 1, 1, thunk => new GuestPromise({ done: false, content: thunk, chain: true }));
}

function convert(kernel: Kernel, converter: Procedure | null, v: Value): Value {
  return converter === null ? v : kernel.call(converter, v);
}

function settled(p: Value): Value {
  return p instanceof GuestPromise ? p.box.content : p;
}

function generator(g: Value, who: string): Generator {
  return g instanceof Generator ? g : fail(`${who}: expected generator`, [g], 'type');
}
