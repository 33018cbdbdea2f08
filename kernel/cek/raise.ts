/**
 * Raising: handlers run at the raise site, seeing only what is outside of themselves; a `Catch` is unwound to. With
 * neither, the run is left and the host caller gets a `RoutedRaise`.
 */

import { behind, type HandlerPair, Link, LinkKind, nextHandling, shieldTo } from '../control/dynamic.ts';
import type { Step } from '../control/status.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { Condition } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import { answer, call } from './apply.ts';
import { NO_ENV } from './code.ts';
import { Frame, FrameOp } from './frames.ts';
import type { Machine } from './machine.ts';
import { unwind } from './unwind.ts';

/** A raise while the handlers of one link are asked in turn. */
interface Search {
  payload: Value;
  continuable: boolean;
  pairs: readonly HandlerPair[];
}

export function beginRaise(m: Machine, payload: Value, continuable: boolean): Step {
  consult(m, payload, continuable, m.d);
}

/** Looks for a handler or catch from `from` outwards. */
function consult(m: Machine, payload: Value, continuable: boolean, from: HandlerLink | null): Step {
  const link = nextHandling(from);
  if (!(link instanceof Link) || link.kind !== LinkKind.Handler) {
    unwind(m, new Unwinding(UnwindKind.Raise, payload));
    return;
  }
  // The handler sees neither itself nor anything inside its own expression.
  m.setD(shieldTo(m.d, link));
  ask(m, { payload, continuable, pairs: link.a }, 0);
}

/** Asks the pairs from `i` on; the shield is up. */
function ask(m: Machine, search: Search, i: number): Step {
  const pair = search.pairs[i];
  if (pair === undefined) return decline(m, search);
  const [predicate, handler] = pair;
  if (predicate === null) return handle(m, search, handler);
  m.k = new Frame(FrameOp.HandlerTest, m.at, NO_ENV, i, search, m.k, 0);
  call(m, predicate, search.payload);
}

function handle(m: Machine, search: Search, handler: Value): Step {
  m.k = new Frame(FrameOp.HandlerDone, m.at, NO_ENV, search.continuable ? 1 : 0, search.payload, m.k, 0);
  call(m, handler, search.payload);
}

/** No pair of this link wants the value: takes the shield down and goes on outside. */
function decline(m: Machine, search: Search): Step {
  const shield = m.d as Link;
  m.setD(shield.next);
  consult(m, search.payload, search.continuable, behind(shield));
}

/** A predicate has answered `v`. */
export function handlerTested(m: Machine, f: Frame, v: Value): Step {
  const search = f.x as Search;
  if (v === false || v === null) ask(m, search, f.i + 1);
  else handle(m, search, (search.pairs[f.i] as HandlerPair)[1]);
}

/** A handler has answered `v`. */
export function handlerDone(m: Machine, f: Frame, v: Value): Step {
  if (f.i === 1) {
    m.setD((m.d as Link).next);
    return answer(m, v);
  }
  // Still behind the shield: the outer handlers get this one.
  const condition = new Condition('Handler returned from a raise that is not continuable', [f.x]);
  beginRaise(m, condition, false);
}
