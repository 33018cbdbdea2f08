/** Calls that are performed in place: which they are, and by which instruction. */
import { type Call, Kind } from '../../core/nodes.ts';
import type { Procedure, Value } from '../../values/procedure.ts';
import { PrimRef } from '../code.ts';
import { OPCODES, type Op } from '../opcodes.ts';

/** A call by global name of a plain primitive or record operation that accepts this number of operands. */
export function inlinable(n: Call): boolean {
  if (n.fn.kind !== Kind.GlobalRef) return false;
  const { v } = n.fn.cell;
  return isPlain(v) && accepts(v, n.args.length);
}

/** A host procedure that only computes: neither a closure nor an operator of the machine. */
export function isPlain(v: Value): v is Procedure {
  return typeof v === 'function' && v.lambda === undefined && v.control === undefined && v.vm === undefined;
}

/** Whether a plain primitive or record operation takes so many operands; anything else takes none. */
export function accepts(v: Procedure, count: number): boolean {
  if (v.primitive) {
    const { min, max } = v.primitive;
    return count >= min && (max < 0 || count <= max);
  }
  if (!v.record) return false;
  const { op, index } = v.record;
  return count === (op === 'make' ? index : op === 'set' ? 2 : 1);
}

/** The primitive behind an inlinable call. */
export function primitiveOf(n: Call): PrimRef {
  const { cell } = n.fn as Extract<Call['fn'], { kind: Kind.GlobalRef }>;
  const procedure = cell.v as Procedure;
  return new PrimRef(cell, procedure, procedure.primitive ? procedure.primitive.fn : procedure);
}

const instructions = new Map<string, Op>();
for (const { op, primitive, pops } of OPCODES) {
  if (primitive !== undefined) instructions.set(typeof pops === 'number' ? `${primitive}/${pops}` : primitive, op);
}

/** The instruction for a primitive on so many operands, if there is one. */
export const instructionFor = (primitive: string, count: number): Op | undefined =>
  instructions.get(`${primitive}/${count}`) ?? instructions.get(primitive);
