/** Sends malformed requests to a running host and judges what comes back: whole responses, known statuses, nobody else's data, still alive. */
import { once } from 'node:events';
import net from 'node:net';
import type { Attempt } from './malformed.ts';

/** What a host may say to a malformed request, or to one that happens to be none. */
const STATUSES: ReadonlySet<number> = new Set([200, 400, 404, 405, 408, 411, 413, 414, 417, 426, 431, 501, 505]);

/** What only the neighbour's session may see. */
export const SECRET = 'neighbour-4711-secret';

export interface Answer {
  statuses: number[];
  /** All that was received. */
  text: string;
}

/** Sends the bytes in packets, then closes its half unless told not to; the answer is over when the server closes. */
export async function send(port: number, { bytes, cuts }: Attempt, waitMs = 20_000, closeHalf = true): Promise<Answer> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.setEncoding('latin1').on('data', part => {
    text += part;
  });
  socket.on('end', () => socket.end());
  // The server may close while there is still something to send.
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  const late = setTimeout(() => {
    text += '\n[the server did not close]';
    socket.destroy();
  }, waitMs);
  await once(socket, 'connect');
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    if (socket.destroyed || !socket.writable) break;
    socket.write(bytes.slice(from, to), 'latin1');
    from = to;
    if (cuts.length > 0) await new Promise(resolve => setImmediate(resolve));
  }
  if (closeHalf) socket.end();
  await closed;
  clearTimeout(late);
  return { statuses: Array.from(text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm), m => Number(m[1])), text };
}

/** What is wrong with an answer; undefined: nothing. */
export function complaintAbout({ bytes, what }: Attempt, { statuses, text }: Answer): string | undefined {
  const strange = statuses.find(status => !STATUSES.has(status) && status !== 100);
  if (strange !== undefined) return `${what}: status ${strange}`;
  if (text.includes(SECRET)) return `${what}: another session’s data`;
  if (text.includes('[the server did not close]')) return `${what}: the server did not close`;
  if (text !== '' && !text.startsWith('HTTP/1.1 ')) return `${what}: no response: ${JSON.stringify(text.slice(0, 60))}`;
  if (what === 'a second request inside' && statuses.length > 2) return `${what}: ${statuses.length} responses`;
  if (MUST_REFUSE.has(what) && statuses.some(status => status >= 200 && status < 400))
    return `${what}: accepted: ${JSON.stringify(bytes.slice(0, 300))}`;
  return undefined;
}

/** Never a request, whatever the rest is. */
const MUST_REFUSE: ReadonlySet<string> = new Set([
  'contradicting lengths',
  'second length',
  'length and chunks',
  'strange length',
  'strange encoding',
  'folded header',
  'bare LF',
  'bare CR',
  'LF inside',
  'space before colon',
  'no host',
  'second host',
  'strange host',
  'strange version',
  'connect',
]);
