/** The yardstick: the benchmark's three pages as one writes them by hand on `node:http`, with template strings and the same store. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Store } from '../store/contract.ts';

const BEFORE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title></head><body><main>';
const AFTER = '</main></body></html>\n';
const CONSTANT = `${BEFORE}<h1>Hello</h1><p>The same for everybody.</p>${AFTER}`;
export const TITLES: readonly string[] = Array.from({ length: 200 }, (_, n) => `Title <${n}>`);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, c => ESCAPES[c] as string);

const card = (n: number, title: string): string =>
  `<article class="card" id="c${n}"><h2>${escapeHtml(title)}</h2><p>Number ${n} of many &amp; more</p></article>`;

export async function byHand(store: Store): Promise<number> {
  await store.put('bench:text', 'Something <read> & shown');
  const server = http.createServer(async (req, res) => {
    let body: string | undefined;
    if (req.url === '/static') body = CONSTANT;
    else if (req.url === '/page') body = BEFORE + TITLES.map((title, n) => card(n, title)).join('') + AFTER;
    else if (req.url === '/store') body = `${BEFORE}<p>${escapeHtml((await store.get('bench:text')) ?? '')}</p>${AFTER}`;
    res.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(body ?? ''),
    });
    res.end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
