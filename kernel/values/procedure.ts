/**
 * Procedures. Every guest procedure is a host function taking its arguments positionally, whatever engine made it, so
 * engines call each other without conversion. Engine data hangs off the function as optional properties:
 *
 * - `lambda`: the CEK's own code for it. The CEK prefers this over a host call, which keeps the continuation capturable.
 * - `control`: a control operator (call/cc, perform, apply …) which the CEK performs itself instead of calling.
 * - `primitive`: a row of the primitive table.
 *
 * A host call may return the `TCO` sentinel instead of a value: a tail call is pending in the kernel's registers and
 * the caller must run it (`kernel.bounce()`). Code that is not generated must call through `kernel.call`.
 */
import type { PrimitiveSpec } from '../primitives/spec.ts';

// biome-ignore lint/suspicious/noExplicitAny: guest values are untyped by nature
export type Value = any;

export interface Procedure {
  (...args: Value[]): Value;
  /** Guest name, for printing. */
  guestName?: string;
  lambda?: unknown;
  control?: string;
  primitive?: PrimitiveSpec;
}

/** The pending-tail-call sentinel. */
export const TCO: unique symbol = Symbol('pending tail call');
