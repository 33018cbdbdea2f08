/** Raising from native code: handlers run here, at the raise site; a `Catch` is reached by a host exception. */
import type { Kernel } from '../kernel.ts';
import { Condition, Raise } from '../values/condition.ts';
import { hostStack } from '../values/origin.ts';
import type { Value } from '../values/procedure.ts';
import { type HandlerPair, Link, LinkKind, linksBetween, nextHandling } from './dynamic.ts';
import { RoutedRaise } from './transfer.ts';

export function raiseFromHost(kernel: Kernel, payload: Value, continuable: boolean): Value {
  const site = kernel.handlers;
  let link = nextHandling(site);
  if (link !== null && link === kernel.outermost && !(payload instanceof Condition)) kernel.originOf(payload, hostStack());
  while (link instanceof Link && link.kind === LinkKind.Handler) {
    const shield = new Link(LinkKind.Shield, site, null, null, linksBetween(site, link) + 1);
    kernel.handlers = shield;
    try {
      for (const [predicate, handler] of link.a as HandlerPair[]) {
        if (predicate !== null) {
          const t = kernel.call(predicate, payload);
          if (t === false || t === null) continue;
        }
        const answer = kernel.call(handler, payload);
        if (continuable) return answer;
        raiseFromHost(kernel, new Condition('Handler returned from a raise that is not continuable', [payload]), false);
      }
    } catch (e) {
      // A primitive failed in the handler: that concerns the handlers outside of it only.
      if (!isUnrouted(e)) throw e;
      kernel.handlers = shield;
      raiseFromHost(kernel, e.payload, false);
    } finally {
      kernel.handlers = site;
    }
    link = nextHandling(link.next);
  }
  throw new RoutedRaise(payload);
}

/** A failing primitive's raise, which no handler has seen yet. */
function isUnrouted(e: unknown): e is Raise {
  return e instanceof Raise && !(e instanceof RoutedRaise);
}

/**
 * For what is about to leave an expression because of the host exception `e`: a primitive that failed in native code has thrown
 * past its raise site, so the handlers are asked here, before leaving can be observed. Throws `e`, or what the handlers made of it.
 * `kernel.handlers` must be what it was in the expression.
 */
export function routed(kernel: Kernel, e: unknown): never {
  if (!isUnrouted(e)) throw e;
  throw raiseFromHost(kernel, e.payload, false);
}

/** Calls a guest procedure; the handlers of a failure run inside of the call. */
export function callRouted(kernel: Kernel, fn: Value, ...args: Value[]): Value {
  const { handlers } = kernel;
  try {
    return kernel.call(fn, ...args);
  } catch (e) {
    kernel.handlers = handlers;
    return routed(kernel, e);
  }
}

/** Runs the thunk with handlers in force. */
export function withHandlers(kernel: Kernel, pairs: HandlerPair[], thunk: Value): Value {
  const link = new Link(LinkKind.Handler, kernel.handlers, pairs);
  const outer = kernel.handlers;
  kernel.handlers = link;
  try {
    return kernel.call(thunk);
  } catch (e) {
    kernel.handlers = link;
    // The host's limits concern the handlers, too, as soon as there is room to run them.
    return routed(kernel, e instanceof RangeError ? new Raise(kernel.caught(e)) : e);
  } finally {
    kernel.handlers = outer;
  }
}
