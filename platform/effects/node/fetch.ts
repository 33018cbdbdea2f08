/**
 * Requests to other hosts. Which hosts is the host's decision, by name; and whatever a name resolves to, addresses of this machine and of
 * its networks are refused at the moment of connecting, so that a name cannot mean something else a moment later.
 */
import { lookup as dnsLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Value } from '../../../kernel/values/procedure.ts';
import type { Args, Implemented } from '../dispatcher.ts';
import { EffectError, failEffect } from '../failure.ts';
import type { fetch } from '../table.ts';
import { bufferOf, bytesOf } from './data.ts';

export interface FetchRules {
  /** Host names, or `*.example.org` for those below one. */
  hosts: readonly string[];
  /** Also addresses of private networks and this machine. */
  privateAddresses?: boolean;
  /** Largest body, in bytes. */
  maxBody?: number;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** The connection's own business. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
]);
const TIMEOUT_MS = 5000;
const LONGEST_TIMEOUT_MS = 30_000;
const MAX_BODY = 8 << 20;

const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6');

export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const version = isIP(mapped ?? address);
  return version === 0 || PRIVATE.check(mapped ?? address, version === 4 ? 'ipv4' : 'ipv6');
}

const guardedLookup: LookupFunction = (name, options, done) => {
  dnsLookup(name, options, (e, address, family) => {
    const addresses = Array.isArray(address) ? address.map(a => a.address) : [address];
    if (e === null && addresses.some(isPrivate)) {
      const refused = Object.assign(new Error(`${name} has a private address`), { code: 'PRIVATE_ADDRESS' });
      return done(refused, address as string, family);
    }
    done(e, address as string, family);
  });
};

function allowed(host: string, rules: FetchRules): boolean {
  return rules.hosts.some(rule => (rule.startsWith('*.') ? host.endsWith(rule.slice(1)) : host === rule));
}

function targetOf(args: Args, rules: FetchRules): URL {
  let url: URL;
  try {
    url = new URL(args.get('url') as string);
  } catch {
    return failEffect('invalid', `not a URL: ${args.get('url')}`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') failEffect('denied', `only http and https, not ${url.protocol}`);
  if (url.username !== '' || url.password !== '') failEffect('denied', 'a URL with user or password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowed(host, rules)) failEffect('denied', `the host ${host} is not among those this program may reach`);
  if (isIP(host) !== 0 && !rules.privateAddresses && isPrivate(host)) failEffect('denied', `${host} is a private address`);
  return url;
}

function headersOf(args: Args): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of (args.get('headers') ?? new Map()) as Map<string, Value>) {
    const lower = String(name).toLowerCase();
    if (OWN_HEADERS.has(lower)) failEffect('invalid', `the header ${lower} is the connection’s own business`);
    try {
      http.validateHeaderName(lower);
      http.validateHeaderValue(lower, String(value));
    } catch (e) {
      failEffect('invalid', (e as Error).message, e);
    }
    headers[lower] = String(value);
  }
  return headers;
}

export function fetchEffects(rules: FetchRules): Implemented<typeof fetch> {
  return {
    fetch: (args, { signal }) => {
      const url = targetOf(args, rules);
      const method = ((args.get('method') as string | null | undefined) ?? 'GET').toUpperCase();
      if (!METHODS.has(method)) failEffect('invalid', `unknown method ${method}`);
      const headers = headersOf(args);
      const timeout = Math.min((args.get('timeout') as number | null | undefined) ?? TIMEOUT_MS, LONGEST_TIMEOUT_MS);
      const signals = [AbortSignal.timeout(timeout), ...(signal === null ? [] : [signal])];
      const options = {
        method,
        headers,
        agent: false,
        signal: AbortSignal.any(signals),
        ...(rules.privateAddresses ? {} : { lookup: guardedLookup }),
      };
      const body = args.get('body') == null ? null : bufferOf(args.get('body'));
      return new Promise((resolve, reject) => {
        const fail = (e: Error): void => reject(failureOf(e, signal, timeout));
        const request = (url.protocol === 'https:' ? https : http).request(url, options, response => {
          receive(response, rules.maxBody ?? MAX_BODY).then(content => resolve(answer(response, content, args)), fail);
        });
        request.on('error', fail);
        request.end(body);
      });
    },
  };
}

async function receive(response: http.IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) {
      response.destroy();
      failEffect('limit', `the answer is larger than ${most} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function answer(response: http.IncomingMessage, content: Buffer, args: Args): Value {
  const headers = new Map<string, Value>();
  for (const [name, value] of Object.entries(response.headers))
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return new Map<string, Value>([
    ['status', response.statusCode],
    ['headers', headers],
    ['body', args.get('as') === 'bytes' ? bytesOf(content) : content.toString('utf8')],
  ]);
}

function failureOf(e: Error, signal: AbortSignal | null, timeout: number): unknown {
  if (e instanceof EffectError) return e;
  if (signal?.aborted) return new EffectError('gone', 'nobody waits for the answer any more', e);
  if (e.name === 'AbortError' || e.name === 'TimeoutError')
    return new EffectError('timeout', `no answer within ${timeout} ms`, e);
  if ((e as NodeJS.ErrnoException).code === 'PRIVATE_ADDRESS') return new EffectError('denied', e.message, e);
  return new EffectError('unavailable', e.message, e);
}
