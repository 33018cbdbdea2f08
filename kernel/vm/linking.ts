/** Code from text meets a namespace: names become cells, names of primitives what they mean there. */
import { Cell } from '../core/nodes.ts';
import type { Namespace } from '../instance/namespace.ts';
import type { Procedure } from '../values/procedure.ts';
import { Arity, PrimRef, type VmCode } from './code.ts';
import { isPlain } from './compiler/primitive-calls.ts';

/** Text that is not code. */
export class CodeError extends Error {}

/** The primitive that the name means in the namespace. Where it means something else, calls are ordinary calls. */
export function primitiveNamed(namespace: Namespace, name: string): PrimRef {
  const cell = namespace.cell(name);
  const procedure = cell.v as Procedure | undefined;
  if (typeof procedure !== 'function') throw new CodeError(`there is no primitive ${name}`);
  const plain = isPlain(procedure) ? (procedure.primitive ?? (procedure.record ? { fn: procedure } : null)) : null;
  if (plain !== null) return new PrimRef(cell, procedure, plain.fn);
  // A reference that never holds.
  return new PrimRef(cell, NEVER, NEVER);
}

/** What a reference that never holds refers to. */
export const NEVER: Procedure = () => null;

/** Sets what follows from the parameters. */
export function completeCode(code: VmCode): void {
  const plain = code.optional.length === 0 && !code.rest && !code.lenient && !code.generator;
  code.exact = plain ? code.required : Arity.General;
}

export const isGlobal = (v: unknown): v is Cell | PrimRef => v instanceof Cell || v instanceof PrimRef;
