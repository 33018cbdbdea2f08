/** `perform`: what need not wait is answered in place; else a driven top-level run stops with the request; elsewhere the kernel's resolver answers at once. */
import { Status, type Step } from '../control/status.ts';
import { fail } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import type { Machine } from './machine.ts';

export function perform(m: Machine, request: Value): Step {
  const answered = m.kernel.hooks.answer?.(request);
  if (answered !== undefined) return m.answer(answered);
  if (m.top && m.driven) {
    m.v = request;
    m.status = Status.Suspended;
    return;
  }
  const resolver = m.kernel.hooks.performResolver;
  if (resolver) return m.answer(resolver(request));
  fail('IO suspension in non-IO context', [request], 'io');
}
