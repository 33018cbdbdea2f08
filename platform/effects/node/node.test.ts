/** Node's implementations: what they answer, and above all what they refuse. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAll } from '../../../kernel/reader/reader.ts';
import { SourceText } from '../../../kernel/reader/source.ts';
import { Bytes } from '../../../kernel/values/bytes.ts';
import { Condition, Raise } from '../../../kernel/values/condition.ts';
import { List } from '../../../kernel/values/list.ts';
import type { Value } from '../../../kernel/values/procedure.ts';
import { SymbolTable } from '../../../kernel/values/symbol.ts';
import { inspect } from '../../../kernel/values/writer.ts';
import { MemoryStore } from '../../store/memory.ts';
import type { EffectContext } from '../context.ts';
import { Dispatcher, type Implementations } from '../dispatcher.ts';
import { clockEffects } from './clock.ts';
import { configEffects } from './config.ts';
import { cryptoEffects } from './crypto.ts';
import { fetchEffects, isPrivate } from './fetch.ts';
import { fileEffects } from './files.ts';
import { logEffects } from './log.ts';
import { randomEffects } from './random.ts';
import { storeEffects } from './store.ts';

const symbols = new SymbolTable();
const newContext = (): EffectContext => ({ symbols, id: 'test', gone: false, signal: null, log: () => {}, transaction: null });

function asking(implementations: Implementations, context = newContext()) {
  const dispatcher = new Dispatcher(implementations, Object.keys(implementations));
  return (op: string, args: Record<string, Value> = {}): Promise<Value> =>
    dispatcher.perform(new Map(Object.entries({ op, ...args })), context);
}

/** Why it was refused. */
async function reason(act: Promise<Value>): Promise<unknown> {
  try {
    return `answered ${inspect(await act)}`;
  } catch (e) {
    if (!(e instanceof Raise && e.payload instanceof Condition)) throw e;
    return e.payload.kind === 'io' ? e.payload.irritants[0] : e.payload.kind;
  }
}

describe('clock, random, crypto, config', () => {
  const ask = asking({
    clock: clockEffects(),
    random: randomEffects(),
    crypto: cryptoEffects(),
    config: configEffects({ site: 'x' }),
  });

  it('tell the time and wait', async () => {
    expect(Math.abs(((await ask('clock-now')) as number) - Date.now())).toBeLessThan(1000);
    const before = (await ask('clock-monotonic')) as number;
    await ask('sleep', { ms: 20 });
    expect((await ask('clock-monotonic')) as number).toBeGreaterThan(before + 15);
    expect([await reason(ask('sleep', { ms: -1 })), await reason(ask('sleep', { ms: 1e9 }))]).toEqual(['invalid', 'invalid']);
    const leaving = new AbortController();
    const waiting = reason(
      asking({ clock: clockEffects() }, { ...newContext(), signal: leaving.signal })('sleep', { ms: 60_000 }),
    );
    setImmediate(() => leaving.abort());
    expect(await waiting).toBe('gone');
  });

  it('give chance of the wanted size', async () => {
    expect(((await ask('random-bytes', { size: 33 })) as Bytes).length).toBe(33);
    expect(await ask('random-token', { size: 32 })).toMatch(/^[\w-]{43}$/);
    expect(await ask('random-token')).not.toBe(await ask('random-token'));
    expect(await ask('random-uuid')).toMatch(/^[0-9a-f-]{36}$/);
    expect([await reason(ask('random-bytes', { size: -1 })), await reason(ask('random-token', { size: 0 }))]).toEqual([
      'invalid',
      'invalid',
    ]);
  });

  it('digest and sign as the standards say', async () => {
    expect(await ask('digest', { algorithm: 'sha256', data: 'abc' })).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await ask('digest', { algorithm: 'md5', data: new Bytes(new Uint8Array()), encoding: 'base64' })).toBe(
      '1B2M2Y8AsgTpgAmY7PhCfg==',
    );
    expect(await ask('hmac', { algorithm: 'sha256', key: 'key', data: 'The quick brown fox jumps over the lazy dog' })).toBe(
      'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
    );
    expect(await reason(ask('digest', { algorithm: 'rot13', data: '' }))).toBe('invalid');
    expect(await reason(ask('digest', { algorithm: 'sha256', data: '', encoding: 'morse' }))).toBe('invalid');
    expect([await ask('constant-time-equal', { a: 'é', b: 'é' }), await ask('constant-time-equal', { a: 'a', b: 'ab' })]).toEqual(
      [true, false],
    );
  });

  it('keep passwords', async () => {
    const hash = (await ask('password-hash', { password: 'secret' })) as string;
    expect(hash).not.toContain('secret');
    expect(await ask('password-verify', { password: 'secret', hash })).toBe(true);
    expect(await ask('password-verify', { password: 'Secret', hash })).toBe(false);
    for (const bad of ['', 'x', hash.replace('16384', '1048576'), hash.replace(':8:', ':0:'), hash.slice(0, -40)])
      expect(await ask('password-verify', { password: 'secret', hash: bad })).toBe(false);
    expect(await reason(ask('password-hash', { password: 'x'.repeat(2000) }))).toBe('limit');
  });

  it('show chosen settings and never the environment', async () => {
    expect(await ask('config-get', { name: 'site' })).toBe('x');
    for (const name of ['PATH', 'HOME', 'constructor', '__proto__']) expect(await ask('config-get', { name })).toBe(null);
  });

  it('log with the request’s id and plain fields', async () => {
    const lines: unknown[] = [];
    const context: EffectContext = { ...newContext(), log: (...line) => lines.push(line) };
    const log = asking({ log: logEffects() }, context);
    await log('log', { message: 'm', level: 'warn', fields: new Map<string, Value>([['n', List.of([1, symbols.symbol('s')])]]) });
    expect(lines).toEqual([['warn', 'm', { fields: { n: [1, 's'] } }]]);
    expect(await reason(log('log', { message: 'm', level: 'loud' }))).toBe('invalid');
  });
});

describe('store', () => {
  const read = (text: string): Value => readAll(new SourceText('t', text), symbols)[0];

  it('gives back data as they were', async () => {
    const ask = asking({ store: storeEffects(new MemoryStore()) });
    const dict = new Map<string, Value>([
      ['a b', List.of([1, -0.5, null, true])],
      [':k', new Bytes(new Uint8Array([0, 255]))],
    ]);
    const data: Value[] = [null, false, 0, 'a"\\\n\0é', 12n, read('(a "b" #\\c :k (1 2))'), [1, [2]], dict];
    for (const value of data) {
      await ask('kv-put', { key: 'k', value });
      expect(inspect(await ask('kv-get', { key: 'k' }))).toBe(inspect(value));
    }
    expect(await ask('kv-get', { key: 'other' })).toBe(null);
  });

  it('refuses what is no data', async () => {
    const ask = asking({ store: storeEffects(new MemoryStore()) });
    const cycle = new Map<string, Value>();
    cycle.set('self', cycle);
    for (const value of [() => null, new Map([['f', () => null]]), cycle, read('(dict-literal a 1)'), new Condition('x')])
      expect(['invalid', 'limit']).toContain(await reason(ask('kv-put', { key: 'k', value })));
    expect(await ask('kv-get', { key: 'k' })).toBe(null);
    expect(await reason(ask('kv-put', { key: '', value: 1 }))).toBe('limit');
  });

  it('joins the transaction of its request, and no other', async () => {
    const effects = { store: storeEffects(new MemoryStore({ waitMs: 50 })) };
    const context = newContext();
    const [one, other] = [asking(effects, context), asking(effects)];
    expect(await one('transaction-begin')).toBe(1);
    await one('kv-put', { key: 'k', value: 1 });
    expect(await one('transaction-begin')).toBe(2);
    await one('events-append', { stream: 's', events: List.of(['e']) });
    expect(await one('transaction-rollback')).toBe(1);
    expect(await one('events-count', { stream: 's' })).toBe(0);
    expect(await reason(other('kv-get', { key: 'k' }))).toBe('timeout');
    expect(await one('transaction-commit')).toBe(0);
    expect(await other('kv-get', { key: 'k' })).toBe(1);
    expect(await reason(one('transaction-commit'))).toBe('missing');
    await one('transaction-begin');
    await one('kv-put', { key: 'k', value: 2 });
    expect(await context.transaction?.abandon()).toBe(true);
    expect(await other('kv-get', { key: 'k' })).toBe(1);
  });

  it('tells of conflicts', async () => {
    const ask = asking({ store: storeEffects(new MemoryStore()) });
    expect(await ask('events-append', { stream: 's', events: List.of([1, 2]), expect: 0 })).toBe(2);
    expect(await reason(ask('events-append', { stream: 's', events: List.of([3]), expect: 0 }))).toBe('conflict');
    expect(inspect(await ask('events-read', { stream: 's', after: 1 }))).toMatch(
      /^\(\{:stream "s" :number 2 :position 2 :at \d+ :data 2\}\)$/,
    );
  });
});

describe('files', () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'sx-files-'));
  const root = path.join(outside, 'shared');
  const ask = asking({ files: fileEffects({ shared: root }) });
  beforeAll(() => {
    mkdirSync(path.join(root, 'sub'), { recursive: true });
    mkdirSync(path.join(outside, 'shared-not'));
    writeFileSync(path.join(root, 'sub/a.txt'), 'hällo');
    writeFileSync(path.join(outside, 'secret'), 'secret');
    writeFileSync(path.join(outside, 'shared-not/secret'), 'secret');
    symlinkSync('../secret', path.join(root, 'link'));
    symlinkSync('sub', path.join(root, 'inner'));
  });
  afterAll(() => rmSync(outside, { recursive: true, force: true }));

  it('are read whole and in parts', async () => {
    const file = { root: 'shared', path: 'sub/a.txt' };
    expect(await ask('file-read', { ...file, as: 'text' })).toBe('hällo');
    expect([...((await ask('file-read', { ...file, start: 1, end: 3 })) as Bytes).u8]).toEqual([0xc3, 0xa4]);
    expect(await ask('file-read', { ...file, start: 3, end: 99, as: 'text' })).toBe('llo');
    expect(await reason(ask('file-read', { ...file, start: 5, end: 2 }))).toBe('invalid');
    expect(((await ask('file-stat', file)) as Map<string, Value>).get('size')).toBe(6);
    expect(await ask('file-read', { root: 'shared', path: 'inner/a.txt', as: 'text' })).toBe('hällo');
    expect([
      await reason(ask('file-read', { root: 'shared', path: 'sub' })),
      await reason(ask('file-read', { root: 'shared', path: 'no' })),
    ]).toEqual(['missing', 'missing']);
  });

  it('outside of the folder do not exist', async () => {
    const part = fc.constantFrom('..', '.', '', 'sub', 'secret', 'link', '%2e%2e', '..\\', 'C:', 'a.txt', '\0', 'shared-not');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async parts => {
        const named = parts.join('/');
        const result = await reason(ask('file-read', { root: 'shared', path: named, as: 'text' }));
        expect(result).not.toContain('secret');
        expect(/^answered "hällo"$|^missing$/.test(String(result))).toBe(true);
      }),
      {
        numRuns: 300,
        seed: 3,
        examples: [[['..', 'secret']], [['link']], [['sub', '..', 'link']], [['..', 'shared-not', 'secret']]],
      },
    );
    expect(await reason(ask('file-stat', { root: 'etc', path: 'passwd' }))).toBe('denied');
    expect(await reason(ask('file-stat', { root: 'constructor', path: 'x' }))).toBe('denied');
  });
});

describe('fetch', () => {
  let server: http.Server;
  let port = 0;
  beforeAll(async () => {
    server = http.createServer((q, r) => {
      if (q.url === '/slow') return;
      if (q.url === '/large') return void r.end('x'.repeat(2000));
      if (q.url === '/redirect') return void r.writeHead(302, { location: 'http://127.0.0.1/' }).end();
      r.setHeader('x-seen', String(q.headers['x-given'])).end(`${q.method} ${q.url}`);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const local = asking({ fetch: fetchEffects({ hosts: ['127.0.0.1'], privateAddresses: true, maxBody: 1000 }) });

  it('answers what the other host said, and follows nothing', async () => {
    const answer = (await local('fetch', {
      url: `http://127.0.0.1:${port}/a?b`,
      method: 'post',
      headers: new Map([['X-Given', '1']]),
      body: 'b',
    })) as Map<string, Value>;
    expect([answer.get('status'), answer.get('body'), answer.get('headers').get('x-seen')]).toEqual([200, 'POST /a?b', '1']);
    expect(((await local('fetch', { url: `http://127.0.0.1:${port}/redirect` })) as Map<string, Value>).get('status')).toBe(302);
  });

  it('has limits', async () => {
    const url = (p: string): string => `http://127.0.0.1:${port}${p}`;
    expect(await reason(local('fetch', { url: url('/large') }))).toBe('limit');
    expect(await reason(local('fetch', { url: url('/slow'), timeout: 50 }))).toBe('timeout');
    expect(await reason(local('fetch', { url: 'http://127.0.0.1:1/' }))).toBe('unavailable');
    expect(await reason(local('fetch', { url: url('/'), headers: new Map([['Host', 'x']]) }))).toBe('invalid');
    expect(await reason(local('fetch', { url: url('/'), headers: new Map([['a', 'b\r\nc: d']]) }))).toBe('invalid');
    expect(await reason(local('fetch', { url: url('/'), method: 'CONNECT' }))).toBe('invalid');
  });

  it('reaches allowed hosts only, and never this machine unless that is allowed', async () => {
    const ask = asking({ fetch: fetchEffects({ hosts: ['127.0.0.1', 'localhost', '*.example.org', '::1'] }) });
    for (const url of [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `http://[::1]:${port}/`,
      'http://0x7f.1/',
      'http://2130706433/',
    ])
      expect(await reason(ask('fetch', { url })), url).toBe('denied');
    for (const url of ['http://example.org/', 'http://badexample.org/', 'file:///etc/passwd', 'http://u:p@a.example.org/'])
      expect(await reason(ask('fetch', { url })), url).toBe('denied');
    expect(await reason(ask('fetch', { url: 'no url' }))).toBe('invalid');
    expect(
      [
        '127.0.0.1',
        '10.1.1.1',
        '169.254.169.254',
        '::1',
        'fe80::1',
        '::ffff:127.0.0.1',
        '192.168.0.1',
        'fd00::1',
        '0.0.0.0',
      ].every(isPrivate),
    ).toBe(true);
    expect(['8.8.8.8', '2606:4700::1', '172.32.0.1', '::ffff:8.8.8.8'].some(isPrivate)).toBe(false);
  });
});
