/**
 * The globals at one moment, to go back to: whoever runs programs of different people on one kernel uses it so that none sees what another
 * one has defined or assigned. What is inside of values (dicts, lists) is not covered.
 */
import type { Cell } from '../core/nodes.ts';
import type { Value } from '../values/procedure.ts';
import type { Kernel } from './kernel.ts';
import type { NameMark, Namespace } from './namespace.ts';

interface Kept {
  namespace: Namespace;
  mark: NameMark;
  cells: Cell[];
  values: Value[];
}

export class GlobalsSnapshot {
  private readonly kept: readonly Kept[];

  constructor(kernel: Kernel) {
    this.kept = Array.from(kernel.everyNamespace(), namespace => {
      const mark = namespace.mark();
      const cells = [...mark.cells.values()];
      return { namespace, mark, cells, values: cells.map(cell => cell.v) };
    });
  }

  /** Back to the state of then; answers how many globals had another value. */
  restore(): number {
    let changed = 0;
    for (const { namespace, mark, cells, values } of this.kept) {
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i] as Cell;
        if (cell.v === values[i]) continue;
        // A name that was only referred to then may have taken its parent's value since.
        if (values[i] === undefined && cell.v === namespace.parent?.lookup(cell.name)?.v) values[i] = cell.v;
        else {
          cell.v = values[i];
          changed++;
        }
      }
      for (const cell of namespace.back(mark)) {
        const value = namespace.parent?.lookup(cell.name)?.v;
        if (cell.v !== value) changed++;
        cell.v = value;
        cells.push(cell);
        values.push(value);
      }
    }
    return changed;
  }
}
