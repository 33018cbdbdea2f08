/** Answers that no program gave: short, plain, never cached. */
import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Says why nothing else is said; `close`: what follows on the connection cannot be trusted or is not wanted. */
export function refuse(res: ServerResponse, status: number, id: string, close: boolean): void {
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const body = `${status} ${STATUS_CODES[status] ?? ''}\nrequest ${id}\n`;
  if (close) res.shouldKeepAlive = false;
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-request-id': id,
    ...(status === 503 ? { 'retry-after': '1' } : {}),
  });
  res.end(res.req.method === 'HEAD' ? undefined : body);
}

/** The same where there is no request yet: its beginning was wrong. */
export function refuseRaw(socket: Duplex, status: number, id: string): void {
  const body = `${status} ${STATUS_CODES[status] ?? ''}\nrequest ${id}\n`;
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `cache-control: no-store\r\nx-request-id: ${id}\r\nconnection: close\r\n\r\n${body}`,
  );
  endSoon(socket);
}

/** How long a client may take to read our last words before the connection is closed whatever it does. */
const LINGER_MS = 1000;

export function endSoon(socket: Duplex): void {
  socket.end();
  const cut = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(cut));
}
