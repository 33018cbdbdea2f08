/** The Markdown twin of the scoreboard, for READMEs and step summaries. */
import type { RunRecord } from './events.ts';
import { exampleText } from './scoreboard/failure-modes.ts';
import { scoreboardView } from './scoreboard/scoreboard-rows.ts';

export function scoreboardMarkdown(record: RunRecord): string {
  const view = scoreboardView(record);
  const lines = [`**${escapeText(view.headline)}**`, ''];
  for (const note of view.notes) lines.push(`> ${escapeText(note)}`, '');
  lines.push(markdownTable(view.columns, [...view.rows, view.total.map((cell, at) => (at === 0 ? `**${cell}**` : cell))]));
  if (view.modes.length > 0) {
    lines.push('', '### Top failure modes', '');
    for (const mode of view.modes) lines.push(`- ${mode.count} × ${code(mode.label)} – ${code(exampleText(mode))}`);
  }
  lines.push('', ...view.footer.map(line => `${escapeText(line)}  `), '', `Command: ${code(record.start.command)}`, '');
  return lines.join('\n');
}

export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = `| ${columns.join(' | ')} |`;
  const rule = `| ${columns.map((_, at) => (at === 0 ? '---' : '---:')).join(' | ')} |`;
  return [head, rule, ...rows.map(row => `| ${row.map(escapeCell).join(' | ')} |`)].join('\n');
}

/** A code span that survives backticks and pipes in the text. */
export function code(text: string): string {
  const clean = text.replaceAll('\n', ' ');
  const fence = '`'.repeat(Math.max(0, ...[...clean.matchAll(/`+/g)].map(run => run[0].length)) + 1);
  const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${clean}${pad}${fence}`;
}

/** Underscores and stars of names such as __proto__ are text, not emphasis. */
function escapeText(text: string): string {
  return text.replace(/([\\`*_<>#|])/g, '\\$1');
}

function escapeCell(text: string): string {
  return text.startsWith('**') ? text : text.replaceAll('|', '\\|').replaceAll('_', '\\_');
}
