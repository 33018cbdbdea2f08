/** Some hundred malformed requests over real sockets; `npm run fuzz:http` sends as many as one likes. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintAbout, SECRET, send } from './testing/attack.ts';
import { type Hosted, hosted } from './testing/hosted.ts';
import { attempt, DAMAGE_NAMES } from './testing/malformed.ts';

let host: Hosted;
beforeAll(async () => {
  const text = readFileSync(new URL('testing/victim.sx', import.meta.url), 'utf8');
  host = await hosted('', '', { program: { path: 'victim.sx', text } });
});
afterAll(() => host?.close());

describe('malformed requests', () => {
  it('get the right answer, and never anybody else’s data', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(attempt, async tried => {
        seen.add(tried.what);
        const [answer, neighbour] = await Promise.all([
          send(host.port, tried),
          fetch(`${host.url}/who`, { headers: { cookie: `sid=${SECRET}` } }).then(r => r.text()),
        ]);
        expect(complaintAbout(tried, answer)).toBe(undefined);
        expect(neighbour).toBe(SECRET);
      }),
      { numRuns: 400, seed: 5 },
    );
    expect(seen.size).toBe(DAMAGE_NAMES.length);
  });

  it('are each a line in the log, with an id and why', () => {
    const refused = host.lines.filter(l => Number(l.status) >= 400 && l.level === 40);
    expect(refused.length).toBeGreaterThan(50);
    for (const line of refused) expect(line).toMatchObject({ request: expect.stringMatching(/^[0-9a-f]{8}-\w+$/) });
  });

  it('are known one by one', async () => {
    const cases: [status: number | undefined, bytes: string][] = [
      [400, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc'],
      [400, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
      [400, 'GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n'],
      [400, 'GET / HTTP/1.1\r\nHost: h\nX: a\r\n\r\n'],
      [400, 'GET / HTTP/1.1\nHost: h\n\n'],
      [400, 'GET / HTTP/1.1\r\n\r\n'],
      [400, 'GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n'],
      [400, 'POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
      [400, 'GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n'],
      [400, 'GET /a\\b HTTP/1.1\r\nHost: h\r\n\r\n'],
      [505, 'GET /\r\n\r\n'],
      [405, 'CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n'],
      [417, 'POST / HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\na'],
      [413, 'POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 999999999\r\n\r\n'],
      [414, `GET /${'a'.repeat(9000)} HTTP/1.1\r\nHost: h\r\n\r\n`],
      [431, `GET / HTTP/1.1\r\nHost: h\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
      [431, `GET / HTTP/1.1\r\nHost: h\r\n${'X: a\r\n'.repeat(150)}\r\n`],
      [200, 'GET / HTTP/1.0\r\n\r\n'],
      [200, 'GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'],
      [404, 'OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n'],
    ];
    for (const [status, bytes] of cases)
      expect((await send(host.port, { bytes, cuts: [], what: '' })).statuses[0], bytes.slice(0, 80)).toBe(status);
  });

  it('that never end are given up', async () => {
    const slow = await hosted('(fn (req) {:body "x"})', '', { limits: { headersMs: 300, requestMs: 600, keepAliveMs: 300 } });
    const open = (bytes: string) => send(slow.port, { bytes, cuts: [], what: '' }, 15_000, false);
    const [head, body, idle] = await Promise.all([
      open('GET / HTTP/1.1\r\nHost: h\r\nX: '),
      open('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc'),
      open('GET / HTTP/1.1\r\nHost: h\r\n\r\n'),
    ]);
    expect([head.statuses, body.statuses, idle.statuses]).toEqual([[408], [408], [200]]);
    expect(head.text + body.text + idle.text).not.toContain('did not close');
    // One that does not even close its half when it was refused.
    const stubborn = net.connect({ port: slow.port, host: '127.0.0.1', allowHalfOpen: true });
    stubborn.on('error', () => {}).resume();
    stubborn.write('nonsense\r\n\r\n');
    await once(stubborn, 'end');
    await expect
      .poll(async () => (await fetch(`${slow.url}/metrics`)).text(), { timeout: 10_000 })
      .toContain('sx_http_connections 1\n');
    stubborn.destroy();
    await slow.close();
  });
});
