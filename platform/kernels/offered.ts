/**
 * What a program itself offers by name (`:services` of its `http-listen`): its helpers, queries and actions, for whoever asks by an effect. They go before
 * what its host offers. Refuses tables of another shape.
 */
import { List } from '../../kernel/values/list.ts';
import type { Procedure, Value } from '../../kernel/values/procedure.ts';
import type { Implementation, Implemented } from '../effects/dispatcher.ts';
import { failEffect } from '../effects/failure.ts';
import type { services } from '../effects/table.ts';
import type { Calls } from './calls.ts';

const KINDS = ['helper', 'query', 'action'] as const;
type Kind = (typeof KINDS)[number];

/** Arguments where none are given. */
const NOTHING: Readonly<Record<Kind, () => Value>> = {
  helper: () => List.of([]),
  query: () => new Map(),
  action: () => new Map(),
};

export class Offered {
  private readonly tables = new Map<Kind, ReadonlyMap<string, Value>>();

  constructor(private readonly calls: Calls) {}

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

  effects(host: Implemented<typeof services>): Implemented<typeof services> {
    const effect =
      (kind: Kind): Implementation =>
      (args, context) => {
        const own = this.tables.get(kind)?.get(args.get('name') as string) as Procedure | undefined;
        return own === undefined
          ? host[kind](args, context)
          : this.calls.call(own, [args.get('args') ?? NOTHING[kind]()], context);
      };
    return { helper: effect('helper'), query: effect('query'), action: effect('action') };
  }
}
