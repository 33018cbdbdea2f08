/**
 * A guest that wants out, on every tier: at files, the network, the environment, the host's objects, other guests. Whatever it tries, it gets
 * nothing, or a condition; the secrets that lie about are in no answer.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CacheStore } from '../../cache/store.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { TIERS, type Tier } from '../../kernel/embed/tiers.ts';
import type { EffectFamily, EffectSpec } from '../effects/spec.ts';
import { FAMILIES } from '../effects/table.ts';
import { programKernels } from '../entries/program.ts';
import { MemoryStore } from '../store/memory.ts';
import { type Host, startHost } from './host.ts';

const SECRET = 'canary-4711';

const folder = mkdtempSync(path.join(tmpdir(), 'sx-sandbox-'));
let canary: http.Server;
let hits = 0;
let port = 0;
beforeAll(async () => {
  mkdirSync(path.join(folder, 'app/static'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), SECRET);
  writeFileSync(path.join(folder, 'secret.sx'), `(define-library (secret) (export secret) (begin (define secret "${SECRET}")))`);
  writeFileSync(path.join(folder, 'app/static/open.txt'), 'open');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'app/static/link.txt'));
  process.env.SX_SANDBOX_CANARY = SECRET;
  canary = http.createServer((_, res) => {
    hits++;
    res.end(SECRET);
  });
  await new Promise<void>(resolve => canary.listen(0, '127.0.0.1', resolve));
  port = (canary.address() as AddressInfo).port;
});
afterAll(() => {
  delete process.env.SX_SANDBOX_CANARY;
  canary.close();
  rmSync(folder, { recursive: true, force: true });
});

let hosts: Host[] = [];
afterEach(async () => {
  await Promise.all(hosts.map(host => host.close()));
  hosts = [];
});

/** Serves attempts by number; what one comes to is the body, `refused: …` for a condition. */
async function guest(
  tier: Tier,
  attempts: readonly string[],
  grants: readonly string[],
  before = '',
): Promise<(n: number) => Promise<string>> {
  const file = path.join(folder, 'app/app.sx');
  const cases = attempts.map((attempt, n) => `((${n}) ${attempt})`).join('\n');
  const text = `${before}
    (define (attempt n) (case n ${cases} (else nil)))
    (perform {:op "http-listen" :handler (fn (req)
      {:body (guard (e (true (str "refused: " (error-text e)))) (inspect (attempt (string->number (get req "query")))))})})`;
  const host = await startHost({
    program: { path: file, text },
    ...programKernels(file, tier, new CacheStore(path.join(projectRoot(), '.sx', 'cache'))),
    store: new MemoryStore(),
    log: Object.assign(() => {}, { verbose: false }),
    grants: ['http', ...grants],
    files: { static: path.join(folder, 'app/static') },
    fetch: { hosts: ['allowed.test'] },
  });
  hosts.push(host);
  return async n => (await fetch(`${host.url}/?${n}`)).text();
}

/** An argument of the right type. */
function argument({ type }: EffectSpec['args'][string]): string {
  const values: Partial<Record<typeof type, string>> = {
    number: '1',
    integer: '1',
    boolean: 'true',
    dict: '{}',
    list: '(list)',
    procedure: 'list',
  };
  return values[type] ?? '"x"';
}

const EFFECTS = (FAMILIES as readonly EffectFamily[])
  .filter(({ name }) => name !== 'http')
  .flatMap(({ effects }) =>
    Object.entries(effects).map(([op, { args }]) => {
      const given = Object.entries(args).filter(([, each]) => !each.optional);
      return `(perform {:op "${op}" ${given.map(([name, each]) => `:${name} ${argument(each)}`).join(' ')}})`;
    }),
  );

const HOST_NAMES = [
  'process',
  'require',
  'globalThis',
  'global',
  'module',
  'Function',
  'Buffer',
  'constructor',
  '__proto__',
  'prototype',
  'hasOwnProperty',
  'arguments',
];

const VALUES = [
  '{}',
  '(list 1)',
  '"s"',
  '5',
  "'sym",
  ':key',
  'car',
  '(fn (x) x)',
  '(bytes 1)',
  '(vector 1)',
  '(make-hash-table)',
  '(guard (e (true e)) (error "x"))',
];
const PROPERTIES = ['constructor', '__proto__', 'prototype', 'caller', 'call', 'lambda', 'env', 'u8', 'cell', '__defineGetter__'];
const PROBES = VALUES.flatMap(value => PROPERTIES.map(name => `(get ${value} "${name}")`));

describe.each(TIERS)('on %s', tier => {
  it('effects that were not granted do not exist', async () => {
    const ask = await guest(tier, EFFECTS, []);
    for (const [n, effect] of EFFECTS.entries()) expect(await ask(n), effect).toMatch(/^refused: .*was not granted/);
  });

  it('names and properties of the host lead nowhere', async () => {
    const attempts = [...HOST_NAMES, ...HOST_NAMES.map(name => `(eval '${name})`), ...PROBES];
    const ask = await guest(tier, attempts, []);
    for (const [n, attempt] of attempts.entries()) expect(await ask(n), attempt).toMatch(/^(?:nil|refused: .*)$/s);
  });

  it('what is granted reaches no further than said', async () => {
    const read = (name: string, root = 'static'): string =>
      `(perform {:op "file-read" :root "${root}" :path "${name}" :as "text"})`;
    const get = (url: string): string => `(get (perform {:op "fetch" :url "${url}"}) "body")`;
    const attempts = [
      ...[
        '../../secret.txt',
        '..\\\\..\\\\secret.txt',
        'x/../../../secret.txt',
        '/etc/passwd',
        'link.txt',
        '%2e%2e/secret.txt',
        '.',
        '',
      ].map(name => read(name)),
      read('secret.txt', '..'),
      read('open.txt', '__proto__'),
      ...['SX_SANDBOX_CANARY', 'PATH', 'DATABASE_URL', 'constructor', '__proto__'].map(
        name => `(perform {:op "config-get" :name "${name}"})`,
      ),
      ...[
        'http://127.0.0.1:PORT/',
        'http://localhost:PORT/',
        'http://2130706433:PORT/',
        'http://0x7f.1:PORT/',
        'http://[::ffff:127.0.0.1]:PORT/',
      ].map(url => get(url.replace('PORT', String(port)))),
      ...[
        `http://allowed.test@127.0.0.1:${port}/`,
        `http://127.0.0.1:${port}/#allowed.test`,
        'file:///etc/passwd',
        `http://allowed.test.127.0.0.1:${port}/`,
      ].map(get),
      ...["'(.. secret)", '(list "../secret")', "'(secret)", '(list "/etc/passwd")'].map(
        name => `(perform {:op "import" :library ${name}})`,
      ),
    ];
    const ask = await guest(tier, [...attempts, read('open.txt')], ['files', 'config', 'fetch']);
    for (const [n, attempt] of attempts.entries()) {
      const got = await ask(n);
      expect(got, attempt).not.toContain(SECRET);
      expect(got, attempt).toMatch(/^(?:nil|refused: .*)$/s);
    }
    expect(await ask(attempts.length)).toBe('"open"');
    expect(hits).toBe(0);
  });

  it('other guests are neither seen nor changed', async () => {
    const mine = `(define mine "${SECRET}")`;
    const neighbour = await guest(
      tier,
      ['(str mine "!")', '(get {} "x")', '(perform {:op "kv-get" :key "k"})'],
      ['store'],
      `${mine} (perform {:op "kv-put" :key "k" :value mine})`,
    );
    const attempts = [
      'mine',
      "(eval 'mine)",
      '(perform {:op "kv-get" :key "k"})',
      '(do (set! str (fn (&rest l) "changed")) (str 1))',
      '(let ((d {})) (dict-set! d "__proto__" {:x "changed"}) (get {} "x"))',
      '(let ((d {})) (dict-set! d "constructor" {:prototype {:x "changed"}}) (get {} "x"))',
    ];
    const ask = await guest(tier, attempts, ['store']);
    for (const [n, attempt] of attempts.entries()) expect(await ask(n), attempt).not.toContain(SECRET);
    expect([await neighbour(0), await neighbour(1), await neighbour(2)]).toEqual([`"${SECRET}!"`, 'nil', `"${SECRET}"`]);
    expect(({} as Record<string, unknown>).x).toBe(undefined);
  });
});
