/** Host exceptions that reach the machine's loop: from primitives, native callees and nested runs. */

import type { Step } from '../control/status.ts';
import { RoutedRaise, Transfer } from '../control/transfer.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { Interrupt, Raise } from '../values/condition.ts';
import type { Machine } from './machine.ts';
import { beginRaise } from './raise.ts';
import { unwind } from './unwind.ts';
import { locate, note } from './where.ts';

/** Leaves the machine ready to go on, or throws what is not the guest's business. */
export function fault(m: Machine, error: unknown): Step {
  m.setD(m.d);
  m.kernel.nativeDepth = m.nativeDepth;
  if (error instanceof Interrupt) throw error;
  if (error instanceof Transfer) return unwind(m, new Unwinding(UnwindKind.Exit, error));
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
