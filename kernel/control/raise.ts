/**
 * Raising: handlers run at the raise site, seeing only what is outside of themselves; a `Catch` is unwound to. With neither, the run is
 * left and the host caller gets a `RoutedRaise`. Also host exceptions that reach a machine's loop: from primitives, native callees and
 * nested runs.
 */

import { Condition, Interrupt, Raise } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import { Continuable } from './continuable.ts';
import { applyContinuation, Continuation } from './continuation.ts';
import { beyond, countTo, type HandlerPair, Link, LinkKind, lastGuard, nextHandling, shieldTo } from './dynamic.ts';
import { FrameKind } from './frames.ts';
import type { Machine } from './machine.ts';
import { homeIn } from './runs.ts';
import type { Step } from './status.ts';
import { RoutedRaise, Transfer } from './transfer.ts';
import { unwind } from './unwind.ts';
import { Unwinding, UnwindKind } from './unwinding.ts';

/** A raise while the handlers of one link are asked in turn. */
interface Search {
  payload: Value;
  continuable: boolean;
  pairs: readonly HandlerPair[];
}

export function beginRaise(m: Machine, payload: Value, continuable: boolean): Step {
  consult(m, payload, continuable, 0);
}

/** Looks for a handler or catch behind the first `n`, which have declined. */
function consult(m: Machine, payload: Value, continuable: boolean, n: number): Step {
  const from = beyond(m.d, n);
  const link = nextHandling(from);
  if (link instanceof Link && link.kind === LinkKind.Handler) {
    // The handler sees neither itself nor anything inside its own expression.
    m.setD(shieldTo(m.d, link));
    return ask(m, { payload, continuable, pairs: link.a }, 0);
  }
  let value = payload;
  if (continuable && link instanceof Link && lastGuard(from) !== null && isOwn(m, link)) {
    m.push(FrameKind.Declined, countTo(m.d, link), payload);
    value = new Continuable(payload, Continuation.of(m));
  }
  unwind(m, new Unwinding(UnwindKind.Raise, value, null, undefined, n));
}

/** Whether the link is of this run. */
function isOwn(m: Machine, link: HandlerLink): boolean {
  for (let l = m.d; l !== m.base && l !== null; l = l.next) if (l === link) return true;
  return false;
}

/** A guard has let a continuable raise pass: it goes on from where it was, behind the first `n`. */
export function raisePast(m: Machine, payload: Value, n: number): Step {
  consult(m, payload, true, n);
}

/** No clause of a guard matches. What was raised continuably goes on where it was raised, all else where the guard stands. */
export function reraise(m: Machine, v: Value): Step {
  if (!(v instanceof Continuable)) return beginRaise(m, v, false);
  if (homeIn(v.back.machine, m) === null) return beginRaise(m, v.payload, true);
  applyContinuation(m, v.back, [null]);
}

/** Asks the pairs from `i` on; the shield is up. */
function ask(m: Machine, search: Search, i: number): Step {
  const pair = search.pairs[i];
  if (pair === undefined) return decline(m, search);
  const [predicate, handler] = pair;
  if (predicate === null) return handle(m, search, handler);
  m.push(FrameKind.HandlerTest, i, search);
  m.call(predicate, search.payload);
}

function handle(m: Machine, search: Search, handler: Value): Step {
  m.push(FrameKind.HandlerDone, search.continuable ? 1 : 0, search.payload);
  m.call(handler, search.payload);
}

/** No pair of this link wants the value: takes the shield down and goes on outside. */
function decline(m: Machine, search: Search): Step {
  const shield = m.d as Link;
  m.setD(shield.next);
  consult(m, search.payload, search.continuable, shield.count);
}

/** Predicate `i` of the search has answered `v`. */
export function handlerTested(m: Machine, search: Search, i: number, v: Value): Step {
  if (v === false || v === null) ask(m, search, i + 1);
  else handle(m, search, (search.pairs[i] as HandlerPair)[1]);
}

/** A handler has answered `v`. */
export function handlerDone(m: Machine, payload: Value, continuable: boolean, v: Value): Step {
  if (continuable) {
    m.setD((m.d as Link).next);
    return m.answer(v);
  }
  // Still behind the shield: the outer handlers get this one.
  // It arose where the handler was asked.
  const origin = payload instanceof Condition ? payload.origin : undefined;
  const condition = new Condition('Handler returned from a raise that is not continuable', [payload], 'error', origin);
  m.locate(condition);
  beginRaise(m, condition, false);
}

/** Leaves the machine ready to go on after a host exception, or throws what is not the guest's business. */
export function fault(m: Machine, error: unknown): Step {
  m.recover();
  if (error instanceof Interrupt) throw error;
  if (error instanceof Transfer) return unwind(m, new Unwinding(UnwindKind.Exit, error));
  const payload = error instanceof Raise ? error.payload : m.kernel.caught(error);
  m.locate(payload);
  // The handlers of a routed raise have been asked; what is left is to leave frames.
  if (error instanceof RoutedRaise) return unwind(m, new Unwinding(UnwindKind.Raise, payload));
  beginRaise(m, payload, false);
}
