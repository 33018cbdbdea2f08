/** What a guard that may decline gets of a continuable raise: the value, and the way back to where it was raised. */
import type { Value } from '../values/procedure.ts';
import type { Continuation } from './continuation.ts';

export class Continuable {
  constructor(
    readonly payload: Value,
    readonly back: Continuation,
  ) {}
}

/** The raised value itself. */
export const raised = (v: Value): Value => (v instanceof Continuable ? v.payload : v);
