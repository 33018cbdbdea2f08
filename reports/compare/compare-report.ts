/** A comparison for people, as text or Markdown. */

import { errorLine } from '../error-text.ts';
import type { CaseEnd } from '../events.ts';
import { code } from '../markdown.ts';
import type { Style } from '../style.ts';
import type { CaseChange, Comparison } from './compare.ts';

const SHOWN = 100;

export function compareText(comparison: Comparison, style: Style): string {
  const lines: string[] = comparison.warnings.map(text => style.warn(`warning: ${text}`));
  const section = (title: string, items: readonly string[], paint: (text: string) => string): void => {
    if (items.length === 0) return;
    lines.push(paint(`${title}: ${items.length}`), ...items.slice(0, SHOWN).map(item => `  ${item}`));
    if (items.length > SHOWN) lines.push(style.dim(`  … and ${items.length - SHOWN} more`));
  };
  section('Broken', comparison.broken.map(changeLine), style.bad);
  section('Fixed', comparison.fixed.map(changeLine), style.good);
  section('Changed', comparison.changed.map(changeLine), style.warn);
  section('Removed', comparison.removed.map(caseLine), style.warn);
  section('Added', comparison.added.map(caseLine), style.dim);
  lines.push(summary(comparison), '');
  return lines.join('\n');
}

export function compareMarkdown(comparison: Comparison): string {
  const lines = [`**${summary(comparison)}**`, '', ...comparison.warnings.map(text => `> ${text}`)];
  const section = (title: string, items: readonly string[]): void => {
    if (items.length === 0) return;
    lines.push('', `<details><summary>${title}: ${items.length}</summary>`, '');
    lines.push(...items.slice(0, SHOWN).map(item => `- ${code(item)}`));
    if (items.length > SHOWN) lines.push(`- … and ${items.length - SHOWN} more`);
    lines.push('', '</details>');
  };
  section('Broken', comparison.broken.map(changeLine));
  section('Fixed', comparison.fixed.map(changeLine));
  section('Changed', comparison.changed.map(changeLine));
  section('Removed', comparison.removed.map(caseLine));
  section('Added', comparison.added.map(caseLine));
  return `${lines.join('\n')}\n`;
}

function summary({ broken, fixed, changed, added, removed, same }: Comparison): string {
  return `${broken.length} broken, ${fixed.length} fixed, ${changed.length} changed, ${removed.length} removed, ${added.length} added, ${same} as before`;
}

function changeLine({ id, before, after }: CaseChange): string {
  return `${id}: ${state(before)} → ${state(after)}`;
}

function caseLine(each: CaseEnd): string {
  return `${each.id}: ${state(each)}`;
}

function state(each: CaseEnd): string {
  return each.error === undefined ? each.outcome : `${each.outcome} (${errorLine(each.error)})`;
}
