/**
 * The scoreboard as plain rows, shared by the terminal table and the Markdown twin, so that both always show the same numbers.
 */
import type { OutcomeCounts } from '../../harness/outcome.ts';
import type { RunRecord } from '../events.ts';
import { type FailureMode, failureModes } from './failure-modes.ts';
import { casesPerSecond } from './scoreboard-json.ts';
import { formatShare, tallyOf, totalOf } from './tally.ts';

export interface ScoreboardView {
  headline: string;
  notes: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  total: readonly string[];
  modes: readonly FailureMode[];
  footer: readonly string[];
}

const BASE_COLUMNS: readonly (keyof OutcomeCounts)[] = ['pass', 'fail', 'timeout', 'crash'];
/** Shown only when they happened. */
const RARE_COLUMNS: readonly (keyof OutcomeCounts)[] = ['oom', 'unsupported', 'harness-error'];
const MODES_SHOWN = 10;

export function scoreboardView(record: RunRecord): ScoreboardView {
  const { start, cases, end } = record;
  const tally = tallyOf(cases);
  const outcomes = [...BASE_COLUMNS, ...RARE_COLUMNS.filter(outcome => tally.counts[outcome] > 0), 'skip' as const];
  const cells = (name: string, counts: OutcomeCounts): string[] => [
    name,
    String(totalOf(counts)),
    ...outcomes.map(outcome => String(counts[outcome])),
    formatShare(counts),
  ];
  return {
    headline: headlineOf(record),
    notes: start.notes,
    columns: ['category', 'total', ...outcomes, '%'],
    rows: tally.categories.map(category => cells(category.name, category.counts)),
    total: cells('total', tally.counts),
    modes: failureModes(cases, MODES_SHOWN),
    footer: footerOf(record, end.wallMs),
  };
}

/** Which corpus and commit, on which engine: the first line of every report. */
export function headlineOf({ start }: Pick<RunRecord, 'start'>): string {
  const { suite } = start;
  const cases = `${start.declared} ${start.declared === 1 ? 'case' : 'cases'}`;
  return `${suite.name} at ${suite.commit} (${suite.origin}) · engine ${start.engine}, tier ${start.tier} · ${cases}`;
}

function footerOf({ start, end }: RunRecord, wallMs: number): string[] {
  const lines = [
    `${end.executed} cases in ${formatSeconds(wallMs)} · ${casesPerSecond(end.executed, wallMs)} cases/s · ${start.machine.workers} workers` +
      (end.firstResultMs === null ? '' : ` · first result after ${formatSeconds(end.firstResultMs)}`),
    '% = pass / (total − skip − harness-error)',
  ];
  if (end.interrupted)
    lines.push(`Interrupted (${end.interruptedBy}): ${end.executed} of ${start.declared} cases; this report is partial.`);
  for (const notice of end.notices) lines.push(`note: ${notice}`);
  for (const problem of end.problems) lines.push(`PROBLEM: ${problem}`);
  return lines;
}

export function formatSeconds(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 120_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
