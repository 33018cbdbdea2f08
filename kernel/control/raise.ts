/** Raising from native code: handlers run here, at the raise site; a `Catch` is reached by a host exception. */
import type { Kernel } from '../kernel.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { type HandlerPair, Link, LinkKind, nextHandling, shielded } from './dynamic.ts';
import { RoutedRaise } from './transfer.ts';

export function raiseFromHost(kernel: Kernel, payload: Value, continuable: boolean): Value {
  const site = kernel.handlers;
  let link = nextHandling(site);
  while (link instanceof Link && link.kind === LinkKind.Handler) {
    const shield = shielded(site, link);
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
 * Runs the thunk with handlers in force. A primitive that fails in native code has thrown past its raise site; the
 * handlers see its condition here, when the frames inside have been left already.
 */
export function withHandlers(kernel: Kernel, pairs: HandlerPair[], thunk: Value): Value {
  const outer = kernel.handlers;
  const link = new Link(LinkKind.Handler, outer, pairs);
  try {
    return within(kernel, link, thunk);
  } catch (e) {
    if (!isUnrouted(e)) throw e;
    kernel.handlers = link;
    try {
      return raiseFromHost(kernel, e.payload, false);
    } finally {
      kernel.handlers = outer;
    }
  }
}

/** Runs the thunk in another dynamic state. */
export function within(kernel: Kernel, link: Link, thunk: Value): Value {
  const outer = kernel.handlers;
  kernel.handlers = link;
  try {
    return kernel.call(thunk);
  } finally {
    kernel.handlers = outer;
  }
}
