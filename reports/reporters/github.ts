/**
 * GitHub: annotations for the first few non-passes that the expectations do not know (platforms keep about ten of a kind), one line for the rest, and the scoreboard
 * as step summary.
 */
import { errorText } from '../error-text.ts';
import type { CaseEnd, RunStart } from '../events.ts';
import { scoreboardMarkdown } from '../markdown.ts';
import type { KnownCase, Reporter, Sink } from './reporter.ts';

const MAX_ANNOTATIONS = 10;

export function githubReporter(sink: Sink, summary: Sink | undefined, known: KnownCase = () => false): Reporter {
  const cases: CaseEnd[] = [];
  let start: RunStart | undefined;
  return {
    name: 'github',
    start: event => {
      start = event;
    },
    caseEnd: event => void cases.push(event),
    end: event => {
      const bad = cases.filter(each => each.outcome !== 'pass' && each.outcome !== 'skip' && !known(each));
      for (const each of bad.slice(0, MAX_ANNOTATIONS)) {
        const message = each.error === undefined ? each.outcome : `${each.outcome}: ${errorText(each.error)}`;
        sink.write(`::error title=${property(each.id)}::${data(message)}\n`);
      }
      if (bad.length > MAX_ANNOTATIONS)
        sink.write(`::notice::${bad.length - MAX_ANNOTATIONS} more non-passes are in the report\n`);
      if (start !== undefined) summary?.write(scoreboardMarkdown({ start, cases, end: event }));
    },
  };
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
