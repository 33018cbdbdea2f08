/**
 * Every route of several hosts, in step: all are asked the same, in the same order, each by a visitor of its own. What is asked next is read
 * from the first host's answers: its links and forms, and routes that the program has told of and no page leads to.
 */
import { encoded, formsOf, linksOf, onSite } from './links.ts';
import { masked, secretsOf } from './masks.ts';
import { type Answer, type Ask, Visitor } from './visitor.ts';

export interface Subject {
  name: string;
  url: string;
}

export interface Visit {
  /** `GET /posts`, with the form behind it if there was one. */
  id: string;
  /** By subject; a text says why there was none. */
  answers: (Answer | string)[];
}

export interface Route {
  method: string;
  pattern: string;
}

export interface WalkOptions {
  subjects: readonly Subject[];
  /** What the program has told of. */
  routes: readonly Route[];
  /** The hosts draw different lots: cookies and hidden fields are compared as being there, not by their values. */
  ownSecrets: boolean;
}

/** A site that makes new pages for ever is walked no further. */
const MOST_VISITS = 2000;

export async function walk({ subjects, routes, ownSecrets }: WalkOptions): Promise<Visit[]> {
  const visitors = subjects.map(({ url }) => new Visitor(url));
  const visits: Visit[] = [];
  const planned = new Set<string>();
  const queue: { id: string; asks: Ask[] }[] = [];
  const plan = (method: string, target: string, forms?: readonly string[], what = ''): void => {
    const id = `${method} ${target}${what}`;
    if (planned.has(id)) return;
    planned.add(id);
    queue.push({
      id,
      asks: subjects.map((_, at) => ({ method, target, ...(forms === undefined ? {} : { form: forms[at] as string }) })),
    });
  };
  const hidden = visitors.map(() => new Set<string>());

  /** Where an answer sends its visitor, who sees there what the request has changed, and what that page leads to. */
  const redirect = ({ method, target }: Ask, id: string, first: Answer | string | undefined): void => {
    const location = typeof first === 'object' ? first.headers.find(([name]) => name === 'location')?.[1] : undefined;
    const to = location === undefined ? undefined : onSite(location, target);
    if (to !== undefined) plan('GET', to, undefined, method === 'GET' ? '' : ` (after ${id})`);
  };

  /** What each host's page leads to; a form is filled in from the page of the same host, since its token is its own. */
  const follow = (ask: Ask, answers: readonly (Answer | string)[]): void => {
    const pages = answers.map(answer => (typeof answer === 'string' ? '' : pageOf(answer)));
    const first = pages[0] as string;
    if (first === '') return;
    for (const target of linksOf(first, ask.target)) plan('GET', target);
    const forms = pages.map(page => formsOf(page, ask.target));
    for (const [n, form] of (forms[0] ?? []).entries()) {
      const twins = forms.map(each => each[n] ?? form);
      for (const [at, twin] of twins.entries()) for (const value of secretsOf(twin)) hidden[at]?.add(value);
      for (const [what, fill] of FILLINGS) {
        const filled = twins.map(twin => encoded(twin.fields, fill));
        if (form.method === 'POST') plan('POST', form.target, filled, what);
        else plan('GET', `${form.target.split('?')[0]}?${filled[0]}`);
      }
    }
  };

  const run = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && visits.length < MOST_VISITS; next = queue.shift()) {
      const { id, asks } = next;
      const answers: (Answer | string)[] = [];
      // One after the other: the pages of a redirect are asked for with the cookies that came with it.
      for (const [at, visitor] of visitors.entries()) {
        try {
          answers.push(await visitor.ask(asks[at] as Ask));
        } catch (e) {
          answers.push((e as Error).message);
        }
      }
      redirect(asks[0] as Ask, id, answers[0]);
      follow(asks[0] as Ask, answers);
      visits.push({
        id,
        answers: answers.map((answer, at) =>
          !ownSecrets || typeof answer === 'string'
            ? answer
            : masked(answer, [...(visitors[at]?.secrets ?? []), ...(hidden[at] ?? [])]),
        ),
      });
    }
  };

  try {
    plan('GET', '/');
    for (const { method, pattern } of routes) if (method === 'GET' && !/[:*]/.test(pattern)) plan('GET', pattern);
    await run();
    for (const { method, pattern } of routes) {
      const verb = method === 'ANY' ? 'GET' : method;
      if (![...planned].some(id => leadsTo(id, verb, pattern)))
        plan(verb, pattern.replace(/:\w+|\*\*/g, 'x'), verb === 'GET' ? undefined : subjects.map(() => ''));
    }
    // What no route has, and what one has but not for this.
    plan('GET', '/no/such/page');
    for (const target of new Set(routes.map(({ pattern }) => pattern.replace(/:\w+|\*\*/g, 'x')))) {
      plan('HEAD', target);
      plan('DELETE', target);
      plan('OPTIONS', target);
    }
    await run();
    return visits;
  } finally {
    for (const visitor of visitors) visitor.close();
  }
}

/** How a person fills in a form: not at all, and with something in every field. */
const FILLINGS: readonly [string, (field: { name: string }) => string][] = [
  [' (empty)', () => ''],
  [' (filled in)', ({ name }) => `A <${name}> & "more"`],
];

function pageOf({ headers, body }: Answer): string {
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  return /^text\/html\b/i.test(type) ? body.toString('utf8') : '';
}

function leadsTo(id: string, method: string, pattern: string): boolean {
  const [verb, target] = id.split(' ') as [string, string];
  if (verb !== method) return false;
  const source = pattern
    .split('/')
    .map(segment =>
      segment === '**' ? '.*' : segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('/');
  return new RegExp(`^${source}$`).test(target.split('?')[0] as string);
}
