/** `sx host` with an app that defines its pages, queries, actions and helpers by their forms: over HTTP, from the command line on. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';

let child: ChildProcess;
let url = '';
const complaints: string[] = [];

beforeAll(async () => {
  const program = path.join(projectRoot(), 'platform/http/testing/services.sx');
  const flags = ['host', '--log', 'warn', '--port', '0', '--store', 'memory', program];
  child = spawn(process.execPath, [path.join(projectRoot(), 'bin/sx.js'), ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr?.on('data', part => complaints.push(String(part)));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`sx host ended with ${code}: ${complaints.join('')}`);
  });
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended]);
  url = String(line).trim();
}, 60_000);
afterAll(() => void child?.kill());

async function ask(target: string, init: RequestInit = {}): Promise<[status: number, text: string]> {
  const answer = await fetch(url + target, init);
  return [answer.status, await answer.text()];
}
const post = (target: string, type: string, body: string): Promise<[number, string]> =>
  ask(target, { method: 'POST', body, headers: { 'content-type': type } });

it('actions change, pages and queries see it', async () => {
  expect((await ask('/'))[1]).toContain('<h1>POSTS / you</h1><ul></ul>');
  expect(await post('/add', 'application/x-www-form-urlencoded', 'slug=a&title=A%3CB')).toEqual([200, '<p>saved a</p>']);
  expect(await post('/internal/actions/add-post', 'application/json', '{"slug":"b","title":"B"}')).toEqual([
    200,
    '{"ok":true,"data":{"saved":"b"}}',
  ]);
  expect((await ask('/?name=Ann'))[1]).toContain('<h1>POSTS / Ann</h1><ul><li>A&lt;B</li><li>B</li></ul>');
  expect((await ask('/posts/a'))[1]).toContain('<article><h1>A&lt;B</h1><p>A en</p></article>');
  expect(await ask('/internal/queries/post?slug=a&lang=de')).toEqual([
    200,
    '{"ok":true,"data":{"slug":"a","title":"A<B","lang":"de"}}',
  ]);
});

it('what fails or is not there is the right status, and the program stays up', async () => {
  expect((await post('/add', 'application/x-www-form-urlencoded', 'title=x'))[0]).toBe(500);
  expect(await ask('/nowhere')).toEqual([500, '{:ok false :error "internal"}']);
  expect(complaints.join('')).toContain('nobody offers the query \\"not-there\\"');
  expect((await ask('/internal/queries/nope'))[0]).toBe(404);
  expect((await ask('/internal/queries/post?page=1'))[0]).toBe(400);
  expect((await ask('/'))[0]).toBe(200);
});

it('a streamed page: the shell first, slots when they are ready, a box for one that fails', async () => {
  const [, text] = await ask('/parts');
  const at = (part: string): number => text.indexOf(part);
  expect(at('<title>Parts</title>')).toBeGreaterThan(0);
  const places = [
    '</html>',
    'data-suspense-for="aside"><div class="sx-error"',
    'data-suspense-for="content"><p>middle</p>',
    'data-suspense-for="menu"><p>slow</p>',
  ].map(at);
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const began = performance.now();
  const first = await (await fetch(`${url}/parts`)).body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toContain('id="sx-suspense-menu"');
  expect(performance.now() - began).toBeLessThan(1400);
});

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
it.runIf(chromium !== undefined)('in a browser the slots are where they belong', { timeout: 60_000 }, async () => {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=3000', '--dump-dom', `${url}/parts`];
  const { stdout } = await promisify(execFile)(chromium as string, flags);
  for (const [name, inner] of [
    ['menu', '<p>slow</p>'],
    ['content', '<p>middle</p>'],
    ['aside', '<div class="sx-error" role="alert">This part cannot be shown.</div>'],
  ])
    expect(stdout).toContain(
      `<div id="sx-suspense-${name}" data-suspense="${name}" style="display: contents;" data-resolved="1">${inner}</div>`,
    );
  expect(stdout).not.toContain('data-suspense-for');
});

it('composed pages: stored as data, shown with a box for what fails', async () => {
  const store = (slug: string, body: string): Promise<[number, string]> =>
    post(`/compose/${slug}`, 'application/x-www-form-urlencoded', new URLSearchParams({ body }).toString());
  expect((await store('intro__part', '(card note {:text "part"})'))[0]).toBe(201);
  const body =
    '(seq (ref "part") (alt (when (at "user") (val (at "user"))) "nobody") (card broken) (each p (query "all-posts") (val (at "p" "slug"))))';
  expect((await store('intro', body))[0]).toBe(201);
  const box = '<div class="sx-error" role="alert">This part cannot be shown.</div>';
  expect(await ask('/composed/intro?who=%3Cb%3E')).toEqual([200, `<p>part</p>&lt;b&gt;${box}ab`]);
  expect(complaints.join('')).toContain('exploded');
  expect(await store('odd', '(seq (marquee))')).toEqual([422, expect.stringContaining('there is no node marquee')]);
  expect((await ask('/composed/none'))[0]).toBe(404);
});

it('flows wait in the store, and of many who resume one does', async () => {
  const form = 'application/x-www-form-urlencoded';
  const [, text] = await post('/reviews', form, '');
  const id = /^suspended (\S+)$/.exec(text)?.[1] ?? '';
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(`/reviews/${id}`, form, 'verdict=yes')));
  expect(answers.filter(([status]) => status === 200)).toEqual([[200, `done ${id}`]]);
  expect(answers.filter(([status]) => status === 409)).toHaveLength(7);
  expect((await ask('/notes'))[1]).toBe('("begun" "published")');
  const [, other] = await post('/reviews', form, '');
  expect((await post(`/reviews/${other.split(' ')[1]}`, form, 'verdict=no'))[1]).toMatch(/^failed /);
  expect((await post('/reviews/nobody', form, 'verdict=no'))[0]).toBe(409);
});

it('SXTP over HTTP: messages, and streams of them', async () => {
  expect(await post('/sxtp', 'text/sx', '(request :verb query :path "/posts")')).toEqual([
    200,
    expect.stringMatching(/^\(response :status ok :body \(\{:slug "a"/),
  ]);
  expect((await post('/sxtp', 'text/sx', '(request :verb query :path "/x")'))[0]).toBe(404);
  for (const text of ['(request', '(request :verb hop :path "/")', '{:a 1} 5'])
    expect((await post('/sxtp', 'text/sx', text))[0], text).toBe(400);
  expect((await ask('/live'))[1]).toBe('(signals :values {:n 1})\n(patch :target "#posts" :mode append :body (li "late"))\n');
  const events = await fetch(`${url}/live`, { headers: { accept: 'text/event-stream' } });
  expect([events.headers.get('content-type'), await events.text()]).toEqual([
    'text/event-stream',
    expect.stringContaining('event: patch\ndata: (patch :target "#posts"'),
  ]);
});
