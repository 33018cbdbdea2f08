/** Many visitors at once on the running command: each has a session, and sees what is his. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';

const VISITORS = 100;

let host: ChildProcess;
let pool: Pool;
beforeAll(async () => {
  const file = path.join(projectRoot(), 'platform/http/testing/visitors.sx');
  host = spawn(
    process.execPath,
    [path.join(projectRoot(), 'bin/sx.js'), 'host', '--store', 'memory', '--port', '0', '--log', 'warn', file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = await once(host.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  pool = new Pool(String(line).trim(), { connections: 32 });
});
afterAll(async () => {
  await pool?.destroy();
  host?.kill('SIGKILL');
});

/** A browser, as far as cookies and one form go. */
class Visitor {
  private readonly cookies = new Map<string, string>();
  private page = '';

  async open(method: 'GET' | 'POST' = 'GET', body?: string): Promise<number> {
    const answer = await pool.request({
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
}

it(`${VISITORS} visitors count for themselves`, async () => {
  const visits = Array.from({ length: VISITORS }, async (_, n) => {
    const visitor = new Visitor();
    expect(await visitor.open()).toBe(200);
    for (let i = 1; i <= (n % 4) + 1; i++) {
      expect(await visitor.step()).toBe(303);
      expect(visitor.count).toBe(i);
    }
  });
  await Promise.all(visits);
});
