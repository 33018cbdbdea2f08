/** Responses that are sent part by part: the shell first, then what takes longer; events that never end. */
import type { Procedure } from '../../kernel/values/procedure.ts';
import { type App, endText } from '../kernels/app.ts';
import type { Budget } from '../kernels/guest.ts';
import type { Serving } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** Runs the procedure that writes; the head is sent. A failure cuts the connection, so that nobody takes a part for the whole. */
export function streamBody(serving: Serving, app: App, ex: Exchange, stream: Procedure, headers: readonly string[]): void {
  const { metrics, limits, closing } = serving;
  const { res } = ex;
  const budget: Budget = { cpuMs: limits.cpuMs, heapBytes: limits.heapBytes, renewed: true };
  const events = isEventStream(headers);
  res.flushHeaders();
  metrics.streams++;
  // Proxies and people take silence for death.
  const heart = events ? setInterval(() => res.write(':\n\n'), limits.heartbeatMs) : null;
  const stop = (): void => ex.leave();
  if (events) closing.addEventListener('abort', stop, { once: true });
  app.guest.call(stream, [app.write], ex, budget, end => {
    metrics.streams--;
    if (heart !== null) clearInterval(heart);
    closing.removeEventListener('abort', stop);
    void ex.transaction?.abandon();
    if (end.kind === 'value' || (events && closing.aborted)) {
      res.end();
      return;
    }
    if (!ex.over) {
      metrics.refused(end.kind === 'cut' ? 'fuel' : 'error');
      ex.log('error', `while streaming: ${endText(end)}`);
    }
    res.destroy();
  });
}

function isEventStream(headers: readonly string[]): boolean {
  return headers.some(
    (name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type' && /^text\/event-stream\b/i.test(headers[i + 1] ?? ''),
  );
}
