/**
 * Malformed requests: whole ones of which something was changed, as bytes. Each says whether it is still a request, so that a wrong answer in
 * either direction shows.
 */
import fc from 'fast-check';

export interface Attempt {
  /** As latin1. */
  bytes: string;
  /** Where it is cut into packets. */
  cuts: number[];
  /** What was done to it. */
  what: string;
}

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const visible = fc.stringMatching(/^[!-~]{0,30}$/);
const anyByte = fc.integer({ min: 0, max: 255 }).map(n => String.fromCharCode(n));
const junk = fc.array(anyByte, { maxLength: 40 }).map(parts => parts.join(''));

const method = fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH');
const target = fc.oneof(
  visible.map(s => `/${s}`),
  fc.constantFrom(
    '/',
    '/../../etc/passwd',
    '/static/../../x',
    '/static/%2e%2e/%2e%2e/x',
    '/static/..%2f..%2fx',
    '/static/%252e%252e/x',
    '/static/..%5c..%5cx',
    '/static/%c0%ae%c0%ae/x',
    '/static//x',
    '/static/%00',
    '/%',
    '/?a=%zz&b&=c',
    '/who',
  ),
);
const cookie = fc.oneof(
  fc.constantFrom(
    'a=b',
    '=',
    ';;;',
    'a',
    'sid=%',
    'sid="',
    `sid=${'x'.repeat(3000)}`,
    'sid=../../x',
    'a=b; a=c',
    '__Host-sid=1; \u00a0__Host-sid=2',
  ),
  visible,
);

interface Parts {
  method: string;
  target: string;
  version: string;
  headers: [string, string][];
  body: string;
}

const whole: fc.Arbitrary<Parts> = fc
  .record({
    method,
    target,
    cookie: fc.option(cookie, { nil: undefined }),
    extra: fc.array(fc.tuple(word, visible), { maxLength: 3 }),
    body: junk,
  })
  .map(({ method, target, cookie, extra, body }) => ({
    method,
    target,
    version: 'HTTP/1.1',
    headers: [
      ['Host', 'h'],
      ...(cookie === undefined ? [] : ([['Cookie', cookie]] as [string, string][])),
      ...extra
        .filter(([name]) => !/^(?:content-length|transfer-encoding|host|upgrade|expect|connection)$/i.test(name))
        .map(([n, v]): [string, string] => [`X-${n}`, v]),
      ...(method === 'POST' || method === 'PUT' || method === 'PATCH'
        ? ([['Content-Length', String(body.length)]] as [string, string][])
        : []),
    ],
    body: method === 'POST' || method === 'PUT' || method === 'PATCH' ? body : '',
  }));

const text = (p: Parts, eol = '\r\n'): string =>
  `${p.method} ${p.target} ${p.version}${eol}${p.headers.map(([n, v]) => `${n}: ${v}${eol}`).join('')}${eol}${p.body}`;

const withHeader = (p: Parts, name: string, value: string): Parts => ({ ...p, headers: [...p.headers, [name, value]] });

/** Names of what can be wrong, each with how it is done. */
const DAMAGES: Readonly<Record<string, (p: Parts, n: number, junk: string) => string>> = {
  none: p => text(p),
  'second length': p => text(withHeader(withHeader(p, 'Content-Length', '3'), 'Content-Length', '3')),
  'contradicting lengths': p => text(withHeader(withHeader(p, 'Content-Length', '3'), 'Content-Length', '4')),
  'length and chunks': p => text(withHeader(withHeader(p, 'Content-Length', '3'), 'Transfer-Encoding', 'chunked')),
  'strange length': (p, n) =>
    text(withHeader(p, 'Content-Length', ['+3', '-1', '0x3', '3, 3', '3 3', '', '99999999999999999999', '3;'][n % 8] as string)),
  'strange encoding': (p, n) =>
    text(
      withHeader(
        p,
        'Transfer-Encoding',
        ['xchunked', 'chunked, identity', 'identity', '', 'chunked\x0b', 'gzip'][n % 6] as string,
      ),
    ),
  'bad chunks': (p, _, j) =>
    text({
      ...withHeader({ ...p, headers: p.headers.filter(([h]) => h !== 'Content-Length') }, 'Transfer-Encoding', 'chunked'),
      method: 'POST',
      body: j,
    }),
  'folded header': p => text(withHeader(p, 'X-Folded', 'a\r\n b')),
  'bare LF': p => text(p, '\n'),
  'bare CR': p => text(p, '\r'),
  'LF inside': p => text(withHeader(p, 'X-A', 'a\nX-B: b')),
  'space before colon': p => text(p).replace('Host:', 'Host :'),
  'no host': p => text({ ...p, headers: p.headers.slice(1) }),
  'second host': p => text(withHeader(p, 'Host', 'other')),
  'strange host': (p, n) =>
    text({
      ...p,
      headers: [['Host', ['', 'a b', 'a/b', 'a@b', 'a\x00', '<x>', 'h:99999999'][n % 7] as string], ...p.headers.slice(1)],
    }),
  'strange version': (p, n) =>
    text({ ...p, version: ['HTTP/2.0', 'HTTP/1.2', 'HTTP/0.9', 'HTP/1.1', 'HTTP/1', ''][n % 6] as string }),
  'strange method': (p, _, j) => text({ ...p, method: j }),
  'strange target': (p, _, j) => text({ ...p, target: j }),
  'other target': (p, n) =>
    text({ ...p, target: ['http://other/', '*', 'h:80', 'http://h/x', '//other/', 'https://h@other/'][n % 6] as string }),
  'strange header name': (p, _, j) => text(withHeader(p, j, 'x')),
  'strange header value': (p, _, j) => text(withHeader(p, 'X-J', j)),
  'many headers': (p, n) =>
    text({
      ...p,
      headers: [...p.headers, ...Array.from({ length: 90 + (n % 400) }, (_, i): [string, string] => [`X-${i}`, 'y'])],
    }),
  'long header': (p, n) => text(withHeader(p, 'X-Long', 'y'.repeat(n * 97))),
  'long target': (p, n) => text({ ...p, target: `/${'y'.repeat(n * 97)}` }),
  'short body': p =>
    text(withHeader({ ...p, headers: p.headers.filter(([h]) => h !== 'Content-Length') }, 'Content-Length', '50')),
  'cut off': (p, n) => text(p).slice(0, n),
  'a byte changed': (p, n, j) => {
    const t = text(p);
    const at = n % t.length;
    return t.slice(0, at) + (j[0] ?? '\0') + t.slice(at + 1);
  },
  'a byte added': (p, n, j) => {
    const t = text(p);
    const at = n % t.length;
    return t.slice(0, at) + (j[0] ?? '\0') + t.slice(at);
  },
  'nothing but junk': (_, __, j) => j,
  'junk behind': (p, _, j) => text(p) + j,
  'a second request inside': p =>
    text({
      ...p,
      method: 'POST',
      headers: [
        ['Host', 'h'],
        ['Content-Length', '4'],
      ],
      body: `xxxxGET /who HTTP/1.1\r\nHost: h\r\n\r\n`,
    }),
  upgrade: (p, n) =>
    text(withHeader(withHeader(p, 'Connection', 'Upgrade'), 'Upgrade', ['websocket', 'h2c', '', 'x'][n % 4] as string)),
  expectation: (p, n) => text(withHeader(p, 'Expect', ['100-continue', '200-ok', ''][n % 3] as string)),
  connect: p => text({ ...p, method: 'CONNECT', target: 'h:1' }),
};

export const DAMAGE_NAMES: readonly string[] = Object.keys(DAMAGES);

export const attempt: fc.Arbitrary<Attempt> = fc
  .record({
    parts: whole,
    what: fc.constantFrom(...DAMAGE_NAMES),
    n: fc.nat(300),
    junk,
    cuts: fc.array(fc.nat(200), { maxLength: 3 }),
  })
  .map(({ parts, what, n, junk, cuts }) => {
    const bytes = (DAMAGES[what] as (typeof DAMAGES)[string])(parts, n, junk);
    return { bytes, what, cuts: [...new Set(cuts.map(c => c % (bytes.length + 1)))].sort((a, b) => a - b) };
  });
