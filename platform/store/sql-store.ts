/** The store over PostgreSQL's language: one statement per operation, transactions on a connection of their own with savepoints inside. */
import { type Connection, type Connections, leavesDoubt, withConnection } from './connection.ts';
import {
  type Entry,
  LIMITS,
  type Operations,
  type Range,
  type Store,
  type StoredEvent,
  StoreError,
  type Transaction,
} from './contract.ts';
import { Deadline } from './deadline.ts';
import { storeError } from './sql-errors.ts';
import { checkEvents, checkKey, checkPlace, checkValue, conflictOn, expiryOf, rowsOf } from './validate.ts';

const LIVE = '(expires_at is null or expires_at > $2)';

const GET = `select value from sx_kv where key = $1 and ${LIVE}`;
const PUT = `insert into sx_kv (key, value, expires_at) values ($1, $2, $3)
  on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at`;
const ADD = `insert into sx_kv as old (key, value, expires_at) values ($1, $2, $3)
  on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at where old.expires_at <= $4`;
const REPLACE = `update sx_kv set value = $3, expires_at = $4 where key = $1 and value = $5 and ${LIVE}`;
const DELETE = `with gone as (delete from sx_kv where key = $1 returning expires_at) select 1 from gone where ${LIVE}`;
const LIST = `select key, value from sx_kv where key >= $1 and starts_with(key, $1) and ($3::text is null or key > $3) and ${LIVE}
  order by key limit $4`;
const EVENT = 'select stream, number, position, at, data from sx_events';
const READ = `${EVENT} where stream = $1 and number > $2 order by number limit $3`;
const READ_ALL = `${EVENT} where position > $1 order by position limit $2`;
const COUNT = 'select events from sx_streams where stream = $1';
const APPEND = 'select sx_append($1, $2, $3, $4) as events';
export const SWEEP = 'delete from sx_kv where expires_at <= $1';

/** Operations on a connection that somebody else opens and closes. */
abstract class Access implements Operations {
  protected abstract readonly now: () => number;
  protected abstract on<T>(act: (c: Connection) => Promise<T>): Promise<T>;

  async get(key: string): Promise<string | undefined> {
    checkKey(key);
    const { rows } = await this.on(c => c.query(GET, [key, this.now()]));
    return rows[0]?.value as string | undefined;
  }

  async put(key: string, value: string, ttl?: number): Promise<void> {
    checkKey(key);
    checkValue(value);
    const expiry = expiryOf(ttl, this.now());
    await this.on(c => c.query(PUT, [key, value, expiry]));
  }

  async add(key: string, value: string, ttl?: number): Promise<boolean> {
    checkKey(key);
    checkValue(value);
    const now = this.now();
    const expiry = expiryOf(ttl, now);
    return (await this.on(c => c.query(ADD, [key, value, expiry, now]))).count === 1;
  }

  async replace(key: string, expected: string, value: string, ttl?: number): Promise<boolean> {
    checkKey(key);
    checkValue(value);
    const now = this.now();
    const expiry = expiryOf(ttl, now);
    return (await this.on(c => c.query(REPLACE, [key, now, value, expiry, expected]))).count === 1;
  }

  async delete(key: string): Promise<boolean> {
    checkKey(key);
    return (await this.on(c => c.query(DELETE, [key, this.now()]))).rows.length === 1;
  }

  async list(prefix: string, { after, limit }: Range = {}): Promise<Entry[]> {
    const rows = rowsOf(limit);
    if (prefix !== '') checkKey(prefix);
    const result = await this.on(c => c.query(LIST, [prefix, this.now(), after ?? null, rows]));
    return result.rows.map(row => ({ key: row.key as string, value: row.value as string }));
  }

  async append(stream: string, events: readonly string[], expected?: number): Promise<number> {
    checkKey(stream);
    checkEvents(events, expected);
    const { rows } = await this.on(c => c.query(APPEND, [stream, expected ?? null, this.now(), events]));
    const has = Number(rows[0]?.events);
    if (has < 0) throw conflictOn(stream, -1 - has, expected as number);
    return has;
  }

  async read(stream: string, after = 0, limit?: number): Promise<StoredEvent[]> {
    checkKey(stream);
    checkPlace(after);
    const most = rowsOf(limit);
    return (await this.on(c => c.query(READ, [stream, after, most]))).rows.map(eventOf);
  }

  async readAll(after = 0, limit?: number): Promise<StoredEvent[]> {
    checkPlace(after);
    const most = rowsOf(limit);
    return (await this.on(c => c.query(READ_ALL, [after, most]))).rows.map(eventOf);
  }

  async count(stream: string): Promise<number> {
    checkKey(stream);
    return Number((await this.on(c => c.query(COUNT, [stream]))).rows[0]?.events ?? 0);
  }
}

function eventOf({ stream, number, position, at, data }: Record<string, unknown>): StoredEvent {
  return {
    stream: stream as string,
    number: Number(number),
    position: Number(position),
    at: Number(at),
    data: data as string,
  };
}

export interface SqlOptions {
  now?: () => number;
  /** How long a transaction may do nothing. */
  idleMs?: number;
  /** How often expired entries are removed. */
  sweepMs?: number;
}

export class SqlStore extends Access implements Store {
  protected readonly now: () => number;
  private readonly idleMs: number;
  private readonly sweeper: NodeJS.Timeout;
  private closed: Promise<void> | null = null;

  constructor(
    private readonly connections: Connections,
    { now = Date.now, idleMs = 10_000, sweepMs = 60_000 }: SqlOptions = {},
  ) {
    super();
    this.now = now;
    this.idleMs = idleMs;
    // An entry that is not removed now is removed by the next sweep; nobody sees it meanwhile.
    this.sweeper = setInterval(() => void this.on(c => c.query(SWEEP, [this.now()])).catch(() => {}), sweepMs);
    this.sweeper.unref();
  }

  get description(): string {
    return this.connections.description;
  }

  async begin(): Promise<Transaction> {
    this.demandOpen();
    const connection = await this.connections.acquire();
    try {
      await connection.script(this.connections.begin);
    } catch (e) {
      connection.release(true);
      throw e;
    }
    return new SqlTransaction(connection, this.now, this.idleMs, null);
  }

  async check(): Promise<void> {
    await this.on(c => c.query('select 1'));
  }

  close(): Promise<void> {
    clearInterval(this.sweeper);
    this.closed ??= this.connections.close();
    return this.closed;
  }

  protected async on<T>(act: (c: Connection) => Promise<T>): Promise<T> {
    this.demandOpen();
    return withConnection(this.connections, act);
  }

  private demandOpen(): void {
    if (this.closed !== null) throw new StoreError('closed', 'the store is closed');
  }
}

class SqlTransaction extends Access implements Transaction {
  private readonly depth: number;
  private readonly deadline: Deadline;
  private inner: SqlTransaction | null = null;
  private over: 'no' | 'ended' | 'expired' | 'broken' = 'no';

  constructor(
    private readonly connection: Connection,
    protected readonly now: () => number,
    private readonly idleMs: number,
    private readonly outer: SqlTransaction | null,
  ) {
    super();
    this.depth = outer === null ? 1 : outer.depth + 1;
    this.deadline = outer?.deadline ?? new Deadline(idleMs, () => void this.expire());
    this.deadline.start();
  }

  async begin(): Promise<Transaction> {
    if (this.depth >= LIMITS.nesting) throw new StoreError('limit', `transactions may be nested ${LIMITS.nesting} deep`);
    await this.on(c => c.script(`savepoint sx_${this.depth}`));
    this.inner = new SqlTransaction(this.connection, this.now, this.idleMs, this);
    return this.inner;
  }

  async commit(): Promise<void> {
    this.demandOpen();
    this.deadline.stop();
    if (this.outer !== null) {
      await this.connection.script(`release savepoint sx_${this.depth - 1}`);
      this.end('ended', false);
      this.deadline.start();
      return;
    }
    try {
      await this.connection.script('commit');
    } catch (e) {
      this.end('broken', true);
      throw storeError(e instanceof StoreError && e.failure === 'unavailable' ? (e.cause ?? e) : e, 'commit');
    }
    this.end('ended', false);
  }

  async rollback(): Promise<void> {
    if (this.over !== 'no') return;
    await this.inner?.rollback();
    this.deadline.stop();
    const back =
      this.outer === null ? 'rollback' : `rollback to savepoint sx_${this.depth - 1}; release savepoint sx_${this.depth - 1}`;
    try {
      await this.connection.script(back);
      this.end('ended', false);
    } catch {
      // A connection that is thrown away takes its transaction with it.
      this.end('broken', true);
    }
    if (this.outer !== null && this.outer.over === 'no') this.deadline.start();
  }

  protected async on<T>(act: (c: Connection) => Promise<T>): Promise<T> {
    this.demandOpen();
    this.deadline.stop();
    try {
      const result = await act(this.connection);
      this.deadline.start();
      return result;
    } catch (e) {
      // After any error of a statement the server refuses everything but the end.
      if (leavesDoubt(e)) this.end('broken', true);
      else this.deadline.start();
      throw e;
    }
  }

  private end(how: 'ended' | 'expired' | 'broken', broken: boolean): void {
    this.over = how;
    if (this.outer === null) {
      this.deadline.stop();
      this.connection.release(broken);
      return;
    }
    this.outer.inner = null;
    if (broken) this.outer.end(how, true);
  }

  private async expire(): Promise<void> {
    await this.rollback();
    this.over = 'expired';
  }

  private demandOpen(): void {
    if (this.over === 'expired')
      throw new StoreError('timeout', `the transaction did nothing for ${this.idleMs} ms and was rolled back`);
    if (this.over === 'broken')
      throw new StoreError('unavailable', 'the connection of the transaction was lost; it was rolled back');
    if (this.over === 'ended') throw new StoreError('closed', 'the transaction is over');
    if (this.inner !== null) throw new StoreError('closed', 'an inner transaction is open');
  }
}
