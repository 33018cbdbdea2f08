/** The globals that a unit defines or assigns: which of them stay what they are, and which are bound before anything can run. */
import { type Cell, Kind, type Node } from '../../core/nodes.ts';
import { children } from '../../core/walk.ts';
import { isPlainScalar } from '../units/exports.ts';
import type { Bindings } from './callees.ts';
import { findOwnRecords } from './own-records.ts';

/** Fills in what is known about the unit's own globals. */
export function findGlobals(nodes: readonly Node[], bindings: Bindings): void {
  const defined = new Map<Cell, number>();
  const assigned = new Set<Cell>();
  const scan = (n: Node): void => {
    if (n.kind === Kind.Define) defined.set(n.cell, (defined.get(n.cell) ?? 0) + 1);
    if (n.kind === Kind.SetGlobal) assigned.add(n.cell);
    for (const c of children(n)) scan(c);
  };
  for (const n of nodes) scan(n);
  for (const c of defined.keys()) bindings.volatile.add(c);
  for (const c of assigned) bindings.volatile.add(c);
  if (!bindings.sealed) return;
  const top = (n: Node): void => {
    if (n.kind === Kind.Seq) for (const c of n.body) top(c);
    if (n.kind !== Kind.Define || !single(n.cell)) return;
    bindings.definitions.set(n.cell, n.value);
    if (n.value.kind === Kind.Lambda) bindings.globals.set(n.cell, n.value);
    else if (n.value.kind === Kind.Const && isPlainScalar(n.value.value)) bindings.constants.set(n.cell, n.value.value);
    else bindings.values.add(n.cell);
  };
  const single = (cell: Cell) => defined.get(cell) === 1 && !assigned.has(cell);
  for (const n of nodes) top(n);
  findOwnRecords(nodes, bindings, single);
  findBound(nodes, bindings);
}

/** Cells defined before any form that could run a procedure of the unit. */
function findBound(nodes: readonly Node[], bindings: Bindings): void {
  const quiet = (n: Node): boolean => {
    if (n.kind === Kind.Lambda) return true;
    if (n.kind === Kind.Call && bindings.primitiveOf(n.fn) === undefined) return false;
    return children(n).every(quiet);
  };
  const visit = (n: Node): boolean => {
    if (n.kind === Kind.Seq) return n.body.every(visit);
    if (!quiet(n)) return false;
    if (n.kind === Kind.Define) bindings.bound.add(n.cell);
    return true;
  };
  nodes.every(visit);
}
