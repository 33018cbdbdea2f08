/** One line at the end: enough for a script or a commit message. */
import { OUTCOMES } from '../../harness/outcome.ts';
import type { RunStart } from '../events.ts';
import { formatSeconds } from '../scoreboard/scoreboard-rows.ts';
import { formatShare, Tally } from '../scoreboard/tally.ts';
import type { Reporter, Sink } from './reporter.ts';

export function minimalReporter(sink: Sink): Reporter {
  const tally = new Tally();
  let start: RunStart | undefined;
  return {
    name: 'minimal',
    start: event => {
      start = event;
    },
    caseEnd: event => tally.add(event),
    end: event => {
      const parts = OUTCOMES.filter(outcome => tally.counts[outcome] > 0).map(outcome => `${tally.counts[outcome]} ${outcome}`);
      const suite = start === undefined ? '' : `${start.suite.name}@${start.suite.commit.slice(0, 12)}: `;
      sink.write(`${suite}${parts.join(', ') || 'no cases'} (${formatShare(tally.counts)}) in ${formatSeconds(event.wallMs)}\n`);
    },
  };
}
