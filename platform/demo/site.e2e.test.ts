/** The demonstration site as `npm run host` starts it: reading, writing with a token, messages shown once, errors in the site's layout. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';

const demo = path.join(projectRoot(), 'platform/demo');
const folder = mkdtempSync(path.join(tmpdir(), 'sx-site-'));
const started: ChildProcess[] = [];

async function start(program: string, ...flags: string[]): Promise<string> {
  const sx = path.join(projectRoot(), 'bin/sx.js');
  const child = spawn(process.execPath, [sx, 'host', '--log', 'warn', '--port', '0', '--store', 'memory', ...flags, program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
  });
  started.push(child);
  let complaint = '';
  child.stderr.on('data', part => {
    complaint += part;
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`sx host ended with ${code}: ${complaint}`);
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return String(line).trim();
}

/** A visitor without JavaScript: keeps cookies, follows nothing by itself. */
class Visitor {
  private readonly cookies = new Map<string, string>();
  constructor(private readonly site: string) {}

  async ask(target: string, fields?: Record<string, string>): Promise<{ status: number; to: string | null; text: string }> {
    const answer = await fetch(this.site + target, {
      method: fields ? 'POST' : 'GET',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: fields ? new URLSearchParams(fields) : null,
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
  }

  /** The hidden fields of the form of a page. */
  async hidden(target: string): Promise<Record<string, string>> {
    const { text } = await this.ask(target);
    const tags = text.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
    const attribute = (tag: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    return Object.fromEntries(tags.map(tag => [attribute(tag, 'name'), attribute(tag, 'value')]));
  }
}

afterAll(() => {
  for (const child of started) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('the demonstration site', () => {
  let site: string;
  beforeAll(async () => {
    site = await start(path.join(demo, 'site.sx'));
  });
  const post = { title: 'Bees & <hives>', summary: 'Two of them.', text: 'First.\r\n\r\nSecond.' };

  it('lists published posts, newest first, and drafts only among drafts', async () => {
    const visitor = new Visitor(site);
    const home = (await visitor.ask('/')).text;
    const titles = [...home.matchAll(/<h2><a href="([^"]+)"/g)].map(found => found[1]);
    expect(titles).toEqual(['/posts/the-tool-library-is-open', '/posts/how-we-decide', '/posts/what-a-share-costs']);
    expect((await visitor.ask('/drafts')).text).toContain('The autumn assembly');
    expect((await visitor.ask('/posts/the-autumn-assembly')).status).toBe(404);
    expect((await visitor.ask('/posts/how-we-decide')).text).toContain('<time datetime="2026-08-19">19 Aug 2026</time>');
  });

  it('publishes a post, says so once, and lets it be edited', async () => {
    const visitor = new Visitor(site);
    const saved = await visitor.ask('/new', { ...(await visitor.hidden('/new')), ...post });
    expect([saved.status, saved.to]).toEqual([303, '/posts/bees-hives']);
    const shown = (await visitor.ask('/posts/bees-hives')).text;
    expect(shown).toContain('The post is published.');
    expect(shown).toContain('<h1>Bees &amp; &lt;hives&gt;</h1>');
    expect(shown).toContain('<p>First.</p><p>Second.</p>');
    expect((await visitor.ask('/posts/bees-hives')).text).not.toContain('The post is published.');
    const form = await visitor.hidden('/posts/bees-hives/edit');
    const edit = { ...form, ...post, title: 'Bees' };
    expect((await visitor.ask('/posts/bees-hives/edit', edit)).status).toBe(303);
    expect((await visitor.ask('/posts/bees-hives')).text).toContain('<h1>Bees</h1>');
    const late = await visitor.ask('/posts/bees-hives/edit', { ...edit, title: 'Too late' });
    expect([late.status, late.text.includes('value="Too late"')]).toEqual([409, true]);
  });

  it('keeps what was typed when a field is missing or the token is forged', async () => {
    const visitor = new Visitor(site);
    const form = await visitor.hidden('/new');
    const missing = await visitor.ask('/new', { ...form, ...post, title: ' ' });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('A post needs a title.');
    const forged = { ...form, 'dream.csrf': `${form['dream.csrf']}x`, ...post, title: 'Forged' };
    const refused = await visitor.ask('/new', forged);
    expect([refused.status, refused.text.includes('value="Forged"')]).toEqual([403, true]);
    expect((await visitor.ask('/new', { ...post, title: 'Forged' })).status).toBe(403);
    expect((await visitor.ask('/')).text).not.toContain('Forged');
  });

  it('answers what is missing in its layout, and files with a tag', async () => {
    const missing = await new Visitor(site).ask('/nowhere');
    expect(missing.status).toBe(404);
    expect(missing.text).toMatch(/<nav .*There is no such page/s);
    const css = await fetch(`${site}/static/site.css`);
    const tag = css.headers.get('etag') as string;
    expect((await fetch(`${site}/static/site.css`, { headers: { 'if-none-match': tag } })).status).toBe(304);
  });
});

it('a page that fails is answered in the layout, without what was raised', async () => {
  const program = path.join(folder, 'failing.sx');
  writeFileSync(
    program,
    `(import (sx dream) (sx web) (layout))
     (dream-serve (list (dream-get "/" (fn (req) (error "the inside of it"))))
                  {:middlewares (list (dream-error-template error-response))})`,
  );
  const failed = await new Visitor(await start(program, '--lib', demo)).ask('/');
  expect(failed.status).toBe(500);
  expect(failed.text).toMatch(/<nav .*Something went wrong/s);
  expect(failed.text).not.toContain('inside');
});
