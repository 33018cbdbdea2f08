/** From a response with a `:websocket` to the conversation: the handshake, and the procedure that talks as a run of its own. */
import { randomBytes } from 'node:crypto';
import { WebSocketServer } from 'ws';
import type { Procedure } from '../../kernel/values/procedure.ts';
import type { EffectContext } from '../effects/context.ts';
import { type App, endText } from '../kernels/app.ts';
import type { Budget } from '../kernels/guest.ts';
import type { Serving } from './answer.ts';
import type { Exchange } from './exchange.ts';

const shaking = new Map<number, WebSocketServer>();

/** Compression is left out: it costs memory per socket that clients decide on. */
function handshaker(maxPayload: number): WebSocketServer {
  let server = shaking.get(maxPayload);
  if (server === undefined)
    shaking.set(maxPayload, (server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false })));
  return server;
}

/** `refuse`: answers that this is no request for a websocket. */
export function talk(
  serving: Serving,
  app: App,
  ex: Exchange,
  procedure: Procedure,
  refuse: (status: number, why: string) => void,
): void {
  const { upgrade, req } = ex;
  const { sockets, limits, closing } = serving;
  if (upgrade === null || String(req.headers.upgrade).toLowerCase() !== 'websocket') {
    refuse(426, 'a websocket was wanted, and the client asks for none');
    return;
  }
  if (!sameOrigin(req.headers.origin, req.headers.host)) {
    refuse(403, 'a websocket from another origin');
    return;
  }
  if (sockets.size >= limits.sockets || closing.aborted) {
    refuse(503, 'no more websockets');
    return;
  }
  handshaker(limits.messageBytes).handleUpgrade(req, upgrade.socket, upgrade.head, ws => {
    const id = randomBytes(16).toString('base64url');
    const leaving = new AbortController();
    sockets.add(id, ws, () => leaving.abort());
    const context: EffectContext = {
      symbols: app.guest.system.kernel.symbols,
      id: ex.id,
      get gone() {
        return leaving.signal.aborted;
      },
      signal: leaving.signal,
      log: (level, message, fields) => ex.log(level, message, fields),
      transaction: null,
    };
    const budget: Budget = { cpuMs: limits.cpuMs, heapBytes: limits.heapBytes, renewed: true };
    app.guest.call(procedure, [id], context, budget, end => {
      void context.transaction?.abandon();
      if (end.kind !== 'value' && !leaving.signal.aborted) ex.log('error', `on a websocket: ${endText(end)}`);
      ws.close(end.kind === 'value' ? 1000 : 1011);
    });
  });
}

/** Browsers say from which page they come: a page of others must not talk in its visitor's name. */
function sameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
