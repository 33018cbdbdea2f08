/**
 * What a sealed unit promises about its definitions, so that units compiled later can call them directly. `Linkage`
 * collects the promises of the units before, per namespace, and finds the one behind a cell.
 */
import type { Cell } from '../../core/nodes.ts';
import type { Namespace } from '../../instance/namespace.ts';
import type { Tag } from '../analysis/types.ts';
import type { NativeUnit } from './unit.ts';

/** A procedure that is never redefined. */
export interface Signature {
  kind: 'procedure';
  min: number;
  /** -1: any number; with `lenient` calls need not fit. */
  max: number;
  lenient: boolean;
  /** A call may answer the pending-tail-call sentinel. */
  defers: boolean;
  /** Type of all results, if it is one of those that the tests of inline forms ask for. */
  result: Tag | null;
}

/** A scalar that is never assigned. */
export interface Constant {
  kind: 'constant';
  value: number | string | boolean | null;
}

/** Something else that is never assigned. */
export interface Fixed {
  kind: 'value';
}

export type Export = Signature | Constant | Fixed;

export type Imports = (cell: Cell) => Export | undefined;

export class Linkage {
  private readonly byCell = new Map<Cell, Export>();
  private readonly byName = new Map<string, { cell: Cell; promise: Export }>();

  add(unit: NativeUnit, namespace: Namespace): void {
    for (const [name, promise] of Object.entries(unit.exports)) {
      const cell = namespace.cell(name);
      this.byCell.set(cell, promise);
      // Other namespaces see the base's definitions through copies of the cell.
      if (namespace.parent === null) this.byName.set(name, { cell, promise });
    }
  }

  readonly imports: Imports = cell => {
    const own = this.byCell.get(cell);
    if (own !== undefined) return own;
    const base = this.byName.get(cell.name);
    return base !== undefined && base.cell.v === cell.v ? base.promise : undefined;
  };
}

/** Scalars that survive being stored as JSON. */
export function isPlainScalar(value: unknown): value is Constant['value'] {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
