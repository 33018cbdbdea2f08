/** The figures of a part on a terminal: a row per program, its bars beside it. */
import Table from 'cli-table3';
import type { Style } from '../../reports/style.ts';
import type { Verdict } from './bars.ts';
import type { Part, Row } from './part.ts';

export function partTable(
  part: Pick<Part, 'name' | 'title' | 'note' | 'columns'>,
  rows: readonly Row[],
  verdicts: readonly Verdict[],
  style: Style,
): string {
  const own = verdicts.filter(verdict => verdict.part === part.name);
  const heads = ['program', ...part.columns.map(column => column.head), ...(own.length === 0 ? [] : ['bars'])];
  const table = new Table({
    head: heads.map(style.strong),
    colAligns: heads.map(head => (head === 'program' || head === 'bars' ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const [program, measured] of byProgram(rows)) {
    const bars = own.filter(verdict => verdict.program === program).map(verdict => barText(verdict, style));
    table.push([program, ...part.columns.map(column => column.text(measured)), ...(own.length === 0 ? [] : [bars.join('\n')])]);
  }
  return `${style.strong(`${part.name}: ${part.title}`)}\n${style.dim(part.note)}\n${table.toString()}\n`;
}

/** One line on all bars. */
export function barsLine(verdicts: readonly Verdict[], style: Style): string {
  const missed = verdicts.filter(verdict => !verdict.met);
  const text = `${verdicts.length - missed.length} of ${verdicts.length} bars met`;
  if (missed.length === 0) return `${style.good(text)}\n`;
  return `${style.warn(text)}; missed: ${missed.map(({ part, program, what }) => `${part}/${program} ${what}`).join(', ')}\n`;
}

function barText({ what, value, met }: Verdict, style: Style): string {
  const figure = Math.round(value * 100) / 100;
  return met ? `${what} ${style.good('met')}` : `${what} ${style.bad('missed')} (${figure})`;
}

function byProgram(rows: readonly Row[]): Map<string, Row[]> {
  const programs = new Map<string, Row[]>();
  for (const row of rows) programs.set(row.program, [...(programs.get(row.program) ?? []), row]);
  return programs;
}
