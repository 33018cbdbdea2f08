/** What hosts offer by name, and batches: answers in order, failures beside one another, nothing that alone would be refused. */
import { describe, expect, it } from 'vitest';
import { Condition, Raise } from '../../kernel/values/condition.ts';
import { List } from '../../kernel/values/list.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { SymbolTable } from '../../kernel/values/symbol.ts';
import { inspect } from '../../kernel/values/writer.ts';
import type { EffectContext } from './context.ts';
import { Dispatcher } from './dispatcher.ts';
import { failEffect } from './failure.ts';
import { type Services, serviceEffects } from './services.ts';
import { stubs } from './stubs.ts';

const logged: string[] = [];
const context = (): EffectContext => ({
  symbols: new SymbolTable(),
  id: 'test',
  gone: false,
  signal: null,
  log: (_, message) => logged.push(message),
  transaction: null,
});

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
let underWay = 0;
let most = 0;
const services: Services = {
  helpers: { add: ([a, b]) => (a as number) + (b as number), nothing: () => null },
  queries: {
    post: {
      params: ['slug', 'lang'],
      run: ({ slug, lang }) => ({ slug: slug ?? null, lang: lang ?? 'en', tags: ['a', 1, true, null] }),
    },
    slow: {
      params: ['n'],
      run: async ({ n }) => {
        most = Math.max(most, ++underWay);
        await wait(5);
        underWay--;
        return n ?? null;
      },
    },
  },
  actions: {
    save: { params: [], run: () => failEffect('conflict', 'somebody else was first') },
    break: {
      params: [],
      run: () => {
        throw new Error('secret detail');
      },
    },
    never: { params: [], run: () => new Promise(() => {}) },
  },
};

const dict = (entries: Record<string, Value>): Map<string, Value> => new Map(Object.entries(entries));
const ask = (op: string, name: string, args?: Value): Map<string, Value> =>
  dict({ op, name, ...(args === undefined ? {} : { args }) });
const { implementations, asked } = stubs({ services });
const dispatcher = new Dispatcher({ ...implementations, services: serviceEffects(services, 50) }, [
  'services',
  'batch',
  'store',
  'clock',
]);

async function shown(request: Value, on = context()): Promise<string> {
  try {
    return inspect(await dispatcher.perform(request, on));
  } catch (e) {
    if (!(e instanceof Raise && e.payload instanceof Condition)) throw e;
    return `${e.payload.kind} ${inspect(e.payload.irritants[0])}: ${e.payload.message}`;
  }
}
const batch = (...requests: Value[]): Map<string, Value> => dict({ op: 'batch', requests: List.of(requests) });

describe('services', () => {
  it('get data and answer data', async () => {
    expect(await shown(ask('helper', 'add', List.of([2, 3])))).toBe('5');
    expect(await shown(ask('helper', 'nothing'))).toBe('nil');
    expect(await shown(ask('query', 'post', dict({ slug: 'a' })))).toBe('{:slug "a" :lang "en" :tags ("a" 1 true nil)}');
  });

  it('that are not there, and arguments that they do not have', async () => {
    expect(await shown(ask('query', 'none'))).toBe(
      'io "missing": query: nobody offers the query "none"; the host has post, slow',
    );
    expect(await shown(ask('query', 'toString'))).toContain('io "missing"');
    expect(await shown(ask('query', 'post', dict({ page: 1 })))).toBe(
      'io "invalid": query: post has no argument :page; it takes :slug :lang',
    );
    expect(await shown(ask('query', 'post', List.of([1])))).toContain('type');
    expect(await shown(ask('helper', 'add', List.of([() => 1])))).toContain('io "invalid"');
    let deep: Value = 1;
    for (let i = 0; i < 300; i++) deep = List.of([deep]);
    expect(await shown(ask('helper', 'add', List.of([deep])))).toContain('io "limit"');
  });

  it('fail for their own reason, or say nothing of the inside', async () => {
    expect(await shown(ask('action', 'save'))).toBe('io "conflict": action: somebody else was first');
    logged.length = 0;
    expect(await shown(ask('action', 'break'))).toBe('io "unavailable": action: the action break has failed');
    expect(logged.join()).toContain('secret detail');
    expect(await shown(ask('action', 'never'))).toBe('io "timeout": action: the action never took longer than 50 ms');
  });
});

describe('batches', () => {
  it('answer in order what happens at once', async () => {
    most = 0;
    const slow = [3, 1, 2].map(n => ask('query', 'slow', dict({ n })));
    expect(await shown(batch(...slow))).toBe('({:ok true :value 3} {:ok true :value 1} {:ok true :value 2})');
    expect(most).toBe(3);
    expect(await shown(batch())).toBe('()');
  });

  it('one that fails leaves the others, and says what it would have raised alone', async () => {
    const answers = (await dispatcher.perform(
      batch(ask('action', 'save'), ask('helper', 'add', List.of([1, 1]))),
      context(),
    )) as List;
    const [failed, well] = answers.toArray() as [Map<string, Value>, Map<string, Value>];
    expect(failed.get('error')).toBe('action: somebody else was first');
    expect((failed.get('raised') as Condition).irritants[0]).toBe('conflict');
    expect(well.get('value')).toBe(2);
  });

  it('grant nothing that was not granted, and check arguments', async () => {
    const text = await shown(batch(dict({ op: 'fetch', url: 'http://a' }), dict({ op: 'kv-get' }), dict({ op: 'fly' }), 5));
    for (const part of [
      'not granted the effect fetch',
      ':key is missing',
      'there is no effect fly',
      'expected a dict with the name of an effect',
    ])
      expect(text).toContain(part);
    expect(asked).not.toContain('fetch');
  });

  it('are refused what means something by its order, batches included, and too much', async () => {
    const text = await shown(batch(batch(), dict({ op: 'transaction-begin' })));
    expect(text.match(/cannot be part of a batch/g)).toHaveLength(4);
    expect(await shown(batch(...Array.from({ length: 101 }, () => ask('helper', 'nothing'))))).toContain('io "limit"');
    expect(await shown(dict({ op: 'batch', requests: 5 }))).toContain('type');
  });

  it('inside of a transaction happen one after the other', async () => {
    const on = context();
    await dispatcher.perform(dict({ op: 'transaction-begin' }), on);
    most = 0;
    await dispatcher.perform(batch(ask('query', 'slow', dict({ n: 1 })), ask('query', 'slow', dict({ n: 2 }))), on);
    expect(most).toBe(1);
    await on.transaction?.abandon();
  });
});
