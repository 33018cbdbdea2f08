/** One request and its response: on whose behalf effects happen while it lasts, and what the `http` family works on. */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SymbolTable } from '../../kernel/values/symbol.ts';
import type { EffectContext, LogLevel } from '../effects/context.ts';
import type { RequestTransaction } from '../effects/request-transaction.ts';
import type { BodyReader } from './body.ts';
import { endSoon } from './refusal.ts';

export interface Logger {
  (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Lines of level debug are written, and worth being made. */
  readonly verbose: boolean;
}

export class Exchange implements EffectContext {
  symbols: SymbolTable = null as never;
  transaction: RequestTransaction | null = null;
  body: BodyReader | null = null;
  /** The connection asks to become a websocket. */
  upgrade: { socket: Socket; head: Buffer } | null = null;
  /** Nobody waits for the answer any more: it was given, or the client has left. */
  over = false;
  private abort: AbortController | null = null;
  private response: ServerResponse | null;
  readonly began = performance.now();

  constructor(
    readonly id: string,
    readonly req: IncomingMessage,
    res: ServerResponse | null,
    private readonly logger: Logger,
  ) {
    this.response = res;
  }

  get res(): ServerResponse {
    this.response ??= this.plainAnswer();
    return this.response;
  }

  get gone(): boolean {
    return this.over;
  }

  get signal(): AbortSignal {
    if (this.abort === null) {
      this.abort = new AbortController();
      if (this.over) this.abort.abort();
    }
    return this.abort.signal;
  }

  /** From now on effects fail with `gone`. */
  leave(): void {
    this.over = true;
    this.abort?.abort();
  }

  log(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.logger(level, message, { request: this.id, ...fields });
  }

  /** A connection that asked for another protocol and is answered in this one. */
  private plainAnswer(): ServerResponse {
    const { socket } = this.upgrade as { socket: Socket };
    const res = new ServerResponse(this.req);
    res.shouldKeepAlive = false;
    res.assignSocket(socket);
    res.on('finish', () => {
      res.detachSocket(socket);
      endSoon(socket);
    });
    return res;
  }
}
