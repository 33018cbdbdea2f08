/**
 * The store of the host suites' world: keys with values, event streams, nested transactions, in memory. Receives arguments of effects by name,
 * answers as the effect table says. The clock is its owner's.
 */
import { fail } from '../kernel/values/condition.ts';
import { equal } from '../kernel/values/equality.ts';
import { List } from '../kernel/values/list.ts';
import type { Value } from '../kernel/values/procedure.ts';

interface Row {
  value: Value;
  until: number;
}

interface Event {
  stream: string;
  number: number;
  position: number;
  at: number;
  data: Value;
}

type Arguments = (name: string) => Value;

const DEFAULT_LIMIT = 100;

export class WorldStore {
  private rows = new Map<string, Row>();
  private events: Event[] = [];
  private readonly begun: { rows: Map<string, Row>; events: Event[] }[] = [];

  constructor(private readonly now: () => number) {}

  private row(key: string): Row | undefined {
    const row = this.rows.get(key);
    return row !== undefined && row.until > this.now() ? row : undefined;
  }

  private put(of: Arguments): void {
    const ttl = of('ttl');
    this.rows.set(of('key'), { value: of('value'), until: ttl === null ? Number.POSITIVE_INFINITY : this.now() + ttl });
  }

  private count(stream: string): number {
    return this.events.filter(e => e.stream === stream).length;
  }

  private end(): { rows: Map<string, Row>; events: Event[] } {
    return this.begun.pop() ?? fail('transaction: none is open', ['missing'], 'io');
  }

  readonly effects: Readonly<Record<string, (of: Arguments) => Value>> = {
    'kv-get': of => this.row(of('key'))?.value ?? null,
    'kv-put': of => {
      this.put(of);
      return null;
    },
    'kv-add': of => {
      if (this.row(of('key')) !== undefined) return false;
      this.put(of);
      return true;
    },
    'kv-replace': of => {
      const old = this.row(of('key'));
      if (old === undefined || !equal(old.value, of('expect'))) return false;
      this.put(of);
      return true;
    },
    'kv-delete': of => this.rows.delete(of('key')),
    'kv-list': of => {
      const prefix = of('prefix') ?? '';
      const after = of('after') ?? '';
      const keys = [...this.rows.keys()].filter(k => k.startsWith(prefix) && k > after && this.row(k) !== undefined).sort();
      return List.of(keys.slice(0, of('limit') ?? DEFAULT_LIMIT).map(key => dict({ key, value: this.row(key)?.value })));
    },
    'events-append': of => {
      const stream = of('stream');
      const has = this.count(stream);
      const expect = of('expect');
      if (expect !== null && expect !== has) fail(`events-append: ${stream} has ${has} events`, ['conflict'], 'io');
      const added = [...of('events')].map((data: Value, i) => ({
        stream,
        number: has + i + 1,
        position: this.events.length + i + 1,
        at: this.now(),
        data,
      }));
      this.events.push(...added);
      return has + added.length;
    },
    'events-read': of => {
      const after = of('after') ?? 0;
      const found = this.events.filter(e => e.stream === of('stream') && e.number > after);
      return List.of(found.slice(0, of('limit') ?? DEFAULT_LIMIT).map(e => dict({ ...e })));
    },
    'events-count': of => this.count(of('stream')),
    'transaction-begin': () => this.begun.push({ rows: new Map(this.rows), events: [...this.events] }),
    'transaction-commit': () => {
      this.end();
      return this.begun.length;
    },
    'transaction-rollback': () => {
      Object.assign(this, this.end());
      return this.begun.length;
    },
  };
}

const dict = (fields: Readonly<Record<string, Value>>): Map<string, Value> => new Map(Object.entries(fields));
