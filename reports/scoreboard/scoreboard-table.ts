/** The scoreboard on a terminal: headline, table, failure modes, figures. */
import Table from 'cli-table3';
import type { RunRecord } from '../events.ts';
import type { Style } from '../style.ts';
import { exampleText } from './failure-modes.ts';
import { scoreboardView } from './scoreboard-rows.ts';

export function scoreboardTable(record: RunRecord, style: Style): string {
  const view = scoreboardView(record);
  const table = new Table({
    head: view.columns.map(style.strong),
    colAligns: view.columns.map((_, at) => (at === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of view.rows) table.push(colourRow(row, view.columns, style));
  table.push(colourRow(view.total, view.columns, style).map(style.strong));
  const lines = [view.headline, ...view.notes.map(note => style.warn(`note: ${note}`)), '', table.toString()];
  if (view.modes.length > 0) {
    lines.push('', style.strong('Top failure modes'));
    const width = String(view.modes[0]!.count).length;
    for (const mode of view.modes) {
      lines.push(
        `  ${String(mode.count).padStart(width)} × ${mode.label}`,
        style.dim(`  ${' '.repeat(width)}   ${exampleText(mode)}`),
      );
    }
  }
  lines.push('', ...view.footer, '');
  return lines.join('\n');
}

function colourRow(row: readonly string[], columns: readonly string[], style: Style): string[] {
  return row.map((cell, at) => {
    const column = columns[at]!;
    if (column === 'category' || column === 'total' || column === 'skip' || cell === '0') return cell;
    if (column === 'pass') return style.good(cell);
    if (column === '%') return cell === '100.0 %' ? style.good(cell) : cell;
    return column === 'fail' ? style.warn(cell) : style.bad(cell);
  });
}
