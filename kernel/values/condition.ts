/**
 * What can travel up a guest program. `Raise` is the host exception that carries a raised guest value through native
 * frames; it is not an `Error`, since building a stack trace costs more than the whole throw. `Condition` is the guest
 * value made by `(error …)` and by failing primitives. `Interrupt` ends a run from outside (time-out, fuel, heap) and
 * no guest handler sees it.
 */
export type ConditionKind = 'error' | 'type' | 'arity' | 'range' | 'undefined-symbol' | 'stack-exhausted' | 'syntax' | 'io';

/** How conditions find out where in compiled code they arose; the native tier installs this while tracing is on. */
export const conditionTraces: { capture: (() => Error) | null; locate: (trace: Error) => string } = {
  capture: null,
  locate: () => '',
};

export class Condition {
  private place = '';
  private trace: Error | null;

  constructor(
    readonly message: string,
    readonly irritants: readonly unknown[] = [],
    readonly kind: ConditionKind = 'error',
  ) {
    this.trace = conditionTraces.capture === null ? null : conditionTraces.capture();
  }

  /** Where it arose: `file:line:column`, filled by the engine that first sees it; '' while unknown. */
  get where(): string {
    if (this.trace !== null && this.place === '') this.where = conditionTraces.locate(this.trace);
    return this.place;
  }

  set where(place: string) {
    this.place = place;
    this.trace = null;
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
