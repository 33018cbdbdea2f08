/** `sx parity --routes` from the outside: a program on two tiers, two hosts that differ, and what is no such thing. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ParityReport } from '../../reports/parity/parity-report.ts';
import { paritySchema } from '../../reports/schema/definitions.ts';
import { Workspace } from './command.ts';

const APP = `(import (sx dream))
(dream-serve (list (dream-get "/" (fn (req) (dream-html "<a href=/about>a</a>")))
                   (dream-get "/about" (fn (req) (dream-text "about")))
                   (dream-get "/at/:time" (fn (req) (dream-text (str (perform {:op "clock-now"}) (perform {:op "random-token" :size 8})))))))
`;

let space: Workspace;
const servers: http.Server[] = [];

beforeAll(() => {
  space = new Workspace({});
  space.write('app.sx', APP);
  space.write('broken.sx', '(car 5)');
});
afterAll(() => {
  for (const server of servers) server.close();
  space.dispose();
});

async function serving(body: string): Promise<string> {
  const server = http.createServer((_, res) => res.setHeader('x-same', '1').end(body));
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function routes(...args: string[]): Promise<{ code: number; out: string; err: string; report: () => ParityReport }> {
  const ended = await space.sx(['parity', '--routes', ...args, '--quiet', '--out', 'run']);
  return { ...ended, report: () => paritySchema.parse(JSON.parse(space.read('run/parity.json'))) as ParityReport };
}

test('a program on two tiers agrees, also about time and chance', async () => {
  const { code, out, report } = await routes('app.sx', '--tiers', 'cek,vm');
  expect([code, report().differ]).toEqual([0, []]);
  expect(report().cases).toBeGreaterThan(10);
  expect(out).toMatch(/cases on cek, vm: all agree/);
});

test('hosts that differ are told of like any other difference', async () => {
  const urls = [await serving('the first'), await serving('the other')];
  const { code, out, report } = await routes(...urls);
  expect(code).toBe(1);
  expect(report()).toMatchObject({ tiers: urls, cases: 2, agree: 0, problems: [] });
  expect(report().differ.map(each => each.id)).toEqual(['GET /#http', 'GET /no/such/page#http']);
  expect(out).toContain('body: the first');
  expect(out).toContain(`repeat:  npx sx parity --routes ${urls.join(' ')}`);
});

test('what cannot be compared is said', async () => {
  for (const [args, says] of [
    [['http://127.0.0.1:1'], /one host has nothing to be compared with/],
    [['no-such.sx'], /--routes takes a web program/],
    [[], /--routes takes a web program/],
    [['broken.sx'], /the program cannot be served: .*broken\.sx/],
  ] as [string[], RegExp][]) {
    const { code, err } = await routes(...args);
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  }
});
