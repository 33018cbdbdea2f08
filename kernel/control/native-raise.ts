/** Raising from native code: a `Catch` is reached by a host exception; handlers are asked by a run at the raise site. */
import type { Kernel } from '../instance/kernel.ts';
import { Condition, Raise } from '../values/condition.ts';
import { hostStack, type Origin } from '../values/origin.ts';
import { type Procedure, TCO, type Value } from '../values/procedure.ts';
import { Link, LinkKind, nextHandling } from './dynamic.ts';
import { RoutedRaise } from './transfer.ts';

/** `operator`: `raise` or `raise-continuable`. */
export function raiseFromHost(kernel: Kernel, payload: Value, operator: Procedure): Value {
  const link = nextHandling(kernel.handlers);
  if (link !== null && link === kernel.outermost && !(payload instanceof Condition))
    kernel.originOf(payload, hostStack(), kernel.trace());
  if (link instanceof Link && link.kind === LinkKind.Handler) return kernel.nested([operator, payload]);
  throw new RoutedRaise(payload);
}

/** Where a value that is no condition is raised; if nobody is going to catch it, with the calls under way. */
export function originNow(kernel: Kernel, payload: Value): Origin {
  if (kernel.raised !== null && kernel.raised.payload === payload) return kernel.raised.origin;
  const uncaught = kernel.outermost !== null && nextHandling(kernel.handlers) === kernel.outermost;
  return kernel.originOf(payload, null, uncaught ? kernel.trace() : null);
}

/**
 * For what is about to leave an expression because of the host exception `e`: a primitive that failed in native code has thrown
 * past its raise site, so the handlers are asked here, before leaving can be observed. Answers what to leave with: `e`, what the
 * handlers made of it or, if the caller's frame can be moved, `TCO` for a migration. `kernel.handlers` must be what it was in the
 * expression.
 */
export function routed(kernel: Kernel, e: unknown, movable: boolean): unknown {
  if (!(e instanceof Raise) || e instanceof RoutedRaise) return e;
  try {
    const pending = raiseFromHost(kernel, e.payload, kernel.base.cell('raise').v);
    if (pending !== TCO) return pending;
    return movable ? kernel.settle() : kernel.bounce();
  } catch (outcome) {
    return outcome;
  }
}
