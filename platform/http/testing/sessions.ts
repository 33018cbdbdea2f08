/** Many visitors of a counter at the same time: each has a session, and must see what is his. */
import { Pool } from 'undici';

/** A browser, as far as cookies and one form go. */
class Visitor {
  private readonly cookies = new Map<string, string>();
  private page = '';

  constructor(private readonly pool: Pool) {}

  async open(method: 'GET' | 'POST' = 'GET', body?: string): Promise<number> {
    const answer = await this.pool.request({
      path: '/',
      method,
      headers: {
        cookie: Array.from(this.cookies, pair => pair.join('=')).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: body ?? null,
    });
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) as RegExpExecArray;
      this.cookies.set(name as string, value as string);
    }
    this.page = await answer.body.text();
    return answer.statusCode;
  }

  async step(): Promise<number> {
    const [, name, value] = /name="([^"]+)" type="hidden" value="([^"]+)"/.exec(this.page) as RegExpExecArray;
    const status = await this.open('POST', `${name}=${encodeURIComponent(value as string)}`);
    await this.open();
    return status;
  }

  get count(): number {
    return Number(/Count: <b>(\d+)<\/b>/.exec(this.page)?.[1]);
  }

  get cookie(): string {
    return Array.from(this.cookies, pair => pair.join('=')).join('; ');
  }
}

/** Steps that a visitor takes; not all the same, so that a mixed-up session shows. */
const stepsOf = (n: number): number => (n % 4) + 1;

/** Requests at the same time. */
const CONNECTIONS = 64;

/** All visitors at once against `visitors.sx`; answers the first thing that is wrong. */
export async function visitAtOnce(url: string, visitors: number): Promise<string | undefined> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const cookies = new Set<string>();
  let wrong: string | undefined;
  const visit = async (_: unknown, n: number): Promise<void> => {
    const visitor = new Visitor(pool);
    const first = await visitor.open();
    if (first !== 200) wrong ??= `visitor ${n} got ${first}`;
    for (let i = 1; i <= stepsOf(n) && wrong === undefined; i++) {
      const status = await visitor.step();
      if (status !== 303) wrong ??= `step ${i} of visitor ${n} got ${status}`;
      if (visitor.count !== i) wrong ??= `visitor ${n} has taken ${i} steps and is shown ${visitor.count}`;
    }
    cookies.add(visitor.cookie);
  };
  try {
    await Promise.all(Array.from({ length: visitors }, visit));
  } finally {
    await pool.destroy();
  }
  if (wrong === undefined && cookies.size !== visitors) wrong = `${visitors} visitors have ${cookies.size} sessions`;
  return wrong;
}
