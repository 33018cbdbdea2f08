/** Host exceptions that reach the machine's loop: from primitives, native callees and nested runs. */
import type { Step } from '../control/status.ts';
import { RoutedRaise, Transfer } from '../control/transfer.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { Interrupt, Raise } from '../values/condition.ts';
import { type Continuation, jump } from './continuation.ts';
import type { Machine } from './machine.ts';
import { beginRaise } from './raise.ts';
import { unwind } from './unwind.ts';
import { locate, note } from './where.ts';

/** Leaves the machine ready to go on, or throws what is not the guest's business. */
export function fault(m: Machine, error: unknown): Step {
  m.setD(m.d);
  m.argc = -1;
  if (error instanceof Interrupt) throw error;
  if (error instanceof Transfer) {
    if (error.target === m) return jump(m, error.continuation as Continuation, error.value);
    return unwind(m, new Unwinding(UnwindKind.Exit, error));
  }
  const payload = error instanceof Raise ? error.payload : m.kernel.caught(error);
  locate(m, payload);
  if (error instanceof Raise) note(m, payload);
  // The handlers of a routed raise have been asked; what is left is to leave frames.
  if (error instanceof RoutedRaise) return unwind(m, new Unwinding(UnwindKind.Raise, payload));
  beginRaise(m, payload, false);
}
