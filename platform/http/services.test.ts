/** What a program offers by name, asked for by effects over real requests; the helpers that every program has. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Hosted, hosted } from './testing/hosted.ts';

let host: Hosted;
afterEach(async () => {
  await host?.close();
});

/** A host whose program offers `services` and shows what the text of its body evaluates to. */
async function serve(expression: string, services = '', options: Parameters<typeof hosted>[2] = {}): Promise<void> {
  const listen = services === '' ? '' : `:services ${services}`;
  const handler = `(fn (req) {:body (inspect (guard (e ((condition? e) (condition-message e))) ${expression}))})`;
  const asks = `(define (ask op name args) (perform {:op op :name name :args args}))
    (define (query name &optional (args {})) (ask "query" name args))`;
  host = await hosted(handler, asks, { ...options, listen });
}
const shown = async (target = '/', init: RequestInit = {}): Promise<string> => (await fetch(host.url + target, init)).text();

describe('what a program offers', () => {
  it('is asked for by name, before what the host has', async () => {
    const services =
      '{:query {"post" (fn (args) (str "own " (get args "slug")))} :helper {"sum" (fn (args) (apply + args))} :action {}}';
    await serve(
      '(list (query "post" {:slug "a"}) (query "other") (ask "helper" "sum" (list 1 2 3)) (ask "helper" "sum" (list)))',
      services,
      {
        services: {
          queries: { post: { params: [], run: () => 'of the host' }, other: { params: [], run: () => ({ of: 'the host' }) } },
        },
      },
    );
    expect(await shown()).toBe('("own a" {:of "the host"} 6 0)');
  });

  it('may wait itself, and be asked together', async () => {
    const services =
      '{:query {"stored" (fn (args) (perform {:op "kv-get" :key (get args "key")})) "late" (fn (args) (perform {:op "sleep" :ms 5}) (get args "n"))}}';
    await serve(
      `(do (perform {:op "kv-put" :key "k" :value {:a 1}})
        (map (fn (a) (get a "value"))
          (perform {:op "batch" :requests (list {:op "query" :name "late" :args {:n 1}} {:op "query" :name "stored" :args {:key "k"}} {:op "clock-now"})})))`,
      services,
    );
    expect(await shown()).toMatch(/^\(1 \{:a 1\} \d+\)$/);
  });

  it('raises what it raises, and nobody has what there is not', async () => {
    await serve(
      '(list (guard (e (true (condition-message e))) (query "breaks")) (guard (e (true (first (condition-irritants e)))) (query "none")))',
      '{:query {"breaks" (fn (args) (error "post is gone"))}}',
    );
    expect(await shown()).toBe('("post is gone" "missing")');
  });

  it('that asks for itself without end is refused', async () => {
    await serve('(query "round")', '{:query {"round" (fn (args) (query "round"))}}');
    expect(await shown()).toContain('128 calls');
    expect(await shown()).toContain('128 calls');
  });

  it('that spins is cut with its request, however it is called', async () => {
    const slow = '(define (spin n) (if (= n 0) 0 (spin (- n 1))))';
    await serve(
      `(do ${slow} (if (string-contains? (get req "query") "loop") (map (fn (i) (query "while")) (range 0 1000)) (query "spin")))`,
      '{:query {"spin" (fn (args) (let loop () (loop))) "while" (fn (args) (let loop ((n 300000)) (if (= n 0) 0 (loop (- n 1)))))}}',
      { limits: { cpuMs: 200 } },
    );
    for (const target of ['/', '/?loop']) expect((await fetch(host.url + target)).status, target).toBe(503);
    await expect.poll(async () => (await fetch(host.url)).status).toBe(503);
  });

  it('of a wrong shape is refused when the program is loaded', async () => {
    for (const [services, why] of [
      ['5', 'expected dict for :services'],
      ['{:querry {}}', 'and not querry'],
      ['{:query {"a" 5}}', 'query is a dict of names to procedures'],
      ['{:query 5}', 'query is a dict of names to procedures'],
    ] as const)
      await expect(serve('1', services), services).rejects.toThrow(why);
  });
});

describe('helpers of every program', () => {
  it('tell of the request', async () => {
    const helper = (name: string, ...args: string[]): string => `(ask "helper" "${name}" (list ${args.join(' ')}))`;
    const all = [
      helper('request-method'),
      helper('request-path'),
      helper('request-arg', '"q"'),
      helper('request-arg', '"none"', '"given"'),
      helper('request-header', '"X-A"'),
      helper('request-header', '"x-none"'),
      helper('request-content-type'),
      `(number? ${helper('now')})`,
      `(= (get req "id") ${helper('request-id')})`,
    ];
    await serve(`(list ${all.join(' ')})`);
    const init = { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain', 'x-a': 'v' } };
    expect(await shown('/a%20b?q=1+2', init)).toBe('("POST" "/a%20b" "1 2" "given" "v" nil "text/plain" true true)');
  });

  it('want names, and a request', async () => {
    await serve('(guard (e (true (first (condition-irritants e)))) (ask "helper" "request-arg" (list)))');
    expect(await shown()).toBe('"invalid"');
    await expect(hosted('car', '(perform {:op "helper" :name "request-path"})')).rejects.toThrow(
      'only possible while a request is answered',
    );
  });
});
