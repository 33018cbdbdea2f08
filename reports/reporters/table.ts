/** The default reporter: the scoreboard table when the run has ended. */
import type { CaseEnd, RunStart } from '../events.ts';
import { scoreboardMarkdown } from '../markdown.ts';
import { scoreboardTable } from '../scoreboard/scoreboard-table.ts';
import type { Style } from '../style.ts';
import type { Reporter, Sink } from './reporter.ts';

export function tableReporter(sink: Sink, style: Style): Reporter {
  return collecting('default', record => sink.write(scoreboardTable(record, style)));
}

export function markdownReporter(sink: Sink): Reporter {
  return collecting('markdown', record => sink.write(scoreboardMarkdown(record)));
}

function collecting(name: string, finish: (record: Parameters<typeof scoreboardMarkdown>[0]) => void): Reporter {
  const cases: CaseEnd[] = [];
  let start: RunStart | undefined;
  return {
    name,
    start: event => {
      start = event;
    },
    caseEnd: event => void cases.push(event),
    end: event => {
      if (start !== undefined) finish({ start, cases, end: event });
    },
  };
}
