/**
 * Host exceptions that guests cause by rights: the host's stack is full, or a string or table would be larger than it can have. Compiled
 * code meets them without a check of its own, so they are known by the host's exact words; every other host exception is a bug of
 * the kernel and is not turned into anything.
 */
import { Condition } from '../values/condition.ts';

const RANGE: ReadonlySet<string> = new Set(['Invalid string length', 'Map maximum size exceeded', 'Set maximum size exceeded']);

/** The condition that a host exception stands for; undefined for a bug. */
export function hostLimit(e: unknown): Condition | undefined {
  if (!(e instanceof RangeError)) return undefined;
  if (e.message === 'Maximum call stack size exceeded') return new Condition('Stack exhausted', [], 'stack-exhausted', e);
  return RANGE.has(e.message) ? new Condition(e.message, [], 'range', e) : undefined;
}
