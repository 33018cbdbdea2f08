/** The rival: the same pages with hono and its JSX on Node. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { jsx } from 'hono/jsx';
import type { Store } from '../store/contract.ts';
import { TITLES } from './by-hand.ts';

type Child = string | ReturnType<typeof jsx>;

const layout = (...children: Child[]) =>
  jsx(
    'html',
    { lang: 'en' },
    jsx('head', {}, jsx('meta', { charset: 'utf-8' }), jsx('title', {}, 'Bench')),
    jsx('body', {}, jsx('main', {}, ...children)),
  );

const Card = ({ n, title }: { n: number; title: string }) =>
  jsx('article', { class: 'card', id: `c${n}` }, jsx('h2', {}, title), jsx('p', {}, `Number ${n} of many & more`));

export async function withHono(store: Store): Promise<number> {
  await store.put('bench:text', 'Something <read> & shown');
  const app = new Hono();
  app.get('/static', c => c.html(layout(jsx('h1', {}, 'Hello'), jsx('p', {}, 'The same for everybody.')) as never));
  app.get('/page', c => c.html(layout(...TITLES.map((title, n) => jsx(Card as never, { n, title } as never))) as never));
  app.get('/store', async c => c.html(layout(jsx('p', {}, (await store.get('bench:text')) ?? '')) as never));
  return new Promise(resolve => serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, info => resolve(info.port)));
}
