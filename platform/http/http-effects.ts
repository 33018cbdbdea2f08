/** The `http` family: what a handler can do on the connection that it answers. `http-listen` is each program's own (`../kernels/app.ts`). */
import type { ServerResponse } from 'node:http';
import type { Value } from '../../kernel/values/procedure.ts';
import type { Request } from '../effects/arguments.ts';
import type { EffectContext } from '../effects/context.ts';
import type { Implemented } from '../effects/dispatcher.ts';
import { failEffect } from '../effects/failure.ts';
import { bufferOf, bytesOf } from '../effects/node/data.ts';
import type { http } from '../effects/table.ts';
import { Exchange } from './exchange.ts';
import type { Limits } from './limits.ts';
import type { Sockets } from './sockets.ts';

export function httpEffects(sockets: Sockets, limits: Limits): Implemented<typeof http> {
  return {
    'http-listen': () => failEffect('conflict', 'this program listens already'),
    'http-body': async (_, context) => {
      const { body } = exchangeOf(context);
      if (body === null) return null;
      const part = await body.next();
      if (part === 'too-large') return failEffect('limit', `a body may have ${limits.bodyBytes} bytes`);
      if (part === 'gone') return failEffect('gone', 'the client has left');
      return part === null ? null : bytesOf(part);
    },
    'http-write': async (args, context) => {
      const { res } = exchangeOf(context);
      if (!res.headersSent) return failEffect('invalid', 'only the procedure of a :stream writes');
      await write(res, args.get('data'), limits.stalledMs);
      return null;
    },
    'websocket-send': args => sockets.send(args.get('socket') as string, message(args)),
    'websocket-receive': async args => {
      const received = await sockets.receive(args.get('socket') as string, (args.get('timeout') as number | null) ?? undefined);
      if (received === undefined) return failEffect('timeout', 'no message came in time');
      return Buffer.isBuffer(received) ? bytesOf(received) : received;
    },
    'websocket-close': args => {
      const code = (args.get('code') as number | null | undefined) ?? 1000;
      const reason = (args.get('reason') as string | null | undefined) ?? '';
      if (code !== 1000 && !(code >= 3000 && code <= 4999))
        failEffect('invalid', `:code is 1000 or from 3000 to 4999, got ${code}`);
      if (Buffer.byteLength(reason) > 123) failEffect('invalid', ':reason may have 123 bytes');
      return sockets.close(args.get('socket') as string, code, reason);
    },
    'topic-join': args => sockets.join(args.get('socket') as string, args.get('topic') as string),
    'topic-leave': args => sockets.leave(args.get('socket') as string, args.get('topic') as string),
    'topic-publish': args => sockets.publish(args.get('topic') as string, message(args)),
  };
}

function exchangeOf(context: EffectContext): Exchange {
  return context instanceof Exchange ? context : failEffect('invalid', 'only possible while a request is answered');
}

function message(args: Request): string | Uint8Array {
  const given: Value = args.get('message');
  return typeof given === 'string' ? given : bufferOf(given);
}

/** Waits while the client is slow; a client that takes nothing for too long is cut off. */
async function write(res: ServerResponse, data: Value, stalledMs: number): Promise<void> {
  if (res.destroyed || res.writableEnded) failEffect('gone', 'the client has left');
  if (res.write(bufferOf(data))) return;
  if (!(await drained(res, stalledMs))) {
    res.destroy();
    failEffect('timeout', `the client took nothing for ${stalledMs} ms`);
  }
  if (res.destroyed) failEffect('gone', 'the client has left');
}

/** False: not in time. */
function drained(res: ServerResponse, ms: number): Promise<boolean> {
  return new Promise(resolve => {
    const over = (inTime: boolean): void => {
      clearTimeout(timer);
      res.off('drain', go).off('close', go);
      resolve(inTime);
    };
    const go = (): void => over(true);
    const timer = setTimeout(() => over(false), ms);
    res.on('drain', go).on('close', go);
  });
}
