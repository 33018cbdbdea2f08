/**
 * Procedures. Every guest procedure is a host function taking its arguments positionally, whatever engine made it, so
 * engines call each other without conversion. Engine data hangs off the function as optional properties:
 *
 * - `lambda`: the CEK's own code for it. The CEK prefers this over a host call, which keeps the continuation capturable.
 * - `vm`: likewise the virtual machine's.
 * - `control`: a control operator (call/cc, perform, apply …) which the CEK performs itself instead of calling.
 * - `primitive`: a row of the primitive table.
 * - `record`: it is exactly this operation of a record type, which compiled code may perform in place.
 *
 * A host call may return the `TCO` sentinel instead of a value: a tail call is pending in the kernel's registers and
 * the caller must run it (`kernel.bounce()`). Code that is not generated must call through `kernel.call`.
 */
import type { PrimitiveSpec } from './primitive-spec.ts';
import type { RecordType } from './record.ts';

// biome-ignore lint/suspicious/noExplicitAny: guest values are untyped by nature
export type Value = any;

export interface Procedure {
  (...args: Value[]): Value;
  /** Guest name, for printing. */
  guestName?: string;
  lambda?: unknown;
  vm?: unknown;
  control?: string;
  primitive?: PrimitiveSpec;
  record?: RecordOperation;
}

/**
 * - `make`: takes `index` operands, which are all fields in order; answers the instance.
 * - `pred`: takes any value; answers whether it is an instance (of a subtype, too).
 * - `get`: takes an instance; answers field `index`.
 * - `set`: takes an instance and a value; stores it in field `index` and answers it.
 */
export interface RecordOperation {
  type: RecordType;
  op: 'make' | 'pred' | 'get' | 'set';
  index: number;
}

/** The pending-tail-call sentinel. */
export const TCO: unique symbol = Symbol('pending tail call');
/** What compiled code answers to the interpreter that entered it when it jumps to a place outside of itself. */
export const LEAVE: unique symbol = Symbol('leave');
