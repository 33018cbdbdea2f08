/**
 * What a program itself offers by name (`:services` of its `http-listen`): its helpers, queries and actions, for whoever asks by an effect. A procedure of
 * the program is called in its own kernel, on behalf of the same request. Refuses tables of another shape; calls of one request share a budget and may
 * be nested only so deep.
 */
import { Interrupt } from '../../kernel/values/condition.ts';
import { List } from '../../kernel/values/list.ts';
import type { Procedure, Value } from '../../kernel/values/procedure.ts';
import type { EffectContext } from '../effects/context.ts';
import type { Implementation, Implemented } from '../effects/dispatcher.ts';
import { failEffect } from '../effects/failure.ts';
import type { services } from '../effects/table.ts';
import type { Budget, End, Guest } from './guest.ts';

const KINDS = ['helper', 'query', 'action'] as const;
type Kind = (typeof KINDS)[number];

/** Arguments where none are given. */
const NOTHING: Readonly<Record<Kind, () => Value>> = {
  helper: () => List.of([]),
  query: () => new Map(),
  action: () => new Map(),
};

/** Calls of a request that are under way at once, one inside the other or side by side. */
const MOST = 128;

interface Calls {
  underWay: number;
  readonly budget: Budget;
}

export class Offered {
  private readonly tables = new Map<Kind, ReadonlyMap<string, Value>>();
  private readonly calls = new WeakMap<EffectContext, Calls>();

  constructor(private readonly budget: Budget) {}

  /** The program says what it offers. */
  offer(services: Value): void {
    for (const [kind, table] of (services ?? new Map()) as ReadonlyMap<string, Value>) {
      if (!(KINDS as readonly string[]).includes(kind))
        failEffect('invalid', `:services has ${KINDS.join(', ')}, and not ${kind}`);
      if (!(table instanceof Map) || ![...table.values()].every(each => typeof each === 'function'))
        failEffect('invalid', `:services: ${kind} is a dict of names to procedures`);
      this.tables.set(kind as Kind, table as ReadonlyMap<string, Value>);
    }
  }

  /** The effects of the family: what the program offers goes before what its host does. `guest`: the kernel of the program. */
  effects(host: Implemented<typeof services>, guest: () => Guest): Implemented<typeof services> {
    const effect =
      (kind: Kind): Implementation =>
      (args, context) => {
        const own = this.tables.get(kind)?.get(args.get('name') as string) as Procedure | undefined;
        return own === undefined
          ? host[kind](args, context)
          : this.call(guest(), own, args.get('args') ?? NOTHING[kind](), context);
      };
    return { helper: effect('helper'), query: effect('query'), action: effect('action') };
  }

  private call(guest: Guest, procedure: Procedure, args: Value, context: EffectContext): Promise<Value> {
    const calls = this.calls.get(context) ?? { underWay: 0, budget: { ...this.budget, meter: { usedMs: 0 } } };
    this.calls.set(context, calls);
    if (calls.underWay >= MOST) failEffect('limit', `a request may have ${MOST} calls of its program’s own services under way`);
    calls.underWay++;
    return new Promise((answer, refuse) => {
      guest.call(procedure, [args], context, calls.budget, end => {
        calls.underWay--;
        if (end.kind === 'value') answer(end.value);
        else refuse(failure(end));
      });
    });
  }
}

/** What is raised goes to who asked; a cut or a bug ends him, too. */
function failure(end: Exclude<End, { kind: 'value' }>): unknown {
  if (end.kind === 'raised') return end.raise;
  return end.kind === 'cut' ? new Interrupt(end.reason) : end.error;
}
