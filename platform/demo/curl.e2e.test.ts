/** The demonstration site as curl sees it, on every store: a visitor with a cookie jar, and what else clients do with HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { HostProcess } from '../http/testing/host-process.ts';
import { noPostgres, PostgresServer } from '../store/testing/postgres-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sx-curl-'));
const SITE = path.join(projectRoot(), 'platform/demo/site.sx');
let server: PostgresServer | undefined;
const hosts: HostProcess[] = [];
afterAll(() => {
  for (const host of hosts) host.kill();
  server?.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function start(store: string): Promise<HostProcess> {
  const host = await HostProcess.start(folder, SITE, '--store', store);
  hosts.push(host);
  return host;
}

async function curl(...args: string[]): Promise<string> {
  const { stdout } = await execa('curl', ['--silent', '--show-error', '--max-time', '20', ...args], {
    cwd: folder,
    stripFinalNewline: false,
  });
  return stdout;
}

/** Status and nothing else. */
const status = (...args: string[]): Promise<string> => curl('--output', '/dev/null', '--write-out', '%{http_code}', ...args);

const stores: [name: string, address: () => string, missing: string | undefined, durable: boolean][] = [
  ['memory', () => 'memory', undefined, false],
  ['PGlite', () => `pglite:${path.join(folder, 'store')}`, undefined, true],
  ['PostgreSQL', () => (server ??= PostgresServer.start()).url, noPostgres(), true],
];

describe.each(stores)('the site on %s', (name, address, missing, durable) => {
  it.skipIf(missing !== undefined)(
    'is written and read with a cookie jar, and is the same after a restart',
    async () => {
      const host = await start(address());
      const jar = ['--cookie', `${name}.jar`, '--cookie-jar', `${name}.jar`];
      const form = await curl(...jar, `${host.url}/new`);
      const token = /name="dream\.csrf" type="hidden" value="([^"]+)"/.exec(form)?.[1] as string;
      const fields = ['title=Rain & <sun>', 'summary=Both.', 'text=One.\n\nTwo.', `dream.csrf=${token}`];
      const posted = await curl(...jar, '--location', ...fields.flatMap(field => ['--data-urlencode', field]), `${host.url}/new`);
      expect(posted).toContain('The post is published.');
      expect(posted).toContain('<h1>Rain &amp; &lt;sun&gt;</h1>');
      expect(await curl(...jar, `${host.url}/posts/rain-sun`)).not.toContain('The post is published.');
      // Without the jar nothing is written.
      expect(await status(...fields.flatMap(field => ['--data-urlencode', field]), `${host.url}/new`)).toBe('403');
      expect(await host.stop('SIGTERM')).toBe(0);
      const again = await start(address());
      expect(await status(`${again.url}/posts/rain-sun`)).toBe(durable ? '200' : '404');
      again.kill();
    },
    60_000,
  );
});

describe('what else clients do', () => {
  it('is answered as HTTP says', async () => {
    const { url } = await start('memory');
    const css = `${url}/static/site.css`;
    const whole = await curl(css);
    const head = await curl('--head', css);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head).toContain(`content-length: ${Buffer.byteLength(whole)}\r\n`);
    const tag = /etag: (\S+)/i.exec(head)?.[1] as string;
    expect(await status('--header', `If-None-Match: ${tag}`, css)).toBe('304');
    expect(await curl('--range', '0-9', css)).toBe(whole.slice(0, 10));
    expect(await status('--range', '999999-', css)).toBe('416');
    expect(await status('--http1.0', `${url}/about`)).toBe('200');
    // One connection for all of them.
    expect(
      await curl(
        '--write-out',
        '%{num_connects} ',
        ...['/', '/about', '/drafts'].flatMap(page => ['--output', '/dev/null', url + page]),
      ),
    ).toBe('1 0 0 ');
    expect(await status('--request', 'DELETE', `${url}/about`)).toBe('405');
    expect(await status('--header', 'Transfer-Encoding: chunked', '--data', 'title=x', `${url}/new`)).toBe('403');
    expect(await status('--header', 'Expect: 100-continue', '--data', `text=${'x'.repeat(100_000)}`, `${url}/new`)).toBe('403');
  });

  it('to get out of the folder is not', async () => {
    const { url } = await start('memory');
    for (const target of [
      '/static/../site.sx',
      '/static/%2e%2e/site.sx',
      '/static/..%2fsite.sx',
      '/static/%2e%2e%2fsite.sx',
      '/static/..%5csite.sx',
      '/static/%252e%252e/site.sx',
      '/static/site.css%00.png',
      '/static//etc/passwd',
      '/static/.',
    ])
      expect(await status('--path-as-is', url + target), target).toMatch(/^40[034]$/);
  });
});
