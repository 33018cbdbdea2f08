/**
 * The durable store, whatever is behind it: keys with values, streams of events, transactions. Values and events are texts to it. What a
 * promise was resolved for is durable where the back end is; what was rejected has not happened, unless the error says `unknown`.
 */

export type StoreFailure =
  /** Somebody else was first: an unexpected number of events, a transaction that could not be serialised. */
  | 'conflict'
  /** The back end cannot be reached now; nothing happened. */
  | 'unavailable'
  /** The connection was lost while a commit was under way: it may have happened. */
  | 'unknown'
  /** No connection became free in time, or a statement took too long; nothing happened. */
  | 'timeout'
  /** Too large, or not allowed. */
  | 'limit'
  /** The transaction or the store is over. */
  | 'closed';

export class StoreError extends Error {
  constructor(
    readonly failure: StoreFailure,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
  }
}

export interface Entry {
  key: string;
  value: string;
}

export interface StoredEvent {
  stream: string;
  /** In its stream, from 1, without gaps. */
  number: number;
  /** In the whole store: grows in the order of commits, may have gaps. */
  position: number;
  /** Milliseconds since 1970. */
  at: number;
  data: string;
}

export interface Range {
  /** Exclusive. */
  after?: string | undefined;
  limit?: number | undefined;
}

/** What can be done alone or in a transaction. */
export interface Operations {
  get(key: string): Promise<string | undefined>;
  /** `ttl`: milliseconds after which the entry is as good as deleted. */
  put(key: string, value: string, ttl?: number): Promise<void>;
  /** Whether the key was free. */
  add(key: string, value: string, ttl?: number): Promise<boolean>;
  /** Whether the key had the expected value. */
  replace(key: string, expected: string, value: string, ttl?: number): Promise<boolean>;
  delete(key: string): Promise<boolean>;
  /** Entries in the order of the keys' UTF-8. */
  list(prefix: string, range?: Range): Promise<Entry[]>;
  /** Number of events of the stream afterwards; `conflict` when it had not `expected` before. */
  append(stream: string, events: readonly string[], expected?: number): Promise<number>;
  read(stream: string, after?: number, limit?: number): Promise<StoredEvent[]>;
  readAll(after?: number, limit?: number): Promise<StoredEvent[]>;
  count(stream: string): Promise<number>;
}

export interface Transaction extends Operations {
  /** A part that can be rolled back alone; until it has ended, only it may be used. */
  begin(): Promise<Transaction>;
  commit(): Promise<void>;
  /** May be called when the transaction is over already. */
  rollback(): Promise<void>;
}

export interface Store extends Operations {
  /** For people: what and where, without secrets. */
  readonly description: string;
  begin(): Promise<Transaction>;
  /** Resolves if the back end answers. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export const LIMITS = {
  keyBytes: 512,
  valueBytes: 8 << 20,
  eventsAtOnce: 1000,
  rows: 1000,
  defaultRows: 100,
  /** Depth of transactions. */
  nesting: 16,
} as const;

/** Runs `act` in a transaction of its own, or in a part of the one that is given: all of it happens or nothing. */
export async function inTransaction<T>(on: Store | Transaction, act: (t: Transaction) => Promise<T>): Promise<T> {
  const t = await on.begin();
  let result: T;
  try {
    result = await act(t);
  } catch (e) {
    await t.rollback();
    throw e;
  }
  await t.commit();
  return result;
}
