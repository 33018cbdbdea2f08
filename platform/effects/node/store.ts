/** The store's effects: SX data over the contract of texts. Inside a transaction of the request everything joins it. */
import { List } from '../../../kernel/values/list.ts';
import type { Value } from '../../../kernel/values/procedure.ts';
import { type Operations, type Store, type StoredEvent, StoreError } from '../../store/contract.ts';
import { decode, encode } from '../codec.ts';
import type { EffectContext } from '../context.ts';
import type { Args, Implementation, Implemented } from '../dispatcher.ts';
import { failEffect } from '../failure.ts';
import { RequestTransaction } from '../request-transaction.ts';
import type { Failure } from '../spec.ts';
import type { store as family } from '../table.ts';

const FAILURES: Readonly<Record<StoreError['failure'], Failure>> = {
  conflict: 'conflict',
  unavailable: 'unavailable',
  // Whether it happened is not known; the program must look before it does it again.
  unknown: 'unavailable',
  timeout: 'timeout',
  limit: 'limit',
  closed: 'missing',
};

/** An operation on the transaction of the request, if there is one, else on the store. */
type Operation = (on: Operations, args: Args, context: EffectContext) => Promise<Value>;

const option = (args: Args, name: string): Value => args.get(name) ?? undefined;
const text = (args: Args, name: string): string => args.get(name) as string;

function eventFor({ symbols }: EffectContext): (e: StoredEvent) => Value {
  return ({ stream, number, position, at, data }) =>
    new Map<string, Value>([
      ['stream', stream],
      ['number', number],
      ['position', position],
      ['at', at],
      ['data', decode(data, symbols)],
    ]);
}

const OPERATIONS = {
  'kv-get': async (on, args, { symbols }) => {
    const value = await on.get(text(args, 'key'));
    return value === undefined ? null : decode(value, symbols);
  },
  'kv-put': async (on, args) => {
    await on.put(text(args, 'key'), encode(args.get('value')), option(args, 'ttl'));
    return null;
  },
  'kv-add': (on, args) => on.add(text(args, 'key'), encode(args.get('value')), option(args, 'ttl')),
  'kv-replace': (on, args) =>
    on.replace(text(args, 'key'), encode(args.get('expect')), encode(args.get('value')), option(args, 'ttl')),
  'kv-delete': (on, args) => on.delete(text(args, 'key')),
  'kv-list': async (on, args, { symbols }) => {
    const range = { after: option(args, 'after'), limit: option(args, 'limit') };
    const entries = await on.list(option(args, 'prefix') ?? '', range);
    return List.of(
      entries.map(
        ({ key, value }) =>
          new Map<string, Value>([
            ['key', key],
            ['value', decode(value, symbols)],
          ]),
      ),
    );
  },
  'events-append': (on, args) => {
    const events = Array.from(args.get('events') as Iterable<Value>, encode);
    return on.append(text(args, 'stream'), events, option(args, 'expect'));
  },
  'events-read': async (on, args, context) => {
    const events = await on.read(text(args, 'stream'), option(args, 'after'), option(args, 'limit'));
    return List.of(events.map(eventFor(context)));
  },
  'events-read-all': async (on, args, context) => {
    const events = await on.readAll(option(args, 'after'), option(args, 'limit'));
    return List.of(events.map(eventFor(context)));
  },
  'events-count': (on, args) => on.count(text(args, 'stream')),
} satisfies Record<string, Operation>;

export function storeEffects(store: Store): Implemented<typeof family> {
  const operation =
    (run: Operation): Implementation =>
    (args, context) =>
      translated(() => run(context.transaction?.innermost ?? store, args, context));
  const entries = Object.entries(OPERATIONS).map(([name, run]) => [name, operation(run)] as const);
  return {
    ...(Object.fromEntries(entries) as Record<keyof typeof OPERATIONS, Implementation>),
    'transaction-begin': (_, context) =>
      translated(async () => {
        context.transaction ??= new RequestTransaction();
        return context.transaction.begin(store);
      }),
    'transaction-commit': (_, context) => translated(() => demandOpen(context).commit()),
    'transaction-rollback': (_, context) => translated(() => demandOpen(context).rollback()),
  };
}

function demandOpen({ transaction }: EffectContext): RequestTransaction {
  if (transaction === null || transaction.depth === 0) return failEffect('missing', 'no transaction is open');
  return transaction;
}

async function translated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (e) {
    if (e instanceof StoreError) failEffect(FAILURES[e.failure], e.message, e);
    throw e;
  }
}
