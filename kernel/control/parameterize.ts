/** `parameterize` for native callers. In tail position of another one it takes its place, so that loops through it run in constant space. */
import { arityError } from '../arity.ts';
import type { Kernel } from '../kernel.ts';
import { type Procedure, TCO, type Value } from '../values/procedure.ts';
import { elementsOf } from './arguments.ts';
import { Link, LinkKind } from './dynamic.ts';
import { type Parameter, parameterOf } from './parameter.ts';
import { routed } from './raise.ts';

/** `self`: the procedure behind this, which compiled code leaves pending when it calls it in tail position. */
export function parameterize(kernel: Kernel, self: Procedure, args: readonly Value[]): Value {
  const outer = kernel.handlers;
  let [parameters, values, thunk] = args;
  let link: Link | null = null;
  try {
    for (;;) {
      const added = bindings(kernel, parameters, values);
      link = new Link(LinkKind.Parameters, outer, ...(link === null ? added : merged(added, link)));
      kernel.handlers = link;
      let value = typeof thunk === 'function' ? thunk() : kernel.notCallable(thunk);
      if (value === TCO) value = kernel.bounce(self);
      if (value !== TCO) return value;
      kernel.tailFn = null;
      if (kernel.tailArgs.length !== 3) arityError('%parameterize', 3, 3, kernel.tailArgs.length);
      [parameters, values, thunk] = kernel.tailArgs;
    }
  } catch (e) {
    return routed(kernel, e);
  } finally {
    kernel.handlers = outer;
  }
}

type Bindings = [parameters: Parameter[], values: Value[]];

function bindings(kernel: Kernel, parameters: Value, values: Value): Bindings {
  const ps = elementsOf(parameters).map(parameterOf);
  return [ps, elementsOf(values).map((v, i) => convert(kernel, (ps[i] as Parameter).converter, v))];
}

/** What is bound inside both, of which the newer ones win. */
export function merged([parameters, values]: Bindings, older: Link): Bindings {
  const kept = (older.a as Parameter[]).flatMap((p, i) => (parameters.includes(p) ? [] : [i]));
  return [
    [...parameters, ...kept.map(i => older.a[i])],
    [...values, ...kept.map(i => older.b[i])],
  ];
}

export function convert(kernel: Kernel, converter: Procedure | null, v: Value): Value {
  return converter === null ? v : kernel.call(converter, v);
}
