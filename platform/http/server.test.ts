/** The server over real sockets: what programs see, what clients get, how things end. */
import { once } from 'node:events';
import net from 'node:net';
import { Pool } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { HostOptions } from './host.ts';
import { type Hosted, hosted } from './testing/hosted.ts';

let host: Hosted;
afterEach(async () => {
  await host?.close();
});
const serve = async (handler: string, before = '', options: Parameters<typeof hosted>[2] = {}): Promise<Hosted> =>
  (host = await hosted(handler, before, options));
const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(host.url + path, init);

/** Until so many requests are under way, besides the one that asks. */
const underWay = (n: number): Promise<void> =>
  expect.poll(async () => (await get('/metrics')).text(), { timeout: 10_000 }).toContain(`sx_http_requests ${n + 1}\n`);

/** Bytes in, bytes out, until the server closes. */
async function raw(text: string): Promise<string> {
  const socket = net.connect(host.port, '127.0.0.1');
  socket.write(text, 'latin1');
  let out = '';
  socket.setEncoding('latin1').on('data', part => {
    out += part;
  });
  await once(socket, 'close');
  return out;
}

const ECHO = '(fn (req) {:status 200 :headers {"content-type" "text/plain"} :body (inspect (dissoc req "id" "address"))})';

describe('requests and responses', () => {
  it('are dicts', async () => {
    await serve(ECHO);
    const answer = await get('/a%20b?x=1&y=%2f', {
      method: 'POST',
      body: 'bödy',
      headers: { 'content-type': 'text/plain', cookie: 'a=b' },
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-1$/);
    const text = await answer.text();
    for (const part of [':method "POST"', ':path "/a%20b"', ':query "x=1&y=%2f"', ':body "bödy"', ':cookie "a=b"'])
      expect(text).toContain(part);
    expect(
      await (
        await get('/', {
          method: 'POST',
          body: new Uint8Array([0, 255]),
          headers: { 'content-type': 'application/octet-stream' },
        })
      ).text(),
    ).toContain(':body #u8(0 255)');
    expect(await raw('GET http://h/x?y HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX: 1\r\nX: 2\r\n\r\n')).toMatch(
      /:path "\/x" :query "y".*:x "1, 2"/s,
    );
  });

  it('have status, headers, several cookies, bytes, nothing', async () => {
    await serve(`(fn (req) (case (get req "path")
      (("/cookies") {:status 201 :headers {"x-n" 5 "x-list" (list "a" "b")} :set-cookies (list "a=1" "b=2") :body "x"})
      (("/bytes") {:body (bytes 1 2 255)})
      (("/none") {:status 204 :body "ignored"})
      (("/long") {:headers {"Content-Length" 1234} :body (if (= (get req "method") "HEAD") nil "short")})
      (else {:status 404})))`);
    const cookies = await get('/cookies');
    expect([cookies.status, cookies.headers.getSetCookie(), cookies.headers.get('x-n'), cookies.headers.get('x-list')]).toEqual([
      201,
      ['a=1', 'b=2'],
      '5',
      'a, b',
    ]);
    expect([...new Uint8Array(await (await get('/bytes')).arrayBuffer())]).toEqual([1, 2, 255]);
    const none = await get('/none');
    expect([none.status, none.headers.get('content-length'), await none.text()]).toEqual([204, null, '']);
    expect((await get('/x')).status).toBe(404);
    const head = await get('/cookies', { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['1', '']);
    const unmade = await get('/long', { method: 'HEAD' });
    expect([unmade.headers.get('content-length'), await unmade.text()]).toEqual(['1234', '']);
    const made = await get('/long');
    expect([made.headers.get('content-length'), await made.text()]).toEqual(['5', 'short']);
  });

  it('that are no responses are the program’s mistake, and said in the log', async () => {
    const wrong = [
      'nil',
      '5',
      '{:status "200"}',
      '{:status 99}',
      '{:headers 5}',
      '{:headers {"a b" "c"}}',
      '{:headers {"content-length" "many"}}',
      '{:headers {"a" "b\\r\\nc: d"}}',
      '{:body 5}',
      '{:stream 5}',
      '{:status 101}',
    ];
    await serve(`(fn (req) (nth (list ${wrong.join(' ')}) (string->number (get req "query"))))`);
    for (let i = 0; i < wrong.length; i++) expect((await get(`/?${i}`)).status, wrong[i]).toBe(500);
    expect(host.lines.filter(l => String(l.msg).startsWith('the handler’s response:')).length).toBe(wrong.length);
  });

  it('keep the connection, and pipelined requests their order', async () => {
    await serve('(fn (req) (do (perform {:op "sleep" :ms (string->number (get req "query"))}) {:body (get req "query")}))');
    const one = (n: number, more = ''): string => `GET /?${n} HTTP/1.1\r\nHost: h\r\n${more}\r\n`;
    const answers = await raw(one(30) + one(1) + one(10, 'Connection: close\r\n'));
    expect(
      answers
        .split('\r\n\r\n')
        .slice(1)
        .map(s => /^\d+/.exec(s)?.[0]),
    ).toEqual(['30', '1', '10']);
    const pool = new Pool(host.url, { connections: 1, pipelining: 5 });
    const bodies = await Promise.all(
      [5, 1, 9, 0].map(async n => (await pool.request({ path: `/?${n}`, method: 'GET' })).body.text()),
    );
    expect(bodies).toEqual(['5', '1', '9', '0']);
    await pool.close();
  });

  it('are answered to a client that has closed its half', async () => {
    await serve('(fn (req) (do (perform {:op "sleep" :ms 20}) {:body "late"}))');
    const socket = net.connect({ port: host.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
    let out = '';
    for await (const part of socket) out += part;
    expect(out).toContain('late');
  });
});

describe('failures', () => {
  it('of a handler are 500, with the place in the log', async () => {
    await serve('(fn (req) (error "no such thing" 5))');
    const answer = await get('/');
    expect([answer.status, await answer.text()]).toEqual([
      500,
      expect.stringMatching(/^500 Internal Server Error\nrequest \w+-1\n$/),
    ]);
    expect(host.lines.find(l => l.level === 50)).toMatchObject({
      msg: expect.stringMatching(/no such thing 5 \(test\.sx:/),
      request: answer.headers.get('x-request-id'),
    });
  });

  it('spinning, recursing, allocating handlers are cut with 503 while others are served', async () => {
    const program = `(define (spin) (spin)) (define (deep n) (+ 1 (deep n))) (define (grow l) (grow (list l (make-vector 1000 0))))
      (define (tree n) (if (= n 0) 0 (+ (tree (- n 1)) (tree (- n 1)))))`;
    const paths =
      '(("/spin") (spin)) (("/deep") (deep 1)) (("/grow") (grow nil)) (("/tree") (tree 60)) (("/guarded") (guard (e (true {:body "caught"})) (spin)))';
    await serve(`(fn (req) (case (get req "path") ${paths} (else {:body "well"})))`, program, {
      limits: { cpuMs: 200, heapBytes: 100 << 20 },
    });
    for (const path of ['/spin', '/deep', '/grow', '/tree', '/guarded']) {
      const [cut, ...others] = await Promise.all([get(path), ...Array.from({ length: 5 }, () => get('/'))]);
      expect([path, cut?.status]).toEqual([path, 503]);
      for (const other of others) expect(await other.text()).toBe('well');
    }
    expect(host.lines.filter(l => l.status === 503).every(l => l.request !== undefined)).toBe(true);
  });

  it('a handler that does not answer in time is given up', async () => {
    await serve(
      '(fn (req) (do (guard (e (true nil)) (perform {:op "sleep" :ms 10000})) (perform {:op "kv-put" :key "late" :value 1}) {:body "x"}))',
      '',
      {
        limits: { handlerMs: 50 },
      },
    );
    expect((await get('/')).status).toBe(503);
  });

  it('a client that leaves ends what is done for it', async () => {
    await serve(
      '(fn (req) (if (= (get req "path") "/seen") {:body (str (perform {:op "kv-get" :key "seen"}))} (guard (e (true (perform {:op "kv-put" :key "seen" :value (first (condition-irritants e))}))) (perform {:op "sleep" :ms 10000}))))',
      '',
      { limits: { halfClosedMs: 100 } },
    );
    const leaving = new AbortController();
    const request = get('/', { signal: leaving.signal }).catch(() => 'left');
    await underWay(1);
    leaving.abort();
    expect(await request).toBe('left');
    await expect.poll(() => host.lines.some(l => l.msg === 'the client has left'), { timeout: 10_000 }).toBe(true);
    // Nothing is done for it any more, not even by its own handlers.
    expect(await (await get('/seen')).text()).toBe('');
  });

  it('an open transaction is rolled back with the request', async () => {
    await serve(
      '(fn (req) (do (when (= (get req "path") "/open") (perform {:op "transaction-begin"}) (perform {:op "kv-put" :key "k" :value 1})) {:body (str (perform {:op "kv-get" :key "k"}))}))',
    );
    expect(await (await get('/open')).text()).toBe('1');
    expect(await (await get('/')).text()).toBe('');
    expect(host.lines.some(l => String(l.msg).includes('left a transaction open'))).toBe(true);
  });
});

describe('state', () => {
  const counter = '(fn (req) (do (set! n (+ n 1)) (perform {:op "sleep" :ms 5}) {:body (str n)}))';

  it('that a handler assigns is gone with its request, and is nobody else’s meanwhile', async () => {
    await serve(counter, '(define n 0)');
    const all = await Promise.all(Array.from({ length: 20 }, async () => (await get('/')).text()));
    expect(new Set(all)).toEqual(new Set(['1']));
  });

  it('is shared if the program wants that', async () => {
    await serve('(fn (req) (do (set! n (+ n 1)) {:body (str n)}))', '(define n 0)', { listen: ':state "shared"' });
    for (const n of ['1', '2', '3']) expect(await (await get('/')).text()).toBe(n);
  });

  it('a program that goes on behind http-listen does so at the end', async () => {
    const store = new (await import('../store/memory.ts')).MemoryStore();
    const options: Partial<HostOptions> = {
      store,
      program: {
        path: 't.sx',
        text: '(perform {:op "http-listen" :handler (fn (r) {:body "x"})}) (perform {:op "kv-put" :key "end" :value 1})',
      },
    };
    store.close = async () => {};
    await serve('', '', options);
    expect(await store.get('end')).toBe(undefined);
    await host.close();
    expect(await store.get('end')).toBe('1');
  });

  it('a program that does not listen, or is wrong, is not served', async () => {
    await expect(hosted('5')).rejects.toThrow(/expected procedure for :handler/);
    await expect(hosted('', '', { program: { path: 't.sx', text: '1' } })).rejects.toThrow(/ended without listening/);
    await expect(hosted('', '', { program: { path: 't.sx', text: '(car (list' } })).rejects.toThrow(/t\.sx/);
    await expect(hosted('list', '', { grants: ['clock'] })).rejects.toThrow(/not granted/);
  });
});

describe('streams', () => {
  it('send the shell first', async () => {
    await serve(
      '(fn (req) {:headers {"content-type" "text/html"} :stream (fn (write) (write "<shell>") (perform {:op "sleep" :ms 1000}) (write "<slot>"))})',
    );
    const began = performance.now();
    const reader = ((await get('/')).body as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value as Uint8Array).toString()).toBe('<shell>');
    expect(performance.now() - began).toBeLessThan(900);
    expect(Buffer.from((await reader.read()).value as Uint8Array).toString()).toBe('<slot>');
    expect((await reader.read()).done).toBe(true);
  });

  it('that fail are cut, so that nobody takes them for whole', async () => {
    await serve('(fn (req) {:stream (fn (write) (write "part") (error "late"))})');
    await expect(get('/').then(r => r.text())).rejects.toThrow();
    expect(host.lines.some(l => String(l.msg).startsWith('while streaming: late'))).toBe(true);
  });

  it('wait for slow clients and end with gone ones', async () => {
    await serve(
      '(fn (req) {:stream (fn (write) (let loop ((i 0)) (if (< i 2000) (begin (write big) (loop (+ i 1))))))})',
      '(define big (string-repeat "x" 65536))',
      {
        limits: { stalledMs: 300, kernels: 1 },
      },
    );
    const socket = net.connect(host.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
    socket.pause();
    await expect.poll(() => host.lines.some(l => l.msg === 'the client has left'), { timeout: 10_000 }).toBe(true);
    expect(await (await get('/metrics')).text()).toContain('sx_http_streams 0');
    socket.destroy();
    expect((await get('/', { method: 'HEAD' })).status).toBe(200);
  });

  it('of events are kept awake, and end with the server', async () => {
    await serve(
      '(fn (req) {:headers {"content-type" "text/event-stream"} :stream (fn (write) (write "data: 1\\n\\n") (perform {:op "sleep" :ms 60000}))})',
      '',
      {
        limits: { heartbeatMs: 30 },
      },
    );
    let text = '';
    for await (const part of (await get('/')).body as ReadableStream<Uint8Array>) {
      text += Buffer.from(part).toString();
      if (text.includes('\n:\n\n')) void host.close();
    }
    expect(text).toMatch(/^data: 1\n\n(?::\n\n)+$/);
  });

  it('of the client are read part by part when they are large', async () => {
    await serve(
      '(fn (req) (if (nil? (get req "body")) (let loop ((n 0)) (let ((part (perform {:op "http-body"}))) (if (nil? part) {:body (str "read " n)} (loop (+ n (bytes-length part)))))) {:body "whole"}))',
      '',
      { limits: { wholeBodyBytes: 1000, bodyBytes: 200_000 } },
    );
    expect(await (await get('/', { method: 'POST', body: 'x'.repeat(1000) })).text()).toBe('whole');
    expect(await (await get('/', { method: 'POST', body: 'x'.repeat(150_000) })).text()).toBe('read 150000');
    expect((await get('/', { method: 'POST', body: 'x'.repeat(200_001) })).status).toBe(413);
    const parts = new ReadableStream({
      pull(c) {
        c.enqueue(new Uint8Array(50_000));
      },
    });
    const endless = get('/', { method: 'POST', body: parts, duplex: 'half' } as RequestInit).then(
      r => r.status,
      () => 'cut',
    );
    expect([413, 500, 'cut']).toContain(await endless);
  });
});

describe('websockets', () => {
  const CHAT = `(fn (req) (if (= (get req "path") "/chat")
    {:status 101 :websocket (fn (s)
      (perform {:op "topic-join" :socket s :topic "room"})
      (let loop ()
        (let ((m (perform {:op "websocket-receive" :socket s})))
          (cond ((nil? m) nil)
                ((= m "bye") (perform {:op "websocket-close" :socket s :code 3000 :reason "bye"}))
                ((bytes? m) (begin (perform {:op "websocket-send" :socket s :message m}) (loop)))
                ((= m "fail") (error "on purpose"))
                (else (begin (perform {:op "topic-publish" :topic "room" :message (str "all: " m)}) (loop)))))))}
    {:status 404}))`;
  const connect = async (): Promise<{ ws: WebSocket; next: () => Promise<string | Buffer> }> => {
    const ws = new WebSocket(`ws://127.0.0.1:${host.port}/chat`);
    const inbox: (string | Buffer)[] = [];
    ws.on('message', (data: Buffer, binary) => inbox.push(binary ? data : data.toString()));
    await once(ws, 'open');
    const next = async (): Promise<string | Buffer> => {
      await expect.poll(() => inbox.length, { timeout: 10_000 }).toBeGreaterThan(0);
      return inbox.shift() as string;
    };
    return { ws, next };
  };

  it('talk, and publish to others', async () => {
    await serve(CHAT);
    const [a, b] = await Promise.all([connect(), connect()]);
    a.ws.send('hello');
    expect(await Promise.all([a.next(), b.next()])).toEqual(['all: hello', 'all: hello']);
    a.ws.send(Buffer.from([1, 2]));
    expect([...((await a.next()) as Buffer)]).toEqual([1, 2]);
    a.ws.send('bye');
    const [code, reason] = await once(a.ws, 'close');
    expect([code, String(reason)]).toEqual([3000, 'bye']);
    b.ws.send('alone');
    expect(await b.next()).toBe('all: alone');
    b.ws.send('fail');
    expect((await once(b.ws, 'close'))[0]).toBe(1011);
  });

  it('are closed when the server shuts down, and refused where there are none', async () => {
    await serve(CHAT);
    expect((await get('/chat')).status).toBe(426);
    const elsewhere = new WebSocket(`ws://127.0.0.1:${host.port}/`);
    const [, answer] = await once(elsewhere, 'unexpected-response');
    expect(answer.statusCode).toBe(404);
    const { ws } = await connect();
    const closed = once(ws, 'close');
    await host.close();
    expect((await closed)[0]).toBe(1001);
  });

  it('of another origin are refused', async () => {
    await serve(CHAT);
    const strange = new WebSocket(`ws://127.0.0.1:${host.port}/chat`, { headers: { origin: 'https://elsewhere.example' } });
    const [, answer] = await once(strange, 'unexpected-response');
    expect(answer.statusCode).toBe(403);
  });
});

describe('the server itself', () => {
  it('tells its health and its numbers', async () => {
    await serve(ECHO);
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
    await get('/');
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toMatch(/sx_http_responses_total\{status="200"\} 2/);
    expect(metrics).toMatch(/sx_http_seconds_bucket\{le="\+Inf"\} 2/);
  });

  it('lets what is under way end, and takes nothing new', async () => {
    await serve('(fn (req) (do (perform {:op "sleep" :ms 1500}) {:body "done"}))');
    const under = get('/');
    await underWay(1);
    const closing = host.close();
    await new Promise(resolve => setTimeout(resolve, 20));
    await expect(get('/')).rejects.toThrow();
    expect(await (await under).text()).toBe('done');
    await closing;
  });
});
