/**
 * `results.ndjson`: one metadata line, then one line per case, in the order in which they ended. Lines are written while the run
 * goes on, so that a run that is killed still leaves what it knows.
 */
import type { CaseEnd, RunStart } from '../events.ts';

export const RESULTS_FORMAT = 1;

export interface ResultsMeta extends Omit<RunStart, 'type' | 'format'> {
  format: number;
}

export function metaLine(start: RunStart): string {
  const { type: _, ...rest } = start;
  return `${JSON.stringify({ ...rest, format: RESULTS_FORMAT })}\n`;
}

export function caseLine(event: CaseEnd): string {
  const { type: _, ...rest } = event;
  return `${JSON.stringify(rest)}\n`;
}
