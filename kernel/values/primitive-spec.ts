/**
 * The row type of the primitive table: the single source for arity checks, inlining, purity and the reference page.
 */
import type { Value } from './procedure.ts';

export interface PrimitiveSpec {
  name: string;
  /** Least and greatest number of arguments; `max` is -1 when variadic. */
  min: number;
  max: number;
  /** One line for the reference page: `(vector-ref v i)` and what it answers or raises. */
  doc: string;
  /** No side effect besides raising, does not call back into guest code: the CEK may evaluate it without a frame. */
  pure: boolean;
  /**
   * The implementation, positional. Receives missing optional arguments as the host's `undefined`.
   * It never calls guest procedures except through `kernel.call`.
   */
  fn: (...args: Value[]) => Value;
  /**
   * Native tier's inline form for exactly `inlineArity` arguments: given the operands' source texts (each a simple
   * identifier or literal, safe to repeat) and the name of the bound slow path, answers a JavaScript expression.
   */
  inlineArity?: number;
  inline?: (args: readonly string[], slow: string) => string;
}
