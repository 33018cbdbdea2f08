/** One line per case: outcome, id, time, and why it did not pass. */

import { errorLine } from '../error-text.ts';
import { headlineOf } from '../scoreboard/scoreboard-rows.ts';
import type { Style } from '../style.ts';
import type { Reporter, Sink } from './reporter.ts';

export function lineReporter(sink: Sink, style: Style): Reporter {
  return {
    name: 'line',
    start: start => sink.write(`${headlineOf({ start })}\n`),
    caseEnd: event => {
      const paint = event.outcome === 'pass' ? style.good : event.outcome === 'skip' ? style.dim : style.bad;
      const why = event.error === undefined ? '' : ` – ${errorLine(event.error)}`;
      sink.write(`${paint(event.outcome.padEnd(13))} ${event.id} (${event.ms} ms)${why}\n`);
    },
  };
}
