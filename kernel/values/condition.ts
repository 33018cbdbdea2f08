/**
 * What can travel up a guest program. `Raise` is the host exception that carries a raised guest value through native
 * frames; it is not an `Error`, since building a stack trace costs more than the whole throw. `Condition` is the guest
 * value made by `(error …)` and by failing primitives. `Interrupt` ends a run from outside (time-out, fuel, heap) and
 * no guest handler sees it.
 */
import { hostStack, Origin } from './origin.ts';

/** The kinds with their meanings. */
export const CONDITION_KINDS = {
  error: 'anything else; what `error` makes',
  type: 'an argument is of another type than the operation takes',
  arity: 'a procedure is called with too few or too many arguments',
  range: 'an argument has the right type and is outside of what the operation allows, or a result would be too large',
  'undefined-symbol': 'a name has no value',
  'stack-exhausted': 'calls nest deeper than the limit',
  syntax: 'a text cannot be read, or a form is not as its shape says',
  io: 'an effect failed outside of the program; the first irritant says why',
} as const;

export type ConditionKind = keyof typeof CONDITION_KINDS;

export class Condition {
  readonly origin: Origin;

  constructor(
    readonly message: string,
    readonly irritants: readonly unknown[] = [],
    readonly kind: ConditionKind = 'error',
    origin: Origin | Error | null = hostStack(),
  ) {
    this.origin = origin instanceof Origin ? origin : new Origin(origin);
  }

  /** Where it arose: `file:line:column`; '' while unknown. */
  get where(): string {
    return this.origin.where;
  }

  set where(place: string) {
    this.origin.settle(place);
  }
}

export class Raise {
  constructor(
    readonly payload: unknown,
    readonly continuable = false,
  ) {}
}

export type InterruptReason = 'timeout' | 'fuel' | 'memory' | 'stopped';

export class Interrupt {
  constructor(readonly reason: InterruptReason) {}
}

/** Throws a guest condition. Messages state expected and found: `Expected number, got list`. */
export function fail(message: string, irritants: readonly unknown[] = [], kind: ConditionKind = 'error'): never {
  throw new Raise(new Condition(message, irritants, kind));
}
