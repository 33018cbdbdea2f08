/** Thunks of a program side by side on behalf of one request: who waits, whose transaction it is, what ends them. */
import { afterEach, expect, it } from 'vitest';
import { type Hosted, hosted } from './testing/hosted.ts';

let host: Hosted;
afterEach(async () => {
  await host?.close();
});
const DEFINITIONS = `
  (define (effect op &rest args) (perform (apply dict "op" op args)))
  (define (concurrent &rest thunks) (effect "concurrent" "thunks" thunks))
  (define (sleep ms) (effect "sleep" "ms" ms))
  (define (put key) (effect "kv-put" "key" key "value" 1))
  (define (stored) (map (fn (row) (get row "key")) (effect "kv-list")))`;
const serve = async (expression: string, options: Parameters<typeof hosted>[2] = {}): Promise<void> => {
  host = await hosted(`(fn (req) {:body (inspect ${expression})})`, DEFINITIONS, options);
};
const shown = async (): Promise<string> => (await fetch(host.url)).text();

it('one that waits keeps no other waiting; answers keep their order', async () => {
  await serve(`(let ((seen (list)))
    (let ((answers (concurrent (fn () (sleep 60) (append! seen "slow") 1) (fn () (append! seen "fast") 2) (fn () (error "third")))))
      (list seen (map (fn (a) (or (get a "value") (get a "error"))) answers))))`);
  expect(await shown()).toBe('(("fast" "slow") (1 2 "third"))');
});

it('transactions at the same time stay apart', async () => {
  await serve(`(do
    (concurrent
      (fn () (effect "transaction-begin") (put "kept") (sleep 20) (effect "transaction-commit"))
      (fn () (sleep 5) (effect "transaction-begin") (put "taken back") (sleep 30) (effect "transaction-rollback"))
      (fn () (sleep 10) (effect "transaction-begin") (put "left open")))
    (stored))`);
  expect(await shown()).toBe('("kept")');
  expect(host.lines.map(l => l.msg)).toContain('a call left a transaction open; it was rolled back');
});

it('inside of a transaction they are part of it, one after the other', async () => {
  await serve(`(let ((seen (list)))
    (effect "transaction-begin")
    (concurrent (fn () (sleep 10) (put "a") (append! seen 1)) (fn () (put "b") (append! seen 2)))
    (effect "transaction-rollback")
    (list seen (stored)))`);
  expect(await shown()).toBe('((1 2) ())');
});

it('what spins ends the request', async () => {
  await serve('(concurrent (fn () (let loop () (loop))) (fn () (sleep 1)))', { limits: { cpuMs: 100 } });
  expect((await fetch(host.url)).status).toBe(503);
});

it('no thunks, too many, and those that are none', async () => {
  await serve(`(list (concurrent)
    (guard (e (true (first (condition-irritants e)))) (concurrent 5))
    (guard (e (true (first (condition-irritants e)))) (apply concurrent (map (fn (i) (fn () i)) (range 0 33)))))`);
  expect(await shown()).toBe('(() "invalid" "limit")');
});

it('write to the same stream, each part whole', async () => {
  host = await hosted(
    `(fn (req) {:headers {"content-type" "text/plain"}
      :stream (fn (write) (write "shell,") (concurrent (fn () (sleep 40) (write "slow,")) (fn () (write "fast,"))) (write "end"))})`,
    DEFINITIONS,
  );
  expect(await shown()).toBe('shell,fast,slow,end');
});

it('a client that leaves ends those that wait', async () => {
  host = await hosted(
    '(fn (req) {:stream (fn (write) (write "x") (concurrent (fn () (sleep 30000)) (fn () (sleep 30000))))})',
    DEFINITIONS,
    { limits: { halfClosedMs: 100 } },
  );
  const leaving = new AbortController();
  const answer = await fetch(host.url, { signal: leaving.signal });
  await answer.body?.getReader().read();
  leaving.abort();
  await expect.poll(async () => (await fetch(`${host.url}/metrics`)).text(), { timeout: 5000 }).toMatch(/sx_http_streams 0\n/);
});
