/** Arguments of control operators, read the same way by their host and their CEK implementations. */
import type { Kernel } from '../instance/kernel.ts';
import { Condition, fail } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import type { HandlerPair } from './dynamic.ts';

/** The elements of a list, vector or nil. */
export function elementsOf(v: Value): readonly Value[] {
  if (v instanceof List) return v.toArray();
  if (Array.isArray(v)) return v;
  return v === null ? [] : fail('Expected list', [v], 'type');
}

/** `((predicate handler) …)`; a predicate of `true` accepts everything. */
export function handlerPairs(v: Value): HandlerPair[] {
  return elementsOf(v).map(pair => {
    const [predicate, handler] = elementsOf(pair);
    return [predicate === true ? null : predicate, handler];
  });
}

/** `(apply f a … list)` as operator and operands: `[apply, f, a …, list]` → `[f, a …, elements …]`. */
export function spread(vals: readonly Value[]): Value[] {
  if (vals.length === 2) return [vals[1]];
  const last = vals.length - 1;
  return [...vals.slice(1, last), ...elementsOf(vals[last])];
}

/** The condition that `(error message irritant …)` raises. */
export function conditionOf(kernel: Kernel, args: readonly Value[]): Condition {
  const [message, ...irritants] = args;
  return new Condition(typeof message === 'string' ? message : kernel.inspect(message), irritants);
}
