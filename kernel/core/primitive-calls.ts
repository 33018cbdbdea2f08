/** Calls that engines perform in place: of what only computes, by its global name. */
import type { Procedure, Value } from '../values/procedure.ts';
import { type Call, type Cell, Kind } from './nodes.ts';

/** A call by global name of a plain primitive or record operation that accepts this number of operands; answers the name's cell. */
export function inlinable({ fn, args }: Call): Cell | null {
  return fn.kind === Kind.GlobalRef && isPlain(fn.cell.v) && accepts(fn.cell.v, args.length) ? fn.cell : null;
}

/** A host procedure that only computes: neither a closure nor an operator of a machine. */
export function isPlain(v: Value): v is Procedure {
  return typeof v === 'function' && v.lambda === undefined && v.control === undefined && v.vm === undefined;
}

/** Whether a plain primitive or record operation takes so many operands; anything else takes none. */
export function accepts({ primitive, record }: Procedure, count: number): boolean {
  if (primitive) return count >= primitive.min && (primitive.max < 0 || count <= primitive.max);
  return record !== undefined && count === (record.op === 'make' ? record.index : record.op === 'set' ? 2 : 1);
}

/** What to call for exactly these operands. */
export const implementationOf = (v: Procedure): ((...operands: Value[]) => Value) => v.primitive?.fn ?? v;
