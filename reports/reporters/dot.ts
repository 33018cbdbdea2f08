/** One character per case, and the list of non-passes at the end. */
import type { Outcome } from '../../harness/outcome.ts';
import { errorText } from '../error-text.ts';
import type { CaseEnd } from '../events.ts';
import type { Style } from '../style.ts';
import type { Reporter, Sink } from './reporter.ts';

const MARKS: Readonly<Record<Outcome, string>> = {
  pass: '.',
  fail: 'F',
  timeout: 'T',
  crash: 'C',
  oom: 'M',
  skip: '-',
  unsupported: 'U',
  'harness-error': '!',
};
const WIDTH = 100;

export function dotReporter(sink: Sink, style: Style): Reporter {
  const failed: CaseEnd[] = [];
  let column = 0;
  return {
    name: 'dot',
    caseEnd: event => {
      const mark = MARKS[event.outcome];
      sink.write(event.outcome === 'pass' || event.outcome === 'skip' ? mark : style.bad(mark));
      column += 1;
      if (column % WIDTH === 0) sink.write('\n');
      if (event.outcome !== 'pass' && event.outcome !== 'skip') failed.push(event);
    },
    end: () => {
      if (column % WIDTH !== 0) sink.write('\n');
      for (const event of failed)
        sink.write(`${event.outcome} ${event.id}: ${event.error === undefined ? '' : errorText(event.error)}\n`);
    },
  };
}
