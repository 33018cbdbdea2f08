/** The guest's response dict, checked: a wrong one is the program's mistake and answered with 500 before a byte is sent. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { Bytes } from '../../kernel/values/bytes.ts';
import type { Procedure, Value } from '../../kernel/values/procedure.ts';
import { typeName } from '../../kernel/values/type-name.ts';
import { itemsOf } from '../effects/arguments.ts';

export interface GuestResponse {
  status: number;
  /** Names and values in turn. */
  headers: string[];
  body: string | Uint8Array | null;
  /** What the program says of the length; only an answer to HEAD, whose body is left out, needs to be told. */
  length: string | null;
  /** Sends the body part by part; gets a procedure that writes. */
  stream: Procedure | null;
  /** Talks on the websocket; gets its id. */
  websocket: Procedure | null;
}

const LENGTH = 'content-length';

/** The connection's own business. */
const OWN: ReadonlySet<string> = new Set(['connection', 'transfer-encoding', 'keep-alive', 'upgrade', 'trailer', 'te', 'date']);

/** Names and values that were found valid: there are few, and validating costs more than looking up. */
const valid = new Set<string>();
const MOST_VALID = 2000;

/** The response, or what is wrong with it. */
export function responseOf(v: Value): GuestResponse | string {
  if (!(v instanceof Map)) return `expected a response dict, got ${typeName(v)}`;
  const status = v.get('status') ?? 200;
  const websocket = v.get('websocket') ?? null;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    if (status !== 101 || websocket === null)
      return `expected a :status from 200 to 599, got ${typeof status === 'number' ? status : typeName(status)}`;
  }
  const headers: string[] = [];
  let length: string | null = null;
  const given = v.get('headers') ?? null;
  if (given !== null) {
    if (!(given instanceof Map)) return `expected a dict for :headers, got ${typeName(given)}`;
    for (const [name, value] of given) {
      if (name.length === LENGTH.length && name.toLowerCase() === LENGTH) {
        length = String(value);
        if (!/^\d{1,15}$/.test(length)) return `expected a number of bytes for the header content-length, got ${typeName(value)}`;
        continue;
      }
      const wrong = addHeaders(headers, name, value);
      if (wrong !== null) return wrong;
    }
  }
  const cookies = v.get('set-cookies') ?? null;
  if (cookies !== null) {
    const wrong = addHeaders(headers, 'set-cookie', cookies);
    if (wrong !== null) return wrong;
  }
  const stream = v.get('stream') ?? null;
  if (stream !== null && typeof stream !== 'function') return `expected a procedure for :stream, got ${typeName(stream)}`;
  if (websocket !== null && typeof websocket !== 'function')
    return `expected a procedure for :websocket, got ${typeName(websocket)}`;
  const body = v.get('body') ?? null;
  if (body !== null && typeof body !== 'string' && !(body instanceof Bytes))
    return `expected a string or bytes for :body, got ${typeName(body)}`;
  return { status, headers, body: body instanceof Bytes ? body.u8 : body, length, stream, websocket };
}

function addHeaders(headers: string[], name: string, value: Value): string | null {
  const items = itemsOf(value);
  if (items !== undefined) {
    for (const item of items) {
      const wrong = addHeader(headers, name, item);
      if (wrong !== null) return wrong;
    }
    return null;
  }
  return value === null ? null : addHeader(headers, name, value);
}

function addHeader(headers: string[], name: string, value: Value): string | null {
  if (OWN.has(name.toLowerCase())) return null;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return `expected a string for the header ${name}, got ${typeName(value)}`;
  const line = `${name}:${text}`;
  if (!valid.has(line)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, text);
    } catch (e) {
      return (e as Error).message;
    }
    if (valid.size >= MOST_VALID) valid.clear();
    if (line.length < 200) valid.add(line);
  }
  headers.push(name, text);
  return null;
}
