/**
 * Procedures of a program that are called on behalf of a request while its handler waits: the program's own services, and thunks that run side by side.
 * Guarantees that all of a request's calls share one budget, and that transactions of calls at the same time stay apart; a call inside of an open
 * transaction is part of it. Refuses more calls at once than there may be. What is raised goes to who asked; a cut ends him, too.
 */
import { Interrupt } from '../../kernel/values/condition.ts';
import type { Procedure, Value } from '../../kernel/values/procedure.ts';
import type { EffectContext } from '../effects/context.ts';
import { failEffect } from '../effects/failure.ts';
import type { Budget, End, Guest } from './guest.ts';

/** Calls of a request that are under way, one inside the other or side by side. */
const MOST = 128;

interface Account {
  underWay: number;
  readonly budget: Budget;
}

export const inTransaction = (context: EffectContext): boolean => (context.transaction?.depth ?? 0) > 0;

export class Calls {
  private readonly accounts = new WeakMap<EffectContext, Account>();

  /** `guest`: the kernel of the program. `budget`: of all calls of a request together. */
  constructor(
    private readonly guest: () => Guest,
    private readonly budget: Budget,
  ) {}

  async call(procedure: Procedure, args: readonly Value[], context: EffectContext): Promise<Value> {
    const account = this.accounts.get(context) ?? { underWay: 0, budget: { ...this.budget, meter: { usedMs: 0 } } };
    this.accounts.set(context, account);
    if (account.underWay >= MOST) failEffect('limit', `a request may have ${MOST} calls of its own program under way`);
    const own = inTransaction(context) ? context : branch(context);
    this.accounts.set(own, account);
    account.underWay++;
    try {
      return await new Promise((answer, refuse) => {
        this.guest().call(procedure, args, own, account.budget, end => {
          if (end.kind === 'value') answer(end.value);
          else refuse(failure(end));
        });
      });
    } finally {
      account.underWay--;
      if (own !== context && (await own.transaction?.abandon()))
        context.log('warn', 'a call left a transaction open; it was rolled back');
    }
  }
}

/** The same request with transactions of its own. */
function branch(context: EffectContext): EffectContext {
  // Made on demand, and to be the request's and not the branch's.
  void context.signal;
  return Object.create(context, { transaction: { value: null, writable: true } }) as EffectContext;
}

function failure(end: Exclude<End, { kind: 'value' }>): unknown {
  if (end.kind === 'raised') return end.raise;
  return end.kind === 'cut' ? new Interrupt(end.reason) : end.error;
}
