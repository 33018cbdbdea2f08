/** What a driven run of a machine came to: a value, or a request of the outside world that its rest waits for. */
import type { Value } from '../values/procedure.ts';

export interface Done {
  readonly done: true;
  readonly value: Value;
}

/** A run that waits for the answer to a `perform`. Either method continues it, any number of times. */
export interface Suspended {
  readonly done: false;
  readonly request: Value;
  resume(value: Value): Done | Suspended;
  raise(payload: Value): Done | Suspended;
}
