/** The reporters by name. Each is loaded when it is asked for. */

import type { Style } from '../style.ts';
import type { KnownCase, Reporter, Sink } from './reporter.ts';

export interface ReporterContext {
  sink: Sink;
  style: Style;
  /** Where GitHub wants the step summary. */
  summary: Sink | undefined;
  /** Non-passes that are no news. */
  known: KnownCase;
}

interface ReporterRow {
  what: string;
  make: (context: ReporterContext) => Promise<Reporter>;
  /** It writes while the run goes on; a progress line between its lines would spoil both. */
  streams?: boolean;
}

const REPORTERS: Readonly<Record<string, ReporterRow>> = {
  default: { what: 'scoreboard table', make: async c => (await import('./table.ts')).tableReporter(c.sink, c.style) },
  markdown: { what: 'scoreboard as Markdown', make: async c => (await import('./table.ts')).markdownReporter(c.sink) },
  line: {
    what: 'one line per case',
    streams: true,
    make: async c => (await import('./line.ts')).lineReporter(c.sink, c.style),
  },
  dot: {
    what: 'one character per case',
    streams: true,
    make: async c => (await import('./dot.ts')).dotReporter(c.sink, c.style),
  },
  minimal: { what: 'one line in all', make: async c => (await import('./minimal.ts')).minimalReporter(c.sink) },
  json: {
    what: 'the event stream, one JSON value per line',
    streams: true,
    make: async c => (await import('./json.ts')).jsonReporter(c.sink),
  },
  junit: { what: 'JUnit XML', make: async c => (await import('./junit.ts')).junitReporter(c.sink) },
  github: {
    what: 'annotations and step summary',
    make: async c => (await import('./github.ts')).githubReporter(c.sink, c.summary, c.known),
  },
};

export const REPORTER_NAMES: readonly string[] = Object.keys(REPORTERS);

export function describeReporters(): { name: string; what: string }[] {
  return Object.entries(REPORTERS).map(([name, { what }]) => ({ name, what }));
}

/** As it is named on the command line: one that writes into a file (`name=file`) leaves the terminal alone. */
export function streams(text: string): boolean {
  return REPORTERS[text]?.streams === true;
}

export function makeReporter(name: string, context: ReporterContext): Promise<Reporter> {
  const entry = REPORTERS[name];
  if (entry === undefined) throw new Error(`unknown reporter ${name}`);
  return entry.make(context);
}
