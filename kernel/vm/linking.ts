/** Code from text meets a namespace: names become cells, names of primitives what they mean there. */
import { Cell } from '../core/nodes.ts';
import { implementationOf, isPlain } from '../core/primitive-calls.ts';
import type { Namespace } from '../instance/namespace.ts';
import type { Procedure } from '../values/procedure.ts';
import { PrimRef } from './code.ts';

/** Text that is not code. */
export class CodeError extends Error {}

/** The primitive that the name means in the namespace. Where it means something else, calls are ordinary calls. */
export function primitiveNamed(namespace: Namespace, name: string): PrimRef {
  const cell = namespace.cell(name);
  const procedure = cell.v as Procedure | undefined;
  if (typeof procedure !== 'function') throw new CodeError(`there is no primitive ${name}`);
  if (isPlain(procedure) && (procedure.primitive || procedure.record))
    return new PrimRef(cell, procedure, implementationOf(procedure));
  // A reference that never holds.
  return new PrimRef(cell, NEVER, NEVER);
}

/** What a reference that never holds refers to. */
export const NEVER: Procedure = () => null;

export const isGlobal = (v: unknown): v is Cell | PrimRef => v instanceof Cell || v instanceof PrimRef;
