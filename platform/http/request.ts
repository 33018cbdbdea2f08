/**
 * Node's request as the guest's dict, once it is known to be one that every server and proxy reads in the same way. Node's parser refuses
 * what is not HTTP; this refuses what is but leaves room for a second reading.
 */
import type { IncomingMessage } from 'node:http';
import type { Value } from '../../kernel/values/procedure.ts';
import type { Limits } from './limits.ts';

export class BadRequest {
  constructor(
    readonly status: number,
    readonly why: string,
  ) {}
}

/** Headers of which a second one would contradict the first. */
const SINGLE: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'authorization',
  'content-encoding',
  'expect',
  'from',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
  'max-forwards',
  'origin',
  'proxy-authorization',
  'range',
  'referer',
  'user-agent',
]);

/** RFC 9110's host with RFC 3986's characters, port optional. */
const HOST = /^(?:[A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?$/;
/** Characters of a target: ASCII that is visible, without those that RFC 3986 leaves out and parsers disagree about. */
const TARGET = /^\/[!$-;=?-[\]_a-z~|^`{}]*$/;

export interface Head {
  method: string;
  path: string;
  query: string;
  headers: Map<string, Value>;
}

/** The head of a request, or why it is refused. */
export function headOf(req: IncomingMessage, limits: Limits): Head | BadRequest {
  const { httpVersion, rawHeaders } = req;
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return new BadRequest(505, `HTTP version ${httpVersion}`);
  if (rawHeaders.length > 2 * limits.headers) return new BadRequest(431, `more than ${limits.headers} headers`);
  const headers = new Map<string, Value>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    const value = rawHeaders[i + 1] as string;
    const before = headers.get(name);
    if (before === undefined) headers.set(name, value);
    else if (SINGLE.has(name)) return new BadRequest(400, `a second ${name} header`);
    else headers.set(name, name === 'cookie' ? `${before}; ${value}` : `${before}, ${value}`);
  }
  const host = headers.get('host');
  if (host === undefined ? httpVersion === '1.1' : !HOST.test(host)) return new BadRequest(400, 'no valid host header');
  if (httpVersion === '1.0' && headers.has('transfer-encoding')) return new BadRequest(400, 'transfer-encoding in HTTP/1.0');
  const [length, coding] = [headers.get('content-length'), headers.get('transfer-encoding')];
  if (length !== undefined && !/^\d{1,15}$/.test(length)) return new BadRequest(400, 'no valid content-length');
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') return new BadRequest(400, `transfer-encoding ${coding}`);
  if (length !== undefined && coding !== undefined) return new BadRequest(400, 'a length beside chunks');
  const expect = headers.get('expect');
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') return new BadRequest(417, `expectation ${expect}`);
  let target = req.url as string;
  if (target.length > limits.target) return new BadRequest(414, `a target of ${target.length} characters`);
  if (!target.startsWith('/')) {
    if (target === '*' && req.method === 'OPTIONS') target = '/*';
    else {
      const absolute = /^https?:\/\/([^/?#]*)(.*)$/i.exec(target);
      if (absolute === null || absolute[1]?.toLowerCase() !== String(host).toLowerCase())
        return new BadRequest(400, 'a target of another form');
      target = absolute[2]?.startsWith('/') ? absolute[2] : `/${absolute[2]}`;
    }
  }
  if (!TARGET.test(target)) return new BadRequest(400, 'a character that may not be in a target');
  const question = target.indexOf('?');
  return {
    method: req.method as string,
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? '' : target.slice(question + 1),
    headers,
  };
}

/** What the handler gets. `body`: a string, bytes, or nil if it is to be read by `http-body`. */
export function requestDict(head: Head, body: Value, address: string, id: string): Value {
  return new Map<string, Value>([
    ['method', head.method],
    ['path', head.path],
    ['query', head.query],
    ['headers', head.headers],
    ['body', body],
    ['address', address],
    ['id', id],
  ]);
}

/** Types whose bodies are text; others are given as bytes. */
const TEXT = /^(?:text\/|application\/(?:x-www-form-urlencoded|json|xml|javascript|[\w.-]+\+(?:json|xml))\b)/i;

export function isText(contentType: Value): boolean {
  return typeof contentType !== 'string' || TEXT.test(contentType);
}
