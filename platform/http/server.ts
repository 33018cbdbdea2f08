/**
 * The HTTP/1.1 server: connections on `node:http`, its limits, what is answered without a program, and the orderly end. Requests are
 * answered on this thread, in the kernel of the program: the common one crosses no thread and no process.
 */
import { randomBytes } from 'node:crypto';
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { bytesOf } from '../effects/node/data.ts';
import { Answering, type Serving } from './answer.ts';
import { BodyReader } from './body.ts';
import { Exchange, type Logger } from './exchange.ts';
import { refuseRaw } from './refusal.ts';
import { BadRequest, type Head, headOf, isText } from './request.ts';

export interface ServerParts extends Omit<Serving, 'closing'> {
  log: Logger;
  /** Resolves if the program's store answers. */
  check(): Promise<void>;
}

const PAGES: ReadonlySet<string> = new Set(['/health', '/metrics']);

export class HttpServer {
  private readonly server: Server;
  private readonly answering: Answering;
  private readonly closing = new AbortController();
  /** Ids say which process and which request. */
  private readonly prefix = `${randomBytes(4).toString('hex')}-`;
  private requests = 0;
  /** Connections with a request under way. */
  private readonly busy = new Set<Socket>();

  constructor(private readonly parts: ServerParts) {
    const { limits, metrics } = parts;
    this.answering = new Answering({ ...parts, closing: this.closing.signal });
    this.server = http.createServer({
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: Math.min(1000, limits.headersMs),
      requireHostHeader: false,
      noDelay: true,
    });
    // A client that has said all may still listen, for a while: one that has left looks the same.
    Object.assign(this.server, { httpAllowHalfOpen: true });
    this.server.maxConnections = limits.connections;
    // Node's own limit drops what is above it without a word; ours answers.
    this.server.maxHeadersCount = limits.headers + 1;
    this.server.on('request', (req, res) => this.begin(req, res));
    this.server.on('checkContinue', (req, res) => this.begin(req, res));
    this.server.on('checkExpectation', (req, res) => this.begin(req, res));
    this.server.on('upgrade', (req, socket: Socket, head) => this.beginUpgrade(req, socket, head));
    this.server.on('connect', (_, socket: Duplex) => this.refuseConnection(socket, 405, 'CONNECT'));
    this.server.on('clientError', (e: NodeJS.ErrnoException, socket) => this.clientError(e, socket));
    this.server.on('connection', (socket: Socket) => {
      metrics.connections++;
      let patience: NodeJS.Timeout | undefined;
      socket.on('end', () => {
        patience = setTimeout(() => socket.destroy(), limits.halfClosedMs);
      });
      socket.on('close', () => {
        clearTimeout(patience);
        metrics.connections--;
      });
    });
    this.server.setTimeout(limits.stalledMs, socket => {
      // Idle too long, or bytes that nobody takes: cut. A handler that thinks has limits of its own.
      if (!this.busy.has(socket) || socket.writableLength > 0) socket.destroy();
      else socket.setTimeout(limits.stalledMs);
    });
  }

  /** Resolves to the port. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.removeListener('error', reject);
        this.server.on('error', e => this.parts.log('error', `server: ${e.message}`));
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  /** No new connections; what is under way may end; what does not in time is cut. */
  async close(): Promise<void> {
    const { limits, sockets, metrics } = this.parts;
    const closed = new Promise<void>(resolve => this.server.close(() => resolve()));
    this.closing.abort();
    this.server.closeIdleConnections();
    const cut = setTimeout(() => this.server.closeAllConnections(), limits.graceMs);
    await sockets.closeAll(limits.graceMs);
    await closed;
    clearTimeout(cut);
    metrics.stop();
  }

  private nextId(): string {
    return this.prefix + (++this.requests).toString(36);
  }

  private begin(req: IncomingMessage, res: ServerResponse): void {
    const ex = new Exchange(this.nextId(), req, res, this.parts.log);
    this.watch(ex, res);
    this.guarded(ex, () => this.serve(ex));
  }

  private beginUpgrade(req: IncomingMessage, socket: Socket, head: Buffer): void {
    const ex = new Exchange(this.nextId(), req, null, this.parts.log);
    ex.upgrade = { socket, head };
    // A connection that fails is closed, which is noticed.
    socket.on('error', () => {});
    socket.on('close', () => ex.leave());
    this.guarded(ex, () => this.serve(ex));
  }

  /** A bug of ours costs its request, not the process. */
  private guarded(ex: Exchange, act: () => void | Promise<void>): void {
    const failed = (e: unknown): void =>
      this.answering.refuse(ex, 500, 'error', `internal error: ${e instanceof Error ? (e.stack ?? e.message) : String(e)}`, true);
    try {
      act()?.catch(failed);
    } catch (e) {
      failed(e);
    }
  }

  private watch(ex: Exchange, res: ServerResponse): void {
    const { metrics } = this.parts;
    const { socket } = ex.req;
    metrics.requestsUnderWay++;
    this.busy.add(socket);
    res.on('close', () => {
      metrics.requestsUnderWay--;
      this.busy.delete(socket);
      const ms = performance.now() - ex.began;
      if (res.writableFinished) {
        metrics.answered(res.statusCode, ms);
        if (this.parts.log.verbose)
          ex.log('debug', 'answered', {
            method: ex.req.method,
            target: ex.req.url,
            status: res.statusCode,
            ms: Math.round(ms * 100) / 100,
          });
      } else if (!ex.over) {
        metrics.refused('gone');
        ex.log('info', 'the client has left', { method: ex.req.method, target: ex.req.url });
      }
      ex.leave();
    });
  }

  private serve(ex: Exchange): void {
    const { limits, metrics } = this.parts;
    const { req } = ex;
    const head = headOf(req, limits);
    if (head instanceof BadRequest) {
      this.answering.refuse(ex, head.status, 'malformed', head.why, true);
      return;
    }
    if (metrics.requestsUnderWay > limits.requests) {
      this.answering.refuse(ex, 503, 'overload', 'too many requests under way');
      return;
    }
    if (PAGES.has(head.path) && this.ownPage(ex, head)) return;
    const length = req.headers['content-length'];
    if (req.headers['transfer-encoding'] === undefined && (length === undefined || length === '0')) {
      this.answering.answer(ex, head, '');
      return;
    }
    if (length !== undefined && Number(length) > limits.bodyBytes) {
      this.answering.refuse(ex, 413, 'too-large', `a body of ${length} bytes`, true);
      return;
    }
    if (req.headers.expect !== undefined) ex.res.writeContinue();
    this.guarded(ex, () => this.readBody(ex, head));
  }

  private async readBody(ex: Exchange, head: Head): Promise<void> {
    const { limits } = this.parts;
    ex.body = new BodyReader(ex.req, limits.bodyBytes, limits.wholeBodyBytes);
    const whole = await ex.body.whole();
    if (ex.over || whole === 'gone') return;
    if (whole === 'too-large')
      return this.answering.refuse(ex, 413, 'too-large', `a body of more than ${limits.bodyBytes} bytes`, true);
    if (whole === undefined) return this.answering.answer(ex, head, null);
    this.answering.answer(ex, head, isText(head.headers.get('content-type')) ? whole.toString('utf8') : bytesOf(whole));
  }

  /** Whether the path is one of ours for this client. */
  private ownPage(ex: Exchange, { path, method }: Head): boolean {
    if (method !== 'GET' && method !== 'HEAD') return false;
    if (path === '/metrics') {
      if (!/^(?:127\.|::1$|::ffff:127\.)/.test(ex.req.socket.remoteAddress ?? '')) return false;
      this.page(ex, 200, 'text/plain; version=0.0.4', this.parts.metrics.text(this.parts.pool.counts));
      return true;
    }
    this.parts.check().then(
      () => this.page(ex, this.closing.signal.aborted ? 503 : 200, 'application/json', '{"status":"ok"}\n'),
      e => {
        ex.log('warn', `health: ${(e as Error).message}`);
        this.page(ex, 503, 'application/json', '{"status":"store unavailable"}\n');
      },
    );
    return true;
  }

  private page({ res, req, id }: Exchange, status: number, type: string, text: string): void {
    res.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      'x-request-id': id,
    });
    res.end(req.method === 'HEAD' ? undefined : text);
  }

  /** The parser gave up: what follows on the connection means nothing. */
  private clientError(e: NodeJS.ErrnoException, socket: Duplex): void {
    if (e.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const status = e.code === 'HPE_HEADER_OVERFLOW' ? 431 : e.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
    this.refuseConnection(socket, status, e.code ?? e.message);
  }

  private refuseConnection(socket: Duplex, status: number, why: string): void {
    const { metrics, log } = this.parts;
    const id = this.nextId();
    metrics.refused(status === 431 ? 'too-large' : status === 408 ? 'too-slow' : 'malformed');
    log('warn', `refused: ${why}`, { request: id, status });
    // Bytes of an answer that is under way would be mixed with ours.
    const busy = (socket as { _httpMessage?: ServerResponse })._httpMessage?.headersSent === true;
    if (busy) socket.destroy();
    else refuseRaw(socket, status, id);
  }
}
