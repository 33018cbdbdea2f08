/** The store in memory: for tests and for programs that keep nothing. One transaction at a time; what it did can be taken back. */
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
import { Gate } from './gate.ts';
import { SortedKeys } from './key-order.ts';
import { checkEvents, checkKey, checkPlace, checkValue, conflictOn, expiryOf, rowsOf } from './validate.ts';

interface Held {
  value: string;
  expires: number | null;
}

export interface MemoryOptions {
  now?: () => number;
  /** How long an operation waits for transactions of others. */
  waitMs?: number;
  /** How long a transaction may do nothing. */
  idleMs?: number;
}

/** The data, changed one step at a time; every change notes how it is undone. */
class Tables {
  private readonly entries = new Map<string, Held>();
  private readonly keys = new SortedKeys();
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly events: StoredEvent[] = [];
  readonly undo: (() => void)[] = [];

  constructor(private readonly now: () => number) {}

  get(key: string): string | undefined {
    checkKey(key);
    const held = this.entries.get(key);
    return held === undefined || (held.expires !== null && held.expires <= this.now()) ? undefined : held.value;
  }

  put(key: string, value: string, ttl?: number): void {
    checkKey(key);
    checkValue(value);
    this.set(key, { value, expires: expiryOf(ttl, this.now()) });
  }

  putIf(wanted: boolean, key: string, value: string, ttl?: number): boolean {
    if (wanted) this.put(key, value, ttl);
    return wanted;
  }

  delete(key: string): boolean {
    const found = this.get(key) !== undefined;
    this.set(key, undefined);
    return found;
  }

  list(prefix: string, { after, limit }: Range): Entry[] {
    const rows = rowsOf(limit);
    const found: Entry[] = [];
    for (const key of this.keys.range(prefix, after)) {
      const value = this.get(key);
      if (value === undefined) continue;
      if (found.push({ key, value }) === rows) break;
    }
    return found;
  }

  append(stream: string, added: readonly string[], expected: number | undefined): number {
    checkKey(stream);
    checkEvents(added, expected);
    const own = this.streams.get(stream) ?? [];
    if (expected !== undefined && expected !== own.length) throw conflictOn(stream, own.length, expected);
    if (added.length === 0) return own.length;
    this.streams.set(stream, own);
    const [before, beforeAll] = [own.length, this.events.length];
    this.undo.push(() => {
      own.length = before;
      this.events.length = beforeAll;
    });
    for (const data of added) {
      const event = { stream, number: own.length + 1, position: this.events.length + 1, at: this.now(), data };
      own.push(event);
      this.events.push(event);
    }
    return own.length;
  }

  read(stream: string, after: number, limit: number | undefined): StoredEvent[] {
    checkKey(stream);
    checkPlace(after);
    return (this.streams.get(stream) ?? []).slice(after, after + rowsOf(limit));
  }

  readAll(after: number, limit: number | undefined): StoredEvent[] {
    checkPlace(after);
    return this.events.slice(after, after + rowsOf(limit));
  }

  count(stream: string): number {
    checkKey(stream);
    return this.streams.get(stream)?.length ?? 0;
  }

  rollback(to: number): void {
    while (this.undo.length > to) (this.undo.pop() as () => void)();
  }

  private set(key: string, held: Held | undefined): void {
    const before = this.entries.get(key);
    this.undo.push(() => this.store(key, before));
    this.store(key, held);
  }

  private store(key: string, held: Held | undefined): void {
    if (held === undefined) {
      this.entries.delete(key);
      this.keys.delete(key);
      return;
    }
    this.entries.set(key, held);
    this.keys.add(key);
  }
}

/** Operations on tables that somebody else opens and closes. */
abstract class Access implements Operations {
  protected abstract on<T>(act: (tables: Tables) => T): Promise<T>;

  get = (key: string) => this.on(t => t.get(key));
  put = (key: string, value: string, ttl?: number) => this.on(t => t.put(key, value, ttl));
  add = (key: string, value: string, ttl?: number) => this.on(t => t.putIf(t.get(key) === undefined, key, value, ttl));
  replace = (key: string, expected: string, value: string, ttl?: number) =>
    this.on(t => t.putIf(t.get(key) === expected, key, value, ttl));
  delete = (key: string) => this.on(t => t.delete(key));
  list = (prefix: string, range: Range = {}) => this.on(t => t.list(prefix, range));
  append = (stream: string, events: readonly string[], expected?: number) => this.on(t => t.append(stream, events, expected));
  read = (stream: string, after = 0, limit?: number) => this.on(t => t.read(stream, after, limit));
  readAll = (after = 0, limit?: number) => this.on(t => t.readAll(after, limit));
  count = (stream: string) => this.on(t => t.count(stream));
}

export class MemoryStore extends Access implements Store {
  readonly description = 'memory (nothing is kept)';
  private readonly tables: Tables;
  private readonly gate: Gate;
  private readonly idleMs: number;

  constructor({ now = Date.now, waitMs = 10_000, idleMs = 10_000 }: MemoryOptions = {}) {
    super();
    this.tables = new Tables(now);
    this.gate = new Gate(waitMs);
    this.idleMs = idleMs;
  }

  async begin(): Promise<Transaction> {
    return new MemoryTransaction(this.tables, await this.gate.enter(), this.idleMs, null);
  }

  async check(): Promise<void> {
    await this.on(() => null);
  }

  close(): Promise<void> {
    return this.gate.close();
  }

  protected async on<T>(act: (tables: Tables) => T): Promise<T> {
    const leave = await this.gate.enter();
    try {
      const result = act(this.tables);
      this.tables.undo.length = 0;
      return result;
    } catch (e) {
      this.tables.rollback(0);
      throw e;
    } finally {
      leave();
    }
  }
}

class MemoryTransaction extends Access implements Transaction {
  private readonly mark: number;
  private readonly deadline: Deadline;
  private readonly depth: number;
  private inner: MemoryTransaction | null = null;
  private over: 'no' | 'ended' | 'expired' = 'no';

  constructor(
    private readonly tables: Tables,
    private readonly leave: () => void,
    private readonly idleMs: number,
    private readonly outer: MemoryTransaction | null,
  ) {
    super();
    this.mark = tables.undo.length;
    this.depth = outer === null ? 1 : outer.depth + 1;
    this.deadline = outer?.deadline ?? new Deadline(idleMs, () => this.expire());
    this.deadline.start();
  }

  async begin(): Promise<Transaction> {
    this.demandOpen();
    if (this.depth >= LIMITS.nesting) throw new StoreError('limit', `transactions may be nested ${LIMITS.nesting} deep`);
    this.inner = new MemoryTransaction(this.tables, this.leave, this.idleMs, this);
    return this.inner;
  }

  async commit(): Promise<void> {
    this.demandOpen();
    if (this.outer === null) this.tables.undo.length = 0;
    this.end();
  }

  async rollback(): Promise<void> {
    if (this.over !== 'no') return;
    await this.inner?.rollback();
    this.tables.rollback(this.mark);
    this.end();
  }

  protected async on<T>(act: (tables: Tables) => T): Promise<T> {
    this.demandOpen();
    this.deadline.start();
    const mark = this.tables.undo.length;
    try {
      return act(this.tables);
    } catch (e) {
      this.tables.rollback(mark);
      throw e;
    }
  }

  private end(): void {
    this.over = 'ended';
    if (this.outer !== null) this.outer.inner = null;
    else {
      this.deadline.stop();
      this.leave();
    }
  }

  private expire(): void {
    void this.rollback().then(() => {
      this.over = 'expired';
    });
  }

  private demandOpen(): void {
    if (this.over === 'expired')
      throw new StoreError('timeout', `the transaction did nothing for ${this.idleMs} ms and was rolled back`);
    if (this.over === 'ended') throw new StoreError('closed', 'the transaction is over');
    if (this.inner !== null) throw new StoreError('closed', 'an inner transaction is open');
  }
}
