/** `sx host` with an app that defines its pages, queries, actions and helpers by their forms: over HTTP, from the command line on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
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
