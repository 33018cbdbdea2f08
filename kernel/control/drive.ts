/** Runs that may stop at a `perform` and be continued. */

import type { Place } from '../values/origin.ts';
import { Continuation } from './continuation.ts';
import type { Engine } from './engine.ts';
import type { Machine } from './machine.ts';
import type { Done, Suspended } from './outcome.ts';
import { beginRaise } from './raise.ts';
import { Status, type Step } from './status.ts';

/** Runs a driven machine from `begin` until it is done or performs a request. */
export function drive(engine: Engine, m: Machine, begin: (m: Machine) => Step): Done | Suspended {
  let k: Continuation | null = null;
  let place: Place | null = null;
  engine.execute(m, begin, () => {
    k = Continuation.of(m);
    place = m.place();
  });
  if (m.status !== Status.Suspended) return { done: true, value: m.v };
  const suspended = k as unknown as Continuation;
  const restart = (prepare: (m: Machine) => Step): Done | Suspended => {
    const next = engine.machine(m.top, true, true, m.base);
    next.since = place;
    return drive(engine, next, () => {
      suspended.enter(next);
      prepare(next);
    });
  };
  return {
    done: false,
    request: m.v,
    resume: value => restart(next => next.answer(value)),
    raise: payload =>
      restart(next => {
        next.locate(payload, place);
        beginRaise(next, payload, false);
      }),
  };
}
