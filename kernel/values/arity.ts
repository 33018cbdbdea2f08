/** The arity condition, worded the same in every engine. `max` is -1 when there is no upper limit. */
import { fail } from './condition.ts';

export function arityError(name: string, min: number, max: number, got: number): never {
  return fail(arityMessage(name, min, max, got), [], 'arity');
}

export function arityMessage(name: string, min: number, max: number, got: number): string {
  const many = (n: number) => `${n} argument${n === 1 ? '' : 's'}`;
  const expected = max === min ? many(min) : max < 0 ? `at least ${many(min)}` : `${min} to ${many(max)}`;
  return `${name || 'anonymous procedure'}: expected ${expected}, got ${got}`;
}
