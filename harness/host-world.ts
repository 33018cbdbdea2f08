/**
 * The world around the suites of the web side: what `perform` is answered with, the same on every run. Names, arguments and answers are those of
 * the effect table; a few effects beside it let a test look at the world and change it: `test-advance` moves the clock, `test-say` queues
 * messages on a socket, `test-log`, `test-sent`, `test-requests` tell what was logged, sent, asked; `test-fail` makes the next effect of a name fail.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Bytes as BytesType } from '../kernel/values/bytes.ts';
import { Bytes } from '../kernel/values/bytes.ts';
import { type Condition, fail, Raise } from '../kernel/values/condition.ts';
import { List } from '../kernel/values/list.ts';
import type { Value } from '../kernel/values/procedure.ts';
import { inspect } from '../kernel/values/writer.ts';
import { WorldStore } from './host-world-store.ts';

const FILES: Readonly<Record<string, string>> = {
  'index.html': '<h1>index</h1>',
  'style.css': 'body{}',
  'data.txt': '0123456789',
  'empty.txt': '',
  'sub/index.html': '<h1>sub</h1>',
  'sub/with space.txt': 'space',
  'ünï.txt': 'unicode',
  noext: 'plain',
};

const data = (v: Value): Uint8Array => (typeof v === 'string' ? new TextEncoder().encode(v) : (v as BytesType).u8);

export class HostWorld {
  private now = 1_700_000_000_000;
  private tokens = 0;
  private readonly store = new WorldStore(() => this.now);
  private readonly inbox = new Map<string, Value[]>();
  private readonly topics = new Map<string, Set<string>>();
  private readonly sent: Value[] = [];
  private readonly logged: Value[] = [];
  private readonly failing = new Map<string, string>();
  private readonly asked: string[] = [];

  answer = (request: Value): Value => {
    const op = request instanceof Map ? String(request.get('op')) : '';
    if (!op.startsWith('test-')) this.asked.push(op);
    const why = this.failing.get(op);
    if (why !== undefined) {
      this.failing.delete(op);
      return fail(`${op}: ${why}`, [why], 'io');
    }
    const found = Object.hasOwn(this.effects, op) ? this.effects[op] : undefined;
    if (found === undefined) return fail(`perform: nobody answers ${inspect(request, { budget: 50 })}`, [request], 'io');
    return found((name: string) => (request as Map<string, Value>).get(name) ?? null);
  };

  private file(of: (name: string) => Value): string | undefined {
    if (of('root') !== 'site') fail('file: unknown root', ['denied'], 'io');
    const path = String(of('path'));
    return Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  }

  private readonly effects: Readonly<Record<string, (of: (name: string) => Value) => Value>> = {
    echo: of => of('value'),
    fail: of => fail(of('message'), [], 'io'),
    batch: of => List.of([...of('requests')].map((r: Value) => this.batched(r))),
    helper: of => `${of('name')}(${[...of('args')].map((v: Value) => inspect(v)).join(' ')})`,
    query: of => `${of('name')}${inspect(of('args'))}`,
    'clock-now': () => this.now,
    'clock-monotonic': () => this.now,
    'random-token': of => `token-${String(++this.tokens).padStart(4, '0')}-${'x'.repeat(Number(of('size') ?? 16))}`,
    digest: of =>
      createHash(of('algorithm'))
        .update(data(of('data')))
        .digest(of('encoding') ?? 'hex'),
    hmac: of =>
      createHmac(of('algorithm'), data(of('key')))
        .update(data(of('data')))
        .digest(of('encoding') ?? 'hex'),
    'constant-time-equal': of => {
      const [a, b] = [data(of('a')), data(of('b'))];
      return a.length === b.length && timingSafeEqual(a, b);
    },
    log: of => {
      this.logged.push(List.of([of('level'), of('message')]));
      return null;
    },
    ...this.store.effects,
    'file-stat': of => {
      const text = this.file(of);
      const path = String(of('path'));
      if (text === undefined && !Object.keys(FILES).some(name => name.startsWith(`${path}/`))) return null;
      return new Map<string, Value>([
        ['size', data(text ?? '').length],
        ['modified', 1_600_000_000_500],
        ['kind', text === undefined ? 'folder' : 'file'],
      ]);
    },
    'file-read': of => {
      const all = data(this.file(of) ?? fail('file-read: missing', ['missing'], 'io'));
      return new Bytes(all.slice(of('start') ?? 0, of('end') ?? all.length));
    },
    'websocket-receive': of => this.inbox.get(of('socket'))?.shift() ?? null,
    'websocket-send': of => {
      this.sent.push(List.of([of('socket'), of('message')]));
      return true;
    },
    'websocket-close': of => {
      this.sent.push(List.of([of('socket'), 'closed', of('code')]));
      return true;
    },
    'topic-join': of => {
      this.topics.set(of('topic'), (this.topics.get(of('topic')) ?? new Set()).add(of('socket')));
      return true;
    },
    'topic-leave': of => this.topics.get(of('topic'))?.delete(of('socket')) ?? false,
    'topic-publish': of => {
      const sockets = [...(this.topics.get(of('topic')) ?? [])];
      for (const socket of sockets) this.sent.push(List.of([socket, of('message')]));
      return sockets.length;
    },
    'http-body': () => this.inbox.get('body')?.shift() ?? null,
    'http-listen': of => {
      this.sent.push(List.of(['listen', of('port'), typeof of('handler')]));
      return null;
    },
    'test-advance': of => {
      this.now += of('ms');
      return this.now;
    },
    'test-say': of => {
      this.inbox.set(of('socket'), [...of('messages')]);
      return null;
    },
    'test-sent': () => List.of(this.sent.splice(0)),
    'test-log': () => List.of(this.logged.splice(0)),
    'test-requests': () => List.of(this.asked.splice(0)),
    'test-fail': of => {
      this.failing.set(of('effect'), of('why') ?? 'unavailable');
      return null;
    },
  };

  private batched(request: Value): Value {
    try {
      return new Map<string, Value>([
        ['ok', true],
        ['value', this.answer(request)],
      ]);
    } catch (e) {
      if (!(e instanceof Raise)) throw e;
      return new Map<string, Value>([
        ['ok', false],
        ['error', (e.payload as Condition).message],
        ['raised', e.payload],
      ]);
    }
  }
}
