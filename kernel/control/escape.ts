/**
 * Escaping continuations (`call/ec`). The way out is a link of the dynamic state, so that it moves with the frames around it; it is open as
 * long as the link is in force.
 */
import type { Kernel } from '../instance/kernel.ts';
import { fail } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import { type Procedure, TCO, type Value } from '../values/procedure.ts';
import { Link, LinkKind } from './dynamic.ts';
import { migrationOf } from './migration.ts';
import { routed } from './native-raise.ts';
import { oneValue } from './runs.ts';
import { Transfer } from './transfer.ts';

/** Said where the call that a way out belongs to has ended, or is not part of the present continuation. */
const CLOSED = 'Escape out of a call that has ended';

/** What identifies one way out, as the link's `a`; also what is moved of a native `call/ec`. */
export class Escape {
  readonly procedure: Procedure;

  constructor(kernel: Kernel) {
    this.procedure = (...args) => {
      if (!this.isOpen(kernel.handlers)) fail(CLOSED);
      throw new Transfer(this, null, oneValue(args));
    };
    this.procedure.control = 'continuation';
    this.procedure.guestName = 'continuation';
  }

  private isOpen(d: HandlerLink | null): boolean {
    return findEscape(this, d, null) !== null;
  }
}

/** The link of a way out between `from` and, exclusive, `to`. */
export function findEscape(way: unknown, from: HandlerLink | null, to: HandlerLink | null): Link | null {
  for (let l = from; l !== to && l !== null; l = l.next) {
    if (l instanceof Link && l.kind === LinkKind.Escape && l.a === way) return l;
  }
  return null;
}

/** `call/ec` for native callers. */
export function callWithEscape(kernel: Kernel, receiver: Value): Value {
  const way = new Escape(kernel);
  const { handlers, nativeDepth } = kernel;
  const inside = new Link(LinkKind.Escape, handlers, way);
  const moved = (): typeof TCO => {
    migrationOf(kernel).frames.push(way);
    return TCO;
  };
  kernel.handlers = inside;
  try {
    if (typeof receiver !== 'function') kernel.notCallable(receiver);
    let value = receiver(way.procedure);
    if (value === TCO) value = kernel.settle();
    return value === TCO ? moved() : value;
  } catch (e) {
    kernel.handlers = inside;
    const outcome = routed(kernel, e, true);
    if (outcome === TCO) return moved();
    if (!(outcome instanceof Transfer && outcome.target === way)) throw outcome;
    kernel.nativeDepth = nativeDepth;
    return outcome.value;
  } finally {
    kernel.handlers = handlers;
  }
}
