/** `call/cc` and `dynamic-wind` for native callers. A native frame cannot be re-entered: the continuation only escapes. */
import type { Kernel } from '../kernel.ts';
import { fail, Interrupt } from '../values/condition.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { callRouted } from './raise.ts';
import { Transfer } from './transfer.ts';

export const BARRIER = 'Continuation crosses a native frame';

export function callWithEscape(kernel: Kernel, receiver: Value): Value {
  const target = { active: true };
  const k: Value = (...args: Value[]) => {
    if (!target.active) fail(BARRIER);
    throw new Transfer(target, null, args.length === 1 ? args[0] : new Multiple(args));
  };
  k.control = 'continuation';
  k.guestName = 'continuation';
  const { handlers } = kernel;
  try {
    return callRouted(kernel, receiver, k);
  } catch (e) {
    if (!(e instanceof Transfer && e.target === target)) throw e;
    kernel.handlers = handlers;
    return e.value;
  } finally {
    target.active = false;
  }
}

export function dynamicWind(kernel: Kernel, before: Value, thunk: Value, after: Value): Value {
  kernel.call(before);
  const { handlers } = kernel;
  let value: Value;
  try {
    value = callRouted(kernel, thunk);
  } catch (e) {
    kernel.handlers = handlers;
    if (!(e instanceof Interrupt)) kernel.call(after);
    throw e;
  }
  kernel.call(after);
  return value;
}
