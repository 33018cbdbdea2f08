/** Host exceptions that move control through native frames. Native `guard`s let them pass; `try-finally`s run. */
import { Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';

/** A raise whose handlers have been consulted: it goes to the innermost `Catch` around it. */
export class RoutedRaise extends Raise {}

/** An escape on its way to the run that can finish it. */
export class Transfer {
  constructor(
    /** Whoever recognises its own object. */
    readonly target: object,
    readonly continuation: unknown,
    readonly value: Value,
  ) {}
}
