/** Host exceptions that reach the machine's loop: from primitives, native callees and nested runs. */

import { RoutedRaise, Transfer } from '../control/transfer.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { type Continuation, jump } from './continuation.ts';
import type { Machine } from './machine.ts';
import { beginRaise } from './raise.ts';
import type { Step } from './status.ts';
import { unwind } from './unwind.ts';
import { locate } from './where.ts';

/** Leaves the machine ready to go on, or throws what is not the guest's business. */
export function fault(m: Machine, error: unknown): Step {
  m.setD(m.d);
  m.kernel.nativeDepth = m.nativeDepth;
  if (error instanceof Interrupt) throw error;
  if (error instanceof Transfer) {
    if (error.target === m) return jump(m, error.continuation as Continuation, error.value);
    return unwind(m, new Unwinding(UnwindKind.Exit, error));
  }
  if (error instanceof RoutedRaise) {
    // Its handlers have been asked; what is left is to leave frames.
    locate(error.payload, m.at, m.e, m.k);
    note(m, error.payload);
    return unwind(m, new Unwinding(UnwindKind.Raise, error.payload));
  }
  if (error instanceof Raise) {
    locate(error.payload, m.at, m.e, m.k);
    note(m, error.payload);
    return beginRaise(m, error.payload, false);
  }
  const payload = m.kernel.caught(error);
  locate(payload, m.at, m.e, m.k);
  beginRaise(m, payload, false);
}

/** Remembers where a value that carries no position of its own was first raised: there, or in what awaits its value. */
function note(m: Machine, payload: Value): void {
  if (payload instanceof Condition || m.kernel.raised?.payload === payload) return;
  const code = m.at.pos >= 0 ? m.at : m.k.code;
  const source = code.owner?.source;
  if (source && !source.internal && code.pos >= 0) m.kernel.raised = { payload, source, pos: code.pos };
}
