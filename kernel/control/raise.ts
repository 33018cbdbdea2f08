/** Raising from native code: a `Catch` is reached by a host exception; handlers are asked by a run at the raise site. */
import type { Kernel } from '../kernel.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { Link, LinkKind, nextHandling } from './dynamic.ts';
import { RoutedRaise } from './transfer.ts';

/** `operator`: `raise` or `raise-continuable`. */
export function raiseFromHost(kernel: Kernel, payload: Value, operator: Procedure): Value {
  const link = nextHandling(kernel.handlers);
  if (link instanceof Link && link.kind === LinkKind.Handler) return kernel.nested([operator, payload]);
  throw new RoutedRaise(payload);
}
