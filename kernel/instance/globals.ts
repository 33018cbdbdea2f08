/** What every engine does on meeting an unbound global: ask the host for the name's value, then give up. */
import type { Cell } from '../core/nodes.ts';
import { fail } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import type { Kernel } from './kernel.ts';

/** Value of an unbound global cell, bound for good if the kernel's symbol resolver knows it; else a condition. */
export function unboundGlobal(kernel: Kernel, cell: Cell): Value {
  const value = kernel.hooks.resolveSymbol?.(cell.name);
  if (value !== undefined) {
    cell.v = value;
    return value;
  }
  // Resolving may have loaded a library that defined the name itself.
  if (cell.v !== undefined) return cell.v;
  return fail(`Undefined symbol: ${cell.name}`, [], 'undefined-symbol');
}
