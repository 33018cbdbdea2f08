/** All suites at a glance: one row per suite, with what its tiers say of each other. */
import Table from 'cli-table3';
import type { RunRecord } from '../events.ts';
import type { SuiteParity } from '../parity/parity.ts';
import type { Style } from '../style.ts';
import { formatShare, scoredOf, tallyOf, totalOf } from './tally.ts';

export interface SuiteOverview {
  /** The run that the numbers are of. */
  record: RunRecord;
  /** The same plan on every tier; absent for suites that are scored on one. */
  parity?: SuiteParity;
}

const COLUMNS = ['suite', 'at', 'tier', 'cases', 'pass', 'not', 'skip', '%', 'parity'];
const LEFT = new Set(['suite', 'at', 'tier', 'parity']);

export function overviewTable(suites: readonly SuiteOverview[], style: Style): string {
  const table = new Table({
    head: COLUMNS.map(style.strong),
    colAligns: COLUMNS.map(column => (LEFT.has(column) ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const suite of suites) table.push(rowOf(suite, style));
  const notes = [...new Set(suites.flatMap(({ record }) => record.start.notes))];
  const wallMs = suites.reduce((sum, suite) => sum + wallOf(suite), 0);
  const footer = `${casesRun(suites)} cases in ${(wallMs / 1000).toFixed(1)} s · % = pass / (total − skip − harness-error)`;
  return [...notes.map(note => style.warn(`note: ${note}`)), table.toString(), '', footer, ''].join('\n');
}

function rowOf({ record, parity }: SuiteOverview, style: Style): string[] {
  const { start, cases } = record;
  const { counts } = tallyOf(cases);
  const not = scoredOf(counts) - counts.pass + counts['harness-error'];
  const share = formatShare(counts);
  return [
    start.suite.name,
    start.suite.commit.slice(0, 10),
    start.tier,
    String(totalOf(counts)),
    style.good(String(counts.pass)),
    not === 0 ? '0' : style.warn(String(not)),
    String(counts.skip),
    share === '100.0 %' ? style.good(share) : share,
    parityText(parity, style),
  ];
}

function parityText(parity: SuiteParity | undefined, style: Style): string {
  if (parity === undefined) return style.dim('one tier');
  const { tiers, differ, problems } = parity;
  if (problems.length > 0) return style.bad(problems.join('; '));
  return differ.length === 0 ? style.good(`${tiers.join(' ')}: agree`) : style.bad(`${tiers.join(' ')}: ${differ.length} differ`);
}

const wallOf = ({ record, parity }: SuiteOverview): number =>
  parity === undefined ? record.end.wallMs : parity.runs.reduce((sum, run) => sum + run.wallMs, 0);

function casesRun(suites: readonly SuiteOverview[]): number {
  return suites.reduce(
    (sum, { record, parity }) => sum + (parity?.runs.reduce((all, run) => all + run.executed, 0) ?? record.end.executed),
    0,
  );
}
