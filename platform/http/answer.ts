/** Requests through a program: lends a kernel, runs the handler, sends what it answers. Whatever happens, there is one answer and one log line. */

import { Condition } from '../../kernel/values/condition.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { type App, endText } from '../kernels/app.ts';
import type { Budget, End } from '../kernels/guest.ts';
import type { KernelPool } from '../kernels/pool.ts';
import type { Exchange } from './exchange.ts';
import type { Limits } from './limits.ts';
import type { Metrics, Refusal } from './metrics.ts';
import { refuse } from './refusal.ts';
import { type Head, requestDict } from './request.ts';
import { type GuestResponse, responseOf } from './response.ts';
import type { Sockets } from './sockets.ts';
import { streamBody } from './stream.ts';
import { talk } from './websocket.ts';

/** What the program or the host has to answer for; the rest is the client's doing. */
const OURS: ReadonlySet<Refusal> = new Set(['fuel', 'memory', 'timeout', 'error']);

export interface Serving {
  limits: Limits;
  metrics: Metrics;
  pool: KernelPool;
  sockets: Sockets;
  /** Aborted when the server begins to shut down. */
  closing: AbortSignal;
}

export class Answering {
  private readonly budget: Budget;

  constructor(private readonly serving: Serving) {
    const { cpuMs, heapBytes } = serving.limits;
    this.budget = { cpuMs, heapBytes };
  }

  /** Runs the handler on a request whose body is there, or can be read. */
  answer(ex: Exchange, head: Head, body: Value): void {
    const app = this.serving.pool.take();
    if (app !== undefined) {
      this.run(app, ex, head, body);
      return;
    }
    this.serving.pool.wait(late => {
      if (late === null) this.refuse(ex, 503, 'overload', 'no kernel became free');
      else if (ex.over) this.serving.pool.give(late);
      else this.run(late, ex, head, body);
    });
  }

  /** An answer of ours; does nothing when there was one. */
  refuse(ex: Exchange, status: number, why: Refusal, message: string, close = false): void {
    if (ex.over) return;
    this.serving.metrics.refused(why);
    ex.log(OURS.has(why) ? 'error' : 'warn', message, {
      status,
      why,
      method: ex.req.method,
      target: ex.req.url?.slice(0, 200),
    });
    ex.leave();
    refuse(ex.res, status, ex.id, close);
  }

  private run(app: App, ex: Exchange, head: Head, body: Value): void {
    let timer: NodeJS.Timeout | null = null;
    let ended = false;
    ex.symbols = app.guest.system.kernel.symbols;
    const dict = requestDict(head, body, ex.req.socket.remoteAddress ?? '', ex.id);
    app.guest.call(app.handler, [dict], ex, this.budget, end => {
      ended = true;
      if (timer !== null) clearTimeout(timer);
      if (ex.transaction === null) this.finish(app, ex, end);
      else void this.closeTransaction(ex).then(() => this.finish(app, ex, end));
    });
    if (ended) return;
    const { handlerMs } = this.serving.limits;
    timer = setTimeout(
      () => this.refuse(ex, 503, 'timeout', `the handler has not answered within ${handlerMs} ms`, true),
      handlerMs,
    );
  }

  /** What the handler left open did not happen. */
  private async closeTransaction(ex: Exchange): Promise<void> {
    if (await ex.transaction?.abandon()) ex.log('warn', 'the handler left a transaction open; it was rolled back');
  }

  private finish(app: App, ex: Exchange, end: End): void {
    this.serving.pool.give(app);
    if (end.kind !== 'value') {
      this.failed(ex, end);
      return;
    }
    if (ex.over) return;
    const response = responseOf(end.value);
    if (typeof response === 'string') {
      this.refuse(ex, 500, 'error', `the handler’s response: ${response}`);
      return;
    }
    this.send(app, ex, response);
  }

  private failed(ex: Exchange, end: Exclude<End, { kind: 'value' }>): void {
    if (ex.over) {
      // The client has its answer or does not want one; a program that fails then is only told of.
      if (end.kind !== 'raised') ex.log('error', endText(end));
      return;
    }
    if (end.kind === 'cut') {
      this.refuse(ex, 503, end.reason === 'memory' ? 'memory' : 'fuel', endText(end));
      return;
    }
    const { kind } = end;
    const exhausted = kind === 'raised' && end.raise.payload instanceof Condition && end.raise.payload.kind === 'stack-exhausted';
    this.refuse(ex, exhausted ? 503 : 500, exhausted ? 'fuel' : 'error', endText(end));
  }

  private send(app: App, ex: Exchange, response: GuestResponse): void {
    const { status, headers, body, length, stream, websocket } = response;
    if (websocket !== null) {
      talk(this.serving, app, ex, websocket, (code, why) => this.refuse(ex, code, 'malformed', why));
      return;
    }
    const { res, req } = ex;
    headers.push('x-request-id', ex.id);
    // What was not read of a body would be taken for the next request.
    if (ex.body !== null && !ex.body.complete) res.shouldKeepAlive = false;
    if (this.serving.closing.aborted) res.shouldKeepAlive = false;
    const bodiless = status === 204 || status === 304;
    if (stream !== null) {
      res.writeHead(status, headers);
      if (req.method !== 'HEAD' && !bodiless) {
        streamBody(this.serving, app, ex, stream, headers);
        return;
      }
      res.end();
      return;
    }
    if (!bodiless) {
      const bytes = body === null ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.length;
      // To HEAD a program may say how long the body would be that it did not make.
      headers.push('content-length', bytes === 0 && req.method === 'HEAD' && length !== null ? length : String(bytes));
    }
    res.writeHead(status, headers);
    if (body === null || bodiless || req.method === 'HEAD') res.end();
    else res.end(body);
  }
}
