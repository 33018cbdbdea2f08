/** The event stream itself, one JSON value per line. */
import type { RunEvent } from '../events.ts';
import type { Reporter, Sink } from './reporter.ts';

export function jsonReporter(sink: Sink): Reporter {
  const line = (event: RunEvent): void => sink.write(`${JSON.stringify(event)}\n`);
  return { name: 'json', start: line, caseEnd: line, end: line };
}
