/** Raising from native code: handlers run here, at the raise site; a `Catch` is reached by a host exception. */
import type { Kernel } from '../kernel.ts';
import { Condition } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { type HandlerPair, Link, LinkKind, linksBetween, nextHandling } from './dynamic.ts';
import { RoutedRaise } from './transfer.ts';

export function raiseFromHost(kernel: Kernel, payload: Value, continuable: boolean): Value {
  const site = kernel.handlers;
  let link = nextHandling(site);
  while (link instanceof Link && link.kind === LinkKind.Handler) {
    kernel.handlers = new Link(LinkKind.Shield, site, null, null, linksBetween(site, link) + 1);
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
    } finally {
      kernel.handlers = site;
    }
    link = nextHandling(link.next);
  }
  throw new RoutedRaise(payload, link);
}

/** Runs the thunk with handlers in force. */
export function withHandlers(kernel: Kernel, pairs: HandlerPair[], thunk: Value): Value {
  return within(kernel, new Link(LinkKind.Handler, kernel.handlers, pairs), thunk);
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
