/** Ways out of an expression, as both interpreting engines perform them. */
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import type { Machine } from './machine.ts';
import type { Step } from './status.ts';

export enum UnwindKind {
  /** To the innermost `Catch`, else out of the run; `payload`: the raised value. */
  Raise,
  /** Out of the run; `payload`: the host exception to throw on. A `Transfer` ends in the run that it is on its way to. */
  Exit,
  /** To the prompt; only after-thunks run, since the continuation may come back. Then `then`. */
  Shift,
  /** Out of the generator's body; `payload`: the value to answer. */
  GeneratorReturn,
  /** Down to the link `stop`; then `then`. */
  Jump,
}

export class Unwinding {
  constructor(
    readonly kind: UnwindKind,
    readonly payload: Value,
    readonly stop: HandlerLink | null = null,
    readonly then: (m: Machine) => Step = () => {},
    /** A raise: how many of the next that take part in raising do not see it. */
    readonly hidden = 0,
  ) {}

  /** The same with so many still to be passed. */
  hiding(hidden: number): Unwinding {
    return hidden === this.hidden ? this : new Unwinding(this.kind, this.payload, this.stop, this.then, hidden);
  }
}
