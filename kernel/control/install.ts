/**
 * The control operators as procedures. Each has a host implementation, used when native code calls it, and, where
 * `control` names one, an implementation inside the CEK (`cek/control.ts`), used when the CEK calls it.
 */
import { arityError } from '../arity.ts';
import type { Kernel } from '../kernel.ts';
import type { Namespace } from '../namespace.ts';
import { fail } from '../values/condition.ts';
import { Generator } from '../values/generator.ts';
import { Multiple } from '../values/multiple.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { GuestPromise } from '../values/promise.ts';
import { conditionOf, handlerPairs, spread } from './arguments.ts';
import { callWithEscape, dynamicWind } from './escape.ts';
import { CONTROLS } from './operators.ts';
import { makeParameter } from './parameter.ts';
import { convert, parameterize } from './parameterize.ts';
import { force } from './promise.ts';
import { raiseFromHost, withHandlers } from './raise.ts';

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
  const control = (names: string[], fn: Fn): void => {
    const row = CONTROLS[names[0] as string];
    if (!row) throw new Error(`no control operator ${names[0]}`);
    define(names, row.min, row.max, fn).control = names[0] as string;
  };

  control(['raise'], v => raiseFromHost(kernel, v, false));
  control(['%reraise'], v => raiseFromHost(kernel, v, false));
  control(['raise-continuable'], v => raiseFromHost(kernel, v, true));
  control(['error'], (...args) => raiseFromHost(kernel, conditionOf(kernel, args), false));
  control(['call/cc', 'call-with-current-continuation', 'call/ec', 'call-with-escape-continuation'], f =>
    callWithEscape(kernel, f),
  );
  control(['dynamic-wind'], (before, thunk, after) => dynamicWind(kernel, before, thunk, after));
  control(['with-exception-handler'], (handler, thunk) => withHandlers(kernel, [[null, handler]], thunk));
  control(['%handler-bind'], (pairs, thunk) => withHandlers(kernel, handlerPairs(pairs), thunk));
  control(['%reset'], thunk => kernel.nested([ns.cell('%reset').v, thunk]));
  control(['%shift'], () => fail('Continuation crosses a native frame'));
  control(['perform'], request => {
    const resolver = kernel.hooks.performResolver;
    return resolver ? resolver(request) : fail('IO suspension in non-IO context', [request], 'io');
  });
  control(['apply'], (...args) => {
    const [fn, ...operands] = spread([null, ...args]);
    return typeof fn === 'function' ? kernel.later(fn, operands) : kernel.notCallable(fn);
  });
  control(['values'], (...args) => (args.length === 1 ? args[0] : new Multiple(args)));
  control(['call-with-values'], (producer, consumer) => {
    const v = kernel.call(producer);
    return typeof consumer === 'function'
      ? kernel.later(consumer, v instanceof Multiple ? [...v.items] : [v])
      : kernel.notCallable(consumer);
  });
  control(['%parameterize'], (...args) => parameterize(kernel, binder, args));
  const binder: Procedure = ns.cell('%parameterize').v;
  control(['generator-resume!'], (g, mode, value) => generator(g, 'generator-resume!').resume(mode, value));
  control(['force'], p => force(kernel, p));

  define(['make-parameter'], 1, 2, (v, converter = null) => makeParameter(kernel, convert(kernel, converter, v), converter));
  define(['generator?'], 1, 1, g => g instanceof Generator);
  define(['generator-done?'], 1, 1, g => generator(g, 'generator-done?').done);
  define(['generator-state'], 1, 1, g => generator(g, 'generator-state').state);
  define(['continuation?'], 1, 1, v => typeof v === 'function' && v.control === 'continuation');
  define(['%delay'], 1, 1, thunk => new GuestPromise({ done: false, content: thunk }));
  define(['%delay-force'], 1, 1, thunk => new GuestPromise({ done: false, content: thunk, chain: true }));
}

function generator(g: Value, who: string): Generator {
  return g instanceof Generator ? g : fail(`${who}: expected generator`, [g], 'type');
}
