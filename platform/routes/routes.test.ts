import { afterEach, describe, expect, it } from 'vitest';
import { type Hosted, hosted } from '../http/testing/hosted.ts';
import { differenceOf } from './differences.ts';
import { encoded, formsOf, linksOf, onSite } from './links.ts';
import { masked } from './masks.ts';
import type { Answer } from './visitor.ts';
import { type Route, walk } from './walk.ts';

const answer = (more: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: [],
  cookies: [],
  body: Buffer.from('x'),
  ...more,
});

describe('what a page leads to', () => {
  const page = `<a href="/a?x=1&amp;y=2">A</a><a href='b'>B</a><img src=/i.png><a href="https://elsewhere.test/">E</a><a href="#here">H</a>`;
  it('are links on the same site, seen from the page', () => {
    expect(linksOf(page, '/posts/one')).toEqual(['/a?x=1&y=2', '/posts/b', '/i.png', '/posts/one']);
    expect(onSite('//elsewhere.test/', '/')).toBe(undefined);
    expect(onSite('http://[', '/')).toBe(undefined);
  });

  it('are forms with what they hold', () => {
    const html = `<form method="post" action="/save"><input type="hidden" name="t" value="a&quot;b"><input name="title">
      <input type="checkbox" name="on" value="yes" checked><input type="checkbox" name="off"><textarea name="text">\nold</textarea></form><form><input name="q"></form>`;
    const [save, search] = formsOf(html, '/page');
    expect([save?.method, save?.target, search?.method, search?.target]).toEqual(['POST', '/save', 'GET', '/page']);
    expect(encoded(save?.fields ?? [], () => 'typed')).toBe('t=a%22b&title=typed&on=yes&text=old');
  });
});

describe('a difference', () => {
  it.each([
    ['status', { status: 201 }],
    ['headers', { headers: [['x', '1']] }],
    ['cookies', { cookies: ['a=1'] }],
    ['body', { body: Buffer.from('y') }],
  ] as [string, Partial<Answer>][])('of the %s is told', (part, other) => {
    expect(differenceOf({ id: 'GET /', answers: [answer(), answer(other)] })?.part).toBe(part);
  });

  it('of an answer and none is told; none on all sides is none', () => {
    expect(differenceOf({ id: 'GET /', answers: [answer(), 'ECONNRESET'] })?.saw).toEqual(['status 200', 'ECONNRESET']);
    expect(differenceOf({ id: 'GET /', answers: ['ECONNRESET', 'ECONNRESET'] })).toBe(undefined);
    expect(differenceOf({ id: 'GET /', answers: [answer(), answer()] })).toBe(undefined);
  });

  it('in a long body is shown where it is', () => {
    const [one, two] = ['a', 'b'].map(c => answer({ body: Buffer.from('x'.repeat(500) + c + 'x'.repeat(500)) }));
    expect(differenceOf({ id: 'GET /', answers: [one as Answer, two as Answer] })?.saw[1]).toMatch(/^at byte 500: …x{30}bx+…$/);
  });

  it('is none where each host made up its own', () => {
    const [one, two] = ['secret-one', 'secret-two'].map(s =>
      masked(answer({ cookies: [`sid=${s}; Path=/`], body: Buffer.from(`<i>${s}`) }), [s]),
    );
    expect(differenceOf({ id: 'GET /', answers: [one as Answer, two as Answer] })).toBe(undefined);
  });
});

describe('a walk', () => {
  let hosts: Hosted[] = [];
  afterEach(async () => {
    await Promise.all(hosts.map(host => host.close()));
    hosts = [];
  });
  const walked = async (handlers: readonly string[], routes: Route[] = [], ownSecrets = false) => {
    hosts = await Promise.all(handlers.map(handler => hosted(handler)));
    const visits = await walk({ subjects: hosts.map(({ url }, at) => ({ name: String(at), url })), routes, ownSecrets });
    return { ids: visits.map(({ id }) => id), differ: visits.flatMap(visit => differenceOf(visit) ?? []) };
  };
  const site = (said: string): string => `(fn (req) (case (str (get req "method") " " (get req "path"))
    (("GET /") {:headers {"content-type" "text/html"} :body "<form method=post action=/save><input name=n></form><a href=/deep>d</a>"})
    (("POST /save") {:status 303 :headers {"location" "/"} :set-cookies (list "saved=${said}")})
    (("GET /deep") {:body (get (get req "headers") "cookie" "${said}")})
    (else {:status 404 :body "none"})))`;

  it('asks for links, forms, where they lead, and routes that no page leads to', async () => {
    const { ids, differ } = await walked(
      [site('a'), site('a')],
      [
        { method: 'POST', pattern: '/items/:id' },
        { method: 'GET', pattern: '/' },
        { method: 'GET', pattern: '/deep' },
      ],
    );
    expect(differ).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['GET /', 'GET /deep', 'POST /save (empty)', 'POST /save (filled in)']));
    expect(ids).toEqual(
      expect.arrayContaining(['GET / (after POST /save (empty))', 'POST /items/x', 'GET /no/such/page', 'HEAD /deep']),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('finds what differs deep inside, keeps cookies, and masks them if told to', async () => {
    const parts = (await walked([site('a'), site('b')])).differ.map(({ id, part }) => `${id}: ${part}`);
    expect(parts).toEqual(['GET /deep: body', 'POST /save (empty): cookies', 'POST /save (filled in): cookies']);
    const own = await walked([site('a-long-secret'), site('b-long-secret')], [], true);
    expect(own.differ.map(({ id }) => id)).toEqual(['GET /deep']);
  });

  it('goes on where a host breaks off', async () => {
    const breaks =
      '(fn (req) (if (= (get req "path") "/bad") {:stream (fn (write) (error "no"))} {:headers {"content-type" "text/html"} :body "<a href=/bad></a><a href=/good></a>"}))';
    const { ids, differ } = await walked([breaks, breaks.replace('(error "no")', 'nil')]);
    expect(ids).toContain('GET /good');
    expect(differ.map(({ id, part }) => `${id}: ${part}`)).toEqual(['GET /bad: answer']);
  });
});
