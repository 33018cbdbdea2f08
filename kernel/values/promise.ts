/**
 * Promises of `delay` and `make-promise` (no relation to the host's). The state sits in a box because a promise chain
 * made by `delay-force` shares one: forcing the outer promise must also settle the inner one, in constant space.
 */
import type { Value } from './procedure.ts';

export interface PromiseBox {
  done: boolean;
  /** The value once `done`; before that the thunk that computes it. */
  content: Value;
  /** Made by `delay-force`: the thunk answers the promise to continue as. */
  chain?: boolean;
}

export class GuestPromise {
  readonly guestType = 'promise';
  constructor(public box: PromiseBox) {}
}
